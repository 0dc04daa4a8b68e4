//! The bars: a link for each session in sight, over the lines of the scale.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use crate::domain::{ActiveStatus, Bar, Session, Status, TimeAxis, Unit};
use crate::ui::components::dom;
use crate::ui::format;
use crate::ui::markup::{El, follow, svg};
use crate::ui::swatch::swatch_class;
use crate::ui::wording;

use super::chart::{BAR_PLACE, Chart, Shown, number, pixels};

/// How high a bar is; a closed session's is a slim one.
const BAR_HIGH: f64 = 18.0;
const CLOSED_HIGH: f64 = 6.0;

/// What can be hit by a pointer is at least so wide and high.
const TARGET: f64 = 24.0;

/// Between a bar and the words beside it.
const GAP: f64 = 8.0;

/// The drawing of the rows in sight.
pub(super) fn bars(chart: Chart) -> El {
    let drawing = svg("svg")
        .class("timeline-bars")
        .attr("role", "group")
        .attr("aria-label", "Sessions over time")
        .child(grid(chart))
        .child(svg("g").rows(move || chart.window().range(), move |place| row(chart, place)))
        .on("click", move |event| {
            if let (Some(event), Some(place)) = (event.dyn_ref::<MouseEvent>(), place_of(&event)) {
                click(chart, place, event);
            }
        })
        .on_key(move |event| bar_key(chart, event));
    let drawn = drawing.clone();
    follow(Box::new(move || lay_out(chart, &drawn)));
    drawing
}

/// Puts the drawing over the stretch and the rows that are drawn. What it holds stands at its place on the axis and among
/// all rows, so that moving the window moves nothing in it.
fn lay_out(chart: Chart, drawing: &El) {
    let (stretch, rows, high) = (chart.stretch(), chart.window().range(), chart.window().row_height());
    let (top, height) = (rows.start * high, rows.len() * high);
    let width = (stretch.end - stretch.start).max(0.0);
    let (left, width) = (number(stretch.start), number(width));
    let _ = drawing
        .clone()
        .style("left", &pixels(stretch.start))
        .style("top", &["calc(var(--timeline-head) + ", &top.to_string(), "px)"].concat())
        .attr("width", &width)
        .attr("height", &height.to_string())
        .attr("viewBox", &[&*left, " ", &top.to_string(), " ", &width, " ", &height.to_string()].concat());
}

/// The lines of the scale, through all rows.
fn grid(chart: Chart) -> El {
    let lines = move |class: &'static str, unit: fn((Unit, Option<Unit>)) -> Option<Unit>| {
        svg("path").class(class).attr_fn("d", move || {
            let (axis, stretch) = (chart.axis(), chart.stretch());
            let unit = unit(axis.units())?;
            let bottom = chart.listing().rows().with(Vec::len) * chart.window().row_height();
            Some(grid_path(axis, unit, stretch.start, stretch.end, bottom))
        })
    };
    svg("g")
        .attr("aria-hidden", "true")
        .child(lines("timeline-grid", |(fine, _)| Some(fine)))
        .child(lines("timeline-grid coarse", |(_, coarse)| coarse))
        .child(svg("path").class("timeline-grid coarse").attr_fn("d", move || Some(row_path(chart))))
}

/// A line below every row that is drawn.
fn row_path(chart: Chart) -> String {
    let (stretch, high) = (chart.stretch(), chart.window().row_height());
    let (left, right) = (["M", &number(stretch.start), " "].concat(), ["H", &number(stretch.end)].concat());
    let line = |place: usize| [&*left, &number(((place + 1) * high) as f64 - 0.5), &right].concat();
    chart.window().range().map(line).collect()
}

/// A line at the begin of every period.
pub(super) fn grid_path(axis: TimeAxis, unit: Unit, from: f64, to: f64, bottom: usize) -> String {
    let mut path = String::new();
    let end = ["V", &bottom.to_string()].concat();
    for period in axis.periods(unit, from, to) {
        path.push('M');
        path.push_str(&number(period.left));
        path.push_str(" 0");
        path.push_str(&end);
    }
    path
}

