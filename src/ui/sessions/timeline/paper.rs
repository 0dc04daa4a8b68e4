//! The timeline on paper: the whole span and every row, on as many sheets as it takes, each with the scale.

use std::ops::Range;

use leptos::prelude::*;

use crate::domain::{TimeAxis, timeline_span};
use crate::ui::components::dom;
use crate::ui::markup::{El, el, svg};
use crate::ui::swatch::swatch_class;

use super::bars::{draw_note, draw_shape, draw_today, grid_path};
use super::chart::{Chart, Shown, number};
use super::ruler::{scale_lines, today_sign};

/// A sheet is drawn in units of its own and printed as wide as the paper.
const SHEET_WIDE: f64 = 1000.0;
const NAMES_WIDE: f64 = 230.0;
/// What is left of it beside the names and the words right of the last bar.
const AXIS_WIDE: f64 = 660.0;
const HEAD_HIGH: usize = 64;
const ROW_HIGH: usize = 24;
/// So many rows fit below the heading of a landscape sheet.
const ROWS_MOST: usize = 22;

/// As many letters of a title as fit beside the bars.
const LETTERS_MOST: usize = 34;

/// Nothing on the screen; the sheets while the page is printed.
pub(super) fn paper(chart: Chart) -> El {
    let printing = RwSignal::new(false);
    dom::on_window("beforeprint", move |_| printing.set(true));
    dom::on_window("afterprint", move |_| printing.set(false));
    el("div").class("timeline-paper").dynamic(move || if printing.get() { sheets(chart) } else { Vec::new() })
}

fn sheets(chart: Chart) -> Vec<El> {
    let rows = chart.listing().rows();
    let today = chart.store().today().get();
    let span = rows.with(|rows| chart.store().workspace().with(|workspace| timeline_span(workspace, rows, today)));
    let axis = TimeAxis::fitted(span, AXIS_WIDE, chart.axis().calendar());
    let count = rows.with(Vec::len);
    let sheet = |first: usize| sheet(chart, axis, first..(first + ROWS_MOST).min(count));
    (0..count).step_by(ROWS_MOST).map(sheet).collect()
}

fn sheet(chart: Chart, axis: TimeAxis, places: Range<usize>) -> El {
    let bottom = places.len() * ROW_HIGH;
    let high = (HEAD_HIGH + bottom).to_string();
    let today = axis.x(chart.store().today().get());
    let (fine, coarse) = axis.units();
    let lines = |class: &str, unit| svg("path").class(class).attr("d", &grid_path(axis, unit, 0.0, AXIS_WIDE, bottom));
    let today_line = svg("line");
    draw_today(&today_line, today, bottom);
    let body = svg("g")
        .attr("transform", &shifted(NAMES_WIDE, HEAD_HIGH))
        .child(lines("timeline-grid", fine))
        .children(coarse.map(|unit| lines("timeline-grid coarse", unit)))
        .children(places.clone().filter_map(|place| bar(chart, axis, place, (place - places.start) * ROW_HIGH)))
        .child(today_line);
    let head = svg("g")
        .attr("transform", &shifted(NAMES_WIDE, 0))
        .children(scale_lines(axis, 0.0, AXIS_WIDE))
        .child(today_sign(move || today));
    let names = places.clone().filter_map(|place| name(chart, place, HEAD_HIGH + (place - places.start) * ROW_HIGH));
    svg("svg")
        .class("timeline-sheet")
        .attr("viewBox", &["0 0 ", &number(SHEET_WIDE), " ", &high].concat())
        .child(head)
        .child(body)
        .children(names)
}

fn shifted(x: f64, y: usize) -> String {
    ["translate(", &number(x), " ", &y.to_string(), ")"].concat()
}

fn name(chart: Chart, place: usize, top: usize) -> Option<El> {
    let Shown { session, depth, .. } = chart.row(place).get()?;
    let title = session.title.as_str();
    let indent = f64::from(depth.min(6)) * 12.0;
    let most = LETTERS_MOST - depth.min(6) as usize * 2;
    let mut text: String = title.chars().take(most).collect();
    if title.chars().count() > most {
        text.push('…');
    }
    Some(
        svg("text")
            .class("timeline-sheet-name")
            .attr("x", &number(indent))
            .attr("y", &(top + 16).to_string())
            .text(&text),
    )
}

fn bar(chart: Chart, axis: TimeAxis, place: usize, top: usize) -> Option<El> {
    let shown = chart.row(place).get()?;
    let bar = axis.bar(shown.session.span);
    let (shape, note) = (svg("rect"), svg("text"));
    draw_shape(&shape, &shown.session, bar);
    draw_note(&note, &shown, bar);
    let class = swatch_class(shown.session.colour).replacen("swatch", "timeline-bar", 1);
    Some(svg("g").attr("transform", &shifted(0.0, top + 3)).class(&class).child(shape).child(note))
}
