//! What a decision changes: whole records, each with what stood before and what stands after.

use std::sync::Arc;

use super::history::Entry;
use super::ids::{EntryId, GroupId, PersonId, SessionId};
use super::number::SessionNumber;
use super::person::{Group, Person};
use super::session::Session;
use super::workspace::Settings;

/// One thing that is kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A session.
    Session(Arc<Session>),
    /// A person.
    Person(Arc<Person>),
    /// A team or role.
    Group(Arc<Group>),
    /// An entry of the history.
    Entry(Arc<Entry>),
    /// The settings of the workspace.
    Settings(Settings),
    /// The lowest number a new session may get.
    NextNumber(SessionNumber),
}

/// Which record: what it is kept under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKey {
    /// A session's.
    Session(SessionId),
    /// A person's.
    Person(PersonId),
    /// A team's or role's.
    Group(GroupId),
    /// A history entry's.
    Entry(EntryId),
    /// The settings'.
    Settings,
    /// The number counter's.
    NextNumber,
}

impl Record {
    /// What the record is kept under.
    pub fn key(&self) -> RecordKey {
        match self {
            Record::Session(session) => RecordKey::Session(session.id),
            Record::Person(person) => RecordKey::Person(person.id),
            Record::Group(group) => RecordKey::Group(group.id),
            Record::Entry(entry) => RecordKey::Entry(entry.id),
            Record::Settings(_) => RecordKey::Settings,
            Record::NextNumber(_) => RecordKey::NextNumber,
        }
    }

    /// Whether two versions of a record say the same, stamps and revisions aside.
    pub(super) fn same_content(&self, other: &Record) -> bool {
        match (self, other) {
            (Record::Session(a), Record::Session(b)) => {
                Session { changed: b.changed, revision: b.revision, ..(**a).clone() } == **b
            }
            _ => self == other,
        }
    }
}

/// One record before and after. `before` is `None` for an addition, `after` for a removal.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What stood there.
    pub before: Option<Record>,
    /// What stands there now.
    pub after: Option<Record>,
}

impl Change {
    /// A record that was not there.
    pub fn added(after: Record) -> Self {
        Self { before: None, after: Some(after) }
    }

    /// A record that says something else now.
    pub fn replaced(before: Record, after: Record) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    /// Which record.
    pub fn key(&self) -> Option<RecordKey> {
        self.after.as_ref().or(self.before.as_ref()).map(Record::key)
    }

    /// Whether undoing takes it back. What was told is not taken back, only what was forgotten comes again, and numbers are
    /// never given twice.
    pub(super) fn is_undone(&self) -> bool {
        match self.key() {
            Some(RecordKey::Entry(_)) => self.after.is_none(),
            Some(RecordKey::NextNumber) | None => false,
            Some(_) => true,
        }
    }
}
