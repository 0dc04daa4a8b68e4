//! What the values of enums are called in stored records. These words never change: old data is read by them.

use crate::domain::{AccessLevel, ActiveStatus, Approval, Cadence, Colour, Deed, Field, GroupKind, PersonKind};

/// The values of an enum with their words.
pub(super) type Words<T> = &'static [(T, &'static str)];

pub(super) const STATUSES: Words<ActiveStatus> =
    &[(ActiveStatus::Open, "open"), (ActiveStatus::InProgress, "inProgress")];

pub(super) const CADENCES: Words<Cadence> =
    &[(Cadence::Weekly, "weekly"), (Cadence::BiWeekly, "biWeekly"), (Cadence::Monthly, "monthly")];

pub(super) const APPROVALS: Words<Approval> =
    &[(Approval::None, "none"), (Approval::OneLevel, "oneLevel"), (Approval::TwoLevels, "twoLevels")];

pub(super) const ACCESS_LEVELS: Words<AccessLevel> =
    &[(AccessLevel::SystemAdministrator, "systemAdministrator"), (AccessLevel::Member, "member")];

pub(super) const PERSON_KINDS: Words<PersonKind> =
    &[(PersonKind::Employee, "employee"), (PersonKind::Account, "account")];

pub(super) const GROUP_KINDS: Words<GroupKind> = &[(GroupKind::Team, "team"), (GroupKind::Role, "role")];

pub(super) const COLOURS: Words<Colour> = &[
    (Colour::Blue, "blue"),
    (Colour::Green, "green"),
    (Colour::Amber, "amber"),
    (Colour::Violet, "violet"),
    (Colour::Teal, "teal"),
    (Colour::Red, "red"),
    (Colour::Indigo, "indigo"),
    (Colour::Lime, "lime"),
    (Colour::Pink, "pink"),
    (Colour::Cyan, "cyan"),
    (Colour::Orange, "orange"),
    (Colour::Slate, "slate"),
];

pub(super) const DEEDS: Words<Deed> = &[
    (Deed::Added, "added"),
    (Deed::Changed, "changed"),
    (Deed::Started, "started"),
    (Deed::PlanningReopened, "planningReopened"),
    (Deed::Closed, "closed"),
    (Deed::Reopened, "reopened"),
    (Deed::Trashed, "trashed"),
    (Deed::Restored, "restored"),
    (Deed::Removed, "removed"),
    (Deed::Imported, "imported"),
    (Deed::Planned, "planned"),
    (Deed::ExampleLoaded, "exampleLoaded"),
    (Deed::Undone, "undone"),
    (Deed::Redone, "redone"),
    (Deed::Overruled, "overruled"),
    (Deed::Renumbered, "renumbered"),
    (Deed::Purged, "purged"),
];

pub(super) const FIELDS: Words<Field> = &[
    (Field::Number, "number"),
    (Field::Title, "title"),
    (Field::BeginDate, "beginDate"),
    (Field::EndDate, "endDate"),
    (Field::Status, "status"),
    (Field::Colour, "colour"),
    (Field::Parent, "parent"),
    (Field::Cadence, "cadence"),
    (Field::Workflow, "workflow"),
    (Field::Permissions, "permissions"),
    (Field::Name, "name"),
    (Field::Email, "email"),
    (Field::AccessLevel, "accessLevel"),
    (Field::Kind, "kind"),
    (Field::Picture, "picture"),
    (Field::Members, "members"),
    (Field::FirstMonth, "firstMonth"),
];

/// The word of a value. Every value has one: `tests/stored_formats.rs` holds a file with all of them.
pub(super) fn word<T: PartialEq>(words: Words<T>, value: &T) -> &'static str {
    words.iter().find(|(known, _)| known == value).map_or("", |(_, word)| word)
}

/// The value of a word.
pub(super) fn value<T: Copy>(words: Words<T>, word: &str) -> Option<T> {
    words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}
