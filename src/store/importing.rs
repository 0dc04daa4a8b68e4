//! Imports into the open workspace: made ready in slices beside it, then written in one go.
//!
//! What 10,000 sessions cost (release build, Chromium, two cores that do other things as well), in milliseconds: of a CSV file,
//! splitting it 10–20, its rows 15–30, checking them 15–45, their texts 90–260, writing 100–190, the journal 80; of a backup
//! (3.4 MB), looking at the file as a whole 45, its records 50–60, planning 45–50, writing 115–155, the journal 45–70.
//!
//! So everything up to the texts is sliced, and may be stopped, as nothing has been changed by then. The batch is written in one
//! task: it is short, another window takes a note only for left behind after 3 s (`windows.rs`), and whatever could come between
//! two of its slices, an undo or another window's change of the same record, would have to be told from the import when that is
//! taken back. What changed while an import was made ready is seen before it is written, and then it is made ready anew.

use leptos::prelude::*;

use crate::domain::{
    Change, Command, Decision, Deed, ImportPlan, ImportPlanning, ImportRow, Record, RecordKey, Refusal, Stamp,
    Surroundings, Workspace, decide, import_entry,
};

use super::backup::{Backup, BackupPlanning, ImportedTexts, Preference, StoredText};
use super::batch::{Write, WritesMaking};
use super::keys::{named_record, record_name};
use super::live::{Done, Failure, Store};
use super::records::write_record;
use super::revision::Author;
use super::steps::{Kind, Step, StepName};

/// An import that is made ready on what the workspace was when it began.
pub struct Importing {
    store: Store,
    on: Workspace,
    author: Author,
    stored: Box<dyn Fn(RecordKey) -> Option<String>>,
}

/// What is written of an import.
struct Batch {
    name: StepName,
    changes: Vec<Change>,
    writes: Vec<Write>,
    /// Whether it makes an untouched workspace what the file holds.
    restores: bool,
}

impl Store {
    /// Begins an import: from now on it is made ready. Refused for who may not import.
    pub fn begin_import(self) -> Result<Importing, Failure> {
        if self.read_only.get_untracked() {
            return Err(Failure::ReadOnly);
        }
        if !self.actor.with_untracked(|actor| actor.is_administrator()) {
            return Err(Failure::Refused(Refusal::AdministratorsOnly));
        }
        let stored =
            move |key| self.inner.with_value(|inner| inner.replica.area().get(&inner.replica.id().record(key)));
        let on = self.workspace.get_untracked();
        Ok(Importing { store: self, on, author: self.author(), stored: Box::new(stored) })
    }
}

impl Importing {
    /// The workspace as it was when the import began.
    pub fn workspace(&self) -> &Workspace {
        &self.on
    }

    /// Checks the rows of a file.
    pub fn check_rows<'a>(&'a self, rows: &'a [ImportRow]) -> ImportPlanning<'a> {
        ImportPlanning::new(&self.on, self.author.by, rows)
    }

    /// What a plan without a refused row changes.
    pub fn decide_rows(&self, plan: ImportPlan) -> Result<Vec<Change>, Failure> {
        let decision = self.store.inner.with_value(|inner| {
            let mut ids = inner.ids.borrow_mut();
            let mut surroundings = Surroundings { now: self.author.at, ids: &mut *ids };
            decide(&self.on, self.author.by, Command::Import(plan), &mut surroundings)
        });
        decision.map(|decision| decision.changes).map_err(Failure::Refused)
    }

    /// The texts of these changes.
    pub fn texts<'a>(&'a self, changes: &'a [Change]) -> WritesMaking<'a> {
        WritesMaking::new(&*self.stored, changes, &self.author)
    }

    /// Writes the changes of rows with their texts, all of them or nothing. [`Refusal::ChangedSince`]: something changed while
    /// they were made ready, so they are to be made ready anew.
    pub fn write_rows(self, changes: Vec<Change>, writes: Vec<Write>) -> Result<Done, Failure> {
        let batch = Batch { name: StepName::of(&changes), changes, writes, restores: false };
        self.write(batch, |write| write.old.is_some())
    }

