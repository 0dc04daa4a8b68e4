//! The column of names. To assistive tools it is a table that says what the bars show: state and dates.

use leptos::prelude::*;

use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::sessions::rows::{PLACE, ROWS_BEFORE, end_note, level_note};
use crate::ui::sessions::window::place_of;
use crate::ui::swatch::swatch_class;

use super::chart::{Chart, Shown};

/// The table *Timeline*.
pub(super) fn names(chart: Chart) -> El {
    let header = |name: &str| el("div").attr("role", "columnheader").text(name);
    let head = el("div")
        .attr("role", "row")
        .attr("aria-rowindex", "1")
        .class("timeline-head")
        .child(header("Name").class("timeline-name"))
        .children(["State", "Begin", "End"].map(|name| header(name).class("visually-hidden")));
    let body = el("div")
        .attr("role", "rowgroup")
        .style_fn("padding-top", move || chart.window().above())
        .rows(move || chart.window().range(), move |place| row(chart, place))
        .on("click", move |event| {
            // The bar, which has the same name, is what the keyboard reaches.
            if let Some(place) = place_of(&event) {
                chart.be_at(place);
                chart.reveal(place);
                chart.listing().open_row(place);
            }
        });
    el("div")
        .class("timeline-names")
        .at(chart.names())
        .attr("role", "table")
        .attr("aria-label", "Timeline")
        .attr_fn("aria-rowcount", move || Some((chart.listing().rows().with(Vec::len) + 1).to_string()))
        .child(el("div").attr("role", "rowgroup").class("timeline-names-head").child(head))
        .child(body)
}

fn row(chart: Chart, place: usize) -> El {
    let shown = chart.row(place);
    let read =
        move |read: fn(&Shown) -> String| move || shown.with(|shown| shown.as_ref().map(read).unwrap_or_default());
    let cell = |class: &str| el("div").attr("role", "cell").class(class);
    let name = cell("timeline-name")
        .child(el("span").attr("aria-hidden", "true").class_fn(move || {
            shown.with(|shown| shown.as_ref().map_or("swatch", |shown| swatch_class(shown.session.colour)))
        }))
        .child(el("span").class("name-text").attr("dir", "auto").text_fn(read(|shown| shown.session.title.to_string())))
        .child(el("span").class("visually-hidden").text_fn(read(|shown| level_note(shown.depth))));
    let class = move || match (chart.is_at(place), shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.open))) {
        (true, true) => "timeline-name-row active selected",
        (true, false) => "timeline-name-row active",
        (false, true) => "timeline-name-row selected",
        (false, false) => "timeline-name-row",
    };
    el("div")
        .attr("role", "row")
        .attr(PLACE, &(place + ROWS_BEFORE).to_string())
        .class_fn(class)
        .style_fn("--depth", move || shown.with(|shown| shown.as_ref().map(|shown| shown.depth.to_string())))
        .child(name)
        .child(cell("visually-hidden").text_fn(read(state)))
        .child(cell("visually-hidden").text_fn(read(|shown| format::date(shown.session.span.begin()))))
        .child(cell("visually-hidden").text_fn(read(end)))
}

/// As the State cell of the table says it.
fn state(shown: &Shown) -> String {
    let status = shown.session.status;
    let note = if status.is_closed() { "" } else { status.label() };
    [status.state_label(), " ", note].concat()
}

fn end(shown: &Shown) -> String {
    let overdue = shown.session.is_overdue(shown.today);
    [&*format::date(shown.session.span.end()), " ", &end_note(&shown.session, shown.today, overdue)].concat()
}
