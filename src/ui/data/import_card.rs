//! Sessions in, from a file: choose, look, import.

use std::pin::Pin;
use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use web_sys::HtmlInputElement;

use crate::domain::Refusal;
use crate::store::backup::{self, BackupReading, Preference};
use crate::store::csv::{FileProblem, Mapping, REQUIRED, SheetReading};
use crate::store::{Done, Failure, Importing};
use crate::ui::components::{Toasts, Tone, dom, notice, toasts};
use crate::ui::file_wording::backup_problem;
use crate::ui::format::sessions;
use crate::ui::markup::{El, Place, el};
use crate::ui::perform::{Performer, use_performer, wording_of};
use crate::ui::wording;

use super::backup_preview::BackupRead;
use super::backups::Backups;
use super::columns::ForeignFile;
use super::page::card;
use super::preview::{added, error, refused};
use super::reading::{FileRead, bytes_of};
use super::running::{Phase, Run, Running, Stopped, later, painted};

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
    /// It was being read or imported, and is no more.
    Cancelled,
}

const SPLITTING: Phase = Phase { verb: "Reading the file", counted: None, place: (0, 3) };
const RECORDS: Phase = Phase { verb: "Reading", counted: Some("records"), place: (0, 2) };

/// Imports what is previewed.
type Importer = Pin<Box<dyn Future<Output = Result<(), Stopped>>>>;

/// Imports a file of sessions, for administrators.
pub(super) fn import_card(administers: bool, backups: Backups) -> El {
    let card = card("Import");
    if administers {
        Import::new(backups).fill(card)
    } else {
        card.child(el("p").text("Only administrators can import sessions. Ask one of them, or act as one."))
    }
}

/// The import of a file, from its choice on.
#[derive(Clone, Copy)]
pub(super) struct Import {
    pub(super) performer: Performer,
    backups: Backups,
    stage: RwSignal<Stage>,
    running: Running,
    /// What is running is the import.
    importing: RwSignal<bool>,
    toasts: Toasts,
    pub(super) failure: RwSignal<Option<String>>,
    /// The chosen file, where its columns have other names, and what they are read as.
    pub(super) foreign: RwSignal<Option<ForeignFile>>,
    pub(super) mapping: RwSignal<Mapping>,
    /// Label and input.
    field: Place,
    input: Place,
    /// What is going on.
    now: Place,
}

