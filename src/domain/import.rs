//! What a file of sessions would add: every row checked, everything refused named with its line.

use std::collections::HashMap;

use super::change::{Change, Record};
use super::dates::{DateSpan, Moment};
use super::draft::{NewSession, Problem, SessionDraft, SessionOptions, TypedDate};
use super::family::in_cycles;
use super::history::{Deed, Entry, Subject};
use super::ids::{EntryId, PersonId, SessionId};
use super::number::SessionNumber;
use super::order::{Places, sort_by};
use super::palette::Colour;
use super::person::Stamp;
use super::session::{ActiveStatus, Approval, Cadence, Status};
use super::sliced::Sliced;
use super::title::Title;
use super::workspace::{Workspace, fold};

/// One row of a file as it stands there; an empty text is a missing value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "each is the text of the column of that name")]
pub struct ImportRow {
    /// The line of the file on which the row begins; the header is line 1.
    pub line: u64,
    pub number: String,
    pub name: String,
    pub state: String,
    pub begin: String,
    pub end: String,
    pub created_by: String,
    pub last_edited_by: String,
    pub created_date: String,
    pub changed_date: String,
    pub colour: String,
    pub parent: String,
    pub cadence: String,
    pub workflow: String,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has exactly one message, in ui/wording.rs")]
pub enum ImportProblem {
    Field(Problem),
    NumberTaken(SessionNumber),
    NumberInvalid(String),
    StateUnknown(String),
    ParentUnknown(String),
    ParentCycle(String),
    PersonName(String),
    CreatedDateInvalid(String),
    ChangedDateInvalid(String),
    ColourUnknown(String),
    CadenceUnknown(String),
    WorkflowUnknown(String),
    NumbersUsedUp,
}

/// A refused row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Its line in the file.
    pub line: u64,
    /// Everything that is wrong with it.
    pub problems: Vec<ImportProblem>,
}

/// Who did something, by the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonRef {
    /// Somebody of the workspace.
    Known(PersonId),
    /// The new person at this place of the plan.
    New(usize),
}

/// A session to be added from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSession {
    /// Its number: the file's, or the next free one.
    pub number: SessionNumber,
    /// Its values.
    pub new: NewSession,
    /// Its parent, where that comes from the same file: the place in the plan.
    pub parent_place: Option<usize>,
    /// Who added it.
    pub created_by: PersonRef,
    /// When; the time of the import where the file does not say.
    pub created_at: Option<Moment>,
    /// Who changed it last.
    pub changed_by: PersonRef,
    /// When; the time of creation where the file does not say.
    pub changed_at: Option<Moment>,
}

/// What an import adds when nothing is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportPlan {
    /// The sessions, in the order of the file.
    pub sessions: Vec<ImportedSession>,
    /// People who are not known, added as members.
    pub new_people: Vec<Title>,
}

impl ImportPlan {
    /// The first and the last day of all its sessions; `None` without any.
    pub fn span(&self) -> Option<DateSpan> {
        let begin = self.sessions.iter().map(|session| session.new.span.begin()).min()?;
        let end = self.sessions.iter().map(|session| session.new.span.end()).max()?;
        DateSpan::new(begin, end)
    }
}

/// Checks all rows together. A file with one refused line imports nothing: the caller offers the plan only where
/// nothing is refused.
pub fn plan_import(workspace: &Workspace, actor: PersonId, rows: &[ImportRow]) -> (ImportPlan, Vec<RefusedRow>) {
    ImportPlanning::new(workspace, actor, rows).whole()
}

/// The same in slices: its parts are the rows.
pub struct ImportPlanning<'a> {
    workspace: &'a Workspace,
    actor: PersonId,
    rows: &'a [ImportRow],
    /// How many rows were checked.
    checked: usize,
    /// Everybody known so far, by name as names are compared.
    people: HashMap<String, PersonRef>,
    new_people: Vec<Title>,
    /// The places of the file's own numbers, the first row of each.
    places: Places,
    next_number: SessionNumber,
    sessions: Vec<ImportedSession>,
    refused: Vec<RefusedRow>,
}

impl Sliced for ImportPlanning<'_> {
    type Output = (ImportPlan, Vec<RefusedRow>);

    fn go_on(&mut self, most: usize) {
        let end = self.checked.saturating_add(most).min(self.rows.len());
        for place in self.checked..end {
            self.take(place, &self.rows[place]);
        }
        self.checked = end;
    }

    fn progress(&self) -> (usize, usize) {
        (self.checked, self.rows.len())
    }

    fn finish(mut self) -> Self::Output {
        self.refuse_cycles();
        (ImportPlan { sessions: self.sessions, new_people: self.new_people }, self.refused)
    }
}

