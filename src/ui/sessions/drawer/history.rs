//! The History tab: what was done to the session, newest first.

use leptos::prelude::*;

use crate::domain::{ActivityFilter, SessionId, SessionNumber, activity};
use crate::route::ActivityQuery;
use crate::ui::history_entry::own_entry;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;
use crate::ui::places::use_places;

/// More entries than these are left to the Activity page.
const SHOWN_MOST: usize = 50;

/// The tab.
pub(super) fn history(session: SessionId) -> El {
    let store = use_store();
    let entries = Memo::new(move |_| {
        let actor = store.actor().get();
        let filter = ActivityFilter { by: None, session: Some(session) };
        store.workspace().with(|workspace| activity(workspace, &actor, &filter))
    });
    let number =
        move || store.workspace().with_untracked(|workspace| workspace.session(session).map(|session| session.number));
    el("div").class("section").dynamic(move || {
        let entries = entries.get();
        if entries.is_empty() {
            // Sessions that came with others, by import or plan, have no entry of their own until they are changed.
            return vec![el("p").class("secondary").text("No changes since the session was added.")];
        }
        let items = entries.iter().take(SHOWN_MOST).map(|entry| own_entry(entry));
        let list = el("ul").class("history").attr("aria-label", "History").children(items);
        let rest = (entries.len() > SHOWN_MOST).then(|| all_of_them(number()));
        std::iter::once(list).chain(rest).collect()
    })
}

fn all_of_them(session: Option<SessionNumber>) -> El {
    let address = use_places().activity_href(&ActivityQuery { session, ..ActivityQuery::default() });
    el("p").child(el("a").attr("href", &address).text("All changes in Activity"))
}
