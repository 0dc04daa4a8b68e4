//! Which rows of a long table are rendered: those in sight and a few around them.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;

use crate::ui::components::dom;

/// Rows rendered above and below what is in sight, so that scrolling by a line or two renders nothing.
const AROUND: usize = 6;
/// The window moves in steps of so many rows.
const STEP: usize = 4;

/// The window of rows over a scrolling frame.
#[derive(Clone, Copy)]
pub(super) struct RowWindow {
    frame: NodeRef<html::Div>,
    top: RwSignal<usize>,
    metrics: RwSignal<Metrics>,
    range: Memo<(usize, usize)>,
    total: Signal<usize>,
}

/// Sizes in CSS pixels.
#[derive(Clone, Copy, PartialEq)]
struct Metrics {
    row: f64,
    screen: f64,
}

impl RowWindow {
    /// The window for so many rows.
    pub(super) fn new(total: Signal<usize>) -> Self {
        let metrics = RwSignal::new(measure());
        dom::on_window("resize", move |_| {
            let now = measure();
            if now != metrics.get_untracked() {
                metrics.set(now);
            }
        });
        let top = RwSignal::new(0);
        let range = Memo::new(move |_| {
            let range = rows_in_sight(top.get(), metrics.get(), total.get());
            (range.start, range.end)
        });
        Self { frame: NodeRef::new(), top, metrics, range, total }
    }

    /// The frame that scrolls.
    pub(super) fn frame(self) -> NodeRef<html::Div> {
        self.frame
    }

    /// The places of the rows to render.
    pub(super) fn range(self) -> Range<usize> {
        let (start, end) = self.range.get();
        start..end
    }

    /// The height of what is not rendered above, in CSS pixels.
    pub(super) fn above(self) -> String {
        pixels(self.range.get().0 as f64 * self.metrics.get().row)
    }

    /// The height of what is not rendered below, in CSS pixels.
    pub(super) fn below(self) -> String {
        let rest = self.total.get().saturating_sub(self.range.get().1);
        pixels(rest as f64 * self.metrics.get().row)
    }

    /// The frame was scrolled.
    pub(super) fn scrolled(self) {
        if let Some(frame) = self.frame.get_untracked() {
            let top = (f64::from(frame.scroll_top()) / self.metrics.get_untracked().row) as usize;
            let top = top / STEP * STEP;
            if top != self.top.get_untracked() {
                self.top.set(top);
            }
        }
    }

    /// Back to the first row.
    pub(super) fn to_top(self) {
        if let Some(frame) = self.frame.get_untracked() {
            frame.set_scroll_top(0);
            self.scrolled();
        }
    }

    /// Scrolls as little as it takes to have a row in sight.
    pub(super) fn reveal(self, place: usize) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let row = self.metrics.get_untracked().row;
        let head = frame.query_selector("thead").ok().flatten().map_or(0.0, |head| f64::from(head.client_height()));
        let (from, to) = (place as f64 * row, (place + 1) as f64 * row);
        let (top, height) = (f64::from(frame.scroll_top()), f64::from(frame.client_height()) - head);
        if from < top {
            frame.set_scroll_top(from as i32);
        } else if to > top + height {
            frame.set_scroll_top((to - height).ceil() as i32);
        }
        self.scrolled();
    }

    /// How many whole rows are in sight.
    pub(super) fn page(self) -> usize {
        let height = self.frame.get_untracked().map_or(0.0, |frame| f64::from(frame.client_height()));
        ((height / self.metrics.get_untracked().row) as usize).saturating_sub(2).max(1)
    }
}

fn rows_in_sight(top: usize, metrics: Metrics, total: usize) -> Range<usize> {
    let in_sight = (metrics.screen / metrics.row).ceil() as usize + STEP;
    // Fewer rows than before the last scroll: the browser will have moved up to the end.
    let top = top.min(total.saturating_sub(1));
    let start = top.saturating_sub(AROUND);
    start..(top + in_sight + AROUND).min(total)
}

/// The height of a row is set in the styles; the window is as high as the frame at most.
fn measure() -> Metrics {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let row = style
        .and_then(|style| style.get_property_value("--row-height").ok())
        .and_then(|text| text.trim().strip_suffix("px")?.parse().ok())
        .unwrap_or(40.0);
    let screen = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
    Metrics { row, screen }
}

fn pixels(value: f64) -> String {
    format!("{value}px")
}
