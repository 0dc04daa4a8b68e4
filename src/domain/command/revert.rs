//! Undo and redo: the inverse of decided changes, carried out only where nothing was changed again since.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::change::{Change, Record, RecordKey};
use crate::domain::history::{Deed, Subject};
use crate::domain::ids::PersonId;
use crate::domain::person::Principal;
use crate::domain::policy::{Refusal, may_administer};
use crate::domain::session::{Session, Visibility};
use crate::domain::workspace::{Settings, Workspace};

use super::sessions::counted;
use super::{Deciding, FISCAL_CALENDAR, record_differences};

/// Changes to take back, and who made them: they may take them back even where they no longer could make them.
#[derive(Debug, Clone)]
pub struct Reverted {
    /// What was changed.
    pub changes: Vec<Change>,
    /// Who changed it.
    pub by: PersonId,
    /// Whether taking it back does again what was undone.
    pub redo: bool,
    /// Whether the changes came from a file: history that came with them goes with them.
    pub from_file: bool,
}

impl Reverted {
    /// The changes that are taken back, the last one first. What the history tells of them stays; its entries come last.
    fn taken_back(&self) -> impl Iterator<Item = &Change> {
        let is_entry = |change: &Change| matches!(change.key(), Some(RecordKey::Entry(_)));
        let own = self.changes.iter().rposition(|change| !is_entry(change)).map_or(0, |last| last + 1);
        let with_file = move |place: usize, change: &Change| self.from_file && place < own && is_entry(change);
        let changes = self.changes.iter().enumerate().rev();
        changes.filter(move |(place, change)| change.is_undone() || with_file(*place, change)).map(|(_, change)| change)
    }
}

