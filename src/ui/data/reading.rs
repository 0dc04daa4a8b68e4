//! A chosen file, read and checked.

use wasm_bindgen::JsValue;
use web_sys::File;

use crate::domain::{DateSpan, ImportPlan, ImportRow, PersonRef, RefusedRow, SessionNumber, Status, Workspace};
use crate::store::{FILE_MOST, csv};
use crate::ui::wording;

/// How many rows the preview shows.
pub(super) const FIRST_ROWS: usize = 10;

/// A file that was read, and what it would do.
#[derive(Debug, Clone)]
pub(super) struct FileRead {
    /// The file's name.
    pub(super) name: String,
    /// What stands in it.
    pub(super) rows: Vec<ImportRow>,
    /// Everything that is wrong, by line.
    pub(super) refused: Vec<RefusedRow>,
    /// How many sessions it adds.
    pub(super) sessions: usize,
    /// Their first and last day.
    pub(super) span: Option<DateSpan>,
    /// The names of the people it adds.
    pub(super) new_people: Vec<String>,
    /// The columns of the file that are not read.
    pub(super) unread: Vec<String>,
    /// What the first sessions look like.
    pub(super) first: Vec<PreviewRow>,
}

/// A row of the preview: what each column shows.
#[derive(Debug, Clone)]
pub(super) struct PreviewRow {
    pub(super) number: SessionNumber,
    pub(super) name: String,
    pub(super) status: Status,
    pub(super) span: DateSpan,
    pub(super) created_by: String,
}

impl FileRead {
    /// What came of checking rows against a workspace.
    pub(super) fn checked(
        name: String,
        unread: Vec<String>,
        rows: Vec<ImportRow>,
        (plan, refused): (ImportPlan, Vec<RefusedRow>),
        workspace: &Workspace,
    ) -> Self {
        let new_people: Vec<String> = plan.new_people.iter().map(ToString::to_string).collect();
        let first = first_rows(&plan, workspace, &new_people);
        Self { name, refused, sessions: plan.sessions.len(), span: plan.span(), new_people, unread, first, rows }
    }
}

fn first_rows(plan: &ImportPlan, workspace: &Workspace, new_people: &[String]) -> Vec<PreviewRow> {
    let name = |person: PersonRef| match person {
        PersonRef::Known(id) => workspace.person(id).map(|person| person.name.to_string()),
        PersonRef::New(place) => new_people.get(place).cloned(),
    };
    let sessions = plan.sessions.iter().take(FIRST_ROWS);
    sessions
        .map(|session| PreviewRow {
            number: session.number,
            name: session.new.title.to_string(),
            status: session.new.options.status,
            span: session.new.span,
            created_by: name(session.created_by).unwrap_or_default(),
        })
        .collect()
}

/// The bytes of a file, or why there are none.
pub(super) async fn bytes_of(file: &File) -> Result<Vec<u8>, String> {
    if file.size() > FILE_MOST as f64 {
        return Err(wording::file_problem(&csv::FileProblem::TooLarge));
    }
    // It may have been moved or changed since it was chosen.
    let unreadable =
        |_: JsValue| "The file cannot be read. It may have been changed meanwhile: choose it again.".to_owned();
    let buffer: JsValue = file.array_buffer().await.map_err(unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
