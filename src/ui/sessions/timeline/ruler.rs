//! The scale above the bars: months and quarters, or quarters and years, and where today is.

use leptos::prelude::*;

use crate::domain::{AxisPeriod, PeriodName, TimeAxis};
use crate::ui::format;
use crate::ui::markup::{El, el, svg};

use super::chart::{Chart, number, pixels};

/// How high the ruler is: two lines of names, and below them one for the sign of today, which would hide a name in theirs.
const HIGH: &str = "64";

/// Left of a name, in CSS pixels.
const INSET: f64 = 6.0;

/// Below this width a period that is cut by the edge of the axis has no room for its name.
const NAMED_LEAST: f64 = 24.0;

/// Half the width of the sign that says `Today`.
const TODAY_HALF: f64 = 23.0;

/// The scale; it stays at the top of the frame.
pub(super) fn ruler(chart: Chart) -> El {
    let drawing = svg("svg")
        .style_fn("left", move || Some(pixels(chart.stretch().start)))
        .attr_fn("width", move || Some(number(width(chart))))
        .attr("height", HIGH)
        .attr_fn("viewBox", move || {
            Some([&*number(chart.stretch().start), " 0 ", &number(width(chart)), " ", HIGH].concat())
        })
        // Read out, the names of months would say nothing: the table has the dates.
        .child(svg("g").attr("aria-hidden", "true").dynamic(move || {
            let stretch = chart.stretch();
            scale_lines(chart.axis(), stretch.start, stretch.end)
        }))
        .child(today_sign(move || chart.axis().x(chart.store().today().get())));
    el("div").class("timeline-head timeline-ruler").child(drawing)
}

fn width(chart: Chart) -> f64 {
    let stretch = chart.stretch();
    (stretch.end - stretch.start).max(0.0)
}

/// The two lines of names with their marks.
pub(super) fn scale_lines(axis: TimeAxis, from: f64, to: f64) -> Vec<El> {
    let (fine, coarse) = axis.units();
    let mut drawn = Vec::new();
    if let Some(coarse) = coarse {
        for period in axis.periods(coarse, from, to) {
            drawn.push(mark(period.left, "0", HIGH));
            drawn.extend(name(&period, long_name(&period.name), "coarse", "17", 60.0));
        }
    }
    for period in axis.periods(fine, from, to) {
        drawn.push(mark(period.left, "26", HIGH));
        drawn.extend(name(&period, short_name(&period.name), "fine", "38", NAMED_LEAST));
    }
    drawn
}

fn mark(x: f64, top: &str, bottom: &str) -> El {
    let x = number(x);
    svg("line").class("timeline-mark").attr("x1", &x).attr("x2", &x).attr("y1", top).attr("y2", bottom)
}

fn name(period: &AxisPeriod, text: String, class: &str, y: &str, least: f64) -> Option<El> {
    let fits = period.right - period.left >= least;
    fits.then(|| svg("text").class(class).attr("x", &number(period.left + INSET)).attr("y", y).text(&text))
}

fn short_name(name: &PeriodName) -> String {
    match name {
        PeriodName::Month(day) => format::month(*day),
        PeriodName::Quarter { short, .. } => short.clone(),
        PeriodName::Years(name) => name.clone(),
    }
}

fn long_name(name: &PeriodName) -> String {
    match name {
        PeriodName::Quarter { long, .. } => long.clone(),
        other => short_name(other),
    }
}

/// `Today`, below the names of the scale and at the head of its line.
pub(super) fn today_sign(x: impl Fn() -> f64 + Clone + 'static) -> El {
    let left = x.clone();
    svg("g")
        .class("timeline-today-sign")
        .child(
            svg("rect")
                .attr_fn("x", move || Some(number(left() - TODAY_HALF)))
                .attr("y", "46")
                .attr("width", &number(2.0 * TODAY_HALF))
                .attr("height", "18")
                .attr("rx", "4"),
        )
        .child(
            svg("text")
                .attr_fn("x", move || Some(number(x())))
                .attr("y", "59")
                .attr("text-anchor", "middle")
                .text("Today"),
        )
}
