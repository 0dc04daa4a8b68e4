//! The stored form of each record: JSON with its format version as a top-level number `v`. The README describes it.
//!
//! Format 2 adds to format 1 what merging needs: `rev`, `changedBy` and `changedAt` for every kind of record, `revs` for
//! each field that was ever changed (see `revision.rs`), the `epoch` of a session and the `place` of an entry. Format 1
//! lacks them, and is read by the same code.
//!
//! One form serves all kinds of records: what a kind does not have is absent. Six forms with their own types were six
//! times the code.

mod plain;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::{
    DateSpan, Entry, FieldChange, Group, Month, Person, Principal, Record, RecordKey, Session, Settings, Stamp, Status,
    Subject, Visibility,
};

use super::words::{
    ACCESS_LEVELS, APPROVALS, CADENCES, COLOURS, DEEDS, FIELDS, GROUP_KINDS, PERSON_KINDS, STATUSES, value, word,
};

use plain::plain_session;

/// The version that is written, and the newest that is read.
pub const FORMAT_VERSION: u32 = 2;

const CLOSED: &str = "closed";

/// A text that borrows from the stored one where it stands there as it is.
#[derive(Clone)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'a> Text<'a> {
    fn of(value: impl fmt::Display) -> Option<Text<'a>> {
        Some(Text(Cow::Owned(value.to_string())))
    }

    fn word(word: &'static str) -> Option<Text<'a>> {
        Some(Text(Cow::Borrowed(word)))
    }

    fn borrow(text: &'a str) -> Option<Text<'a>> {
        Some(Text(Cow::Borrowed(text)))
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsText;
        impl<'de> Visitor<'de> for AsText {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(AsText)
    }
}

/// What a record or a grant speaks of.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Named<'a> {
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    session: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    person: Option<Text<'a>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    group: Option<Text<'a>>,
}

#[derive(Serialize, Deserialize)]
struct StoredFieldChange<'a> {
    #[serde(borrow)]
    field: Text<'a>,
    #[serde(borrow)]
    from: Text<'a>,
    #[serde(borrow)]
    to: Text<'a>,
}

macro_rules! stored {
    ($($name:ident $key:literal: $type:ty,)*) => {
        /// Every field that some record has.
        #[derive(Serialize, Deserialize, Default)]
        #[serde(default)]
        struct Stored<'a> {
            v: u32,
            $(
                #[serde(rename = $key, borrow, skip_serializing_if = "Option::is_none")]
                $name: Option<$type>,
            )*
            #[serde(skip_serializing_if = "Option::is_none")]
            rev: Option<u32>,
            #[serde(skip_serializing_if = "is_zero")]
            epoch: u32,
            #[serde(skip_serializing_if = "is_zero")]
            place: u32,
            #[serde(rename = "firstMonth", skip_serializing_if = "Option::is_none")]
            first_month: Option<u32>,
            #[serde(rename = "renameHintDone", skip_serializing_if = "Option::is_none")]
            rename_hint_done: Option<bool>,
        }

        /// Whether this version gives the field of that name a meaning; others are kept as they are.
        pub(super) fn is_known(name: &str) -> bool {
            matches!(name, "v" | "rev" | "revs" | "epoch" | "place" | "firstMonth" | "renameHintDone" $(| $key)*)
        }
    };
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

