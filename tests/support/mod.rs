//! A workspace to act in and random ones to try rules on, built on what the domain offers everybody.

#![allow(dead_code, reason = "each test file uses its part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up says so by panicking")]

pub mod random;
pub mod windows;

use std::collections::BTreeSet;
use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, ActiveStatus, Change, Command, DateSpan, Decision, FreshIds, GroupDetails, GroupId, GroupKind,
    LocalDate, Moment, NewSession, Person, PersonDetails, PersonId, PersonKind, Record, Refusal, Reverted, Session,
    SessionAction, SessionEdit, SessionId, SessionNumber, SessionOptions, Status, Surroundings, Title, Workspace,
    decide,
};
use okr_sessions::store::{
    Area, Author, MemoryArea, PageTag, WorkspaceId, WriteError, carry_out, write_record, writes_of,
};

/// The statuses a session can have.
pub const OPEN: Status = Status::OPEN;
/// In progress.
pub const IN_PROGRESS: Status = Status::IN_PROGRESS;
/// Closed while it was open.
pub const CLOSED_OPEN: Status = Status::Closed { was: ActiveStatus::Open };
/// Closed while it was in progress.
pub const CLOSED_IN_PROGRESS: Status = Status::Closed { was: ActiveStatus::InProgress };

/// Ids that count up.
#[derive(Debug)]
pub struct CountedIds(pub u128);

impl FreshIds for CountedIds {
    fn next_bits(&mut self) -> u128 {
        self.0 += 1;
        self.0 << 32
    }
}

/// A workspace with one administrator, and what it takes to act in it.
pub struct Bench {
    pub workspace: Workspace,
    /// Its first administrator.
    pub administrator: PersonId,
    /// The time of the next command, one second later after each.
    pub now: Moment,
    pub ids: CountedIds,
}

impl Bench {
    pub fn new() -> Self {
        let mut ids = CountedIds(1000);
        let person = person(PersonId::fresh(&mut ids), "Administrator", AccessLevel::SystemAdministrator);
        let administrator = person.id;
        let workspace = Workspace::from_records([Record::Person(Arc::new(person))], SessionNumber::FIRST);
        Self { workspace, administrator, now: Moment::from_millis(1_770_000_000_000), ids }
    }

    /// Decides and applies a command of the administrator.
    pub fn run(&mut self, command: Command) -> Result<Decision, Refusal> {
        self.run_as(self.administrator, command)
    }

    /// Decides and applies a command.
    pub fn run_as(&mut self, actor: PersonId, command: Command) -> Result<Decision, Refusal> {
        let mut surroundings = Surroundings { now: self.now, ids: &mut self.ids };
        let decision = decide(&self.workspace, actor, command, &mut surroundings)?;
        self.workspace.apply(&decision.changes);
        self.now = Moment::from_millis(self.now.millis() + 1000);
        Ok(decision)
    }

    /// Adds a session and answers its id.
    pub fn add(&mut self, new: NewSession) -> SessionId {
        self.run(Command::AddSession(new)).unwrap().session().unwrap().id
    }

    /// Adds a session for the first quarter of 2026.
    pub fn add_quarter(&mut self, title: &str) -> SessionId {
        self.add(new_session(title, "2026-01-01", "2026-03-31"))
    }

    /// Adds a session below another one.
    pub fn add_below(&mut self, parent: SessionId, title: &str, begin: &str, end: &str) -> SessionId {
        let mut new = new_session(title, begin, end);
        new.options.parent = Some(parent);
        self.add(new)
    }

    /// Adds a session and brings it to a status by the actions a user would take.
    pub fn add_in_status(&mut self, title: &str, status: Status) -> SessionId {
        let id = self.add_quarter(title);
        if status == IN_PROGRESS || status == CLOSED_IN_PROGRESS {
            self.act(id, SessionAction::Start).unwrap();
        }
        if status.is_closed() {
            self.act(id, SessionAction::Close).unwrap();
        }
        assert_eq!(self.session(id).status, status);
        id
    }

    /// A session of another window, which gave it the same number.
    pub fn add_with_the_number_of(&mut self, like: SessionId) -> SessionId {
        let id = SessionId::fresh(&mut CountedIds(900_000));
        let session = Session { id, ..self.session(like).clone() };
        self.workspace.apply(&[Change::added(Record::Session(Arc::new(session)))]);
        id
    }

