//! A file of sessions on its way in: its preview, the choice of its columns, and the import.

use std::sync::Arc;

use leptos::prelude::*;

use crate::store::csv::{Mapping, RowsReading, Sheet};
use crate::ui::format::sessions;
use crate::ui::markup::El;
use crate::ui::perform::wording_of;

use super::columns::{ForeignFile, columns_form};
use super::import_card::{Import, Stage};
use super::reading::FileRead;
use super::running::{Phase, Run, Stopped};

const ROWS: Phase = Phase { verb: "Reading", counted: Some("sessions"), place: (1, 3) };
const CHECKING: Phase = Phase { verb: "Checking", counted: Some("sessions"), place: (2, 3) };
const CHECKING_AGAIN: Phase = Phase { place: (0, 3), ..CHECKING };
const PREPARING: Phase = Phase { verb: "Preparing", counted: Some("sessions"), place: (1, 3) };
const SAVING: Phase = Phase { verb: "Saving", counted: None, place: (2, 3) };

impl Import {
    pub(super) async fn check_rows(
        self,
        run: &Run,
        name: String,
        sheet: &Sheet,
        mapping: &Mapping,
    ) -> Result<Stage, Stopped> {
        let importing = match self.performer.store().begin_import() {
            Ok(importing) => importing,
            Err(failure) => return Ok(Stage::Unreadable { name, problem: wording_of(&failure) }),
        };
        let rows = run.through(ROWS, RowsReading::new(sheet, mapping)).await?;
        let checked = run.through(CHECKING, importing.check_rows(&rows)).await?;
        let unread = mapping.unread(sheet.header()).into_iter().map(str::to_owned).collect();
        Ok(Stage::Read(Arc::new(FileRead::checked(name, unread, rows, checked, importing.workspace()))))
    }

    /// What the file is with the columns as they are chosen now.
    pub(super) async fn check_foreign(self, run: &Run) -> Result<Stage, Stopped> {
        let Some(ForeignFile { name, sheet }) = self.foreign.get_untracked() else {
            return Ok(Stage::Waiting);
        };
        let mapping = self.mapping.get_untracked();
        match mapping.missing() {
            Some(_) => Ok(Stage::Columns(name)),
            None => self.check_rows(run, name, &sheet, &mapping).await,
        }
    }

    pub(super) fn columns(self) -> Option<El> {
        let file = self.foreign.get()?;
        Some(untrack(|| {
            columns_form(&file, self.mapping, move || self.look(async move |run| self.check_foreign(run).await))
        }))
    }

    /// Checked once more: another window may have taken a number since the preview.
    pub(super) async fn import_rows(self, run: &Run, file: &FileRead) -> Result<(), Stopped> {
        loop {
            let Some(importing) = self.begin_import() else {
                return Ok(());
            };
            let (plan, refused) = run.through(CHECKING_AGAIN, importing.check_rows(&file.rows)).await?;
            if !refused.is_empty() {
                self.show(Stage::Read(Arc::new(FileRead { refused, ..file.clone() })));
                return Ok(());
            }
            let changes = match importing.decide_rows(plan) {
                Ok(changes) => changes,
                Err(failure) => {
                    self.failure.set(Some(wording_of(&failure)));
                    return Ok(());
                }
            };
            let writes = run.through(PREPARING, importing.texts(&changes)).await?;
            self.keep_what_was_there(run, SAVING).await?;
            let text = ["Imported ", &*sessions(file.sessions)].concat();
            if self.is_over(self.performer.show_done(|| importing.write_rows(changes, writes), |_| text)) {
                return Ok(());
            }
        }
    }
}
