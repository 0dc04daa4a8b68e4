//! Reading a workspace from an area. A record that cannot be read is set aside untouched; the others load.

use crate::domain::{Record, SessionNumber, Workspace};

use super::area::Area;
use super::interrupted::{TakenBack, is_note, notes};
use super::keys::{WorkspaceId, named_record};
use super::records::{is_newer, read_newer, read_record};

/// A stored text that is not a record. It stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DamagedRecord {
    /// Its storage key.
    pub key: String,
    /// Its text, as found.
    pub text: String,
}

/// What an area holds.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The workspace of all readable records.
    pub workspace: Workspace,
    /// What could not be read.
    pub damaged: Vec<DamagedRecord>,
    /// Whether a later version of the app wrote some of it: the workspace is read-only then, and shows what is understood.
    pub newer: bool,
    /// Whether a command was interrupted while it was written; `interrupted.rs` says what becomes of it.
    pub interrupted: bool,
    /// Whether there was nothing of the workspace.
    pub empty: bool,
}

/// Reads the workspace of an area, as if commands that were interrupted had been taken back.
pub fn load(area: &dyn Area, workspace: &WorkspaceId) -> Loaded {
    let loaded = read(area, workspace);
    if loaded.interrupted {
        let taken_back = TakenBack::new(area, workspace, &notes(area, workspace));
        return Loaded { interrupted: true, ..read(&taken_back, workspace) };
    }
    loaded
}

/// Numbers that unreadable texts mention are not given again.
fn read(area: &dyn Area, workspace: &WorkspaceId) -> Loaded {
    let mut records: Vec<Record> = Vec::new();
    let mut damaged: Vec<DamagedRecord> = Vec::new();
    let (mut newer, mut interrupted, mut empty) = (false, false, true);
    area.each(&mut |key, text| {
        let Some(name) = workspace.name_in(key) else {
            return;
        };
        empty = false;
        match named_record(name).and_then(|key| read_record(key, text)) {
            Some(record) => records.push(record),
            None if is_newer(text) => {
                newer = true;
                records.extend(named_record(name).and_then(|key| read_newer(key, text)));
            }
            None if is_note(workspace, key) => interrupted = true,
            None => damaged.push(DamagedRecord { key: key.to_owned(), text: text.to_owned() }),
        }
    });
    let mentioned = damaged.iter().flat_map(|record| numbers_in(&record.text)).max();
    let least = mentioned.map_or(SessionNumber::FIRST, |number| number.next().max(SessionNumber::FIRST));
    Loaded { workspace: Workspace::from_records(records, least), damaged, newer, interrupted, empty }
}

/// The session numbers a text mentions. Numbers of more than seven digits are not believed: a flipped digit must not
/// use up all numbers.
fn numbers_in(text: &str) -> impl Iterator<Item = SessionNumber> {
    text.match_indices("SE-").filter_map(|(place, _)| {
        let digits = text[place + 3..].bytes().take_while(u8::is_ascii_digit).count();
        (digits <= 7).then(|| text[place..place + 3 + digits].parse().ok()).flatten()
    })
}

/// Damaged records as a file: a JSON array of pairs of storage key and text.
pub fn damaged_text(damaged: &[DamagedRecord]) -> String {
    let pairs: Vec<(&str, &str)> = damaged.iter().map(|record| (&*record.key, &*record.text)).collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}