stored! {
    id "id": Text<'a>,
    number "number": Text<'a>,
    title "title": Text<'a>,
    name "name": Text<'a>,
    begin "begin": Text<'a>,
    end "end": Text<'a>,
    status "status": Text<'a>,
    was "was": Text<'a>,
    colour "colour": Text<'a>,
    parent "parent": Text<'a>,
    cadence "cadence": Text<'a>,
    approval "approval": Text<'a>,
    visible_to "visibleTo": Vec<Named<'a>>,
    created_by "createdBy": Text<'a>,
    created_at "createdAt": Text<'a>,
    changed_by "changedBy": Text<'a>,
    changed_at "changedAt": Text<'a>,
    trashed_by "trashedBy": Text<'a>,
    trashed_at "trashedAt": Text<'a>,
    email "email": Text<'a>,
    access "access": Text<'a>,
    kind "kind": Text<'a>,
    picture "picture": Text<'a>,
    members "members": Vec<Text<'a>>,
    removed_by "removedBy": Text<'a>,
    removed_at "removedAt": Text<'a>,
    at "at": Text<'a>,
    by "by": Text<'a>,
    deed "deed": Text<'a>,
    // Absent where it is the workspace as a whole.
    subject "subject": Named<'a>,
    fields "fields": Vec<StoredFieldChange<'a>>,
    next "next": Text<'a>,
}

/// The text a record is stored as when it is new. `rewritten` gives the one that replaces another.
pub fn write_record(record: &Record) -> String {
    let stored = match record {
        Record::Session(session) => stored_session(session),
        Record::Person(person) => Stored {
            id: Text::of(person.id),
            name: Text::borrow(person.name.as_str()),
            email: person.email.as_deref().and_then(Text::borrow),
            access: Text::word(word(ACCESS_LEVELS, &person.access)),
            kind: Text::word(word(PERSON_KINDS, &person.kind)),
            picture: person.picture.as_deref().and_then(Text::borrow),
            removed_by: person.removed.and_then(|removed| Text::of(removed.by)),
            removed_at: person.removed.and_then(|removed| Text::of(removed.at)),
            ..Stored::default()
        },
        Record::Group(group) => Stored {
            id: Text::of(group.id),
            kind: Text::word(word(GROUP_KINDS, &group.kind)),
            name: Text::borrow(group.name.as_str()),
            members: Some(group.members.iter().filter_map(Text::of).collect()),
            removed_by: group.removed.and_then(|removed| Text::of(removed.by)),
            removed_at: group.removed.and_then(|removed| Text::of(removed.at)),
            ..Stored::default()
        },
        Record::Entry(entry) => stored_entry(entry),
        Record::Settings(settings) => Stored {
            id: Text::word("settings"),
            first_month: Some(settings.first_month.number()),
            rename_hint_done: Some(settings.rename_hint_done),
            ..Stored::default()
        },
        Record::NextNumber(next) => Stored { id: Text::word("next-number"), next: Text::of(next), ..Stored::default() },
    };
    let rev = stored.rev.or(Some(1));
    // None of these types can fail to become JSON: no maps with other keys than texts, no failing serializers.
    serde_json::to_string(&Stored { v: FORMAT_VERSION, rev, ..stored }).unwrap_or_default()
}

fn stored_session(session: &Session) -> Stored<'_> {
    let (status, was) = match session.status {
        Status::Active(status) => (word(STATUSES, &status), None),
        Status::Closed { was } => (CLOSED, Text::word(word(STATUSES, &was))),
    };
    Stored {
        id: Text::of(session.id),
        rev: Some(session.revision),
        epoch: session.epoch,
        number: Text::of(session.number),
        title: Text::borrow(session.title.as_str()),
        begin: Text::of(session.span.begin()),
        end: Text::of(session.span.end()),
        status: Text::word(status),
        was,
        colour: Text::word(word(COLOURS, &session.colour)),
        parent: session.parent.and_then(Text::of),
        cadence: Text::word(word(CADENCES, &session.cadence)),
        approval: Text::word(word(APPROVALS, &session.approval)),
        visible_to: match &session.visibility {
            Visibility::Everyone => None,
            Visibility::Custom(grants) => Some(grants.iter().map(stored_grant).collect()),
        },
        created_by: Text::of(session.created.by),
        created_at: Text::of(session.created.at),
        changed_by: Text::of(session.changed.by),
        changed_at: Text::of(session.changed.at),
        trashed_by: session.trashed.and_then(|trashed| Text::of(trashed.by)),
        trashed_at: session.trashed.and_then(|trashed| Text::of(trashed.at)),
        ..Stored::default()
    }
}

