//! What stands in the place of an empty list.

use leptos::prelude::*;

use crate::domain::{Command, example_sessions, is_listed};
use crate::ui::components::{EmptyState, Icon, IconName};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::shell::OpenDialogs;
use crate::ui::wording::counted;

use super::listing::Listing;

/// Why nothing is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    NoSessions,
    NothingFound,
    OnlyClosed,
}

/// The sentence and what to do about it.
#[component]
pub(super) fn EmptyList(
    /// What is listed.
    listing: Listing,
) -> AnyView {
    let store = use_store();
    let why = Memo::new(move |_| {
        let actor = store.actor().get();
        let any = store
            .workspace()
            .with(|workspace| workspace.sessions().any(|session| is_listed(workspace, &actor, session)));
        let searched = listing.query().with(|query| !query.list.search.trim().is_empty());
        match (any, searched) {
            (false, _) => Why::NoSessions,
            (true, true) => Why::NothingFound,
            (true, false) => Why::OnlyClosed,
        }
    });
    move_view(listing, why)
}

fn move_view(listing: Listing, why: Memo<Why>) -> AnyView {
    view! {
        {move || match why.get() {
            Why::NoSessions => view! { <NoSessions /> }.into_any(),
            Why::NothingFound => view! { <NothingFound listing=listing /> }.into_any(),
            Why::OnlyClosed => view! { <OnlyClosed listing=listing /> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn NoSessions() -> AnyView {
    let store = use_store();
    let performer = use_performer();
    let dialogs = expect_context::<OpenDialogs>();
    let administrator = move || store.actor().with(|actor| actor.is_administrator());
    let load = move |_| {
        let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
        let sessions = example_sessions(calendar, store.today().get_untracked());
        let count = sessions.len();
        let _ = performer
            .run(Command::LoadExample(sessions), |_| format!("{} of example data added", counted(count, "session")));
    };
    view! {
        <EmptyState
            title="No sessions yet"
            text=Signal::derive(move || {
                if administrator() {
                    "A session is a time frame for objectives and key results: a quarter, a half or a year.".to_owned()
                } else {
                    "An administrator adds sessions: the quarters, halves and years objectives are planned in.".to_owned()
                }
            })
        >
            <Show when=administrator>
                <button type="button" class="button primary" on:click=move |_| dialogs.add_session.set(true)>
                    <Icon name=IconName::Plus />
                    "Add Session"
                </button>
                <button type="button" class="button" on:click=move |_| dialogs.plan_year.set(true)>"Plan a fiscal year"</button>
                <button type="button" class="button quiet" on:click=load>"Load example data"</button>
            </Show>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn NothingFound(listing: Listing) -> AnyView {
    let text = move || {
        let closed = listing.query().with(|query| query.list.include_closed);
        let search = listing.query().with(|query| query.list.search.trim().to_owned());
        let where_looked = if closed { "" } else { " among those that are not closed" };
        format!("No session has “{search}” in its title or number{where_looked}.")
    };
    view! {
        <EmptyState title="Nothing found" text=Signal::derive(text)>
            <button type="button" class="button" on:click=move |_| listing.search(String::new())>"Clear the search"</button>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn OnlyClosed(listing: Listing) -> AnyView {
    view! {
        <EmptyState title="All sessions are closed" text="Closed sessions are listed when they are included.">
            <button
                type="button"
                class="button"
                on:click=move |_| listing.change(|query| query.list.include_closed = true)
            >
                "Include closed sessions"
            </button>
        </EmptyState>
    }
    .into_any()
}
