//! The keys records are kept under. localStorage is shared by everything of an origin, so all of ours have a prefix.

use crate::domain::RecordKey;

/// What every key of the app begins with.
pub const PREFIX: &str = "okr-sessions/";
/// What every record of the workspace begins with. A second workspace will have another name in the place of `main`.
pub const WORKSPACE: &str = "okr-sessions/main/";

/// The storage key of a record.
pub fn storage_key(key: RecordKey) -> String {
    match key {
        RecordKey::Session(id) => format!("{WORKSPACE}session/{id}"),
        RecordKey::Person(id) => format!("{WORKSPACE}person/{id}"),
        RecordKey::Group(id) => format!("{WORKSPACE}group/{id}"),
        RecordKey::Entry(id) => format!("{WORKSPACE}entry/{id}"),
        RecordKey::Settings => format!("{WORKSPACE}settings"),
        RecordKey::NextNumber => format!("{WORKSPACE}next-number"),
    }
}

/// The record a storage key names; `None` for what is not a record of this workspace.
pub fn record_key(key: &str) -> Option<RecordKey> {
    let name = key.strip_prefix(WORKSPACE)?;
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
