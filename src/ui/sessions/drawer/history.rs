//! The History tab: what was done to the session, newest first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Entry, SessionId, Subject};
use crate::ui::history_entry::HistoryEntry;
use crate::ui::perform::use_store;

/// The tab.
#[component]
pub(super) fn History(
    /// Whose history.
    session: SessionId,
) -> AnyView {
    let store = use_store();
    let entries = Memo::new(move |_| {
        store.workspace().with(|workspace| {
            let about = |entry: &&Arc<Entry>| entry.subject == Subject::Session(session);
            workspace.entries().iter().rev().filter(about).cloned().collect::<Vec<_>>()
        })
    });
    let view = move || {
        if entries.with(Vec::is_empty) {
            // Sessions that came with others, by import or plan, have no entry of their own until they are changed.
            return view! { <p class="secondary">"No changes since the session was added."</p> }.into_any();
        }
        let items =
            entries.get().into_iter().map(|entry| view! { <HistoryEntry entry=entry named=false /> }).collect_view();
        view! { <ul class="history" aria-label="History">{items}</ul> }.into_any()
    };
    view! { <div class="section">{view}</div> }.into_any()
}
