//! The timeline: sessions as bars over months and quarters, children beneath their parents.
//!
//! Names and bars stand in one frame, which scrolls both ways. In the page are only the rows in sight and the stretch of
//! the axis around what is in sight: scrolling within it changes nothing, and beyond it moves a window. The column of
//! names is a table that also says dates and state to those who do not see the bars. Paper gets drawings of its own.

mod bars;
mod chart;
mod controls;
mod drag;
mod names;
mod paper;
mod ruler;
mod sight;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, WheelEvent};

use crate::domain::TimeScale;
use crate::ui::components::dom;
use crate::ui::markup::{El, el, follow};
use crate::ui::sessions::listing::Listing;

use bars::bars;
use chart::Chart;
use controls::controls;
use drag::draggable;
use names::names;
use paper::paper;
use ruler::ruler;

/// How far an arrow key scrolls, in CSS pixels.
const KEY_SCROLL: f64 = 120.0;

/// How far a wheel has to turn for the next scale: a notch of a mouse, or a short way of two fingers.
const WHEEL_TURN: f64 = 60.0;

/// A line, for the browsers whose wheels turn by lines.
const LINE: f64 = 20.0;

/// The sessions that the page lists, over time.
pub(super) fn timeline_view(listing: Listing) -> El {
    let chart = Chart::new(listing);
    let stage = el("div")
        .class("timeline-stage")
        .child(ruler(chart))
        .child(bars(chart))
        .style_fn("min-height", move || Some(chart.height()));
    keep_place(chart, stage.clone());
    let stage = draggable(stage, chart.frame());
    let canvas = el("div").class("timeline-canvas").child(names(chart)).child(stage);
    let turned = StoredValue::new(0.0);
    let frame = el("div")
        .class("timeline-frame")
        .at(chart.frame())
        .on("scroll", move |_| chart.scrolled())
        .on("wheel", move |event| {
            if let Some(event) = event.dyn_ref() {
                wheel(chart, turned, event);
            }
        })
        .on_key(move |event| frame_key(chart, event))
        .child(canvas);
    el("div").class("timeline").child(controls(chart)).child(frame).child(paper(chart))
}

/// Lays the chart out as wide as its axis is. When that changes, the day that the user looks at stays where it is;
/// another list is shown from where it is nearest to today, as the first one is.
fn keep_place(chart: Chart, stage: El) {
    let mut before = None;
    follow(Box::new(move || {
        let axis = chart.axis();
        let list = chart.listing().query().with(|query| query.list.clone());
        let _ = stage.clone().style("width", &chart::pixels(axis.width()));
        match before.replace((axis, list.clone())) {
            Some((old, same)) if same == list => {
                if old != axis {
                    chart.carry_place(old, axis);
                }
            }
            // Once the rows of the list are in the page.
            _ => dom::once_mounted(Box::new(move || chart.show_start())),
        }
    }));
}

/// Control and the wheel zoom, as in maps; the page itself does not.
fn wheel(chart: Chart, turned: StoredValue<f64>, event: &WheelEvent) {
    if !event.ctrl_key() && !event.meta_key() {
        return;
    }
    event.prevent_default();
    let turn = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { event.delta_y() } else { event.delta_y() * LINE };
    let so_far = turned.get_value();
    let so_far = if so_far * turn < 0.0 { turn } else { so_far + turn };
    if so_far.abs() < WHEEL_TURN {
        return turned.set_value(so_far);
    }
    turned.set_value(0.0);
    chart.hold(f64::from(event.client_x()));
    chart.zoom(if turn > 0.0 { TimeScale::wider } else { TimeScale::closer });
}

fn frame_key(chart: Chart, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match &*event.key() {
        "ArrowLeft" => chart.scroll_by(-KEY_SCROLL),
        "ArrowRight" => chart.scroll_by(KEY_SCROLL),
        "+" | "=" => chart.zoom(TimeScale::closer),
        "-" => chart.zoom(TimeScale::wider),
        _ => return,
    }
    dom::handled(event);
}
