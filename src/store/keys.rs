//! The keys records are kept under: `okr-sessions/<workspace>/<kind>/<id>`. localStorage is shared by everything of an
//! origin, so all of ours have a prefix; several workspaces share a browser, so each has its name in it.

use std::fmt;

use crate::domain::{FreshIds, RecordKey, SessionId};

/// What every key of the app begins with.
pub const PREFIX: &str = "okr-sessions/";

/// What a workspace is called in the keys: 1 to 20 small letters and digits. The first one of a browser is `main`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WorkspaceId(Box<str>);

impl WorkspaceId {
    /// The workspace that a browser begins with.
    pub fn main() -> Self {
        Self("main".into())
    }

    /// The workspace of this name; `None` for what is no name.
    pub fn new(name: &str) -> Option<Self> {
        let valid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        ((1..=20).contains(&name.len()) && name.bytes().all(valid)).then(|| Self(name.into()))
    }

    /// A name that no other workspace has, written like the ids of records.
    pub fn fresh(ids: &mut dyn FreshIds) -> Self {
        Self(SessionId::fresh(ids).to_string().into())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of something in the workspace: a record (`session/<id>`), or what the store keeps beside them.
    pub fn key(&self, name: &str) -> String {
        [PREFIX, &self.0, "/", name].concat()
    }

    /// What a key names within this workspace; `None` for a key of something else.
    pub fn name_in<'a>(&self, key: &'a str) -> Option<&'a str> {
        key.strip_prefix(PREFIX)?.strip_prefix(&*self.0)?.strip_prefix('/')
    }

    /// The storage key of a record.
    pub fn record(&self, key: RecordKey) -> String {
        self.key(&record_name(key))
    }
}

impl fmt::Display for WorkspaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a record is called within its workspace.
pub fn record_name(key: RecordKey) -> String {
    let (kind, id) = match key {
        RecordKey::Session(id) => ("session/", id.to_string()),
        RecordKey::Person(id) => ("person/", id.to_string()),
        RecordKey::Group(id) => ("group/", id.to_string()),
        RecordKey::Entry(id) => ("entry/", id.to_string()),
        RecordKey::Settings => return "settings".to_owned(),
        RecordKey::NextNumber => return "next-number".to_owned(),
    };
    [kind, &id].concat()
}

/// Under this key the first rows of the list are kept for the next start (`first_rows.rs`). Every write forgets them before: they may
/// not be so afterwards, and their room is for what they are made of.
pub const FIRST_ROWS: &str = "okr-sessions/first-rows";

/// Under names that begin like this a command of many records notes how to take it back, until it is through.
pub const NOTES: &str = "pending/";

/// Whether a name within a workspace may be that of a record, also one of a kind that a later version has.
pub fn may_hold_a_record(name: &str) -> bool {
    let is_later = |(kind, id): (&str, &str)| {
        !kind.is_empty()
            && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            && (1..=40).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    named_record(name).is_some() || (!name.starts_with(NOTES) && name.split_once('/').is_some_and(is_later))
}

/// The record of that name; `None` for what is not a record.
pub fn named_record(name: &str) -> Option<RecordKey> {
    match name.split_once('/') {
        Some(("session", id)) => id.parse().ok().map(RecordKey::Session),
        Some(("person", id)) => id.parse().ok().map(RecordKey::Person),
        Some(("group", id)) => id.parse().ok().map(RecordKey::Group),
        Some(("entry", id)) => id.parse().ok().map(RecordKey::Entry),
        None if name == "settings" => Some(RecordKey::Settings),
        None if name == "next-number" => Some(RecordKey::NextNumber),
        _ => None,
    }
}
