//! Sessions in, from a file: choose, look, import.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use web_sys::HtmlInputElement;

use crate::domain::{Command, plan_import};
use crate::store::backup::{self, Preference};
use crate::store::csv::{FileProblem, Mapping, REQUIRED, Sheet};
use crate::ui::components::{Tone, dom, notice};
use crate::ui::file_wording::backup_problem;
use crate::ui::markup::{El, Place, el};
use crate::ui::perform::{Performer, use_performer, wording_of};
use crate::ui::wording;

use super::backup_preview::BackupRead;
use super::columns::{ForeignFile, columns_form};
use super::export_card::save_workspace;
use super::page::card;
use super::preview::{added, error, refused, sessions};
use super::reading::{FileRead, after_paint, bytes_of};

/// How far one is.
#[derive(Debug, Clone)]
pub(super) enum Stage {
    /// No file is chosen.
    Waiting,
    /// The file of this name is being read.
    Reading(String),
    /// The file is not one that can be imported.
    Unreadable {
        /// Its name.
        name: String,
        /// Why, and what to do.
        problem: String,
    },
    /// The columns of the file of this name have to be chosen first.
    Columns(String),
    /// It is read: the preview.
    Read(Arc<FileRead>),
    /// It is a backup of a workspace, and read: the preview.
    Backup(Arc<BackupRead>),
}

/// Imports a file of sessions, for administrators.
pub(super) fn import_card(administers: bool) -> El {
    let card = card("Import");
    if administers {
        Import::new().fill(card)
    } else {
        card.child(el("p").text("Only administrators can import sessions. Ask one of them, or act as one."))
    }
}

/// The import of a file, from its choice on.
#[derive(Clone, Copy)]
pub(super) struct Import {
    pub(super) performer: Performer,
    stage: RwSignal<Stage>,
    /// The import is running.
    importing: RwSignal<bool>,
    pub(super) failure: RwSignal<Option<String>>,
    /// The chosen file, where its columns have other names, and what they are read as.
    foreign: RwSignal<Option<ForeignFile>>,
    mapping: RwSignal<Mapping>,
    /// A file that is chosen while another is read wins.
    turn: StoredValue<u32>,
    /// Label and input.
    field: Place,
    input: Place,
    /// What is going on.
    now: Place,
}

impl Import {
    fn new() -> Self {
        Self {
            performer: use_performer(),
            stage: RwSignal::new(Stage::Waiting),
            importing: RwSignal::new(false),
            failure: RwSignal::new(None),
            foreign: RwSignal::new(None),
            mapping: RwSignal::new(Mapping::default()),
            turn: StoredValue::new(0),
            field: Place::new(),
            input: Place::new(),
            now: Place::new(),
        }
    }

    fn fill(self, card: El) -> El {
        let (id, help) = (dom::fresh_id(), dom::fresh_id());
        let intro = "A workspace as JSON, or a CSV file with sessions: names, first and last days (as YYYY-MM-DD), and if \
                     you like numbers, states and people. You see what it adds and changes before anything is done.";
        let input = el("input")
            .attr("type", "file")
            .attr("id", &id)
            .attr("accept", ".json,.csv,application/json,text/csv")
            .attr("aria-describedby", &help)
            .at(self.input)
            .on_click(move || self.empty_field())
            .on("change", move |_| self.choose());
        let field = el("div")
            .class("file-field")
            .at(self.field)
            .child(el("label").class("field-label").attr("for", &id).text("Import file"))
            .child(input);
        let failed = move || {
            let text = el("p").text(&self.failure.get()?);
            Some(el("div").attr("role", "alert").child(notice(Tone::Error, [text])))
        };
        card.child(el("p").attr("id", &help).text(intro))
            .child(field)
            .child(
                el("p")
                    .class("import-now")
                    .attr("aria-live", "polite")
                    .attr("tabindex", "-1")
                    .at(self.now)
                    .text_fn(move || self.stage.with(said)),
            )
            .dynamic(move || self.columns())
            .dynamic(move || self.result())
            .dynamic(failed)
    }

