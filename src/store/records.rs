//! The stored form of each record: JSON with its format version as a top-level number `v`. The README describes it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::{
    AccessLevel, ActiveStatus, Approval, Cadence, Colour, DateSpan, Deed, Entry, EntryId, FieldChange, Group, GroupId,
    GroupKind, LocalDate, Moment, Month, Person, PersonId, PersonKind, Principal, Record, RecordKey, Session,
    SessionId, SessionNumber, Settings, Stamp, Status, Subject, Title, Visibility,
};

/// The version that is written, and the newest that is read.
pub const FORMAT_VERSION: u32 = 1;

/// The version at the head of every record; reading refuses any but [`FORMAT_VERSION`].
#[derive(Clone, Copy)]
struct Version;

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(FORMAT_VERSION)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            FORMAT_VERSION => Ok(Version),
            _ => Err(serde::de::Error::custom("a version that is not known")),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum StoredStatus {
    Open,
    InProgress,
    Closed,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredSession<'a> {
    v: Version,
    id: SessionId,
    rev: u32,
    number: SessionNumber,
    title: Cow<'a, Title>,
    begin: LocalDate,
    end: LocalDate,
    status: StoredStatus,
    /// What a closed session goes back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    was: Option<ActiveStatus>,
    colour: Colour,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<SessionId>,
    #[serde(default, skip_serializing_if = "is_default")]
    cadence: Cadence,
    #[serde(default, skip_serializing_if = "is_default")]
    approval: Approval,
    /// Whom a custom visibility is granted to; everyone without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visible_to: Option<Cow<'a, BTreeSet<Principal>>>,
    created_by: PersonId,
    created_at: Moment,
    changed_by: PersonId,
    changed_at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trashed_by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trashed_at: Option<Moment>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredPerson<'a> {
    v: Version,
    id: PersonId,
    name: Cow<'a, Title>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<Cow<'a, str>>,
    access: AccessLevel,
    kind: PersonKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    picture: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed_by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed_at: Option<Moment>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredGroup<'a> {
    v: Version,
    id: GroupId,
    kind: GroupKind,
    name: Cow<'a, Title>,
    members: Cow<'a, BTreeSet<PersonId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed_by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed_at: Option<Moment>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredEntry<'a> {
    v: Version,
    id: EntryId,
    at: Moment,
    by: PersonId,
    deed: Deed,
    subject: Subject,
    name: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "<[FieldChange]>::is_empty")]
    fields: Cow<'a, [FieldChange]>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredSettings {
    v: Version,
    first_month: Month,
    rename_hint_done: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredNextNumber {
    v: Version,
    next: SessionNumber,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn stamp(by: Option<PersonId>, at: Option<Moment>) -> Option<Stamp> {
    Some(Stamp { by: by?, at: at? })
}

impl<'a> From<&'a Session> for StoredSession<'a> {
    fn from(session: &'a Session) -> Self {
        let (status, was) = match session.status {
            Status::Active(ActiveStatus::Open) => (StoredStatus::Open, None),
            Status::Active(ActiveStatus::InProgress) => (StoredStatus::InProgress, None),
            Status::Closed { was } => (StoredStatus::Closed, Some(was)),
        };
        Self {
            v: Version,
            id: session.id,
            rev: session.revision,
            number: session.number,
            title: Cow::Borrowed(&session.title),
            begin: session.span.begin(),
            end: session.span.end(),
            status,
            was,
            colour: session.colour,
            parent: session.parent,
            cadence: session.cadence,
            approval: session.approval,
            visible_to: match &session.visibility {
                Visibility::Everyone => None,
                Visibility::Custom(grants) => Some(Cow::Borrowed(grants)),
            },
            created_by: session.created.by,
            created_at: session.created.at,
            changed_by: session.changed.by,
            changed_at: session.changed.at,
            trashed_by: session.trashed.map(|trashed| trashed.by),
            trashed_at: session.trashed.map(|trashed| trashed.at),
        }
    }
}

