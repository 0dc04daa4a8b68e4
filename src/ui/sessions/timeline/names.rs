//! The column of names. To assistive tools it is a table that says what the bars show: state and dates.

use leptos::prelude::*;

use crate::ui::format;
use crate::ui::markup::{El, el, follow};
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

/// One effect draws the row: an effect for each cell would make scrolling wait.
fn row(chart: Chart, place: usize) -> El {
    let shown = chart.row(place);
    let cell = |class: &str| el("div").attr("role", "cell").class(class);
    let swatch = el("span").attr("aria-hidden", "true");
    let title = el("span").class("name-text").attr("dir", "auto");
    let level = el("span").class("visually-hidden");
    let hidden = [(); 3].map(|()| cell("visually-hidden"));
    let row = el("div")
        .attr("role", "row")
        .attr(PLACE, &(place + ROWS_BEFORE).to_string())
        .child(cell("timeline-name").children([swatch.clone(), title.clone(), level.clone()]))
        .children(hidden.clone());
    let drawn = row.clone();
    follow(Box::new(move || {
        let active = chart.is_at(place);
        let Some(shown) = shown.get() else {
            return;
        };
        let _ = drawn.clone().class(row_class(active, shown.open)).style("--depth", &shown.depth.to_string());
        let _ = swatch.clone().class(swatch_class(shown.session.colour));
        title.say(shown.session.title.as_str());
        level.say(&level_note(shown.depth));
        let [state_cell, begin_cell, end_cell] = &hidden;
        state_cell.say(&state(&shown));
        begin_cell.say(&format::date(shown.session.span.begin()));
        end_cell.say(&end(&shown));
    }));
    row
}

fn row_class(active: bool, selected: bool) -> &'static str {
    match (active, selected) {
        (true, true) => "timeline-name-row active selected",
        (true, false) => "timeline-name-row active",
        (false, true) => "timeline-name-row selected",
        (false, false) => "timeline-name-row",
    }
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
