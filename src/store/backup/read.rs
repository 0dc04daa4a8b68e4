//! Reading a backup: nothing is believed before it was checked, and everything that is wrong is named.

use std::collections::BTreeSet;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::domain::{Record, RecordKey, Sliced};
use crate::store::FILE_MOST;
use crate::store::fields::Fields;
use crate::store::keys::{may_hold_a_record, named_record};
use crate::store::records::{is_newer, read_record};

use super::check::{RecordProblem, counts_too_high, problems_of};
use super::write::StoredText;
use super::{FORMAT, LISTS, VERSION, checksum};

/// The longest text of one record, in bytes. The longest that the app itself writes tell of a change in who belongs to a team, with
/// the names before and after it: 1,000 members make some 30,000 bytes.
const RECORD_MOST: usize = 1_000_000;

/// Why a file as a whole is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupProblem {
    /// It is longer than [`FILE_MOST`].
    TooLarge,
    /// It is not UTF-8 text.
    NotText,
    /// It is not JSON, from here on.
    NotJson {
        /// The line, the first one being 1.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is JSON, but not a workspace of this app.
    NotOurs,
    /// A later version of the app wrote it, in a format that this one does not know.
    Newer,
    /// The checksum does not fit: the file was changed, or damaged on its way.
    ChecksumWrong,
}

/// A record of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct BackupRecord {
    /// What it is kept under.
    pub key: RecordKey,
    /// Its text, as it stands in the file.
    pub text: String,
    /// What it says; `None` where a later version of the app wrote it.
    pub record: Option<Record>,
    /// Where it stands.
    pub place: Place,
}

/// Where in the file something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// `Session`, `Person`, `Group`, `History entry`, `Settings`, `Number counter`.
    pub kind: &'static str,
    /// Which of its kind, from 1.
    pub nth: usize,
    /// The line of the file on which it begins, from 1.
    pub line: u64,
}

/// A record that is refused, and with it the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRecord {
    /// Where it stands.
    pub place: Place,
    /// What it is called, where it says so.
    pub name: String,
    /// Everything that is wrong with it.
    pub problems: Vec<RecordProblem>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Backup {
    /// Its records, in the order of the file.
    pub records: Vec<BackupRecord>,
    /// What is wrong, in the order of the file. Nothing is imported unless it is empty.
    pub refused: Vec<RefusedRecord>,
    /// Stored texts that were no records when the file was made.
    pub unreadable: Vec<StoredText>,
    /// Whether it has a checksum, which fits then.
    pub has_checksum: bool,
    /// Whether it says of itself how many records it holds, and holds more or fewer.
    pub counts_differ: bool,
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Result<Backup, BackupProblem> {
    Ok(BackupReading::new(bytes)?.whole())
}

/// The file as a whole, without a look at its records yet.
fn file_of(bytes: &[u8]) -> Result<(&str, Fields<'_>), BackupProblem> {
    if bytes.len() > FILE_MOST {
        return Err(BackupProblem::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| BackupProblem::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Reads without recursion, however deep the nesting.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        return Err(BackupProblem::NotJson { line: error.line(), column: error.column() });
    }
    let file = Fields::parse(text).ok_or(BackupProblem::NotOurs)?;
    if file.get("format").and_then(string).as_deref() != Some(FORMAT) {
        return Err(BackupProblem::NotOurs);
    }
    match file.number("version") {
        0 => return Err(BackupProblem::NotOurs),
        VERSION => {}
        _ => return Err(BackupProblem::Newer),
    }
    Ok((text, file))
}

/// Whether the file has a checksum, which fits.
fn has_checksum(file: &Fields<'_>, data: &str) -> Result<bool, BackupProblem> {
    let Some(expected) = file.get("sha256") else {
        return Ok(false);
    };
    let expected = string(expected).map(|expected| expected.to_ascii_lowercase());
    let fits = |text: &str| expected.as_deref() == Some(&*checksum(text));
    if fits(data) || fits(&without_space(data)) { Ok(true) } else { Err(BackupProblem::ChecksumWrong) }
}

/// A file that is read in slices; its parts are the records. What is looked at before the first of them, the JSON as such and
/// the checksum, takes 45 ms of a file with 10,000 sessions (3.4 MB).
pub struct BackupReading<'a> {
    file: &'a str,
    /// What is to be read.
    parts: Vec<Part<'a>>,
    /// How much of it was read.
    read: usize,
    backup: Backup,
    /// The records there are so far.
    ids: BTreeSet<RecordKey>,
    /// How far lines were counted: a place in the file, and its line.
    counted: (usize, u64),
}

/// The text of a record, what it is to be, and which of its kind.
struct Part<'a> {
    kind: &'static str,
    label: &'static str,
    nth: usize,
    text: &'a str,
}

impl Sliced for BackupReading<'_> {
    type Output = Backup;

    fn go_on(&mut self, most: usize) {
        let end = self.read.saturating_add(most).min(self.parts.len());
        for place in self.read..end {
            let Part { kind, label, nth, text } = self.parts[place];
            self.take(kind, label, nth, text);
        }
        self.read = end;
    }

    fn progress(&self) -> (usize, usize) {
        (self.read, self.parts.len())
    }

    fn finish(self) -> Backup {
        self.backup
    }
}