impl StoredSession<'_> {
    /// The session, where the record keeps the rules of a session.
    fn checked(self) -> Option<Session> {
        let was = self.was.unwrap_or(ActiveStatus::Open);
        Some(Session {
            id: self.id,
            number: self.number,
            title: self.title.into_owned(),
            span: DateSpan::new(self.begin, self.end)?,
            status: match self.status {
                StoredStatus::Open => Status::OPEN,
                StoredStatus::InProgress => Status::IN_PROGRESS,
                StoredStatus::Closed => Status::Closed { was },
            },
            colour: self.colour,
            parent: self.parent,
            cadence: self.cadence,
            approval: self.approval,
            visibility: self.visible_to.map_or(Visibility::Everyone, |grants| Visibility::Custom(grants.into_owned())),
            created: Stamp { by: self.created_by, at: self.created_at },
            changed: Stamp { by: self.changed_by, at: self.changed_at },
            trashed: stamp(self.trashed_by, self.trashed_at),
            revision: self.rev.max(1),
        })
    }
}

/// The text a record is stored as.
pub fn write_record(record: &Record) -> String {
    let text = match record {
        Record::Session(session) => serde_json::to_string(&StoredSession::from(&**session)),
        Record::Person(person) => serde_json::to_string(&StoredPerson {
            v: Version,
            id: person.id,
            name: Cow::Borrowed(&person.name),
            email: person.email.as_deref().map(Cow::Borrowed),
            access: person.access,
            kind: person.kind,
            picture: person.picture.as_deref().map(Cow::Borrowed),
            removed_by: person.removed.map(|removed| removed.by),
            removed_at: person.removed.map(|removed| removed.at),
        }),
        Record::Group(group) => serde_json::to_string(&StoredGroup {
            v: Version,
            id: group.id,
            kind: group.kind,
            name: Cow::Borrowed(&group.name),
            members: Cow::Borrowed(&group.members),
            removed_by: group.removed.map(|removed| removed.by),
            removed_at: group.removed.map(|removed| removed.at),
        }),
        Record::Entry(entry) => serde_json::to_string(&StoredEntry {
            v: Version,
            id: entry.id,
            at: entry.at,
            by: entry.by,
            deed: entry.deed,
            subject: entry.subject,
            name: Cow::Borrowed(&entry.name),
            fields: Cow::Borrowed(&entry.fields),
        }),
        Record::Settings(settings) => serde_json::to_string(&StoredSettings {
            v: Version,
            first_month: settings.first_month,
            rename_hint_done: settings.rename_hint_done,
        }),
        Record::NextNumber(next) => serde_json::to_string(&StoredNextNumber { v: Version, next: *next }),
    };
    // None of these types can fail to become JSON: no maps with other keys than texts, no failing serializers.
    text.unwrap_or_default()
}

/// Reads a stored text; `None` when it is not a record of that key in the known format.
pub fn read_record(key: RecordKey, text: &str) -> Option<Record> {
    let record = match key {
        RecordKey::Session(_) => {
            Record::Session(Arc::new(serde_json::from_str::<StoredSession>(text).ok()?.checked()?))
        }
        RecordKey::Person(_) => {
            let stored: StoredPerson = serde_json::from_str(text).ok()?;
            Record::Person(Arc::new(Person {
                id: stored.id,
                name: stored.name.into_owned(),
                email: stored.email.map(|email| email.into()),
                access: stored.access,
                kind: stored.kind,
                picture: stored.picture.map(|picture| picture.into()),
                removed: stamp(stored.removed_by, stored.removed_at),
            }))
        }
        RecordKey::Group(_) => {
            let stored: StoredGroup = serde_json::from_str(text).ok()?;
            Record::Group(Arc::new(Group {
                id: stored.id,
                kind: stored.kind,
                name: stored.name.into_owned(),
                members: stored.members.into_owned(),
                removed: stamp(stored.removed_by, stored.removed_at),
            }))
        }
        RecordKey::Entry(_) => {
            let stored: StoredEntry = serde_json::from_str(text).ok()?;
            Record::Entry(Arc::new(Entry {
                id: stored.id,
                at: stored.at,
                by: stored.by,
                deed: stored.deed,
                subject: stored.subject,
                name: stored.name.into_owned(),
                fields: stored.fields.into_owned(),
            }))
        }
        RecordKey::Settings => {
            let stored: StoredSettings = serde_json::from_str(text).ok()?;
            Record::Settings(Settings { first_month: stored.first_month, rename_hint_done: stored.rename_hint_done })
        }
        RecordKey::NextNumber => Record::NextNumber(serde_json::from_str::<StoredNextNumber>(text).ok()?.next),
    };
    (record.key() == key).then_some(record)
}
