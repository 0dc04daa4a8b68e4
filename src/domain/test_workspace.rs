//! A small workspace for tests.

use std::sync::Arc;

use super::change::Record;
use super::command::{Command, Decision, Surroundings, decide};
use super::dates::{DateSpan, Moment};
use super::draft::{NewSession, SessionOptions};
use super::ids::{FreshIds, PersonId, SessionId};
use super::number::SessionNumber;
use super::palette::Colour;
use super::person::{AccessLevel, Person, PersonKind, Stamp};
use super::policy::Refusal;
use super::session::{Approval, Cadence, Session, Status, Visibility};
use super::title::Title;
use super::workspace::Workspace;

/// Ids that count up.
#[derive(Debug, Default)]
pub struct CountedIds(pub u128);

impl FreshIds for CountedIds {
    fn next_bits(&mut self) -> u128 {
        self.0 += 1;
        self.0 << 32
    }
}

/// A workspace with one administrator, and what it takes to act in it.
pub struct Bench {
    /// The state.
    pub workspace: Workspace,
    /// Its first administrator.
    pub administrator: PersonId,
    /// The time, one second later after each command.
    pub now: Moment,
    ids: CountedIds,
}

impl Default for Bench {
    fn default() -> Self {
        let mut ids = CountedIds(1000);
        let administrator = person(PersonId::fresh(&mut ids), "Administrator", AccessLevel::SystemAdministrator);
        let id = administrator.id;
        let workspace = Workspace::from_records([Record::Person(Arc::new(administrator))], SessionNumber::FIRST);
        Self { workspace, administrator: id, now: Moment::from_millis(1_770_000_000_000), ids }
    }
}

impl Bench {
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

    /// Adds a session.
    pub fn add(&mut self, title: &str, begin: &str, end: &str) -> Arc<Session> {
        let decision = self.run(Command::AddSession(new_session(title, begin, end))).unwrap();
        decision.session().unwrap().clone()
    }
}

/// A checked form.
pub fn new_session(title: &str, begin: &str, end: &str) -> NewSession {
    let span = DateSpan::new(begin.parse().unwrap(), end.parse().unwrap()).unwrap();
    NewSession { title: Title::new(title).unwrap(), span, options: SessionOptions::default() }
}

/// A session outside any workspace.
pub fn session(title: &str, begin: &str, end: &str) -> Session {
    let stamp = Stamp { by: PersonId::fresh(&mut CountedIds(1)), at: Moment::EPOCH };
    let NewSession { title, span, .. } = new_session(title, begin, end);
    Session {
        id: SessionId::fresh(&mut CountedIds(2)),
        number: SessionNumber::FIRST,
        title,
        span,
        status: Status::OPEN,
        colour: Colour::Blue,
        parent: None,
        cadence: Cadence::Weekly,
        approval: Approval::None,
        visibility: Visibility::Everyone,
        created: stamp,
        changed: stamp,
        trashed: None,
        revision: 1,
    }
}

/// A person.
pub fn person(id: PersonId, name: &str, access: AccessLevel) -> Person {
    let name = Title::new(name).unwrap();
    Person { id, name, email: None, access, kind: PersonKind::Employee, picture: None, removed: None }
}
