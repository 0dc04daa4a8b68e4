//! People, their teams and roles, and the principals that a visibility is granted to.

use std::collections::BTreeSet;

use super::dates::Moment;
use super::ids::{GroupId, PersonId};
use super::title::Title;

/// Who did something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The person the app acted as.
    pub by: PersonId,
    /// The time by the clock of that browser.
    pub at: Moment,
}

/// What a person may do (`domain.md`, People).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessLevel {
    /// Manages people, teams, roles and sessions.
    SystemAdministrator,
    /// Sees what is visible and works on OKRs.
    Member,
}

/// Whether a person belongs to the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PersonKind {
    /// Somebody of the company.
    #[default]
    Employee,
    /// Somebody from outside.
    Account,
}

/// Somebody the app can act as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Opaque, never shown.
    pub id: PersonId,
    /// The name, 1–120 code points.
    pub name: Title,
    /// An e-mail address as typed, if any; never used to send anything.
    pub email: Option<Box<str>>,
    /// What they may do.
    pub access: AccessLevel,
    /// Employee or account.
    pub kind: PersonKind,
    /// A small picture as a `data:` address; initials are shown without one.
    pub picture: Option<Box<str>>,
    /// Set when the person was removed: the name stays for the history.
    pub removed: Option<Stamp>,
}

impl Person {
    /// Somebody who may do nothing: whom the app acts as while a workspace has no people.
    pub fn nobody() -> Person {
        Person {
            id: PersonId::NOBODY,
            name: Title::fixed("Nobody"),
            email: None,
            access: AccessLevel::Member,
            kind: PersonKind::Employee,
            picture: None,
            removed: None,
        }
    }

    /// The first person of a workspace (`domain.md`, People).
    pub fn first_administrator(id: PersonId) -> Person {
        Person { id, name: Title::fixed("Administrator"), access: AccessLevel::SystemAdministrator, ..Person::nobody() }
    }

    /// Whether this person is here and manages sessions.
    pub fn is_administrator(&self) -> bool {
        self.removed.is_none() && self.access == AccessLevel::SystemAdministrator
    }
}

/// Whether a group is a team or a role: the two differ in name only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// People who work together.
    Team,
    /// People with the same function.
    Role,
}

/// A team or a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Opaque, never shown.
    pub id: GroupId,
    /// Team or role.
    pub kind: GroupKind,
    /// The name, 1–120 code points.
    pub name: Title,
    /// Who belongs to it.
    pub members: BTreeSet<PersonId>,
    /// Set when the group was removed: the name stays for the history, the grants through it end.
    pub removed: Option<Stamp>,
}

/// Whom a visibility can be granted to: an employee or account, a team, or a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Principal {
    /// One person.
    Person(PersonId),
    /// Everybody of a team or role, whoever that is at the time.
    Group(GroupId),
}
