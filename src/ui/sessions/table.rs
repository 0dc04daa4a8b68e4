//! The table of sessions: a window of rows, seven columns.

use leptos::prelude::*;
use web_sys::{KeyboardEvent, Node};

use crate::domain::{Column, Direction};
use crate::ui::components::{IconName, dom, icon};
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::use_store;

use super::listing::Listing;
use super::rows::{PLACE, ROWS_BEFORE, RenderedRows, Surroundings};
use super::window::{RowWindow, place_of};

/// The table *Sessions*.
pub(super) fn sessions_table(listing: Listing) -> El {
    let store = use_store();
    let rows = listing.rows();
    let total = Signal::derive(move || rows.with(Vec::len));
    let window = RowWindow::new(total).all_on_paper();
    let active = RwSignal::new(0_usize);
    start_at_the_top(listing, window);
    let end = spacer(move || window.below());
    let body = el("tbody")
        .attr("role", "rowgroup")
        .on("click", move |event| {
            // The second click of a double click lands on another row where the list has just made room for the drawer.
            if let Some(place) = place_of(&event).filter(|_| !dom::is_repeated(&event)) {
                active.set(place);
                listing.open_row(place);
            }
        })
        .on_key(move |event| row_key(event, listing, window, active))
        .child(spacer(move || window.above()))
        .child(end.clone());
    let mut rendered = RenderedRows::new();
    let end = Node::from(end.node());
    follow(Box::new(move || {
        // Before the range, which depends on them (see `empty_list`).
        let rows = &*rows.read();
        let range = window.range();
        let active = active.get();
        let around = Surroundings {
            rows,
            workspace: &store.workspace().read(),
            today: store.today().get(),
            open: listing.open().get(),
            // The row that Tab leads to: one that is there.
            active: if range.contains(&active) { active } else { range.start },
        };
        rendered.draw(&range, &end, &around);
    }));
    let headers = Column::ALL.map(|column| column_header(listing, column));
    let table = el("table")
        .class("sessions")
        .attr("role", "table")
        .attr("aria-label", "Sessions")
        .attr("aria-colcount", "7")
        .attr_fn("aria-rowcount", move || Some((total.get() + 1).to_string()))
        .child(
            el("thead")
                .attr("role", "rowgroup")
                .child(el("tr").attr("role", "row").attr("aria-rowindex", "1").children(headers)),
        )
        .child(body);
    el("div").class("table-frame").at(window.frame()).on("scroll", move |_| window.scrolled()).child(table)
}

/// Another order or selection starts at its top.
fn start_at_the_top(listing: Listing, window: RowWindow) {
    let mut before = None;
    follow(Box::new(move || {
        let query = listing.query().get();
        if before.as_ref().is_some_and(|before| *before != query) {
            window.to_top();
        }
        before = Some(query);
    }));
}

fn spacer(height: impl Fn() -> Option<String> + 'static) -> El {
    el("tr").class("spacer").attr("role", "presentation").attr("aria-hidden", "true").style_fn("height", height)
}

fn row_key(event: &KeyboardEvent, listing: Listing, window: RowWindow, active: RwSignal<usize>) {
    let Some(place) = place_of(event) else {
        return;
    };
    let key = event.key();
    if key == "Enter" || key == " " {
        dom::handled(event);
        listing.open_row(place);
    } else if let Some(to) = window.place_after(&key, place) {
        dom::handled(event);
        active.set(to);
        window.reveal(to);
        window.focus(format!("tr[{PLACE}='{}']", to + ROWS_BEFORE));
    }
}

fn column_header(listing: Listing, column: Column) -> El {
    let direction = move || {
        listing.query().with(|query| query.list.sort.filter(|(sorted, _)| *sorted == column).map(|(_, way)| way))
    };
    let sorted = move || {
        direction().map(|way| match way {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    };
    let sign = move || {
        direction().map(|way| match way {
            Direction::Ascending => icon(IconName::SortAscending),
            Direction::Descending => icon(IconName::SortDescending),
        })
    };
    let button = el("button")
        .attr("type", "button")
        .class("sort-button")
        .text(column.label())
        .dynamic(sign)
        .on_click(move || listing.sort_by(column));
    el("th")
        .attr("role", "columnheader")
        .attr("scope", "col")
        .class(cell_class(column))
        .word_fn("aria-sort", sorted)
        .child(button)
}

fn cell_class(column: Column) -> &'static str {
    match column {
        Column::Number => "cell-number",
        Column::Name => "cell-name",
        Column::State => "cell-state",
        Column::Begin => "cell-date cell-begin",
        Column::End => "cell-date cell-end",
        Column::CreatedBy => "cell-created",
        Column::LastEditedBy => "cell-edited",
    }
}
