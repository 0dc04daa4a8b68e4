//! Writing a backup.

use std::collections::BTreeSet;

use crate::domain::{Record, RecordKey, SessionId, Subject, sort_by};
use crate::store::fields::Fields;
use crate::store::keys::{named_record, record_name};
use crate::store::records::{is_newer, read_record};

use super::{FORMAT, LISTS, VERSION, checksum};

/// A text as it is stored, with what it is called within its workspace: `session/<id>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    /// Its name.
    pub name: String,
    /// The text.
    pub text: String,
}

/// The backup of all texts of a workspace.
pub fn write(texts: &[StoredText]) -> String {
    let mut lists: [Vec<(String, &str)>; LISTS.len()] = Default::default();
    let mut unreadable: Vec<&StoredText> = Vec::new();
    let mut settings: [Option<&str>; 2] = [None, None];
    for stored in texts {
        let text = stored.text.trim();
        match named_record(&stored.name).filter(|key| is_record(*key, text)) {
            None => unreadable.push(stored),
            Some(RecordKey::Settings) => settings[0] = Some(text),
            Some(RecordKey::NextNumber) => settings[1] = Some(text),
            Some(RecordKey::Session(_)) => lists[0].push((place_of("number", stored), text)),
            Some(RecordKey::Person(_)) => lists[1].push((place_of("name", stored), text)),
            Some(RecordKey::Group(_)) => lists[2].push((place_of("name", stored), text)),
            Some(RecordKey::Entry(_)) => lists[3].push((place_of("at", stored), text)),
        }
    }
    sort_by(&mut unreadable, |a, b| a.name.cmp(&b.name));
    let data = data_text(&mut lists, settings, &unreadable);
    let mut file = ["{\"format\":\"", FORMAT, "\",\"version\":", &VERSION.to_string(), ",\"counts\":{"].concat();
    for (place, ((name, ..), list)) in LISTS.iter().zip(&lists).enumerate() {
        file.push_str(if place == 0 { "\"" } else { ",\"" });
        file.push_str(&[name, "\":", &*list.len().to_string()].concat());
    }
    file.push_str(&["},\"sha256\":\"", &*checksum(&data), "\",\"data\":"].concat());
    file.push_str(&data);
    file.push_str("}\n");
    file
}

/// Whether a text goes among the records: it is one, or one of a later version that says the same of itself as its name.
fn is_record(key: RecordKey, text: &str) -> bool {
    let names_itself = || match key {
        RecordKey::Settings | RecordKey::NextNumber => true,
        _ => super::read::id_of(text).is_some_and(|id| record_name(key).ends_with(&["/", &*id].concat())),
    };
    read_record(key, text).is_some() || (is_newer(text) && names_itself())
}

/// What a record is ordered by: something that a person looks for, then its name, which no other one has.
fn place_of(field: &str, stored: &StoredText) -> String {
    let fields = Fields::parse(&stored.text).unwrap_or_default();
    [fields.get(field).unwrap_or_default(), "/", &*stored.name].concat()
}

fn data_text(
    lists: &mut [Vec<(String, &str)>; LISTS.len()],
    [settings, next_number]: [Option<&str>; 2],
    unreadable: &[&StoredText],
) -> String {
    let mut data = String::from("{");
    for (place, ((name, ..), list)) in LISTS.iter().zip(lists).enumerate() {
        sort_by(list, |a, b| a.0.cmp(&b.0));
        data.push_str(if place == 0 { "\"" } else { ",\"" });
        data.push_str(name);
        data.push_str("\":[");
        for (place, (_, text)) in list.iter().enumerate() {
            if place > 0 {
                data.push(',');
            }
            data.push_str(text);
        }
        data.push(']');
    }
    for (name, text) in [("settings", settings), ("nextNumber", next_number)] {
        if let Some(text) = text {
            data.push_str(&[",\"", name, "\":", text].concat());
        }
    }
    if !unreadable.is_empty() {
        let pairs: Vec<[&str; 2]> = unreadable.iter().map(|stored| [&*stored.name, &*stored.text]).collect();
        data.push_str(",\"unreadable\":");
        data.push_str(&serde_json::to_string(&pairs).unwrap_or_default());
    }
    data.push('}');
    data
}

/// The texts of an archive: sessions with their history, and everybody and everything that they name, so that it can be
/// looked at in a workspace of its own.
pub fn archive(texts: &[StoredText], archived: &BTreeSet<SessionId>) -> Vec<StoredText> {
    let record = |stored: &StoredText| named_record(&stored.name).and_then(|key| read_record(key, &stored.text));
    let belongs = |record: &Record| match record {
        Record::Session(session) => archived.contains(&session.id),
        Record::Entry(entry) => matches!(entry.subject, Subject::Session(id) if archived.contains(&id)),
        Record::Person(_) | Record::Group(_) => true,
        Record::Settings(_) | Record::NextNumber(_) => false,
    };
    texts.iter().filter(|stored| record(stored).as_ref().is_some_and(belongs)).cloned().collect()
}
