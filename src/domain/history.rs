//! The history: who changed what from what to what, when. Entries are only ever added, but for those of sessions that are removed
//! for good, and those that came with a file whose import is undone.

use super::dates::Moment;
use super::ids::{EntryId, GroupId, PersonId, SessionId};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Something new was made.
    Added,
    /// Fields got other values.
    Changed,
    /// A session went from planning to progress.
    Started,
    /// A session went back to planning.
    PlanningReopened,
    /// A session was closed.
    Closed,
    /// A closed session was opened again.
    Reopened,
    /// A session went to the trash.
    Trashed,
    /// A session came back from the trash.
    Restored,
    /// A person, team or role was removed.
    Removed,
    /// Sessions came in from a file.
    Imported,
    /// The sessions of a fiscal year were made at once.
    Planned,
    /// Example data was loaded.
    ExampleLoaded,
    /// Something was taken back.
    Undone,
    /// Something taken back was done again.
    Redone,
    /// A value that another window set at the same time does not stand.
    Overruled,
    /// A session got another number, because another window had given its number too.
    Renumbered,
    /// Sessions were deleted for good.
    Purged,
}

/// What it was done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A session.
    Session(SessionId),
    /// A person.
    Person(PersonId),
    /// A team or role.
    Group(GroupId),
    /// The workspace as a whole, or many things at once.
    Workspace,
}

/// The fields whose changes the history tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Field {
    Number,
    Title,
    BeginDate,
    EndDate,
    Status,
    Colour,
    Parent,
    Cadence,
    Workflow,
    Permissions,
    Name,
    Email,
    AccessLevel,
    Kind,
    Picture,
    Members,
    FirstMonth,
}

impl Field {
    /// The field's name as the interface shows it.
    pub fn label(self) -> &'static str {
        match self {
            Field::Number => "Number",
            Field::Title => "Title",
            Field::BeginDate => "Begin Date",
            Field::EndDate => "End Date",
            Field::Status => "Status",
            Field::Colour => "Colour",
            Field::Parent => "Parent session",
            Field::Cadence => "Cadence",
            Field::Workflow => "Workflow",
            Field::Permissions => "Permissions",
            Field::Name => "Name",
            Field::Email => "E-mail",
            Field::AccessLevel => "Access level",
            Field::Kind => "Kind",
            Field::Picture => "Picture",
            Field::Members => "Members",
            Field::FirstMonth => "First month",
        }
    }
}

/// One field's old and new value in words as of then (a parent's number, people's names; dates as `YYYY-MM-DD`), so
/// that it stays readable whatever becomes of what it names. Empty where there was or is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Which field.
    pub field: Field,
    /// The old value.
    pub from: String,
    /// The new value.
    pub to: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Opaque, never shown.
    pub id: EntryId,
    /// Its place in the order of the history, whatever the clocks said: one more than any entry that was there. Entries
    /// of format 1 have 0 and are ordered by time.
    pub place: u32,
    /// When, by the clock of that browser.
    pub at: Moment,
    /// Who.
    pub by: PersonId,
    /// What was done.
    pub deed: Deed,
    /// To what.
    pub subject: Subject,
    /// What that was called then: `SE-01001 Q1 2026`, `Alma Reyes`, `24 sessions`.
    pub name: String,
    /// Which values changed.
    pub fields: Vec<FieldChange>,
}