    /// Plans the import of a backup.
    pub fn plan_backup<'a>(&'a self, backup: &'a Backup, preference: Preference) -> BackupPlanning<'a> {
        BackupPlanning::new(&self.on, &*self.stored, backup, preference, &self.author)
    }

    /// Writes what was planned of a backup, all of it or nothing; `what` is what the history calls it.
    /// [`Refusal::ChangedSince`] as above.
    pub fn write_backup(self, plan: ImportedTexts, backup: &Backup, what: &str) -> Result<Done, Failure> {
        let mut changes: Vec<Change> = Vec::with_capacity(plan.writes.len() + 1);
        let mut writes: Vec<Write> = Vec::with_capacity(plan.writes.len() + 1);
        for write in plan.writes {
            changes.push(Change { before: write.before, after: write.after });
            writes.push(Write { name: record_name(write.key), old: write.old, new: write.text });
        }
        // Texts that were no records come back into an untouched workspace where nothing else stands.
        let unreadable = backup.unreadable.iter().filter(|_| plan.restores);
        let is_free = |found: &&StoredText| match named_record(&found.name) {
            Some(key) => (self.stored)(key).is_none(),
            None => self.store.inner.with_value(|inner| {
                let replica = &inner.replica;
                replica.area().get(&replica.id().key(&found.name)).is_none()
            }),
        };
        let unreadable = unreadable.filter(is_free);
        writes.extend(unreadable.map(|found| Write {
            name: found.name.clone(),
            old: None,
            new: Some(found.text.clone()),
        }));
        if !plan.restores && !changes.is_empty() {
            let stamp = Stamp { by: self.author.by, at: self.author.at };
            let entry = import_entry(&self.on, &changes, self.store.fresh_entry(), stamp, what);
            let record = Record::Entry(entry.into());
            writes.push(Write { name: record_name(record.key()), old: None, new: Some(write_record(&record)) });
            changes.push(Change::added(record));
        }
        // What a later version wrote is no change that this one could show.
        changes.retain(|change| change.before.is_some() || change.after.is_some());
        let name = StepName { deed: Deed::Imported, what: what.to_owned() };
        self.write(Batch { name, changes, writes, restores: plan.restores }, |_| true)
    }

    /// `is_asked`: whether something may stand there that the import does not know. What has a fresh id cannot, and asking costs
    /// as much as writing.
    fn write(self, batch: Batch, is_asked: impl Fn(&Write) -> bool) -> Result<Done, Failure> {
        let Self { store, on, author, stored } = self;
        let Batch { name, changes, writes, restores } = batch;
        let receipt = store.begin();
        let step = store.next_id();
        if store.read_only.get_untracked() {
            return Err(Failure::ReadOnly);
        }
        if !restores {
            store.settle_the_first_person();
        }
        let stands = |write: &Write| named_record(&write.name).is_none_or(|key| stored(key) == write.old);
        let unchanged = store.author().by == author.by
            && store.workspace.with_untracked(|workspace| workspace.is_still(&on))
            && writes.iter().filter(|write| is_asked(write)).all(stands);
        if !unchanged {
            return Err(Failure::Refused(Refusal::ChangedSince));
        }
        store.inner.with_value(|inner| inner.replica.write_texts(&writes, &author)).map_err(Failure::NotSaved)?;
        if restores {
            // Somebody whom the app made for the time being; the file has its own people.
            store.inner.with_value(|inner| inner.pending.borrow_mut().clear());
        }
        store.apply_own(&changes);
        if restores {
            store.reload();
            store.act_as(store.actor.get_untracked().id);
        }
        store.keep(Step::new(step, Kind::Do, author, name, changes.clone(), &writes), &receipt);
        Ok(Done { decision: Decision { changes }, step, receipt })
    }
}
