//! Commands and how they are decided: state, actor, command, now → changes with old and new values, or a typed refusal.

mod groups;
mod mending;
mod overruled;
mod people;
mod purge;
mod revert;
mod sessions;

use std::sync::Arc;

use super::change::{Change, Record};
use super::dates::Moment;
use super::draft::{GroupDetails, NewSession, PersonDetails};
use super::fiscal::Month;
use super::history::{Deed, Entry, Field, FieldChange, Subject};
use super::ids::{EntryId, FreshIds, GroupId, PersonId, SessionId};
use super::import::ImportPlan;
use super::number::SessionNumber;
use super::palette::Colour;
use super::person::{GroupKind, Person, Stamp};
use super::policy::{Refusal, SessionAction, may_administer};
use super::session::{Approval, Cadence, Visibility};
use super::title::Title;
use super::workspace::{Settings, Workspace};

pub use overruled::overruled_entry;
pub use revert::Reverted;
pub use sessions::principal_name;

/// Everything that can be done.
#[derive(Debug, Clone)]
pub enum Command {
    /// Adds one session.
    AddSession(NewSession),
    /// Adds the sessions of a fiscal year that begins in this month, and remembers the month.
    PlanYear(Vec<NewSession>, Month),
    /// Loads example sessions into a workspace that has none; a parent is named by its place in the list.
    LoadExample(Vec<(NewSession, Option<usize>)>),
    /// Changes one thing of a session.
    EditSession(SessionId, SessionEdit),
    /// Takes an action of the session's menu: start, reopen planning, close, reopen, to the trash, restore.
    Act(SessionId, SessionAction),
    /// Deletes sessions for good, with their history: those in the trash, and closed ones that were archived.
    Purge(Vec<SessionId>),
    /// Gives a session another number, because another one has its number, too.
    Renumber(SessionId),
    /// Takes one session out of the cycle of parents to which this one leads.
    BreakCycle(SessionId),
    /// Makes a person an administrator again, because two windows left none.
    KeepAdministrator(PersonId),
    /// Adds a person.
    AddPerson(PersonDetails),
    /// Changes what is said of a person.
    EditPerson(PersonId, PersonDetails),
    /// Removes a person; their name stays in the history.
    RemovePerson(PersonId),
    /// Adds a team or role.
    AddGroup(GroupKind, GroupDetails),
    /// Changes a team or role.
    EditGroup(GroupId, GroupDetails),
    /// Removes a team or role.
    RemoveGroup(GroupId),
    /// Sets the first month of fiscal years.
    SetFirstMonth(Month),
    /// The hint to rename the first administrator was answered.
    DismissRenameHint,
    /// Adds what a file holds.
    Import(ImportPlan),
    /// Takes changes back, or does them again.
    Revert(Reverted),
}

/// A change of one thing of a session.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SessionEdit {
    Title(Title),
    Dates(super::dates::DateSpan),
    Colour(Colour),
    Parent(Option<SessionId>),
    Cadence(Cadence),
    Approval(Approval),
    Visibility(Visibility),
}

/// What a decision needs from outside the state.
pub struct Surroundings<'a> {
    /// The time now.
    pub now: Moment,
    /// Where new ids come from.
    pub ids: &'a mut dyn FreshIds,
}

/// What a command does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// The changes, in the order in which they are carried out. Empty when nothing would change.
    pub changes: Vec<Change>,
}

impl Decision {
    /// Whether the command changes nothing: no stamp, no history, no undo.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The session that was added or changed, where there is exactly one.
    pub fn session(&self) -> Option<&Arc<super::session::Session>> {
        let mut sessions = self.changes.iter().filter_map(|change| match &change.after {
            Some(Record::Session(session)) => Some(session),
            _ => None,
        });
        let first = sessions.next()?;
        sessions.next().is_none().then_some(first)
    }
}

/// Decides a command. Nothing is changed by it: the caller writes and applies the decision, or does not.
pub fn decide(
    workspace: &Workspace,
    actor: PersonId,
    command: Command,
    surroundings: &mut Surroundings<'_>,
) -> Result<Decision, Refusal> {
    let here = workspace.person(actor).filter(|person| person.removed.is_none());
    let actor = match &command {
        // Two windows can also have removed everybody.
        Command::KeepAdministrator(kept) => here.or_else(|| workspace.person(*kept)),
        _ => here,
    };
    let actor = actor.ok_or(Refusal::NotFound)?;
    let mut deciding = Deciding { workspace, actor, surroundings, changes: Vec::new() };
    // Undoing has its own rule of who may; and what mends the work of two windows nobody asks for, whoever looks at it.
    if !matches!(
        command,
        Command::Revert(_) | Command::Renumber(_) | Command::BreakCycle(_) | Command::KeepAdministrator(_)
    ) {
        may_administer(actor)?;
    }
    deciding.decide(command)?;
    Ok(Decision { changes: deciding.changes })
}