impl<'a> ImportPlanning<'a> {
    /// Nothing is checked yet.
    pub fn new(workspace: &'a Workspace, actor: PersonId, rows: &'a [ImportRow]) -> Self {
        let mut places = Places::default();
        for (place, row) in rows.iter().enumerate() {
            if let Ok(number) = row.number.trim().parse::<SessionNumber>() {
                places.entry(number.bits()).or_insert(place);
            }
        }
        let used = rows.iter().filter_map(|row| row.number.trim().parse::<SessionNumber>().ok());
        let highest = used.max().map(SessionNumber::next);
        let known = |person: &super::person::Person| (fold(person.name.as_str()), PersonRef::Known(person.id));
        Self {
            workspace,
            actor,
            rows,
            checked: 0,
            people: workspace.people().map(|person| known(person)).collect(),
            new_people: Vec::new(),
            next_number: workspace.next_number().max(highest.unwrap_or(SessionNumber::FIRST)),
            places,
            sessions: Vec::with_capacity(rows.len()),
            refused: Vec::new(),
        }
    }

    fn take(&mut self, place: usize, row: &ImportRow) {
        let mut problems = Vec::new();
        let session = self.session(place, row, &mut |problem| problems.push(problem));
        if !problems.is_empty() {
            self.refused.push(RefusedRow { line: row.line, problems });
        }
        // Where anything is missing the row was refused, and with it the file; the plan is not offered then.
        self.sessions.extend(session);
    }

    /// The session of a row, unless something without which there is none could not be read; `note` is told of all that could not.
    fn session(
        &mut self,
        place: usize,
        row: &ImportRow,
        mut note: &mut dyn FnMut(ImportProblem),
    ) -> Option<ImportedSession> {
        let number = match self.number(place, row) {
            Ok(number) => Some(number),
            Err(problem) => {
                note(problem);
                None
            }
        };
        let draft = SessionDraft {
            // A line break is one space, also one of two characters.
            title: row.name.replace("\r\n", " "),
            begin: TypedDate { text: row.begin.clone(), unreadable: false },
            end: TypedDate { text: row.end.clone(), unreadable: false },
            options: SessionOptions::default(),
        };
        let new = match draft.check() {
            Ok(new) => Some(new),
            Err(found) => {
                found.into_iter().map(ImportProblem::Field).for_each(&mut note);
                None
            }
        };
        let status = noted(optional(&row.state, status_named, ImportProblem::StateUnknown), &mut note);
        let colour = noted(optional(&row.colour, Colour::named, ImportProblem::ColourUnknown), &mut note);
        let cadence = noted(optional(&row.cadence, Cadence::named, ImportProblem::CadenceUnknown), &mut note);
        let approval = noted(optional(&row.workflow, Approval::named, ImportProblem::WorkflowUnknown), &mut note);
        let parent = noted(self.parent(&row.parent), &mut note);
        let moment = |text: &str| text.parse::<Moment>().ok();
        let created_at = noted(optional(&row.created_date, moment, ImportProblem::CreatedDateInvalid), &mut note);
        let changed_at = noted(optional(&row.changed_date, moment, ImportProblem::ChangedDateInvalid), &mut note);
        let created_by = noted(self.person(&row.created_by, PersonRef::Known(self.actor)), &mut note);
        let creator = created_by.unwrap_or(PersonRef::Known(self.actor));
        let changed_by = noted(self.person(&row.last_edited_by, creator), &mut note);
        let mut new = new?;
        let (parent_place, existing_parent) = match parent.flatten() {
            Some(Parent::InFile(place)) => (Some(place), None),
            Some(Parent::Existing(id)) => (None, Some(id)),
            None => (None, None),
        };
        new.options = SessionOptions {
            status: status.flatten().unwrap_or(Status::OPEN),
            colour: colour.flatten(),
            parent: existing_parent,
            cadence: cadence.flatten().unwrap_or_default(),
            approval: approval.flatten().unwrap_or_default(),
            ..new.options
        };
        Some(ImportedSession {
            number: number?,
            new,
            parent_place,
            created_by: created_by?,
            created_at: created_at.flatten(),
            changed_by: changed_by?,
            changed_at: changed_at.flatten(),
        })
    }

