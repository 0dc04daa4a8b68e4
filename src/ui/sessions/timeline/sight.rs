//! How far the timeline is scrolled sideways, and which stretch of it is drawn.

use std::ops::Range;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::ui::components::dom;
use crate::ui::markup::Place;

/// The stretch of the axis that is drawn: a screen that is in sight, and one at either side. It moves by whole screens.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    frame: Place,
    names: Place,
    /// How wide the window is, in CSS pixels: at least as wide as the frame.
    screen: RwSignal<f64>,
    /// At how many screens from the left.
    at: RwSignal<i32>,
}

impl Sight {
    pub(super) fn new(frame: Place) -> Self {
        let screen = RwSignal::new(window_width());
        dom::on_window("resize", move |_| {
            let width = window_width();
            if width != screen.get_untracked() {
                screen.set(width);
            }
        });
        Self { frame, names: Place::new(), screen, at: RwSignal::new(0) }
    }

    /// Where the column of names stands, which lies over the chart's left.
    pub(super) fn names(self) -> Place {
        self.names
    }

    pub(super) fn screen(self) -> f64 {
        self.screen.get()
    }

    /// In lengths of the axis.
    pub(super) fn stretch(self) -> Range<f64> {
        let (at, screen) = (f64::from(self.at.get()), self.screen.get());
        ((at - 1.0) * screen).max(0.0)..(at + 2.0) * screen
    }

    pub(super) fn scrolled(self) {
        if let Some(left) = self.left() {
            let at = (left / self.screen.get_untracked()) as i32;
            if at != self.at.get_untracked() {
                self.at.set(at);
            }
        }
    }

    /// Where on the axis the visible part begins.
    pub(super) fn left(self) -> Option<f64> {
        self.frame.get_as::<HtmlElement>().map(|frame| f64::from(frame.scroll_left()))
    }

    pub(super) fn scroll_to(self, left: f64) {
        if let Some(frame) = self.frame.get_as::<HtmlElement>() {
            frame.set_scroll_left(left.max(0.0) as i32);
            self.scrolled();
        }
    }

    /// How much of the axis is in sight.
    pub(super) fn chart_width(self) -> f64 {
        let width = |place: Place| place.get().map_or(0, |element| element.node().client_width());
        f64::from(width(self.frame) - width(self.names)).max(0.0)
    }

    /// How far right of the visible part's begin a place of the window lies.
    pub(super) fn place_of_window(self, x: f64) -> Option<f64> {
        let names = self.names.get()?.node().get_bounding_client_rect();
        Some((x - names.right()).max(0.0))
    }
}

fn window_width() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(1440.0)
}
