//! A backup on its way in: its preview, and what the buttons below it do.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::Title;
use crate::store::Failure;
use crate::store::backup::{Backup, Preference};
use crate::ui::components::CheckField;
use crate::ui::markup::{El, el};
use crate::ui::perform::wording_of;

use super::backup_preview::{BackupRead, facts, refused, remarks, renumbered, table};
use super::import_card::{Import, Stage};
use super::running::{Phase, Run, Stopped};

const CHECKING: Phase = Phase { verb: "Checking", counted: Some("records"), place: (1, 2) };
const PLANNING: Phase = Phase { verb: "Checking", counted: Some("records"), place: (0, 2) };
const SAVING: Phase = Phase { verb: "Saving", counted: None, place: (1, 2) };

impl Import {
    pub(super) async fn check_backup(
        self,
        run: &Run,
        name: String,
        backup: Arc<Backup>,
        preference: Preference,
    ) -> Result<Stage, Stopped> {
        let importing = match self.performer.store().begin_import() {
            Ok(importing) => importing,
            Err(failure) => return Ok(Stage::Unreadable { name, problem: wording_of(&failure) }),
        };
        let plan = run.through(CHECKING, importing.plan_backup(&backup, preference)).await?;
        Ok(Stage::Backup(Arc::new(BackupRead { name, backup, preference, plan })))
    }

    /// Planned once more: another window may have changed something since the preview.
    async fn import_backup(self, run: &Run, read: &BackupRead) -> Result<(), Stopped> {
        let what = read.what();
        loop {
            let Some(importing) = self.begin_import() else {
                return Ok(());
            };
            let plan = run.through(PLANNING, importing.plan_backup(&read.backup, read.preference)).await?;
            if !plan.refused.is_empty() {
                let BackupRead { name, backup, preference, .. } = read;
                let (name, backup, preference) = (name.clone(), backup.clone(), *preference);
                self.show(Stage::Backup(Arc::new(BackupRead { name, backup, preference, plan })));
                return Ok(());
            }
            self.keep_what_was_there(run, SAVING).await?;
            let text = ["Imported ", &*what].concat();
            if self.is_over(self.performer.show_done(|| importing.write_backup(plan, &read.backup, &what), |_| text)) {
                return Ok(());
            }
        }
    }

    /// What a backup would do, with the choice of what stands where both sides were changed.
    pub(super) fn backup_result(self, read: &Arc<BackupRead>) -> Vec<El> {
        let mut parts = if read.plan.refused.is_empty() { vec![facts(read)] } else { refused(read) };
        parts.extend(remarks(read));
        if !read.plan.refused.is_empty() {
            parts.push(self.way_out([]));
            return parts;
        }
        parts.extend(renumbered(read));
        if read.later_here() > 0 || read.preference == Preference::File {
            parts.push(self.preference(read));
        }
        parts.extend(table(read));
        let file = read.clone();
        let apart = self.performer.store().has_workspaces().then(|| {
            el("button")
                .attr("type", "button")
                .class("button")
                .text("Open as a new workspace")
                .on_click(move || self.import_apart(&file))
        });
        let file = read.clone();
        let import = read.can_import().then(|| {
            self.import_button(&read.what(), move |run| {
                let file = file.clone();
                Box::pin(async move { self.import_backup(&run, &file).await })
            })
        });
        parts.push(self.way_out(import.into_iter().flatten().chain(apart)));
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
                let read = read.clone();
                self.look(async move |run| {
                    self.check_backup(run, read.name.clone(), read.backup.clone(), preference).await
                });
            })
            .view()
    }
}
