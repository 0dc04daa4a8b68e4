//! Backups out of the open workspace: texts as they are stored, so that nothing is lost on the way that this version does not
//! know. Their way in is that of all imports (`importing.rs`).

use leptos::prelude::*;

use crate::domain::Record;

use super::backup::StoredText;
use super::keys::{NOTES, WorkspaceId, record_name};
use super::live::Store;
use super::records::write_record;

impl Store {
    /// Every text of the open workspace, also those that cannot be read and those of kinds that only a later version knows.
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
                if let Some(name) = workspace.name_in(key).filter(|name| !name.starts_with(NOTES)) {
                    texts.push(StoredText { name: name.to_owned(), text: text.to_owned() });
                }
            });
        });
        texts
    }
}
