//! The table of sessions: a window of rows, seven columns.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::domain::{ActiveStatus, Column, Direction, Person, PersonId, Row, Session, Status, Timing};
use crate::store::Store;
use crate::ui::components::{IconName, dom, icon};
use crate::ui::format;
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::use_store;
use crate::ui::person_name::name_of;
use crate::ui::swatch::swatch_class;
use crate::ui::wording;

use super::listing::Listing;
use super::window::RowWindow;

/// The table *Sessions*.
pub(super) fn sessions_table(listing: Listing) -> El {
    let store = use_store();
    let rows = listing.rows();
    let total = Signal::derive(move || rows.with(Vec::len));
    let window = RowWindow::new(total);
    let active = RwSignal::new(0_usize);
    start_at_the_top(listing, window);
    let body = el("tbody")
        .attr("role", "rowgroup")
        .on("click", move |event| {
            if let Some(place) = place_of(&event) {
                active.set(place);
                open(store, listing, place);
            }
        })
        .on_key(move |event| row_key(event, store, listing, window, active))
        .child(spacer(move || window.above()))
        .rows(move || window.range(), move |place| session_row(store, listing, place, active))
        .child(spacer(move || window.below()));
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

fn open(store: Store, listing: Listing, place: usize) {
    let row = listing.rows().with_untracked(|rows| rows.get(place).copied());
    let number = row.and_then(|row| {
        store.workspace().with_untracked(|workspace| workspace.session(row.session).map(|session| session.number))
    });
    if number.is_some() && number != listing.open().get_untracked() {
        listing.go(number);
    }
}

fn row_key(event: &KeyboardEvent, store: Store, listing: Listing, window: RowWindow, active: RwSignal<usize>) {
    let Some(place) = place_of(event) else {
        return;
    };
    let last = listing.rows().with_untracked(Vec::len).saturating_sub(1);
    let to = match &*event.key() {
        "Enter" | " " => {
            dom::handled(event);
            return open(store, listing, place);
        }
        "ArrowDown" => place + 1,
        "ArrowUp" => place.saturating_sub(1),
        "PageDown" => place + window.page(),
        "PageUp" => place.saturating_sub(window.page()),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    dom::handled(event);
    let to = to.min(last);
    active.set(to);
    window.reveal(to);
    // The row may be made only now that it came into sight.
    request_animation_frame(move || focus_row(to));
}

/// The place of the row that an event happened in.
fn place_of(event: &Event) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("tr[data-place]").ok()??.get_attribute("data-place")?.parse().ok()
}

fn focus_row(place: usize) {
    let row = document().query_selector(&format!("tr[data-place='{place}']")).ok().flatten();
    if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = row.focus_with_options(&options);
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

/// What a row shows. Comparing it costs three pointers, so a change elsewhere redraws nothing here.
#[derive(Clone, PartialEq)]
struct Shown {
    session: Arc<Session>,
    created_by: Option<Arc<Person>>,
    changed_by: Option<Arc<Person>>,
    depth: u32,
}

fn shown(store: Store, rows: Memo<Vec<Row>>, place: usize) -> Option<Shown> {
    let row = rows.with(|rows| rows.get(place).copied())?;
    store.workspace().with(|workspace| {
        let session = workspace.session(row.session)?.clone();
        let person = |id: PersonId| workspace.person(id).cloned();
        Some(Shown {
            created_by: person(session.created.by),
            changed_by: person(session.changed.by),
            depth: row.depth,
            session,
        })
    })
}

/// A row's place in the list, and what it shows there: rows stay where they are and change what they say, so that
/// another order or filter makes no new ones.
#[derive(Clone, Copy)]
struct RowView {
    shown: Memo<Option<Shown>>,
    store: Store,
    listing: Listing,
}

impl RowView {
    fn text(self, read: impl Fn(&Shown) -> String) -> String {
        self.shown.with(|shown| shown.as_ref().map(read).unwrap_or_default())
    }

    fn word(self, read: impl Fn(&Session) -> &'static str) -> &'static str {
        self.shown.with(|shown| shown.as_ref().map_or("", |shown| read(&shown.session)))
    }

    fn is_open(self) -> bool {
        let number = self.shown.with(|shown| shown.as_ref().map(|shown| shown.session.number));
        number.is_some() && number == self.listing.open().get()
    }

    fn class(self) -> &'static str {
        let closed = self.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.session.status.is_closed()));
        match (self.is_open(), closed) {
            (true, true) => "selected closed",
            (true, false) => "selected",
            (false, true) => "closed",
            (false, false) => "",
        }
    }

    fn is_overdue(self) -> bool {
        let today = self.store.today().get();
        self.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.session.is_overdue(today)))
    }

    /// How much of a current session has passed, in percent.
    fn elapsed(self) -> Option<String> {
        let today = self.store.today().get();
        self.shown.with(|shown| {
            let session = &shown.as_ref()?.session;
            let percent = (session.span.elapsed(today) * 100.0) as u32;
            (session.timing(today) == Timing::Current).then(|| format!("{percent}%"))
        })
    }
}