    pub fn edit(&mut self, id: SessionId, edit: SessionEdit) -> Result<Decision, Refusal> {
        self.run(Command::EditSession(id, edit))
    }

    pub fn act(&mut self, id: SessionId, action: SessionAction) -> Result<Decision, Refusal> {
        self.run(Command::Act(id, action))
    }

    /// The administrator takes a decision of their own back.
    pub fn undo(&mut self, decision: &Decision) -> Result<Decision, Refusal> {
        self.run(undo_of(decision, self.administrator))
    }

    pub fn add_person(&mut self, name: &str, access: AccessLevel) -> PersonId {
        let decision = self.run(Command::AddPerson(details(name, access))).unwrap();
        match &decision.changes[0].after {
            Some(Record::Person(person)) => person.id,
            other => panic!("{other:?}"),
        }
    }

    pub fn add_member(&mut self, name: &str) -> PersonId {
        self.add_person(name, AccessLevel::Member)
    }

    pub fn add_group(&mut self, kind: GroupKind, name: &str, members: &[PersonId]) -> GroupId {
        let decision = self.run(Command::AddGroup(kind, group_details(name, members))).unwrap();
        match &decision.changes[0].after {
            Some(Record::Group(group)) => group.id,
            other => panic!("{other:?}"),
        }
    }

    pub fn session(&self, id: SessionId) -> &Session {
        self.workspace.session(id).unwrap()
    }

    pub fn number(&self, id: SessionId) -> String {
        self.session(id).number.to_string()
    }

    pub fn person(&self, id: PersonId) -> &Person {
        self.workspace.person(id).unwrap()
    }
}

/// Who writes, in a page of its own.
pub fn author() -> Author {
    let by = PersonId::fresh(&mut CountedIds(1000));
    Author { by, at: Moment::from_millis(1_770_000_000_000), page: PageTag::new(7) }
}

/// Writes changes as the live store does.
pub fn write_changes(
    area: &dyn Area,
    workspace: &WorkspaceId,
    changes: &[Change],
    author: &Author,
) -> Result<(), WriteError> {
    carry_out(area, workspace, &writes_of(area, workspace, changes, author), author)
}

/// A workspace as it is stored.
pub fn stored_area(workspace: &Workspace) -> MemoryArea {
    let area = MemoryArea::default();
    for record in contents(workspace) {
        area.set(&WorkspaceId::main().record(record.key()), &write_record(&record)).unwrap();
    }
    area
}

/// The command that takes a decision back.
pub fn undo_of(decision: &Decision, by: PersonId) -> Command {
    Command::Revert(Reverted { changes: decision.changes.clone(), by, redo: false, from_file: false })
}

/// The command that does again what was undone.
pub fn redo_of(undone: &Decision, by: PersonId) -> Command {
    Command::Revert(Reverted { changes: undone.changes.clone(), by, redo: true, from_file: false })
}

pub fn title(text: &str) -> Title {
    Title::new(text).unwrap()
}

pub fn date(text: &str) -> LocalDate {
    text.parse().unwrap()
}

pub fn span(begin: &str, end: &str) -> DateSpan {
    DateSpan::new(date(begin), date(end)).unwrap()
}

/// A checked form.
pub fn new_session(name: &str, begin: &str, end: &str) -> NewSession {
    NewSession { title: title(name), span: span(begin, end), options: SessionOptions::default() }
}

pub fn details(name: &str, access: AccessLevel) -> PersonDetails {
    PersonDetails { name: title(name), email: None, access, kind: PersonKind::Employee, picture: None }
}

pub fn group_details(name: &str, members: &[PersonId]) -> GroupDetails {
    GroupDetails { name: title(name), members: BTreeSet::from_iter(members.iter().copied()) }
}

pub fn person(id: PersonId, name: &str, access: AccessLevel) -> Person {
    Person { id, name: title(name), email: None, access, kind: PersonKind::Employee, picture: None, removed: None }
}

/// Everything a workspace holds, comparable and readable in a failed test.
pub fn contents(workspace: &Workspace) -> Vec<Record> {
    let sessions = workspace.sessions().cloned().map(Record::Session);
    let people = workspace.all_people().cloned().map(Record::Person);
    let groups = workspace.all_groups().cloned().map(Record::Group);
    let entries = workspace.entries().iter().cloned().map(Record::Entry);
    let rest = [Record::Settings(workspace.settings()), Record::NextNumber(workspace.next_number())];
    sessions.chain(people).chain(groups).chain(entries).chain(rest).collect()
}