impl<'a> BackupReading<'a> {
    /// Looks at the file as a whole; no record is read yet.
    pub fn new(bytes: &'a [u8]) -> Result<Self, BackupProblem> {
        let (text, file) = file_of(bytes)?;
        let data_text = file.parsed("data").ok_or(BackupProblem::NotOurs)?;
        let data = Fields::parse(data_text).ok_or(BackupProblem::NotOurs)?;
        let has_checksum = has_checksum(&file, data_text)?;
        let backup = Backup {
            unreadable: unreadable_in(&data)?,
            has_checksum,
            counts_differ: file.get("counts").is_some_and(|counts| differ(counts, &data)),
            ..Backup::default()
        };
        Ok(Self { file: text, parts: parts_of(&data)?, read: 0, backup, ids: BTreeSet::new(), counted: (0, 1) })
    }

    fn take(&mut self, kind: &'static str, label: &'static str, nth: usize, text: &str) {
        let key = match kind {
            "settings" | "next-number" => named_record(kind),
            _ => id_of(text).and_then(|id| named_record(&[kind, "/", &*id].concat())),
        };
        let record = key.and_then(|key| read_record(key, text));
        let mut problems = Vec::new();
        if text.len() > RECORD_MOST {
            problems.push(RecordProblem::TooLong);
        } else if record.is_none() && !(is_newer(text) && key.is_some()) {
            problems = problems_of(kind, text);
        } else if let Some(name) = counts_too_high(text) {
            problems.push(RecordProblem::Invalid(name));
        } else if let Some(Record::Person(person)) = &record
            // Anything else would be fetched from somewhere when it is shown.
            && person.picture.as_deref().is_some_and(|picture| !picture.starts_with("data:image/"))
        {
            problems.push(RecordProblem::Invalid("picture"));
        }
        if key.is_some_and(|key| !self.ids.insert(key)) {
            problems.push(RecordProblem::IdTwice);
        }
        let place = Place { kind: label, nth, line: self.line_of(text) };
        match key.filter(|_| problems.is_empty()) {
            Some(key) => self.backup.records.push(BackupRecord { key, text: text.to_owned(), record, place }),
            None => self.backup.refused.push(RefusedRecord { place, name: called(text), problems }),
        }
    }

    /// The line on which a part of the file begins. Counted on from the part before: parts come in the order of the file.
    fn line_of(&mut self, part: &str) -> u64 {
        let at = (part.as_ptr() as usize).saturating_sub(self.file.as_ptr() as usize);
        let (from, line) = if self.counted.0 <= at { self.counted } else { (0, 1) };
        let between = self.file.as_bytes().get(from..at).unwrap_or_default();
        let line = line + between.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = (at, line);
        line
    }
}

/// What there is to read, in the order of the file.
fn parts_of<'a>(data: &Fields<'a>) -> Result<Vec<Part<'a>>, BackupProblem> {
    let mut parts = Vec::new();
    for (name, kind, label) in LISTS {
        let texts = list(data, name)?.into_iter().enumerate();
        parts.extend(texts.map(|(place, text)| Part { kind, label, nth: place + 1, text }));
    }
    for (name, kind, label) in [("settings", "settings", "Settings"), ("nextNumber", "next-number", "Number counter")] {
        parts.extend(data.parsed(name).map(|text| Part { kind, label, nth: 1, text }));
    }
    Ok(parts)
}

fn unreadable_in(data: &Fields<'_>) -> Result<Vec<StoredText>, BackupProblem> {
    let Some(pairs) = data.get("unreadable") else {
        return Ok(Vec::new());
    };
    let pairs: Vec<[String; 2]> = serde_json::from_str(pairs).map_err(|_| BackupProblem::NotOurs)?;
    let texts = pairs.into_iter().map(|[name, text]| StoredText { name, text });
    // What would stand in the place of something else is not ours.
    Ok(texts.filter(|stored| may_hold_a_record(&stored.name)).collect())
}

/// What a record says it is called, for telling it from others.
fn called(text: &str) -> String {
    let fields = Fields::parse(text).unwrap_or_default();
    let said = ["number", "title", "name"].into_iter().filter_map(|name| fields.get(name).and_then(string));
    let words: Vec<String> = said.map(|text| text.chars().take(60).collect()).collect();
    words.join(" ")
}

/// The id that a record says it has.
pub(super) fn id_of(text: &str) -> Option<String> {
    Fields::parse(text)?.get("id").and_then(string)
}

/// A JSON text as what it says.
pub(super) fn string(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// The texts of a list of `data`; an absent one is empty.
fn list<'a>(data: &Fields<'a>, name: &str) -> Result<Vec<&'a str>, BackupProblem> {
    let Some(text) = data.parsed(name) else {
        return Ok(Vec::new());
    };
    let values: Vec<&RawValue> = serde_json::from_str(text).map_err(|_| BackupProblem::NotOurs)?;
    Ok(values.into_iter().map(RawValue::get).collect())
}

fn differ(counts: &str, data: &Fields<'_>) -> bool {
    let counts = Fields::parse(counts).unwrap_or_default();
    LISTS.into_iter().any(|(name, ..)| {
        let said = counts.get(name).is_some().then(|| counts.number(name));
        said.is_some_and(|said| list(data, name).is_ok_and(|list| list.len() as u64 != said))
    })
}

/// JSON without white space between its values.
fn without_space(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if quoted {
            text.push(c);
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if !matches!(c, ' ' | '\t' | '\r' | '\n') {
            text.push(c);
            quoted = c == '"';
        }
    }
    text
}
