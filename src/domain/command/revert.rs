//! Undo and redo: the inverse of decided changes, carried out only where nothing was changed again since.

use std::sync::Arc;

use crate::domain::change::{Change, Record, RecordKey};
use crate::domain::history::{Deed, Subject};
use crate::domain::ids::PersonId;
use crate::domain::policy::{Refusal, may_administer};
use crate::domain::session::Session;
use crate::domain::workspace::Workspace;

use super::Deciding;
use super::sessions::{called, counted};

/// Changes to take back, and who made them: they may take them back even where they no longer could make them.
#[derive(Debug, Clone)]
pub struct Reverted {
    /// What was changed.
    pub changes: Vec<Change>,
    /// Who changed it.
    pub by: PersonId,
    /// Whether taking it back does again what was undone.
    pub redo: bool,
}

impl Deciding<'_, '_> {
    pub(super) fn revert(&mut self, reverted: Reverted) -> Result<(), Refusal> {
        if self.actor.id != reverted.by {
            may_administer(self.actor)?;
        }
        for change in reverted.changes.iter().filter(|change| change.is_undone()).rev() {
            let current = change.key().and_then(|key| current(self.workspace, key));
            let unchanged = match (&current, &change.after) {
                (Some(current), Some(after)) => current.same_content(after),
                (None, None) => true,
                _ => false,
            };
            if !unchanged {
                return Err(Refusal::ChangedSince);
            }
            let after = change.before.clone().map(|record| self.as_a_new_version(record, current.as_ref()));
            self.changes.push(Change { before: current, after });
        }
        self.check_result()?;
        if !self.changes.is_empty() {
            let (subject, name) = what(&self.changes);
            self.log(if reverted.redo { Deed::Redone } else { Deed::Undone }, subject, name, Vec::new());
        }
        Ok(())
    }

    /// Going back is a change like any other: it counts, and is stamped with who went back when.
    fn as_a_new_version(&self, record: Record, current: Option<&Record>) -> Record {
        match (record, current) {
            (Record::Session(session), Some(Record::Session(current))) => {
                let revision = current.revision + 1;
                Record::Session(Arc::new(Session { revision, changed: self.stamp(), ..(*session).clone() }))
            }
            (record, _) => record,
        }
    }

    /// The rules that several records keep together must hold after going back, too.
    fn check_result(&self) -> Result<(), Refusal> {
        let removed: Vec<RecordKey> =
            self.changes.iter().filter(|change| change.after.is_none()).filter_map(Change::key).collect();
        let restored_parents = self.changes.iter().any(|change| matches!(change.after, Some(Record::Session(_))));
        let people = self.changes.iter().any(|change| matches!(change.key(), Some(RecordKey::Person(_))));
        if removed.is_empty() && !restored_parents && !people {
            return Ok(());
        }
        let mut after = self.workspace.clone();
        after.apply(&self.changes);
        if after.administrators() == 0 {
            return Err(Refusal::LastAdministrator);
        }
        if !removed.is_empty() {
            return check_references(&after);
        }
        for change in &self.changes {
            if let Some(Record::Session(session)) = &change.after
                && let Some(parent) = session.parent
            {
                if after.session(parent).is_none() {
                    return Err(Refusal::StillReferenced);
                }
                if after.is_within(parent, session.id) {
                    return Err(Refusal::ParentCycle);
                }
            }
        }
        Ok(())
    }
}

/// Nothing may point at what is not there.
fn check_references(after: &Workspace) -> Result<(), Refusal> {
    let known = |id| after.person(id).is_some();
    let whole = after.sessions().all(|session| {
        session.parent.is_none_or(|parent| after.session(parent).is_some())
            && known(session.created.by)
            && known(session.changed.by)
    }) && after.groups().all(|group| group.members.iter().copied().all(known));
    if whole { Ok(()) } else { Err(Refusal::StillReferenced) }
}

fn current(workspace: &Workspace, key: RecordKey) -> Option<Record> {
    match key {
        RecordKey::Session(id) => workspace.session(id).cloned().map(Record::Session),
        RecordKey::Person(id) => workspace.person(id).cloned().map(Record::Person),
        RecordKey::Group(id) => workspace.group(id).cloned().map(Record::Group),
        RecordKey::Settings => Some(Record::Settings(workspace.settings())),
        RecordKey::Entry(_) | RecordKey::NextNumber => None,
    }
}

fn what(changes: &[Change]) -> (Subject, String) {
    match changes {
        [change] => match change.after.as_ref().or(change.before.as_ref()) {
            Some(Record::Session(session)) => (Subject::Session(session.id), called(session)),
            Some(Record::Person(person)) => (Subject::Person(person.id), person.name.to_string()),
            Some(Record::Group(group)) => (Subject::Group(group.id), group.name.to_string()),
            _ => (Subject::Workspace, "Settings".to_owned()),
        },
        many => {
            let sessions = many.iter().filter(|change| matches!(change.key(), Some(RecordKey::Session(_)))).count();
            (Subject::Workspace, counted(sessions, "session"))
        }
    }
}