fn session_row(store: Store, listing: Listing, place: usize, active: RwSignal<usize>) -> El {
    let shown = Memo::new(move |_| shown(store, listing.rows(), place));
    let row = RowView { shown, store, listing };
    let cell = |class: &str| el("td").attr("role", "cell").class(class);
    let name = cell("cell-name")
        .style_fn("--depth", move || {
            shown.with(|shown| shown.as_ref().filter(|shown| shown.depth > 0).map(|shown| shown.depth.to_string()))
        })
        .child(
            el("span").class_fn(move || row.word(|session| swatch_class(session.colour))).attr("aria-hidden", "true"),
        )
        .child(
            el("span")
                .class("name-text")
                .attr("dir", "auto")
                .text_fn(move || row.text(|shown| shown.session.title.to_string())),
        );
    let state = el("span")
        .class("state")
        .child(el("span").class_fn(move || row.word(|session| dot_class(session.status))).attr("aria-hidden", "true"))
        .text_fn(move || row.word(|session| session.status.state_label()).to_owned())
        .text(" ")
        .child(
            el("span").class("state-note").text_fn(move || row.word(|session| active_note(session.status)).to_owned()),
        );
    let note = move || {
        let today = store.today().get();
        row.text(|shown| wording::timing(&shown.session, today))
    };
    let end = cell("cell-date cell-end")
        .text_fn(move || row.text(|shown| format::date(shown.session.span.end())))
        .text(" ")
        .child(el("span").class("date-note").class_if("late", move || row.is_overdue()).text_fn(note))
        .dynamic(move || row.is_overdue().then(|| el("span").class("badge warn").text("Ended")))
        .child(
            el("span")
                .class("elapsed")
                .attr("aria-hidden", "true")
                .flag_if("hidden", move || row.elapsed().is_none())
                .style_fn("--elapsed", move || row.elapsed()),
        );
    el("tr")
        .attr("role", "row")
        .attr("data-place", &place.to_string())
        .attr("aria-rowindex", &(place + 2).to_string())
        .class_fn(move || row.class())
        .word_fn("aria-current", move || row.is_open().then_some("true"))
        .word_fn("tabindex", move || Some(if active.get() == place { "0" } else { "-1" }))
        .child(cell("cell-number").text_fn(move || row.text(|shown| shown.session.number.to_string())))
        .child(name)
        .child(cell("cell-state").child(state))
        .child(cell("cell-date cell-begin").text_fn(move || row.text(|shown| format::date(shown.session.span.begin()))))
        .child(end)
        .child(
            cell("cell-created")
                .attr("dir", "auto")
                .text_fn(move || row.text(|shown| name_of(shown.created_by.as_deref()))),
        )
        .child(
            cell("cell-edited")
                .attr("dir", "auto")
                .text_fn(move || row.text(|shown| name_of(shown.changed_by.as_deref()))),
        )
}

/// Which of the two active statuses.
fn active_note(status: Status) -> &'static str {
    match status {
        Status::Active(status) => status.label(),
        Status::Closed { .. } => "",
    }
}

fn dot_class(status: Status) -> &'static str {
    match status {
        Status::Active(ActiveStatus::Open) => "dot",
        Status::Active(ActiveStatus::InProgress) => "dot progress",
        Status::Closed { .. } => "dot closed",
    }
}
