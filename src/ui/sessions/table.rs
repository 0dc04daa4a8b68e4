//! The table of sessions: a window of rows, seven columns.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::domain::{ActiveStatus, Column, Direction, Person, PersonId, Row, Session, Status, Timing};
use crate::store::Store;
use crate::ui::components::{Icon, IconName, dom};
use crate::ui::format;
use crate::ui::perform::use_store;
use crate::ui::wording;

use super::listing::Listing;
use super::window::RowWindow;

/// The table *Sessions*.
#[component]
pub(super) fn SessionsTable(
    /// What is listed.
    listing: Listing,
) -> AnyView {
    let store = use_store();
    let rows = listing.rows();
    let total = Signal::derive(move || rows.with(Vec::len));
    let window = RowWindow::new(total);
    // Another order or selection starts at its top.
    Effect::new(move |before: Option<_>| {
        let query = listing.query().get();
        if before.is_some_and(|before| before != query) {
            window.to_top();
        }
        query
    });
    let active = RwSignal::new(0_usize);
    let click = move |event: ev::MouseEvent| {
        if let Some(place) = event.target().and_then(place_of) {
            active.set(place);
            open(store, listing, place);
        }
    };
    let keydown = move |event: ev::KeyboardEvent| {
        let Some(place) = event.target().and_then(place_of) else {
            return;
        };
        let last = total.get_untracked().saturating_sub(1);
        let to = match &*event.key() {
            "Enter" | " " => {
                dom::handled(&event);
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
        dom::handled(&event);
        let to = to.min(last);
        active.set(to);
        window.reveal(to);
        request_animation_frame(move || focus_row(to));
    };
    let row = move |place: usize| session_row(store, listing, place, active);
    view! {
        <div class="table-frame" node_ref=window.frame() on:scroll=move |_| window.scrolled()>
            <table
                class="sessions"
                role="table"
                aria-label="Sessions"
                aria-rowcount=move || total.get() + 1
                aria-colcount="7"
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        {Column::ALL.map(|column| column_header(listing, column)).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup" on:click=click on:keydown=keydown>
                    <tr class="spacer" role="presentation" aria-hidden="true" style:height=move || window.above()></tr>
                    <For each=move || window.range() key=|place| *place children=row />
                    <tr class="spacer" role="presentation" aria-hidden="true" style:height=move || window.below()></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
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

/// The place of the row that an event happened in.
fn place_of(target: web_sys::EventTarget) -> Option<usize> {
    let row = target.dyn_into::<Element>().ok()?.closest("tr[data-place]").ok()??;
    row.get_attribute("data-place")?.parse().ok()
}

fn focus_row(place: usize) {
    let row = document().query_selector(&format!("tr[data-place='{place}']")).ok().flatten();
    if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = row.focus_with_options(&options);
    }
}

fn column_header(listing: Listing, column: Column) -> impl IntoView {
    let direction = Memo::new(move |_| {
        listing.query().with(|query| query.list.sort.filter(|(sorted, _)| *sorted == column).map(|(_, way)| way))
    });
    let sorted = move || {
        direction.get().map(|way| match way {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    };
    let icon = move || {
        direction.get().map(|way| match way {
            Direction::Ascending => view! { <Icon name=IconName::SortAscending /> },
            Direction::Descending => view! { <Icon name=IconName::SortDescending /> },
        })
    };
    view! {
        <th role="columnheader" scope="col" class=cell_class(column) aria-sort=sorted>
            <button type="button" class="sort-button" on:click=move |_| listing.sort_by(column)>
                {column.label()}
                {icon}
            </button>
        </th>
    }
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

/// The row at a place. Rows stay where they are and change what they say: another order or filter makes no new ones.
fn session_row(store: Store, listing: Listing, place: usize, active: RwSignal<usize>) -> impl IntoView {
    let shown = Memo::new(move |_| shown(store, listing.rows(), place));
    let of = move |read: fn(&Session) -> String| {
        move || shown.with(|shown| shown.as_ref().map(|shown| read(&shown.session)).unwrap_or_default())
    };
    let today = store.today();
    let selected = move || shown.with(|shown| shown.as_ref().map(|shown| shown.session.number)) == listing.open().get();
    let class = move || {
        let closed = shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.session.status.is_closed()));
        match (selected(), closed) {
            (true, true) => "selected closed",
            (true, false) => "selected",
            (false, true) => "closed",
            (false, false) => "",
        }
    };
    let swatch = move || {
        shown.with(|shown| {
            shown.as_ref().map_or("swatch", |shown| super::option_fields::swatch_class(shown.session.colour))
        })
    };
    let depth = move || shown.with(|shown| shown.as_ref().map_or(0, |shown| shown.depth)).to_string();
    let dot = move || shown.with(|shown| shown.as_ref().map_or("dot", |shown| dot_class(shown.session.status)));
    let note = move || {
        shown.with(|shown| shown.as_ref().map(|shown| wording::timing(&shown.session, today.get())).unwrap_or_default())
    };
    let late = move || shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.session.is_overdue(today.get())));
    let elapsed = move || {
        shown.with(|shown| {
            let span = shown.as_ref()?.session.span;
            let current = shown.as_ref()?.session.timing(today.get()) == Timing::Current;
            current.then(|| format!("{:.0}%", span.elapsed(today.get()) * 100.0))
        })
    };
    let person = move |read: fn(&Shown) -> &Option<Arc<Person>>| {
        move || shown.with(|shown| shown.as_ref().map(|shown| person_name(read(shown))).unwrap_or_default())
    };
    view! {
        <tr
            role="row"
            data-place=place
            aria-rowindex=place + 2
            class=class
            aria-current=move || selected().then_some("true")
            tabindex=move || if active.get() == place { "0" } else { "-1" }
        >
            <td role="cell" class="cell-number">{of(|session| session.number.to_string())}</td>
            <td role="cell" class="cell-name" style:--depth=depth>
                <span class=swatch aria-hidden="true"></span>
                <span class="name-text" dir="auto">{of(|session| session.title.to_string())}</span>
            </td>
            <td role="cell" class="cell-state">
                <span class="state">
                    <span class=dot aria-hidden="true"></span>
                    {of(|session| session.status.state_label().to_owned())}
                    " "
                    <span class="state-note">{of(|session| active_note(session.status).to_owned())}</span>
                </span>
            </td>
            <td role="cell" class="cell-date cell-begin">{of(|session| format::date(session.span.begin()))}</td>
            <td role="cell" class="cell-date cell-end">
                {of(|session| format::date(session.span.end()))}
                " "
                <span class="date-note" class:late=late>{note}</span>
                {move || late().then(|| view! { <span class="badge warn">"Ended"</span> })}
                {move || elapsed().map(|elapsed| view! { <span class="elapsed" aria-hidden="true" style:--elapsed=elapsed></span> })}
            </td>
            <td role="cell" class="cell-created">{person(|shown| &shown.created_by)}</td>
            <td role="cell" class="cell-edited">{person(|shown| &shown.changed_by)}</td>
        </tr>
    }
}

fn person_name(person: &Option<Arc<Person>>) -> String {
    match person {
        Some(person) if person.removed.is_some() => format!("{} (removed)", person.name),
        Some(person) => person.name.to_string(),
        None => "Unknown".to_owned(),
    }
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