impl Import {
    fn new(backups: Backups) -> Self {
        Self {
            backups,
            performer: use_performer(),
            stage: RwSignal::new(Stage::Waiting),
            running: Running::new(),
            importing: RwSignal::new(false),
            toasts: toasts(),
            failure: RwSignal::new(None),
            foreign: RwSignal::new(None),
            mapping: RwSignal::new(Mapping::default()),
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
            .attr("accept", ".json,.csv,.tsv,.txt,application/json,text/csv,text/tab-separated-values,text/plain")
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
        let name = file.name();
        self.failure.set(None);
        self.foreign.set(None);
        self.stage.set(Stage::Reading(name.clone()));
        self.look(async move |run| {
            let bytes = bytes_of(&file).await;
            painted().await;
            run.check()?;
            match bytes {
                Ok(bytes) => self.check(run, name, &bytes).await,
                Err(problem) => Ok(Stage::Unreadable { name, problem }),
            }
        });
    }

    /// Does what leads to another stage. A file that is chosen while another is read wins.
    pub(super) fn look(self, to: impl AsyncFnOnce(&Run) -> Result<Stage, Stopped> + 'static) {
        let run = self.running.begin();
        spawn_local(async move {
            let stage = to(&run).await;
            if let (Ok(stage), Ok(())) = (stage, run.check()) {
                drop(run);
                self.show(stage);
            }
        });
    }

    async fn check(self, run: &Run, name: String, bytes: &[u8]) -> Result<Stage, Stopped> {
        if is_json(&name, bytes) {
            return match BackupReading::new(bytes) {
                Ok(reading) => {
                    let backup = Arc::new(run.through(RECORDS, reading).await?);
                    self.check_backup(run, name, backup, Preference::Later).await
                }
                Err(problem) => Ok(Stage::Unreadable { name, problem: backup_problem(&problem) }),
            };
        }
        let sheet = match SheetReading::new(bytes) {
            Ok(reading) => run.through(SPLITTING, reading).await?,
            Err(problem) => Err(problem),
        };
        let sheet = match sheet {
            Ok(sheet) => sheet,
            Err(problem) => return Ok(unreadable(name, &problem)),
        };
        match Mapping::by_name(sheet.header()) {
            Ok(_) if sheet.is_empty() => Ok(unreadable(name, &FileProblem::Empty)),
            Ok(mapping) => self.check_rows(run, name, &sheet, &mapping).await,
            Err(FileProblem::ColumnMissing(_)) if sheet.header().len() >= REQUIRED.len() && !sheet.is_empty() => {
                self.mapping.set(Mapping::guess(&sheet));
                self.foreign.set(Some(ForeignFile { name, sheet: Arc::new(sheet) }));
                self.check_foreign(run).await
            }
            Err(problem) => Ok(unreadable(name, &problem)),
        }
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

    /// `next`: nothing is chosen then.
    fn start_over(self, next: Stage) {
        self.running.stop();
        self.importing.set(false);
        self.failure.set(None);
        self.foreign.set(None);
        self.stage.set(next);
        self.empty_field();
        self.show_field(true);
        // The button that was pressed is gone.
        if let Some(input) = self.input.get() {
            input.focus();
        }
    }

    /// Imports, unless something is going on.
    fn start(self, import: &dyn Fn(Run) -> Importer) {
        if self.running.is_on().get_untracked() {
            return;
        }
        let run = self.running.begin();
        self.importing.set(true);
        self.failure.set(None);
        let importing = import(run);
        spawn_local(async move {
            let done = importing.await.is_ok();
            let here = self.importing.try_set(false).is_none();
            if !done && !here {
                self.toasts
                    .failed("Not imported: the page was left before the import was through. Nothing was changed.");
            }
        });
    }

    pub(super) fn begin_import(self) -> Option<Importing> {
        let begun = self.performer.store().begin_import();
        begun.map_err(|failure| self.failure.set(Some(wording_of(&failure)))).ok()
    }

    /// Keeps a backup of what is there before anything is written. Nothing is to be kept of a workspace nobody worked in.
    pub(super) async fn keep_what_was_there(self, run: &Run, saving: Phase) -> Result<(), Stopped> {
        let store = self.performer.store();
        run.say(saving, 1).await?;
        if store.workspace().with_untracked(backup::is_untouched) {
            return Ok(());
        }
        let kept = later(move |done| {
            store.keep_backup(move |kept| {
                if !kept {
                    // The browser gives no database for it, so it is a file.
                    self.backups.save();
                }
                done();
            });
        });
        let _ = kept.await;
        run.check()
    }

    /// Whether that was it; not where something changed while the import was made ready.
    pub(super) fn is_over(self, written: Result<Done, Failure>) -> bool {
        match written {
            Ok(_) => self.start_over(Stage::Waiting),
            Err(Failure::Refused(Refusal::ChangedSince)) => return false,
            Err(failure) => self.failure.set(Some(wording_of(&failure))),
        }
        true
    }

    /// What came of reading the file.
    fn result(self) -> Vec<El> {
        match self.stage.get() {
            Stage::Waiting | Stage::Cancelled => Vec::new(),
            Stage::Reading(_) => {
                let shown = self.running.is_shown();
                vec![el("div").when(move || shown.get(), move || self.way_out([]))]
            }
            Stage::Unreadable { problem, .. } => vec![error(&problem)],
            Stage::Columns(_) => vec![self.way_out([])],
            Stage::Read(file) if !file.refused.is_empty() => {
                let mut parts = refused(&file, self.foreign.with_untracked(Option::is_some));
                parts.push(self.way_out([]));
                parts
            }
            Stage::Read(file) => {
                let mut parts = added(&file).to_vec();
                let import = self.import_button(&sessions(file.sessions), move |run| {
                    let file = file.clone();
                    Box::pin(async move { self.import_rows(&run, &file).await })
                });
                parts.push(self.way_out(import));
                parts
            }
            Stage::Backup(read) => self.backup_result(&read),
        }
    }

    /// The button that imports, and what it says meanwhile.
    pub(super) fn import_button(self, what: &str, import: impl Fn(Run) -> Importer + 'static) -> [El; 2] {
        let doing = ["Importing ", what, "…"].concat();
        let is_on = self.running.is_on();
        let button = el("button")
            .attr("type", "button")
            .class("button primary")
            .word_fn("aria-disabled", move || is_on.get().then_some("true"))
            .text(&["Import ", what].concat())
            .on_click(move || self.start(&import));
        let now = el("span")
            .class("secondary")
            .attr("aria-live", "polite")
            .text_fn(move || if self.importing.get() { doing.clone() } else { String::new() });
        [button, now]
    }

    /// *Cancel*, the other buttons, and above them how far it is with what takes long.
    pub(super) fn way_out(self, buttons: impl IntoIterator<Item = El>) -> El {
        let cancel = move || {
            let next = if self.running.is_on().get_untracked() { Stage::Cancelled } else { Stage::Waiting };
            self.start_over(next);
        };
        let cancel = el("button").attr("type", "button").class("button").text("Cancel").on_click(cancel);
        let row = el("div").class("actions-row").child(cancel).children(buttons);
        el("div").class("way-out").child(self.running.bar()).child(row)
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
        Stage::Cancelled => "Cancelled. Nothing was changed.".to_owned(),
        Stage::Waiting => String::new(),
    }
}
