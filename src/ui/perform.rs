//! Running commands from the interface, and saying what became of them.

use leptos::prelude::*;

use crate::chunks::deferred;
use crate::domain::Command;
use crate::store::{Done, Failure, Kept, StepId, StepName, Store, WriteError};

use super::components::{Toasts, Undo, dom, toasts};
use super::wording;

/// The store, from anywhere below the app.
pub(super) fn use_store() -> Store {
    expect_context()
}

/// Runs commands and shows a message for each: what was done, with *Undo*, or why not.
#[derive(Clone, Copy)]
pub(super) struct Performer {
    store: Store,
    toasts: Toasts,
}

/// The performer for the component at hand.
pub(super) fn use_performer() -> Performer {
    Performer { store: use_store(), toasts: toasts() }
}

impl Performer {
    pub(super) fn store(self) -> Store {
        self.store
    }

    /// Runs a command; `text` says what was done. Nothing is shown for a command that changed nothing.
    pub(super) fn run(self, command: Command, text: impl FnOnce(&Done) -> String) -> Result<Done, Failure> {
        let result = self.run_in_place(command, text);
        if let Err(failure) = &result {
            self.failed(failure);
        }
        result
    }

    /// Says why something was not done.
    pub(super) fn failed(self, failure: &Failure) {
        self.toasts.failed(wording_of(failure));
    }

    /// The same for a form, which shows a failure itself, beside what was typed.
    pub(super) fn run_in_place(self, command: Command, text: impl FnOnce(&Done) -> String) -> Result<Done, Failure> {
        self.show_done(|| self.store.run(command), text)
    }

    /// The same for what the store offers beside commands.
    pub(super) fn show_done(
        self,
        run: impl FnOnce() -> Result<Done, Failure>,
        text: impl FnOnce(&Done) -> String,
    ) -> Result<Done, Failure> {
        // A message of the change before must not seem to speak of this one.
        self.make_way();
        dom::keep_focus();
        let done = run()?;
        if !done.decision.is_empty() {
            let (text, step) = (text(&done), done.step);
            self.say_once_kept(&done, text, Some(step));
        }
        Ok(done)
    }

    /// The message before is gone after the next frame at the latest. Not at once: the browser would lay the page out without it,
    /// and then with the next one.
    fn make_way(self) {
        if let Some(before) = self.toasts.shown() {
            dom::after_the_frame(move || self.toasts.clear_done_if_still(before));
        }
    }

    /// Takes the last step back, if there is one.
    pub(super) fn undo(self) {
        self.once_there_is(Store::next_undo, undo_last);
    }

    /// Does again what was undone last, if anything was.
    pub(super) fn redo(self) {
        self.once_there_is(Store::next_redo, redo_last);
    }

    /// At once where this page itself did the step, else when it is known what was done before it. Where nothing is offered
    /// to this person, nothing happens.
    fn once_there_is(self, next: fn(Store) -> Option<StepName>, revert: fn(Performer)) {
        let revert_what_is_offered = move || {
            let offered = untrack(|| next(self.store)).is_some();
            if offered {
                revert(self);
            }
            offered
        };
        if !revert_what_is_offered() {
            self.store.once_steps_are_known(move || {
                revert_what_is_offered();
            });
        }
    }

    /// Says that the code behind a command is not there.
    pub(super) fn not_fetched(self) {
        self.toasts.failed("Not done: this part of the app could not be loaded. Check the network and try again.");
    }

    /// Takes away what is said of the last change, with its *Undo*.
    pub(super) fn clear_done(self) {
        self.toasts.clear_done();
    }

    /// Says something that stays until it is dismissed.
    pub(super) fn tell(self, text: String) {
        self.toasts.failed(text);
    }

    /// Says that something stands in a field that cannot be saved, and would be lost by what was asked for.
    pub(super) fn not_while_typed(self) {
        self.toasts
            .failed("Not done: a value in the drawer cannot be saved as it stands. Correct it, or close the drawer.");
        dom::focus_what_is_refused();
    }

    fn revert(self, run: impl FnOnce(Store) -> Option<Result<Done, Failure>>, text: &str) {
        self.toasts.clear_done();
        dom::keep_focus();
        match run(self.store) {
            Some(Ok(done)) => self.say_once_kept(&done, text.to_owned(), None),
            Some(Err(failure)) => self.failed(&failure),
            None => {}
        }
    }

    /// Shows that something was done, once it is known to be kept, with *Undo* for the step. What the browser has not confirmed
    /// is not shown as done for good.
    fn say_once_kept(self, done: &Done, text: String, step: Option<StepId>) {
        done.receipt.once_known(move |kept| {
            let (more, step) = match kept {
                Kept::Durable => ("", step),
                Kept::InMemory => (" (kept in memory only)", step),
                Kept::Unconfirmed => (" (the browser has not confirmed yet that it is on the disk)", None),
            };
            let undo = move |step| Undo::new(move || self.revert(move |store| store.undo(Some(step)), "Undone"));
            self.toasts.done([&text, more].concat(), step.map(undo));
        });
    }
}

deferred! {
    fn undo_last(performer: Performer) in dialogs {
        performer.revert(|store| store.undo(None), "Undone")
    } else { performer.not_fetched() }

    fn redo_last(performer: Performer) in dialogs {
        performer.revert(Store::redo, "Done again")
    } else { performer.not_fetched() }
}

/// Why a command did nothing, and what to do.
pub(super) fn wording_of(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => wording::refusal(refusal),
        Failure::ReadOnly => {
            "Not saved: this workspace was written by a newer version of the app. Reload to get that version.".to_owned()
        }
        Failure::NotSaved(WriteError::Full) => {
            "Not saved: the browser's storage is full. Nothing was changed. Export a copy on the Data page; then archive \
             closed sessions to a file there, or move sessions to the trash and remove them for good. Both still work."
                .to_owned()
        }
        Failure::NotSaved(WriteError::Foreign) => {
            "Not saved: something else has been written where this record is kept, and is not written over. Nothing was \
             changed. Reload, download the damaged records, and try again."
                .to_owned()
        }
        Failure::NotSaved(WriteError::Blocked) => {
            "Not saved: the browser does not let this page keep data. Nothing was changed. Allow storage for this site and reload."
                .to_owned()
        }
    }
}