fn stored_grant(grant: &Principal) -> Named<'static> {
    match grant {
        Principal::Person(id) => Named { person: Text::of(id), ..Named::default() },
        Principal::Group(id) => Named { group: Text::of(id), ..Named::default() },
    }
}

fn stored_entry(entry: &Entry) -> Stored<'_> {
    let subject = match entry.subject {
        Subject::Session(id) => Some(Named { session: Text::of(id), ..Named::default() }),
        Subject::Person(id) => Some(Named { person: Text::of(id), ..Named::default() }),
        Subject::Group(id) => Some(Named { group: Text::of(id), ..Named::default() }),
        Subject::Workspace => None,
    };
    let fields = entry.fields.iter().map(|change| StoredFieldChange {
        field: Text(Cow::Borrowed(word(FIELDS, &change.field))),
        from: Text(Cow::Borrowed(&change.from)),
        to: Text(Cow::Borrowed(&change.to)),
    });
    Stored {
        id: Text::of(entry.id),
        place: entry.place,
        at: Text::of(entry.at),
        by: Text::of(entry.by),
        deed: Text::word(word(DEEDS, &entry.deed)),
        subject,
        name: Text::borrow(&entry.name),
        fields: (!entry.fields.is_empty()).then(|| fields.collect()),
        ..Stored::default()
    }
}

/// Whether a text is a record of a later format than this version knows.
pub fn is_newer(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    serde_json::from_str(text).is_ok_and(|Version { v }| v > FORMAT_VERSION)
}

/// Reads a stored text; `None` when it is not a record of that key in a known format.
pub fn read_record(key: RecordKey, text: &str) -> Option<Record> {
    let plain = if matches!(key, RecordKey::Session(_)) { plain_session(text) } else { None };
    let stored = match plain {
        Some(stored) => stored,
        None => serde_json::from_str(text).ok()?,
    };
    if (1..=FORMAT_VERSION).contains(&stored.v) { record_of(key, &stored) } else { None }
}

/// Reads what this version understands of a record of a later format: enough to look at it, not to write it.
pub(super) fn read_newer(key: RecordKey, text: &str) -> Option<Record> {
    record_of(key, &serde_json::from_str(text).ok()?)
}

fn record_of(key: RecordKey, stored: &Stored<'_>) -> Option<Record> {
    let record = match key {
        RecordKey::Session(_) => Record::Session(Arc::new(read_session(stored)?)),
        RecordKey::Person(_) => Record::Person(Arc::new(read_person(stored)?)),
        RecordKey::Group(_) => Record::Group(Arc::new(read_group(stored)?)),
        RecordKey::Entry(_) => Record::Entry(Arc::new(read_entry(stored)?)),
        RecordKey::Settings => Record::Settings(Settings {
            first_month: Month::new(stored.first_month?)?,
            rename_hint_done: stored.rename_hint_done?,
        }),
        RecordKey::NextNumber => Record::NextNumber(parse(&stored.next)?),
    };
    (record.key() == key).then_some(record)
}

fn read_session(stored: &Stored<'_>) -> Option<Session> {
    let was = optional(&stored.was, |text| value(STATUSES, text))?.unwrap_or(crate::domain::ActiveStatus::Open);
    let status = match text_of(&stored.status)? {
        CLOSED => Status::Closed { was },
        word => Status::Active(value(STATUSES, word)?),
    };
    let visibility = match &stored.visible_to {
        None => Visibility::Everyone,
        Some(grants) => {
            let mut granted = std::collections::BTreeSet::new();
            for grant in grants {
                granted.insert(read_grant(grant)?);
            }
            Visibility::Custom(granted)
        }
    };
    Some(Session {
        id: parse(&stored.id)?,
        number: parse(&stored.number)?,
        title: parse(&stored.title)?,
        span: DateSpan::new(parse(&stored.begin)?, parse(&stored.end)?)?,
        status,
        colour: value(COLOURS, text_of(&stored.colour)?)?,
        parent: optional(&stored.parent, |text| text.parse().ok())?,
        cadence: optional(&stored.cadence, |text| value(CADENCES, text))?.unwrap_or_default(),
        approval: optional(&stored.approval, |text| value(APPROVALS, text))?.unwrap_or_default(),
        visibility,
        created: Stamp { by: parse(&stored.created_by)?, at: parse(&stored.created_at)? },
        changed: Stamp { by: parse(&stored.changed_by)?, at: parse(&stored.changed_at)? },
        trashed: stamp(&stored.trashed_by, &stored.trashed_at)?,
        revision: stored.rev?.max(1),
        epoch: stored.epoch,
    })
}

