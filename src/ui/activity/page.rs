//! The page: filters, and the entries by day, a page of them at a time.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{ActivityFilter, Entry, Person, Workspace, activity};
use crate::route::ActivityQuery;
use crate::ui::components::{dom, empty_state, pager};
use crate::ui::format;
use crate::ui::history_entry::entry_among_others;
use crate::ui::markup::{El, Place, el};
use crate::ui::perform::use_store;
use crate::ui::places::use_places;

use super::filters::filters;

/// So many entries are in the page at once, however long the history is.
const ON_A_PAGE: usize = 50;

/// Who changed what from what to what, newest first.
pub(super) fn activity_page() -> El {
    let store = use_store();
    let places = use_places();
    document().set_title("Activity · OKR sessions");
    let query = Memo::new(move |_| places.activity());
    let found = Memo::new(move |_| {
        let (actor, query) = (store.actor().get(), query.get());
        store.workspace().with(|workspace| asked_for(workspace, &actor, &query))
    });
    let pages = Signal::derive(move || found.with(Vec::len).div_ceil(ON_A_PAGE).max(1));
    let page = Signal::derive(move || query.get().page.min(pages.get() - 1));
    let frame = Place::new();
    let go = move |page: usize| {
        places.go_to(&places.activity_href(&ActivityQuery { page, ..query.get_untracked() }), false);
        if let Some(frame) = frame.get() {
            frame.node().set_scroll_top(0);
        }
    };
    let list = move || {
        // Yesterday's entries are no longer today's after midnight.
        store.today().track();
        let today = format::day(store.now());
        let first = page.get() * ON_A_PAGE;
        found.with(|found| match found.is_empty() {
            true => vec![nothing(query)],
            false => untrack(|| days(found.iter().skip(first).take(ON_A_PAGE), &today)),
        })
    };
    let count = move || count_text(found.with(Vec::len), page.get());
    let body = el("div")
        .class("page-body activity")
        .child(filters(query))
        .child(el("p").class("secondary").attr("role", "status").text_fn(count))
        .child(el("div").class("activity-days").dynamic(list))
        .child(pager(page, pages, go));
    let header = el("header").class("page-header").child(el("h1").text("Activity"));
    el("div").class("page scrolls").at(frame).child(header).child(body)
}

fn asked_for(workspace: &Workspace, actor: &Person, query: &ActivityQuery) -> Vec<Arc<Entry>> {
    let session = query.session.map(|number| workspace.session_by_number(number).map(|session| session.id));
    match session {
        // The address names a session that is not there.
        Some(None) => Vec::new(),
        Some(session) => activity(workspace, actor, &ActivityFilter { by: query.person, session }),
        None => activity(workspace, actor, &ActivityFilter { by: query.person, session: None }),
    }
}

/// `1 entry`, `12 entries`, `Entries 51–100 of 10,000`; nothing where the empty state says it.
fn count_text(count: usize, page: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 entry".to_owned(),
        count if count <= ON_A_PAGE => [&*format::count(count), " entries"].concat(),
        count => {
            let first = page * ON_A_PAGE;
            let last = (first + ON_A_PAGE).min(count);
            format!("Entries {}–{} of {}", format::count(first + 1), format::count(last), format::count(count))
        }
    }
}

/// A heading and a list for each day.
fn days<'a>(entries: impl Iterator<Item = &'a Arc<Entry>>, today: &str) -> Vec<El> {
    let mut days: Vec<(String, El)> = Vec::new();
    for entry in entries {
        let day = format::day(entry.at);
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, el("ul").class("history")));
        }
        if let Some((_, list)) = days.last() {
            let _ = list.clone().child(entry_among_others(entry));
        }
    }
    days.into_iter()
        .map(|(day, list)| {
            let id = dom::fresh_id();
            let name = if day == today { ["Today, ", &day].concat() } else { day };
            let heading = el("h2").attr("id", &id).text(&name);
            el("section").class("activity-day").child(heading).child(list.attr("aria-labelledby", &id))
        })
        .collect()
}

fn nothing(query: Memo<ActivityQuery>) -> El {
    if query.with_untracked(|query| *query == ActivityQuery { page: query.page, ..ActivityQuery::default() }) {
        let text =
            "Each change of a session, a person, a team or a role will be listed here: who changed what, and when.";
        return empty_state(|| "Nothing has happened yet".to_owned(), || text.to_owned(), []);
    }
    let places = use_places();
    let clear = el("button").attr("type", "button").class("button").text("Show everything").on_click(move || {
        places.go_to(&places.activity_href(&ActivityQuery::default()), true);
        // The button goes with what it stands in.
        dom::focus_main();
    });
    empty_state(|| "No changes found".to_owned(), || "No entry fits the filters.".to_owned(), [clear])
}