/// What the history calls the settings.
const FISCAL_CALENDAR: &str = "Fiscal calendar";

/// A decision in the making.
struct Deciding<'a, 'b> {
    workspace: &'a Workspace,
    actor: &'a Person,
    surroundings: &'a mut Surroundings<'b>,
    changes: Vec<Change>,
}

impl Deciding<'_, '_> {
    fn decide(&mut self, command: Command) -> Result<(), Refusal> {
        match command {
            Command::AddSession(new) => self.add_session(new),
            Command::PlanYear(new, month) => self.plan_year(new, month),
            Command::LoadExample(new) => self.load_example(new),
            Command::EditSession(id, edit) => self.edit_session(id, edit),
            Command::Act(id, action) => self.act(id, action),
            Command::AddPerson(details) => self.add_person(details),
            Command::EditPerson(id, details) => self.edit_person(id, details),
            Command::RemovePerson(id) => self.remove_person(id),
            Command::AddGroup(kind, details) => self.add_group(kind, details),
            Command::EditGroup(id, details) => self.edit_group(id, details),
            Command::RemoveGroup(id) => self.remove_group(id),
            Command::SetFirstMonth(month) => self.set_first_month(month),
            Command::DismissRenameHint => {
                self.set(Settings { rename_hint_done: true, ..self.workspace.settings() });
                Ok(())
            }
            Command::Import(plan) => self.import(plan),
            Command::Purge(ids) => self.purge(&ids),
            Command::Renumber(id) => self.renumber(id),
            Command::BreakCycle(id) => self.break_cycle(id),
            Command::KeepAdministrator(id) => self.keep_administrator(id),
            Command::Revert(reverted) => self.revert(reverted),
        }
    }

    fn set_first_month(&mut self, month: Month) -> Result<(), Refusal> {
        let before = self.workspace.settings();
        if before.first_month != month {
            let after = Settings { first_month: month, ..before };
            self.set(after);
            let fields = settings_differences(before, after);
            self.log(Deed::Changed, Subject::Workspace, FISCAL_CALENDAR.to_owned(), fields);
        }
        Ok(())
    }

    fn set(&mut self, after: Settings) {
        let before = self.workspace.settings();
        if before != after {
            self.changes.push(Change::replaced(Record::Settings(before), Record::Settings(after)));
        }
    }

    fn stamp(&self) -> Stamp {
        Stamp { by: self.actor.id, at: self.surroundings.now }
    }

    fn log(&mut self, deed: Deed, subject: Subject, name: String, fields: Vec<FieldChange>) {
        let Stamp { by, at } = self.stamp();
        let id = EntryId::fresh(self.surroundings.ids);
        let logged = self.changes.iter().filter(|change| matches!(change.after, Some(Record::Entry(_)))).count();
        let place = self.workspace.next_place() + u32::try_from(logged).unwrap_or_default();
        let entry = Entry { id, place, at, by, deed, subject, name, fields };
        self.changes.push(Change::added(Record::Entry(Arc::new(entry))));
    }

    /// Puts the number counter beside the sessions, so that no number comes back when they go.
    fn keep_number(&mut self, next: SessionNumber) {
        let before = Record::NextNumber(self.workspace.next_number());
        self.changes.push(Change::replaced(before, Record::NextNumber(next)));
    }
}

/// The fields in which two versions of a record differ.
fn record_differences(workspace: &Workspace, before: &Record, after: &Record) -> Vec<FieldChange> {
    match (before, after) {
        (Record::Session(before), Record::Session(after)) => sessions::session_differences(workspace, before, after),
        (Record::Person(before), Record::Person(after)) => people::person_differences(before, after),
        (Record::Group(before), Record::Group(after)) => groups::group_differences(workspace, before, after),
        (Record::Settings(before), Record::Settings(after)) => settings_differences(*before, *after),
        _ => Vec::new(),
    }
}

fn settings_differences(before: Settings, after: Settings) -> Vec<FieldChange> {
    let name = |settings: Settings| settings.first_month.name().to_owned();
    differences([(Field::FirstMonth, name(before), name(after))])
}

/// The fields whose old and new words differ.
fn differences(pairs: impl IntoIterator<Item = (Field, String, String)>) -> Vec<FieldChange> {
    pairs
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(field, from, to)| FieldChange { field, from, to })
        .collect()
}