    fn number(&mut self, place: usize, row: &ImportRow) -> Result<SessionNumber, ImportProblem> {
        let text = row.number.trim();
        if text.is_empty() {
            let number = self.next_number;
            self.next_number = number.next();
            return if number.is_last() { Err(ImportProblem::NumbersUsedUp) } else { Ok(number) };
        }
        let number: SessionNumber = text.parse().map_err(|_| ImportProblem::NumberInvalid(text.to_owned()))?;
        let taken =
            self.workspace.session_by_number(number).is_some() || self.places.get(&number.bits()) != Some(&place);
        if taken { Err(ImportProblem::NumberTaken(number)) } else { Ok(number) }
    }

    fn parent(&self, text: &str) -> Result<Option<Parent>, ImportProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let unknown = || ImportProblem::ParentUnknown(text.to_owned());
        let number: SessionNumber = text.parse().map_err(|_| unknown())?;
        if let Some(place) = self.places.get(&number.bits()) {
            return Ok(Some(Parent::InFile(*place)));
        }
        let existing = self.workspace.session_by_number(number).filter(|session| session.trashed.is_none());
        existing.map(|session| Some(Parent::Existing(session.id))).ok_or_else(unknown)
    }

    fn person(&mut self, text: &str, missing: PersonRef) -> Result<PersonRef, ImportProblem> {
        if text.trim().is_empty() {
            return Ok(missing);
        }
        let name = Title::new(text).map_err(|_| ImportProblem::PersonName(text.to_owned()))?;
        let folded = fold(name.as_str());
        if let Some(person) = self.people.get(&folded) {
            return Ok(*person);
        }
        let person = PersonRef::New(self.new_people.len());
        self.new_people.push(name);
        self.people.insert(folded, person);
        Ok(person)
    }

    /// Only sessions of the file can close a cycle: existing ones have no parent in it.
    fn refuse_cycles(&mut self) {
        let rows = self.rows;
        let parents: Vec<Option<usize>> = rows
            .iter()
            .map(|row| {
                row.parent
                    .trim()
                    .parse::<SessionNumber>()
                    .ok()
                    .and_then(|number| self.places.get(&number.bits()).copied())
            })
            .collect();
        for place in in_cycles(0..parents.len(), |place| parents[place]) {
            let line = rows[place].line;
            let problem = ImportProblem::ParentCycle(rows[place].parent.trim().to_owned());
            match self.refused.iter_mut().find(|refused| refused.line == line) {
                Some(refused) => refused.problems.push(problem),
                None => self.refused.push(RefusedRow { line, problems: vec![problem] }),
            }
        }
        sort_by(&mut self.refused, |a, b| a.line.cmp(&b.line));
    }
}

enum Parent {
    InFile(usize),
    Existing(SessionId),
}

fn noted<T>(result: Result<T, ImportProblem>, note: &mut impl FnMut(ImportProblem)) -> Option<T> {
    result.map_err(note).ok()
}

/// The value a text names; `None` for no text.
fn optional<T>(
    text: &str,
    read: impl Fn(&str) -> Option<T>,
    problem: impl Fn(String) -> ImportProblem,
) -> Result<Option<T>, ImportProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    read(text).map(Some).ok_or_else(|| problem(text.to_owned()))
}

/// What the history tells of an import whose changes bring history of their own: it comes after all of that.
pub fn import_entry(workspace: &Workspace, changes: &[Change], id: EntryId, by: Stamp, what: &str) -> Entry {
    let places = changes.iter().filter_map(|change| match &change.after {
        Some(Record::Entry(entry)) => Some(entry.place + 1),
        _ => None,
    });
    Entry {
        id,
        place: places.max().unwrap_or_default().max(workspace.next_place()),
        at: by.at,
        by: by.by,
        deed: Deed::Imported,
        subject: Subject::Workspace,
        name: what.to_owned(),
        fields: Vec::new(),
    }
}

/// The status a file names: A's `Active` and `Closed`, B's `Open`, `In progress` and `Archived`; no text is `Open`.
pub fn status_named(text: &str) -> Option<Status> {
    let text = text.trim();
    let is = |name: &str| text.eq_ignore_ascii_case(name);
    if text.is_empty() || is("Active") || is("Open") {
        Some(Status::OPEN)
    } else if is("In progress") {
        Some(Status::IN_PROGRESS)
    } else if is("Closed") || is("Archived") {
        Some(Status::Closed { was: ActiveStatus::Open })
    } else {
        None
    }
}
