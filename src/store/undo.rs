//! Undo and redo of what was done in this browser.

use leptos::prelude::*;

use crate::domain::{Command, Deed, Refusal, Reverted};

use super::live::{Done, Failure, Store};
use super::returning::texts_before;
use super::steps::{Kind, Step, StepId, StepName};

impl Store {
    /// Whether it is known what was done before this page: not in the first second, in which nothing may keep the page from being
    /// shown.
    pub fn knows_its_steps(self) -> bool {
        self.stepped.track();
        self.inner.with_value(|inner| inner.before_steps.borrow().is_none())
    }

    /// Runs something once what can be undone and done again is known; not where something else was done or asked for by then: it
    /// would be taken back instead.
    pub fn once_steps_are_known(self, run: impl FnOnce() + 'static) {
        let run: Box<dyn FnOnce()> = Box::new(run);
        let now = self.inner.with_value(|inner| match &mut *inner.before_steps.borrow_mut() {
            Some(waiting) => {
                *waiting = Some(run);
                None
            }
            None => Some(run),
        });
        if let Some(run) = now {
            run();
        }
    }

    /// They are known now.
    pub(super) fn steps_are_known(self) {
        let waiting = self.inner.with_value(|inner| inner.before_steps.take());
        self.stepped.notify();
        waiting.into_iter().flatten().for_each(|run| run());
    }

    /// What *Undo* takes back next, if the person the app acts as may.
    pub fn next_undo(self) -> Option<StepName> {
        self.offered(|inner| inner.steps.borrow().next_undo().cloned())
    }

    /// What *Redo* does again next, if the person the app acts as may.
    pub fn next_redo(self) -> Option<StepName> {
        self.offered(|inner| inner.steps.borrow().next_redo().cloned())
    }

    fn offered(self, next: impl Fn(&super::live::Inner) -> Option<Step>) -> Option<StepName> {
        self.stepped.track();
        if self.read_only.get() {
            return None;
        }
        let may = |step: &Step| self.actor.with(|actor| actor.is_administrator() || actor.id == step.by);
        self.inner.with_value(next).filter(may).map(|step| step.name)
    }

    /// Takes the last step back, or a certain one; `None` when there is none.
    pub fn undo(self, which: Option<StepId>) -> Option<Result<Done, Failure>> {
        let step = self.inner.with_value(|inner| {
            let steps = inner.steps.borrow();
            which.map_or(steps.next_undo(), |id| steps.undoable(id)).cloned()
        })?;
        Some(self.revert(&step, Kind::Undo(step.id)))
    }

    /// Does again what was undone last; `None` when nothing was.
    pub fn redo(self) -> Option<Result<Done, Failure>> {
        let step = self.inner.with_value(|inner| inner.steps.borrow().next_redo().cloned())?;
        Some(self.revert(&step, Kind::Redo(step.id)))
    }

    fn revert(self, step: &Step, kind: Kind) -> Result<Done, Failure> {
        let changes = step.changes().ok_or(Failure::Refused(Refusal::ChangedSince));
        let reverted = changes.map(|changes| Reverted {
            changes,
            by: step.by,
            redo: matches!(kind, Kind::Redo(_)),
            from_file: step.name.deed == Deed::Imported,
        });
        let result = reverted.and_then(|reverted| {
            self.run_step(Command::Revert(reverted), kind, Some(step.name.clone()), &texts_before(step.writes()))
        });
        if let Err(Failure::Refused(Refusal::ChangedSince | Refusal::StillReferenced)) = &result {
            // It will not become possible again; the step before it may be.
            self.inner.with_value(|inner| inner.steps.borrow_mut().forget(step.id));
            self.stepped.notify();
        }
        result
    }
}
