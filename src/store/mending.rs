//! Two windows that each keep the rules can break one together. What mends that comes here, in whichever window sees it.

use leptos::prelude::*;

use crate::domain::{Command, Record, RecordKey, SessionId, Workspace};

use super::live::Store;
use super::returning::nothing_returns;
use super::steps::Kind;
use super::windows::NOTE_IS_LEFT;

impl Store {
    /// Looks whether a record that came from another window breaks a rule together with what is here. `before`: what stood there.
    pub(super) fn mend_after(self, key: RecordKey, before: Option<&Record>) {
        match key {
            RecordKey::Session(id) => {
                self.settle_numbers(true);
                self.break_cycle_soon(id);
            }
            RecordKey::Person(id) => {
                let was = matches!(before, Some(Record::Person(person)) if person.is_administrator());
                if was && self.workspace.with_untracked(|workspace| workspace.administrators() == 0) {
                    // The command there may be about to name another one.
                    set_timeout(move || self.mend(Command::KeepAdministrator(id)), NOTE_IS_LEFT);
                }
            }
            _ => {}
        }
    }

    /// Gives those of two sessions that share a number the next one. The window that added such a session does so at once, any
    /// other one only where that window does not: it may be gone.
    pub(super) fn settle_numbers(self, only_own: bool) {
        let sharing = self.workspace.with_untracked(|workspace| workspace.sharing_numbers());
        for id in sharing {
            if only_own && !self.inner.with_value(|inner| inner.added.borrow().contains(&id)) {
                set_timeout(move || self.settle_numbers(false), NOTE_IS_LEFT);
                continue;
            }
            self.mend(Command::Renumber(id));
        }
    }

    /// The window that changed the session which has to leave the cycle does it first, any other one where that window is gone.
    fn break_cycle_soon(self, came: SessionId) {
        let leaves = move || {
            self.workspace.with_untracked(|workspace| workspace.last_changed_in_cycle(came).map(|session| session.id))
        };
        let break_it = move || self.mend(Command::BreakCycle(came));
        // The command there may be about to end the cycle itself.
        let after_the_command = move || match leaves() {
            Some(leaving) if leaving == came => set_timeout(break_it, NOTE_IS_LEFT),
            Some(_) => break_it(),
            None => {}
        };
        if leaves().is_some() {
            set_timeout(after_the_command, NOTE_IS_LEFT);
        }
    }

    /// Breaks the cycles that windows left behind which are closed by now.
    pub(super) fn break_cycles(self) {
        self.workspace
            .with_untracked(Workspace::sessions_in_cycles)
            .into_iter()
            .for_each(|id| self.break_cycle_soon(id));
    }

    /// Does it, and tells of it. Where there is no room the workspace stays as it is: the next start tries again.
    fn mend(self, command: Command) {
        let Ok(done) = self.run_step(command, Kind::Upkeep, None, &nothing_returns) else {
            return;
        };
        for change in &done.decision.changes {
            if let Some(Record::Entry(entry)) = &change.after {
                self.tell(entry);
            }
        }
    }
}
