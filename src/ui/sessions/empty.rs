//! What stands in the place of an empty list.

use leptos::prelude::*;

use crate::domain::{Command, example_sessions, is_listed};
use crate::route::Route;
use crate::ui::components::{IconName, dom, empty_state, icon};
use crate::ui::markup::{El, el};
use crate::ui::perform::{Performer, use_performer, use_store};
use crate::ui::places::use_places;
use crate::ui::shell::OpenDialogs;
use crate::ui::wording::counted;

use super::listing::Listing;
use super::load_example;

/// Why nothing is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NoSessions,
    /// Told to those who may restore them.
    OnlyTrash,
    NothingFound,
    OnlyClosed,
}

/// The sentence and what to do about it.
pub(super) fn empty_list(listing: Listing) -> El {
    let store = use_store();
    let why = Memo::new(move |_| {
        let actor = store.actor().get();
        let (any, trashed) = store.workspace().with(|workspace| {
            let any = workspace.sessions().any(|session| is_listed(workspace, &actor, session));
            (any, actor.is_administrator() && workspace.sessions().next().is_some())
        });
        let searched = listing.query().with(|query| !query.list.search.trim().is_empty());
        match (any, searched) {
            (false, _) if trashed => Why::OnlyTrash,
            (false, _) => Why::NoSessions,
            (true, true) => Why::NothingFound,
            (true, false) => Why::OnlyClosed,
        }
    });
    el("div").class("empty-list").dynamic(move || {
        // Before `why`, which depends on it: reactive_graph 0.2 passes over an effect that reads a memo after another
        // one that was made from it and has not changed.
        let administers = store.actor().with(|actor| actor.is_administrator());
        let edits = store.editor().with(|editor| editor.is_administrator());
        [match why.get() {
            Why::NoSessions => no_sessions(administers, edits),
            Why::OnlyTrash => only_trash(),
            Why::NothingFound => nothing_found(listing),
            Why::OnlyClosed => only_closed(listing),
        }]
    })
}

fn button(class: &str, name: &str, on_click: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").class(class).text(name).on_click(move || {
        dom::keep_focus();
        on_click();
    })
}

fn no_sessions(administers: bool, edits: bool) -> El {
    let dialogs = expect_context::<OpenDialogs>();
    if !administers {
        let text = "An administrator adds sessions: the quarters, halves and years objectives are planned in.";
        return empty_state(|| "No sessions yet".to_owned(), || text.to_owned(), []);
    }
    let performer = use_performer();
    let text = "A session is a time frame for objectives and key results: a quarter, a half or a year.";
    if !edits {
        return empty_state(|| "No sessions yet".to_owned(), || text.to_owned(), []);
    }
    let add = el("button")
        .attr("type", "button")
        .class("button primary")
        .child(icon(IconName::Plus))
        .text("Add Session")
        .on_click(move || dialogs.add_session.set(true));
    empty_state(
        || "No sessions yet".to_owned(),
        || text.to_owned(),
        [
            add,
            button("button", "Plan a fiscal year", move || dialogs.plan_year.set(true)),
            button("button quiet", "Load example data", move || load_example(performer)),
        ],
    )
}

/// Fills the workspace with sessions to look at.
pub(super) fn add_example(performer: Performer) {
    let store = performer.store();
    let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
    let sessions = example_sessions(calendar, store.today().get_untracked());
    let text = [&*counted(sessions.len(), "session"), " of example data added"].concat();
    let _ = performer.run(Command::LoadExample(sessions), |_| text);
}

fn nothing_found(listing: Listing) -> El {
    let text = move || {
        let closed = listing.query().with(|query| query.list.include_closed);
        let search = listing.query().with(|query| query.list.search.trim().to_owned());
        let where_looked = if closed { "" } else { " among those that are not closed" };
        format!("No session has “{search}” in its title or number{where_looked}.")
    };
    let clear = button("button", "Clear the search", move || {
        listing.search(String::new());
        // This button goes with it.
        dom::focus_search();
    });
    empty_state(|| "Nothing found".to_owned(), text, [clear])
}

/// What adds sessions stands above the list already, since the trash is reached from there.
fn only_trash() -> El {
    let places = use_places();
    let open = button("button", "Open the trash", move || places.go(Route::Trash));
    empty_state(
        || "All sessions are in the trash".to_owned(),
        || "They can be restored from there, and keep their numbers.".to_owned(),
        [open],
    )
}

fn only_closed(listing: Listing) -> El {
    let include = button("button", "Include closed sessions", move || {
        listing.change(|query| query.list.include_closed = true);
    });
    empty_state(
        || "All sessions are closed".to_owned(),
        || "Closed sessions are listed when they are included.".to_owned(),
        [include],
    )
}
