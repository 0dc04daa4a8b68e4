//! The History tab: what was done to the session, newest first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Entry, SessionId, Subject};
use crate::ui::history_entry::history_entry;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

/// The tab.
pub(super) fn history(session: SessionId) -> El {
    let store = use_store();
    let entries = Memo::new(move |_| {
        store.workspace().with(|workspace| {
            let about = |entry: &&Arc<Entry>| entry.subject == Subject::Session(session);
            workspace.entries().iter().rev().filter(about).cloned().collect::<Vec<_>>()
        })
    });
    el("div").class("section").dynamic(move || {
        let entries = entries.get();
        if entries.is_empty() {
            // Sessions that came with others, by import or plan, have no entry of their own until they are changed.
            return [el("p").class("secondary").text("No changes since the session was added.")];
        }
        let items = entries.iter().map(|entry| history_entry(entry, false));
        [el("ul").class("history").attr("aria-label", "History").children(items)]
    })
}
