//! Which rows of a long table are rendered: those in sight and a few around them.

use std::ops::Range;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::ui::components::dom;
use crate::ui::markup::Place;

use super::rows::{PLACE, ROWS_BEFORE};

/// Rows rendered above and below what is in sight, so that scrolling by a line or two renders nothing.
const AROUND: usize = 3;
/// The window moves in steps of so many rows.
const STEP: usize = 4;
/// What the app's header, the page's header, the column headers and the footer take of the screen at least, in CSS
/// pixels (tokens.css, pages.css). Not measured: that would lay the page out before it has rows.
const AROUND_THE_ROWS: f64 = 160.0;
/// The least the frame is high, whatever the screen (pages.css).
const LEAST: f64 = 200.0;

/// The window of rows over a scrolling frame.
#[derive(Clone, Copy)]
pub(super) struct RowWindow {
    frame: Place,
    top: RwSignal<usize>,
    metrics: RwSignal<Metrics>,
    range: Memo<(usize, usize)>,
    total: Signal<usize>,
    printing: StoredValue<bool>,
}

/// Sizes in CSS pixels.
#[derive(Clone, Copy, PartialEq)]
struct Metrics {
    row: usize,
    screen: usize,
}

impl RowWindow {
    /// The window for so many rows.
    pub(super) fn new(total: Signal<usize>) -> Self {
        let metrics = RwSignal::new(measure());
        let printing = StoredValue::new(false);
        let measure_again = move || {
            let now = measure();
            if !printing.get_value() && now != metrics.get_untracked() {
                metrics.set(now);
            }
        };
        dom::on_window("resize", move |_| measure_again());
        let top = RwSignal::new(0);
        let range = Memo::new(move |_| {
            let range = rows_in_sight(top.get(), metrics.get(), total.get());
            (range.start, range.end)
        });
        Self { frame: Place::new(), top, metrics, range, total, printing }
    }

    /// On paper every row is in sight.
    pub(super) fn all_on_paper(self) -> Self {
        let Self { metrics, total, printing, .. } = self;
        dom::on_window("beforeprint", move |_| {
            printing.set_value(true);
            metrics.update(|metrics| metrics.screen = metrics.row * total.get_untracked());
        });
        dom::on_window("afterprint", move |_| {
            printing.set_value(false);
            metrics.set(measure());
        });
        self
    }

    /// Where the frame that scrolls stands.
    pub(super) fn frame(self) -> Place {
        self.frame
    }

    /// The places of the rows to render.
    pub(super) fn range(self) -> Range<usize> {
        let (start, end) = self.range.get();
        start..end
    }

    /// How high a row is, in CSS pixels.
    pub(super) fn row_height(self) -> usize {
        self.metrics.get().row
    }

    /// The height of what is not rendered above.
    pub(super) fn above(self) -> Option<String> {
        pixels(self.range.get().0 * self.metrics.get().row)
    }

    /// The height of what is not rendered below.
    pub(super) fn below(self) -> Option<String> {
        pixels(self.total.get().saturating_sub(self.range.get().1) * self.metrics.get().row)
    }

    /// The frame was scrolled.
    pub(super) fn scrolled(self) {
        if let Some(frame) = self.frame.get() {
            let top = frame.node().scroll_top().unsigned_abs() as usize / self.metrics.get_untracked().row;
            let top = top / STEP * STEP;
            if top != self.top.get_untracked() {
                self.top.set(top);
            }
        }
    }

    /// Back to the first row.
    pub(super) fn to_top(self) {
        // Asking for it where it stands already would make the browser lay the page out at once.
        if self.top.get_untracked() > 0
            && let Some(frame) = self.frame.get()
        {
            frame.node().set_scroll_top(0);
            self.scrolled();
        }
    }

    /// Scrolls so that a row stands at the top.
    pub(super) fn begin_with(self, place: usize) {
        if let Some(frame) = self.frame.get() {
            frame.node().set_scroll_top((place * self.metrics.get_untracked().row) as i32);
            self.scrolled();
        }
    }

    /// Scrolls as little as it takes to have a row in sight.
    pub(super) fn reveal(self, place: usize) {
        let Some(frame) = self.frame.get_as::<HtmlElement>() else {
            return;
        };
        let row = self.metrics.get_untracked().row as i32;
        let head = frame.query_selector("thead, .timeline-head").ok().flatten().map_or(0, |head| head.client_height());
        let (from, to) = (place as i32 * row, (place as i32 + 1) * row);
        let (top, height) = (frame.scroll_top(), frame.client_height() - head);
        if from < top {
            frame.set_scroll_top(from);
        } else if to > top + height {
            frame.set_scroll_top(to - height);
        }
        self.scrolled();
    }

    /// The row that a key leads to from a row.
    pub(super) fn place_after(self, key: &str, place: usize) -> Option<usize> {
        let last = self.total.get_untracked().saturating_sub(1);
        let to = match key {
            "ArrowDown" => place + 1,
            "ArrowUp" => place.saturating_sub(1),
            "PageDown" => place + self.page(),
            "PageUp" => place.saturating_sub(self.page()),
            "Home" => 0,
            "End" => last,
            _ => return None,
        };
        Some(to.min(last))
    }

    /// Focuses what is in a row: at once, so that the next key finds it there, or when the row is made that came into sight
    /// only now.
    pub(super) fn focus(self, selector: String) {
        if !self.try_focus(&selector) {
            request_animation_frame(move || {
                self.try_focus(&selector);
            });
        }
    }

    fn try_focus(self, selector: &str) -> bool {
        let row = self.frame.get().and_then(|frame| frame.node().query_selector(selector).ok().flatten());
        let found = row.is_some();
        if let Some(row) = row {
            dom::focus_in_place(row);
        }
        found
    }

    /// How far Page Up and Page Down go: the rows in sight but one.
    fn page(self) -> usize {
        let height = self.frame.get().map_or(0, |frame| frame.node().client_height().unsigned_abs() as usize);
        (height / self.metrics.get_untracked().row).saturating_sub(2).max(1)
    }
}

/// The place of the row that an event happened in.
pub(super) fn place_of(event: &Event) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let index: usize = target.closest(&["[", PLACE, "]"].concat()).ok()??.get_attribute(PLACE)?.parse().ok()?;
    index.checked_sub(ROWS_BEFORE)
}

fn rows_in_sight(top: usize, metrics: Metrics, total: usize) -> Range<usize> {
    let in_sight = metrics.screen.div_ceil(metrics.row) + STEP;
    // Fewer rows than before the last scroll: the browser will have moved up to the end.
    let top = top.min(total.saturating_sub(in_sight));
    top.saturating_sub(AROUND)..(top + in_sight + AROUND).min(total)
}

/// The height of a row is set in the styles; the window is as high as the frame at most.
fn measure() -> Metrics {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let row = style
        .and_then(|style| style.get_property_value("--row-height").ok())
        .and_then(|text| text.trim().strip_suffix("px")?.parse().ok())
        .filter(|row| *row > 0)
        .unwrap_or(40);
    let screen = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
    Metrics { row, screen: (screen - AROUND_THE_ROWS).max(LEAST) as usize }
}

fn pixels(value: usize) -> Option<String> {
    Some(format!("{value}px"))
}
