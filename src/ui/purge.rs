//! Removing sessions for good: the whole trash, and what was archived to a file before.

use std::cmp::Reverse;
use std::iter::successors;

use leptos::prelude::*;

use crate::domain::{Command, SessionId, trash};
use crate::store::{Failure, Store, WriteError};

use super::components::{Confirm, dom};
use super::format::{count, sessions};
use super::markup::{El, el};
use super::perform::{Performer, use_performer};

/// So many sessions go at a time where all at once are too many for a full storage, which has to note how to take it back.
const PORTION: usize = 100;

/// What the button is called that asks whether to do it.
pub(super) const EMPTY_TRASH: &str = "Empty the trash";

/// The sessions in the trash that the person the app acts as may delete.
pub(super) fn trashed_sessions(store: Store) -> Vec<SessionId> {
    let actor = store.actor().get();
    store.workspace().with(|workspace| trash(workspace, &actor).iter().map(|session| session.id).collect())
}

/// Asks before the trash is deleted; `close` takes the question away.
pub(super) fn empty_trash_question(close: impl Fn() + Clone + 'static) -> El {
    let performer = use_performer();
    let ids = untrack(|| trashed_sessions(performer.store()));
    let what = sessions(ids.len());
    let leave = close.clone();
    let run = move || {
        leave();
        // Another window may have restored some meanwhile.
        let trashed = untrack(|| trashed_sessions(performer.store()));
        let ids: Vec<SessionId> = ids.iter().copied().filter(|id| trashed.contains(id)).collect();
        purge(performer, &ids, |what| ["Removed ", what, " for good"].concat());
        dom::focus_main_unless_something_else_has_it();
    };
    let text = "They go with their history. Undo brings them back as long as this browser remembers it.";
    let confirm = Confirm::new(["Remove ", &*what, " for good?"].concat(), "Remove for good").danger();
    confirm.on_cancel(close).on_confirm(run).view([el("p").text(text)])
}

/// Removes sessions at once, which is one step to undo; in portions only where the storage has no room to note so much.
/// `said` makes a message of how many went.
pub(super) fn purge(performer: Performer, ids: &[SessionId], said: impl Fn(&str) -> String) {
    let result = performer.run_in_place(Command::Purge(ids.to_vec()), |_| said(&sessions(ids.len())));
    match result {
        Err(Failure::NotSaved(WriteError::Full)) if ids.len() > PORTION => purge_in_portions(performer, ids, said),
        Err(failure) => performer.failed(&failure),
        Ok(_) => {}
    }
}

/// Each portion is a step of its own, and the message that stays speaks of the last one: its *Undo* takes back no more.
fn purge_in_portions(performer: Performer, ids: &[SessionId], said: impl Fn(&str) -> String) {
    let of_all = [" of ", &*sessions(ids.len())].concat();
    let mut gone = 0;
    for portion in children_first(performer.store(), ids).chunks(PORTION) {
        let what = ["the last ", &*count(portion.len()), &*of_all].concat();
        if performer.run_in_place(Command::Purge(portion.to_vec()), |_| said(&what)).is_err() {
            let what = [&*count(gone), &*of_all].concat();
            performer.tell([&*said(&what), ". There was no room to remove the others: they are still here."].concat());
            return;
        }
        gone += portion.len();
    }
}

/// Whatever goes before what it is part of is not changed before.
fn children_first(store: Store, ids: &[SessionId]) -> Vec<SessionId> {
    let mut ids = ids.to_vec();
    store.workspace().with_untracked(|workspace| {
        let parent = |id: &SessionId| workspace.session(*id).and_then(|session| session.parent);
        ids.sort_by_cached_key(|id| Reverse(successors(parent(id), parent).count()));
    });
    ids
}
