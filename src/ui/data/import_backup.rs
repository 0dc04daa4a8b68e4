//! A backup on its way in: its preview, and what the buttons below it do.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Refusal, Title};
use crate::store::Failure;
use crate::store::backup::{Backup, Preference};
use crate::ui::components::CheckField;
use crate::ui::markup::{El, el};
use crate::ui::perform::wording_of;

use super::backup_preview::{BackupRead, facts, refused, remarks, renumbered, table};
use super::import_card::{Import, Stage};

impl Import {
    pub(super) fn check_backup(self, name: String, backup: Backup, preference: Preference) -> Stage {
        let plan = self.performer.store().plan_backup(&backup, preference);
        Stage::Backup(Arc::new(BackupRead { name, backup, preference, plan }))
    }

    fn import_backup(self, read: &BackupRead) {
        let store = self.performer.store();
        // Planned once more: another window may have changed something since.
        let what = read.what();
        let text = ["Imported ", &*what].concat();
        match self.performer.show_done(|| store.import_backup(&read.backup, read.preference, &what), |_| text) {
            Ok(_) => self.start_over(),
            Err(Failure::Refused(Refusal::ChangedSince)) => {
                self.show(self.check_backup(read.name.clone(), read.backup.clone(), read.preference));
            }
            Err(reason) => self.failure.set(Some(wording_of(&reason))),
        }
    }

    /// What a backup would do, with the choice of what stands where both sides were changed.
    pub(super) fn backup_result(self, read: &Arc<BackupRead>) -> Vec<El> {
        let mut parts = if read.plan.refused.is_empty() { vec![facts(read)] } else { refused(read) };
        parts.extend(remarks(read));
        if !read.plan.refused.is_empty() {
            parts.push(el("div").class("actions-row").child(self.cancel()));
            return parts;
        }
        parts.extend(renumbered(read));
        if read.later_here() > 0 || read.preference == Preference::File {
            parts.push(self.preference(read));
        }
        parts.extend(table(read));
        let file = read.clone();
        let apart = el("button")
            .attr("type", "button")
            .class("button")
            .text("Open as a new workspace")
            .on_click(move || self.import_apart(&file));
        let actions = if read.can_import() {
            let file = read.clone();
            self.actions(&read.what(), move || self.import_backup(&file))
        } else {
            el("div").class("actions-row").child(self.cancel())
        };
        parts.push(actions.child(apart));
        parts
    }

    /// The backup becomes a workspace of its own, called like the file, which opens in this window.
    fn import_apart(self, read: &BackupRead) {
        let store = self.performer.store();
        let stem = read.name.rsplit_once('.').map_or(&*read.name, |(stem, _)| stem);
        let Some(name) = Title::cut(stem).or_else(|| Title::cut("Imported workspace")) else {
            return;
        };
        if let Err(failed) = store.import_as_workspace(&read.backup, &name, move |id| store.open_workspace(&id)) {
            self.failure.set(Some(wording_of(&Failure::NotSaved(failed))));
        }
    }

    fn preference(self, read: &Arc<BackupRead>) -> El {
        let checked = RwSignal::new(read.preference == Preference::File);
        let read = read.clone();
        CheckField::new("Go back to the file also where something was changed later here", checked)
            .on_change(move |file| {
                let preference = if file { Preference::File } else { Preference::Later };
                self.show(self.check_backup(read.name.clone(), read.backup.clone(), preference));
            })
            .view()
    }
}
