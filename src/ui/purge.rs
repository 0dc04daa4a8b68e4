//! Removing sessions for good: the whole trash, and what was archived to a file before.

use leptos::prelude::*;

use crate::domain::{Command, SessionId, trash};
use crate::store::{Failure, Store, WriteError};

use super::components::{Confirm, dom};
use super::format::sessions;
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
    let run = {
        let what = what.clone();
        move || {
            leave();
            purge(performer, &ids, &["Removed ", &*what, " for good"].concat());
            focus_stays_in_the_page();
        }
    };
    let text = "They go with their history. Undo brings them back as long as this browser remembers it.";
    let confirm = Confirm::new(["Remove ", &*what, " for good?"].concat(), "Remove for good").danger();
    confirm.on_cancel(close).on_confirm(run).view([el("p").text(text)])
}

/// The button that asked may be gone with what it was about.
pub(super) fn focus_stays_in_the_page() {
    request_animation_frame(|| {
        if dom::focused().is_none() {
            dom::focus_main();
        }
    });
}

/// Removes sessions at once, which is one step to undo; in portions only where the storage has no room to note so much.
pub(super) fn purge(performer: Performer, ids: &[SessionId], text: &str) {
    let run = |ids: &[SessionId]| performer.run_in_place(Command::Purge(ids.to_vec()), |_| text.to_owned());
    let result = match run(ids) {
        Err(Failure::NotSaved(WriteError::Full)) if ids.len() > PORTION => {
            ids.chunks(PORTION).try_for_each(|portion| run(portion).map(drop))
        }
        result => result.map(drop),
    };
    if let Err(failure) = result {
        performer.failed(&failure);
    }
}