    /// The browser says nothing when the same file is chosen again, unless the field was emptied.
    fn empty_field(self) {
        if let Some(input) = self.input.get_as::<HtmlInputElement>() {
            input.set_value("");
        }
    }

    /// From the choice on there is one button to import with, also for assistive technology, for which a file field is
    /// a button. At once: following a signal it would stay until after the event.
    fn show_field(self, shown: bool) {
        if let Some(field) = self.field.get() {
            let _ = field.node().toggle_attribute_with_force("hidden", !shown);
        }
    }

    fn choose(self) {
        let input = self.input.get_as::<HtmlInputElement>();
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            return;
        };
        self.show_field(false);
        self.turn.update_value(|turn| *turn += 1);
        let this = self.turn.get_value();
        let name = file.name();
        self.failure.set(None);
        self.foreign.set(None);
        self.stage.set(Stage::Reading(name.clone()));
        spawn_local(async move {
            let bytes = bytes_of(&file).await;
            after_paint(move || {
                if self.turn.try_get_value() == Some(this) {
                    self.show(match bytes {
                        Ok(bytes) => self.check(name, &bytes),
                        Err(problem) => Stage::Unreadable { name, problem },
                    });
                }
            });
        });
    }

    fn check(self, name: String, bytes: &[u8]) -> Stage {
        if is_json(&name, bytes) {
            return match backup::read(bytes) {
                Ok(backup) => self.check_backup(name, backup, Preference::Later),
                Err(problem) => Stage::Unreadable { name, problem: backup_problem(&problem) },
            };
        }
        let sheet = match Sheet::read(bytes) {
            Ok(sheet) => sheet,
            Err(problem) => return unreadable(name, &problem),
        };
        match Mapping::by_name(sheet.header()) {
            Ok(_) if sheet.is_empty() => unreadable(name, &FileProblem::Empty),
            Ok(mapping) => self.check_rows(name, &sheet, &mapping),
            Err(FileProblem::ColumnMissing(_)) if sheet.header().len() >= REQUIRED.len() && !sheet.is_empty() => {
                self.mapping.set(Mapping::guess(&sheet));
                self.foreign.set(Some(ForeignFile { name, sheet: Arc::new(sheet) }));
                self.check_foreign()
            }
            Err(problem) => unreadable(name, &problem),
        }
    }

    fn check_rows(self, name: String, sheet: &Sheet, mapping: &Mapping) -> Stage {
        let store = self.performer.store();
        let actor = store.actor().get_untracked().id;
        let rows = sheet.rows(mapping);
        let read = store.workspace().with_untracked(|workspace| FileRead::check(name, rows, workspace, actor));
        Stage::Read(Arc::new(read))
    }

    /// What the file is with the columns as they are chosen now.
    fn check_foreign(self) -> Stage {
        let Some(ForeignFile { name, sheet }) = self.foreign.get_untracked() else {
            return Stage::Waiting;
        };
        self.mapping.with_untracked(|mapping| match mapping.missing() {
            Some(_) => Stage::Columns(name),
            None => self.check_rows(name, &sheet, mapping),
        })
    }

    fn columns(self) -> Option<El> {
        let file = self.foreign.get()?;
        Some(untrack(|| columns_form(&file, self.mapping, move || self.stage.set(self.check_foreign()))))
    }

    pub(super) fn show(self, next: Stage) {
        let goes_on = match &next {
            Stage::Columns(_) => true,
            Stage::Read(file) => file.refused.is_empty() || self.foreign.with_untracked(Option::is_some),
            Stage::Backup(read) => read.can_import(),
            _ => false,
        };
        if !goes_on {
            self.empty_field();
            self.show_field(true);
        }
        self.stage.set(next);
        // What had the focus may be hidden or gone.
        request_animation_frame(move || {
            let place = if goes_on { self.now } else { self.input };
            if dom::focused().is_none()
                && let Some(place) = place.get()
            {
                place.focus();
            }
        });
    }

    pub(super) fn start_over(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.failure.set(None);
        self.foreign.set(None);
        self.stage.set(Stage::Waiting);
        self.empty_field();
        self.show_field(true);
        // The button that was pressed is gone.
        if let Some(input) = self.input.get() {
            input.focus();
        }
    }

    fn soon(self, import: impl FnOnce() + 'static) {
        if self.importing.get_untracked() {
            return;
        }
        self.importing.set(true);
        self.failure.set(None);
        let store = self.performer.store();
        let go_on = move || {
            // The page may have been left.
            if self.importing.try_set(false).is_none() {
                import();
            }
        };
        after_paint(move || {
            if store.workspace().with_untracked(backup::is_untouched) {
                return go_on();
            }
            store.keep_backup(move |kept| {
                if !kept {
                    // The browser gives no database for it, so it is a file.
                    save_workspace(store);
                }
                go_on();
            });
        });
    }

    fn import(self, file: &FileRead) {
        // Checked once more: another window may have taken a number since.
        let store = self.performer.store();
        let actor = store.actor().get_untracked().id;
        let (plan, refused) = store.workspace().with_untracked(|workspace| plan_import(workspace, actor, &file.rows));
        if !refused.is_empty() {
            self.show(Stage::Read(Arc::new(FileRead { refused, ..file.clone() })));
            return;
        }
        let text = ["Imported ", &*sessions(file.sessions)].concat();
        match self.performer.run_in_place(Command::Import(plan), |_| text) {
            Ok(_) => self.start_over(),
            Err(reason) => self.failure.set(Some(wording_of(&reason))),
        }
    }

    /// What came of reading the file.
    fn result(self) -> Vec<El> {
        match self.stage.get() {
            Stage::Waiting | Stage::Reading(_) => Vec::new(),
            Stage::Unreadable { problem, .. } => vec![error(&problem)],
            Stage::Columns(_) => vec![el("div").class("actions-row").child(self.cancel())],
            Stage::Read(file) if !file.refused.is_empty() => {
                let mut parts = refused(&file);
                parts.push(el("div").class("actions-row").child(self.cancel()));
                parts
            }
            Stage::Read(file) => {
                let what = sessions(file.sessions);
                let mut parts = added(&file).to_vec();
                parts.push(self.actions(&what, move || self.import(&file)));
                parts
            }
            Stage::Backup(read) => self.backup_result(&read),
        }
    }

    pub(super) fn actions(self, what: &str, import: impl Fn() + Clone + 'static) -> El {
        let doing = ["Importing ", what, "…"].concat();
        let button = el("button")
            .attr("type", "button")
            .class("button primary")
            .word_fn("aria-disabled", move || self.importing.get().then_some("true"))
            .text(&["Import ", what].concat())
            .on_click(move || self.soon(import.clone()));
        let now = el("span")
            .class("secondary")
            .attr("aria-live", "polite")
            .text_fn(move || if self.importing.get() { doing.clone() } else { String::new() });
        el("div").class("actions-row").child(self.cancel()).child(button).child(now)
    }

    pub(super) fn cancel(self) -> El {
        el("button").attr("type", "button").class("button").text("Cancel").on_click(move || self.start_over())
    }
}

/// Whether a file is JSON rather than a table: by its name, or by how it begins.
fn is_json(name: &str, bytes: &[u8]) -> bool {
    let begins = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    name.to_ascii_lowercase().ends_with(".json") || matches!(begins, Some(b'{'))
}

fn unreadable(name: String, problem: &FileProblem) -> Stage {
    Stage::Unreadable { name, problem: wording::file_problem(problem) }
}

/// What is said of it above the result.
fn said(stage: &Stage) -> String {
    match stage {
        Stage::Reading(name) => ["Reading ", name, "…"].concat(),
        Stage::Read(file) if file.refused.is_empty() => [&*file.name, " adds ", &*sessions(file.sessions)].concat(),
        Stage::Read(file) => file.name.clone(),
        Stage::Backup(read) => read.name.clone(),
        Stage::Columns(name) => [&**name, " has other columns"].concat(),
        Stage::Unreadable { name, .. } => name.clone(),
        Stage::Waiting => String::new(),
    }
}
