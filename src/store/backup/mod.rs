//! A whole workspace as one JSON file: written, read, checked, and what importing it changes.
//!
//! ```json
//! {"format":"okr-sessions workspace","version":1,
//!  "counts":{"sessions":2,"people":1,"groups":0,"history":2},
//!  "sha256":"…","data":{"sessions":[…],"people":[…],"groups":[…],"history":[…],
//!  "settings":{…},"nextNumber":{…},"unreadable":[["session/…","…"]]}}
//! ```
//!
//! Each record of `data` is the text it is stored as, with its own version `v`, with fields of later versions, and in an
//! order that depends on nothing but the records. Nothing tells when or where the file was made, so the same workspace
//! always makes the same file. `sha256` is the checksum, in hexadecimal digits, of the text of `data`: what stands in the
//! file from its `{` to its `}`. White space between values does not count, so that a file may be formatted. The last three
//! fields are absent where there is nothing to say; `unreadable` has stored texts that are no records, with their names.

mod check;
mod plan;
mod planned;
mod read;
mod write;

pub use check::RecordProblem;
pub use plan::{BackupPlanning, Preference, is_untouched, plan_texts};
pub use planned::{ImportedTexts, RecordWrite, Renumbered, Tally};
pub use read::{Backup, BackupProblem, BackupReading, BackupRecord, RefusedRecord, read};
pub use write::{StoredText, archive, write};

use sha2::{Digest, Sha256};

const FORMAT: &str = "okr-sessions workspace";
const VERSION: u64 = 1;

/// The lists of `data`, each with what its records are called in the keys and in words.
const LISTS: [(&str, &str, &str); 4] = [
    ("sessions", "session", "Session"),
    ("people", "person", "Person"),
    ("groups", "group", "Group"),
    ("history", "entry", "History entry"),
];

/// The checksum of a text, in hexadecimal digits.
fn checksum(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
