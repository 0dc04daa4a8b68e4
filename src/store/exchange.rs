//! Backups out of the open workspace and into it: texts as they are stored, so that nothing is lost on the way that this
//! version does not know.

use leptos::prelude::*;

use crate::domain::{Change, Deed, Record, RecordKey, Refusal, import_entry};

use super::backup::{Backup, ImportedTexts, Preference, StoredText, plan_texts};
use super::batch::Write;
use super::keys::{WorkspaceId, named_record, record_name};
use super::live::{Done, Failure, Store};
use super::records::write_record;
use super::steps::{Kind, Step, StepName};

impl Store {
    /// Every text of the open workspace, also those that cannot be read.
    pub fn stored_texts(self) -> Vec<StoredText> {
        let mut texts = self.stored_texts_of(&self.workspace_id());
        // The first person of a new workspace is written with its first change.
        self.inner.with_value(|inner| {
            let pending = inner.pending.borrow();
            let records = pending.iter().filter_map(|change| change.after.as_ref());
            let text = |record| StoredText { name: record_name(Record::key(record)), text: write_record(record) };
            texts.extend(records.map(text));
        });
        texts
    }

    /// Every text of a workspace.
    pub fn stored_texts_of(self, workspace: &WorkspaceId) -> Vec<StoredText> {
        let mut texts: Vec<StoredText> = Vec::new();
        self.inner.with_value(|inner| {
            inner.replica.area().each(&mut |key, text| {
                if let Some(name) = workspace.name_in(key).filter(|name| named_record(name).is_some()) {
                    texts.push(StoredText { name: name.to_owned(), text: text.to_owned() });
                }
            });
        });
        texts
    }

    /// What importing a backup into the open workspace would do now.
    pub fn plan_backup(self, backup: &Backup, preference: Preference) -> ImportedTexts {
        let author = self.author();
        self.inner.with_value(|inner| {
            let stored = |key: RecordKey| inner.replica.area().get(&inner.replica.id().record(key));
            self.workspace.with_untracked(|workspace| plan_texts(workspace, &stored, backup, preference, &author))
        })
    }

    /// Imports a backup, all of it or nothing; `what` is what the history calls it. Refused where anything in it is.
    pub fn import_backup(self, backup: &Backup, preference: Preference, what: &str) -> Result<Done, Failure> {
        let receipt = self.begin();
        if self.read_only.get_untracked() {
            return Err(Failure::ReadOnly);
        }
        let author = self.author();
        if !self.actor.with_untracked(|actor| actor.is_administrator()) {
            return Err(Failure::Refused(Refusal::AdministratorsOnly));
        }
        let plan = self.plan_backup(backup, preference);
        if !plan.refused.is_empty() {
            return Err(Failure::Refused(Refusal::ChangedSince));
        }
        let mut changes: Vec<Change> = plan
            .writes
            .iter()
            .map(|write| Change { before: write.before.clone(), after: write.after.clone() })
            .collect();
        let mut writes = self.writes_of_plan(&plan, backup);
        if !plan.restores && !plan.is_empty() {
            let id = self.fresh_entry();
            let stamp = crate::domain::Stamp { by: author.by, at: author.at };
            let entry = self.workspace.with_untracked(|workspace| import_entry(workspace, &changes, id, stamp, what));
            let record = Record::Entry(entry.into());
            writes.push(Write { name: record_name(record.key()), old: None, new: Some(write_record(&record)) });
            changes.push(Change::added(record));
        }
        self.inner.with_value(|inner| inner.replica.write_texts(&writes, &author)).map_err(Failure::NotSaved)?;
        if plan.restores {
            // Somebody whom the app made for the time being; the file has its own people.
            self.inner.with_value(|inner| inner.pending.borrow_mut().clear());
        }
        // What a later version wrote is no change that this one could show.
        changes.retain(|change| change.before.is_some() || change.after.is_some());
        self.workspace.update(|workspace| workspace.apply(&changes));
        if plan.restores {
            self.reload();
            self.act_as(self.actor.get_untracked().id);
        }
        let step = self.next_id();
        let name = StepName { deed: Deed::Imported, what: what.to_owned() };
        self.keep(Step::new(step, Kind::Do, author.by, name, changes.clone()), &writes, &receipt);
        Ok(Done { decision: crate::domain::Decision { changes }, step, receipt })
    }

    /// What is written. Texts that were no records come back into an untouched workspace where nothing else stands.
    fn writes_of_plan(self, plan: &ImportedTexts, backup: &Backup) -> Vec<Write> {
        self.inner.with_value(|inner| {
            let stored = |name: &str| inner.replica.area().get(&inner.replica.id().key(name));
            let records = plan.writes.iter().map(|write| {
                let name = record_name(write.key);
                Write { old: stored(&name), new: write.text.clone(), name }
            });
            let unreadable = backup.unreadable.iter().filter(|found| plan.restores && stored(&found.name).is_none());
            let unreadable =
                unreadable.map(|found| Write { name: found.name.clone(), old: None, new: Some(found.text.clone()) });
            records.chain(unreadable).collect()
        })
    }
}