impl Deciding<'_, '_> {
    pub(super) fn revert(&mut self, reverted: Reverted) -> Result<(), Refusal> {
        if self.actor.id != reverted.by {
            may_administer(self.actor)?;
        }
        for change in reverted.taken_back() {
            let current = change.key().and_then(|key| self.workspace.record(key));
            let usual = usual_of(change);
            let unchanged = match (&current, change.after.as_ref().or(usual.as_ref())) {
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
        let actor_goes = reverted.from_file && self.removes(RecordKey::Person(self.actor.id));
        self.check_result(actor_goes)?;
        // Who goes with what is taken back cannot be named in the history.
        if !actor_goes {
            self.log_revert(if reverted.redo { Deed::Redone } else { Deed::Undone });
        }
        Ok(())
    }

    /// Settings have an entry of their own: unlike sessions, everybody may read of them.
    fn log_revert(&mut self, deed: Deed) {
        let of_settings = |change: &Change| change.key() == Some(RecordKey::Settings);
        let (settings, others): (Vec<Change>, Vec<Change>) = self.changes.iter().cloned().partition(of_settings);
        for changes in [settings, others].iter().filter(|changes| !changes.is_empty()) {
            let (subject, name) = what(changes);
            let fields = match &changes[..] {
                [change] => {
                    let usual = usual_of(change);
                    let [before, after] =
                        [&change.before, &change.after].map(|record| record.as_ref().or(usual.as_ref()));
                    let both = before.zip(after);
                    both.map(|(before, after)| record_differences(self.workspace, before, after)).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            // That a hint was dismissed was not told either.
            if !changes.iter().all(of_settings) || !fields.is_empty() {
                self.log(deed, subject, name, fields);
            }
        }
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
    fn check_result(&self, actor_goes: bool) -> Result<(), Refusal> {
        if self.changes.is_empty() {
            return Ok(());
        }
        let mut after = self.workspace.clone();
        after.apply(&self.changes);
        if after.administrators() == 0 {
            return Err(Refusal::LastAdministrator);
        }
        for change in &self.changes {
            if let Some(Record::Session(session)) = &change.after {
                self.check_session(&after, session)?;
            }
            check_new_references(&after, change)?;
        }
        // The entry about going back names who went back.
        if !actor_goes && self.removes(RecordKey::Person(self.actor.id)) {
            return Err(Refusal::StillReferenced);
        }
        check_removed(&after, &self.changes)
    }

    fn removes(&self, key: RecordKey) -> bool {
        self.changes.iter().any(|change| change.after.is_none() && change.key() == Some(key))
    }

    fn check_session(&self, after: &Workspace, session: &Session) -> Result<(), Refusal> {
        // A file may have taken the number while the session was gone.
        if self.workspace.session_by_number(session.number).is_some_and(|holder| holder.id != session.id) {
            return Err(Refusal::ChangedSince);
        }
        if session.parent.is_some_and(|parent| after.is_within(parent, session.id)) {
            return Err(Refusal::ParentCycle);
        }
        Ok(())
    }
}

/// What stands where no record is: settings that were never changed are the usual ones.
fn usual_of(change: &Change) -> Option<Record> {
    (change.key() == Some(RecordKey::Settings)).then(|| Record::Settings(Settings::default()))
}

/// What a record names again must be there. What it named all along may be damaged and is no reason to refuse.
fn check_new_references(after: &Workspace, change: &Change) -> Result<(), Refusal> {
    let known = change.before.as_ref().map(references).unwrap_or_default();
    let named = change.after.as_ref().map(references).unwrap_or_default();
    let whole = named.iter().filter(|key| !known.contains(key)).all(|key| after.record(*key).is_some());
    if whole { Ok(()) } else { Err(Refusal::StillReferenced) }
}

/// Nothing may name what goes, and the history must go on naming everybody.
fn check_removed(after: &Workspace, changes: &[Change]) -> Result<(), Refusal> {
    let removed: BTreeSet<RecordKey> =
        changes.iter().filter(|change| change.after.is_none()).filter_map(Change::key).collect();
    if removed.is_empty() {
        return Ok(());
    }
    let is_named = |record: Record| references(&record).iter().any(|key| removed.contains(key));
    let named = after.sessions().cloned().map(Record::Session).any(is_named)
        || after.all_groups().cloned().map(Record::Group).any(is_named)
        || after.entries().iter().cloned().map(Record::Entry).any(is_named);
    if named { Err(Refusal::StillReferenced) } else { Ok(()) }
}

/// The records without which a record cannot be understood.
fn references(record: &Record) -> Vec<RecordKey> {
    match record {
        Record::Session(session) => {
            let grants = match &session.visibility {
                Visibility::Everyone => None,
                Visibility::Custom(grants) => Some(grants),
            };
            let granted = grants.into_iter().flatten().map(|grant| match grant {
                Principal::Person(id) => RecordKey::Person(*id),
                Principal::Group(id) => RecordKey::Group(*id),
            });
            let people = [session.created.by, session.changed.by].map(RecordKey::Person);
            session.parent.map(RecordKey::Session).into_iter().chain(people).chain(granted).collect()
        }
        Record::Group(group) => group.members.iter().copied().map(RecordKey::Person).collect(),
        Record::Entry(entry) => vec![RecordKey::Person(entry.by)],
        Record::Person(_) | Record::Settings(_) | Record::NextNumber(_) => Vec::new(),
    }
}

/// What changes are about, and what that is called.
pub(super) fn what(changes: &[Change]) -> (Subject, String) {
    match changes {
        [change] => match change.after.as_ref().or(change.before.as_ref()) {
            Some(Record::Session(session)) => (Subject::Session(session.id), session.called()),
            Some(Record::Person(person)) => (Subject::Person(person.id), person.name.to_string()),
            Some(Record::Group(group)) => (Subject::Group(group.id), group.name.to_string()),
            _ => (Subject::Workspace, FISCAL_CALENDAR.to_owned()),
        },
        many => {
            let sessions = many.iter().filter(|change| matches!(change.key(), Some(RecordKey::Session(_)))).count();
            (Subject::Workspace, counted(sessions, "session"))
        }
    }
}