/// A row: what marks it, the bar, its piece of the line of today, and over that the state in words.
fn row(chart: Chart, place: usize) -> El {
    let shown = chart.row(place);
    let (band, tooltip, target, shape, today) = (svg("rect"), svg("title"), svg("rect"), svg("rect"), svg("line"));
    let link = svg("a")
        .attr(BAR_PLACE, &place.to_string())
        .child(tooltip.clone())
        .child(target.clone().class("timeline-target"))
        .child(shape.clone());
    let note = svg("text").attr("aria-hidden", "true");
    let row =
        svg("g").child(band.clone().class("timeline-band")).child(link.clone()).children([today.clone(), note.clone()]);
    let drawn = row.clone();
    follow(Box::new(move || {
        let (axis, high) = (chart.axis(), chart.window().row_height());
        let Some(shown) = shown.get() else {
            return;
        };
        let bar = axis.bar(shown.session.span);
        let _ = drawn
            .clone()
            .attr("transform", &["translate(0 ", &(place * high).to_string(), ")"].concat())
            .class(if shown.open { "timeline-row selected" } else { "timeline-row" });
        let _ = band.clone().attr("width", &number(axis.width())).attr("height", &high.to_string());
        draw_today(&today, axis.x(shown.today), high);
        draw_target(&target, bar);
        draw_shape(&shape, &shown.session, bar);
        draw_note(&note, &shown, bar);
        draw_link(&link, chart, &shown);
        tooltip.say(&in_words(&shown));
    }));
    row
}

fn draw_link(link: &El, chart: Chart, shown: &Shown) {
    let session = &shown.session;
    let drawn = link
        .clone()
        .attr("href", &chart.address(session.number))
        .attr("aria-label", session.title.as_str())
        .attr("tabindex", if shown.tabbable { "0" } else { "-1" })
        .class(&swatch_class(session.colour).replacen("swatch", "timeline-bar", 1));
    if shown.open {
        let _ = drawn.attr("aria-current", "true");
    } else {
        let _ = drawn.node().remove_attribute("aria-current");
    }
}

/// The line of today through a row.
pub(super) fn draw_today(line: &El, x: f64, bottom: usize) {
    let x = number(x);
    let _ = line
        .clone()
        .class("timeline-today")
        .attr("aria-hidden", "true")
        .attr("x1", &x)
        .attr("x2", &x)
        .attr("y2", &bottom.to_string());
}

fn draw_target(target: &El, bar: Bar) {
    let width = bar.width.max(TARGET);
    let _ = target
        .clone()
        .attr("x", &number(bar.left - (width - bar.width) / 2.0))
        .attr("y", &number((BAR_HIGH - TARGET) / 2.0))
        .attr("width", &number(width))
        .attr("height", &number(TARGET));
}

/// Open is an outline, in progress is full, closed is slim: as the dots of the table, not by colour alone.
pub(super) fn draw_shape(shape: &El, session: &Session, bar: Bar) {
    let (class, high) = match session.status {
        Status::Active(ActiveStatus::Open) => ("timeline-shape open", BAR_HIGH),
        Status::Active(ActiveStatus::InProgress) => ("timeline-shape progress", BAR_HIGH),
        Status::Closed { .. } => ("timeline-shape closed", CLOSED_HIGH),
    };
    // The stroke stands half outside of the outline, and must not reach into the next day.
    let _ = shape
        .clone()
        .class(class)
        .attr("x", &number(bar.left + 1.0))
        .attr("y", &number((BAR_HIGH - high) / 2.0))
        .attr("width", &number(bar.width - 2.0))
        .attr("height", &number(high))
        .attr("rx", "3");
}

pub(super) fn draw_note(note: &El, shown: &Shown, bar: Bar) {
    let overdue = shown.session.is_overdue(shown.today);
    let _ = note
        .clone()
        .class(if overdue { "timeline-note overdue" } else { "timeline-note" })
        .attr("x", &number(bar.left + bar.width + GAP))
        .attr("y", "13");
    note.say(&state_note(shown));
}

/// `In progress`; one that ended and is not closed says so.
fn state_note(shown: &Shown) -> String {
    let state = shown.session.status.label();
    if shown.session.is_overdue(shown.today) { [state, " · Ended"].concat() } else { state.to_owned() }
}

/// Everything about the bar, for those who point at it.
fn in_words(shown: &Shown) -> String {
    let Shown { session, today, .. } = shown;
    let (begin, end) = (format::date(session.span.begin()), format::date(session.span.end()));
    let timing = wording::timing(session, *today);
    [session.title.as_str(), "\n", &begin, " – ", &end, "\n", session.status.label(), ", ", &timing].concat()
}

/// The row of the bar that an event happened in.
fn place_of(event: &Event) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(&["[", BAR_PLACE, "]"].concat()).ok()??.get_attribute(BAR_PLACE)?.parse().ok()
}

fn click(chart: Chart, place: usize, event: &MouseEvent) {
    // With a key held, the link opens elsewhere.
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return;
    }
    event.prevent_default();
    chart.be_at(place);
    chart.listing().open_row(place);
}

fn bar_key(chart: Chart, event: &KeyboardEvent) {
    let Some(place) = place_of(event) else {
        return;
    };
    let key = event.key();
    if key == "Enter" || key == " " {
        dom::handled(event);
        chart.listing().open_row(place);
    } else if let Some(to) = chart.window().place_after(&key, place) {
        dom::handled(event);
        chart.go_to(to);
    }
}
