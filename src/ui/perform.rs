//! Running commands from the interface, and saying what became of them.

use leptos::prelude::*;

use crate::domain::{Command, Reverted};
use crate::store::{Done, Failure, Persistence, Store, WriteError};

use super::components::{Toasts, Undo, toasts};
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
            self.toasts.failed(wording_of(failure));
        }
        result
    }

    /// The same for a form, which shows a failure itself, beside what was typed.
    pub(super) fn run_in_place(self, command: Command, text: impl FnOnce(&Done) -> String) -> Result<Done, Failure> {
        // A message of the change before must not seem to speak of this one.
        self.toasts.clear_done();
        let done = self.store.run(command)?;
        if !done.decision.is_empty() {
            self.say_done(&text(&done), done.undo.clone(), done.persistence);
        }
        Ok(done)
    }

    fn say_done(self, text: &str, undo: Reverted, persistence: Persistence) {
        let text = match persistence {
            Persistence::Browser => text.to_owned(),
            Persistence::MemoryOnly => [text, " (kept in memory only)"].concat(),
        };
        self.toasts.done(text, Some(Undo::new(move || self.undo(undo.clone()))));
    }

    fn undo(self, reverted: Reverted) {
        self.toasts.clear_done();
        match self.store.run(Command::Revert(reverted)) {
            Ok(_) => self.toasts.done("Undone", None),
            Err(failure) => self.toasts.failed(wording_of(&failure)),
        }
    }
}

/// Why a command did nothing, and what to do.
pub(super) fn wording_of(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => wording::refusal(refusal),
        Failure::ReadOnly => {
            "Not saved: this workspace was written by a newer version of the app. Reload to get that version.".to_owned()
        }
        Failure::NotSaved(WriteError::Full) => {
            "Not saved: the browser's storage is full. Nothing was changed. Export a copy on the Data page, then make room and try again."
                .to_owned()
        }
        Failure::NotSaved(WriteError::Blocked) => {
            "Not saved: the browser does not let this page keep data. Nothing was changed. Allow storage for this site and reload."
                .to_owned()
        }
    }
}