fn read_grant(grant: &Named<'_>) -> Option<Principal> {
    match (&grant.person, &grant.group) {
        (person @ Some(_), None) => parse(person).map(Principal::Person),
        (None, group @ Some(_)) => parse(group).map(Principal::Group),
        _ => None,
    }
}

fn read_person(stored: &Stored<'_>) -> Option<Person> {
    let boxed = |text: &Option<Text<'_>>| text.as_ref().map(|text| Box::from(&*text.0));
    Some(Person {
        id: parse(&stored.id)?,
        name: parse(&stored.name)?,
        email: boxed(&stored.email),
        access: value(ACCESS_LEVELS, text_of(&stored.access)?)?,
        kind: value(PERSON_KINDS, text_of(&stored.kind)?)?,
        picture: boxed(&stored.picture),
        removed: stamp(&stored.removed_by, &stored.removed_at)?,
    })
}

fn read_group(stored: &Stored<'_>) -> Option<Group> {
    let mut members = std::collections::BTreeSet::new();
    for member in stored.members.as_ref()? {
        members.insert(member.0.parse().ok()?);
    }
    Some(Group {
        id: parse(&stored.id)?,
        kind: value(GROUP_KINDS, text_of(&stored.kind)?)?,
        name: parse(&stored.name)?,
        members,
        removed: stamp(&stored.removed_by, &stored.removed_at)?,
    })
}

fn read_entry(stored: &Stored<'_>) -> Option<Entry> {
    let subject = match &stored.subject {
        None => Subject::Workspace,
        Some(Named { session: session @ Some(_), .. }) => Subject::Session(parse(session)?),
        Some(Named { person: person @ Some(_), .. }) => Subject::Person(parse(person)?),
        Some(Named { group, .. }) => Subject::Group(parse(group)?),
    };
    let mut fields = Vec::new();
    for change in stored.fields.iter().flatten() {
        let field = value(FIELDS, &change.field.0)?;
        fields.push(FieldChange { field, from: change.from.0.to_string(), to: change.to.0.to_string() });
    }
    Some(Entry {
        id: parse(&stored.id)?,
        place: stored.place,
        at: parse(&stored.at)?,
        by: parse(&stored.by)?,
        deed: value(DEEDS, text_of(&stored.deed)?)?,
        subject,
        name: text_of(&stored.name)?.to_owned(),
        fields,
    })
}

fn text_of<'a>(text: &'a Option<Text<'_>>) -> Option<&'a str> {
    text.as_ref().map(|text| &*text.0)
}

fn parse<T: FromStr>(text: &Option<Text<'_>>) -> Option<T> {
    text_of(text)?.parse().ok()
}

/// A value that may be absent, but not unreadable.
fn optional<T>(text: &Option<Text<'_>>, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    match text_of(text) {
        None => Some(None),
        Some(text) => read(text).map(Some),
    }
}

/// A stamp that may be absent, but not half.
fn stamp(by: &Option<Text<'_>>, at: &Option<Text<'_>>) -> Option<Option<Stamp>> {
    match (by, at) {
        (None, None) => Some(None),
        _ => Some(Some(Stamp { by: parse(by)?, at: parse(at)? })),
    }
}
