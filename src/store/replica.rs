//! This page's part in the stored workspace: what it writes, and how that goes together with what other windows write.
//!
//! Every window has the whole workspace in memory and writes the records it changes; the others hear of each text. localStorage
//! cannot be read and written in one step, so two windows may replace the same text at the same time, and one of the texts is
//! gone from the storage, but not from the memory of the window that wrote it, nor from the event that told the others of it.
//! So each page remembers the texts it wrote, merges every other text of these records with its own, and writes the result
//! where it says something that the other text does not.

use std::cell::RefCell;
use std::ops::Range;

use crate::domain::{Change, Deed, Record, RecordKey, Sliced};

use super::area::{Area, WriteError};
use super::batch::{Write, WritesMaking, carry_out};
use super::fields::Fields;
use super::keys::{WorkspaceId, named_record, record_name};
use super::merge::{Overruled, merged};
use super::records::{is_newer, read_record};
use super::recovery::Journaled;
use super::reserve::with_reserve;
use super::returning::{TextBefore, nothing_returns};
use super::revision::{Author, ChangeStamp, Stamps};

/// A record that this page wrote, and the stamps it saw in versions of it.
struct Own {
    key: RecordKey,
    text: String,
    seen: Vec<ChangeStamp>,
}

/// So many records are remembered; what was changed longer ago no other window can be writing over.
const REMEMBERED_MOST: usize = 1000;

/// A workspace as one page holds it.
pub struct Replica {
    area: Box<dyn Area>,
    id: WorkspaceId,
    own: RefCell<Vec<Own>>,
    /// The names of the records that this page or another one wrote since the journal was asked for, while that is compared.
    written: RefCell<Option<Vec<String>>>,
}

/// What came of another window's text.
#[derive(Debug, Default)]
pub struct Taken {
    /// The record as it stands now; `None` when it was removed.
    pub text: Option<String>,
    /// What this page wrote, because the other text lacked something.
    pub written: Option<Write>,
    /// What does not stand of the two.
    pub overruled: Option<Overruled>,
}

impl Replica {
    /// The workspace of that name in an area.
    pub fn new(area: Box<dyn Area>, id: WorkspaceId) -> Self {
        Self { area, id, own: RefCell::default(), written: RefCell::default() }
    }

    /// Where everything is kept.
    pub fn area(&self) -> &dyn Area {
        &*self.area
    }

    /// The workspace.
    pub fn id(&self) -> &WorkspaceId {
        &self.id
    }

    /// The first record that changes would replace although its text is not what they were decided on: another window wrote
    /// it a moment ago, or something that is not ours stands there.
    pub fn unseen(&self, changes: &[Change]) -> Option<(RecordKey, String)> {
        changes.iter().filter(|change| change.before.is_some()).find_map(|change| {
            let key = change.key()?;
            let text = self.area.get(&self.id.record(key))?;
            let known = self.own.borrow().iter().any(|own| own.key == key && own.text == text)
                || read_record(key, &text) == change.before;
            // Of two counts the higher one stands.
            let counts_on = key == RecordKey::NextNumber && read_record(key, &text).is_some();
            (!known && !counts_on).then_some((key, text))
        })
    }

    /// Settings and the number counter have one place each. Where no record of ours stands there, the text goes under a name of
    /// its own, where it is still found among the damaged records, and the place is free. [`WriteError::Foreign`]: it stays, since it
    /// is another record's, a later version's, or there is something aside already.
    pub fn set_aside(&self, key: RecordKey, text: &str) -> Result<(), WriteError> {
        let aside = self.id.key(&["aside/", &record_name(key)].concat());
        let is_free = self.area.get(&aside).is_none_or(|other| other == text);
        if !matches!(key, RecordKey::Settings | RecordKey::NextNumber) || is_newer(text) || !is_free {
            return Err(WriteError::Foreign);
        }
        self.area.set(&aside, text)?;
        self.area.remove(&self.id.record(key));
        Ok(())
    }

    /// Writes changes, all or none, and gives what was written.
    pub fn write(&self, changes: &[Change], author: &Author) -> Result<Vec<Write>, WriteError> {
        self.write_returning(changes, &nothing_returns, author)
    }

    /// The same where records come back that were removed.
    pub fn write_returning(
        &self,
        changes: &[Change],
        before: &TextBefore<'_>,
        author: &Author,
    ) -> Result<Vec<Write>, WriteError> {
        let stored = |key| self.area.get(&self.id.record(key));
        let writes = WritesMaking::new(&stored, changes, author).returning(before).whole();
        carry_out(&*self.area, &self.id, &writes, author)?;
        self.note_written(&writes);
        for (change, write) in changes.iter().zip(&writes) {
            // What was just added nobody else can have written, but for what every window tells by itself.
            let shared = matches!(&change.after, Some(Record::Entry(entry)) if entry.deed == Deed::Overruled);
            if let Some(key) = change.key().filter(|_| write.old.is_some() || shared) {
                self.remember(key, write.old.as_deref(), write.new.as_deref());
            }
        }
        Ok(writes)
    }

    /// Writes texts as they are, all or none.
    pub fn write_texts(&self, writes: &[Write], author: &Author) -> Result<(), WriteError> {
        carry_out(&*self.area, &self.id, writes, author)?;
        self.note_written(writes);
        for write in writes {
            if let (Some(key), Some(old)) = (named_record(&write.name), &write.old) {
                self.remember(key, Some(old), write.new.as_deref());
            }
        }
        Ok(())
    }

    /// The journal is asked for now. What is written from here on it does not tell of: a removal that is undone meanwhile must
    /// not be made again.
    pub fn begin_recovery(&self) {
        self.written.replace(Some(Vec::new()));
    }

    /// What the area lacks of what the journal tells, of the records from one place to another.
    pub fn missing(&self, journaled: &Journaled, places: Range<usize>) -> Vec<Write> {
        let written = self.written.borrow();
        let is_news = |write: &Write| written.as_ref().is_none_or(|names| !names.contains(&write.name));
        journaled.missing(&*self.area, &self.id, places).into_iter().filter(is_news).collect()
    }

    /// All of the journal is compared.
    pub fn end_recovery(&self) {
        self.written.replace(None);
    }

    /// Another window wrote a record.
    pub fn hear_of(&self, name: &str) {
        if let Some(names) = &mut *self.written.borrow_mut() {
            names.push(name.to_owned());
        }
    }

    fn note_written(&self, writes: &[Write]) {
        writes.iter().for_each(|write| self.hear_of(&write.name));
    }

    fn remember(&self, key: RecordKey, old: Option<&str>, new: Option<&str>) {
        let mut own = self.own.borrow_mut();
        let before = own.iter().position(|own| own.key == key).map(|place| own.remove(place));
        let Some(new) = new else {
            return;
        };
        let mut seen = before.map(|own| own.seen).unwrap_or_default();
        for text in old.into_iter().chain([new]) {
            add_stamps(&mut seen, text);
        }
        own.push(Own { key, text: new.to_owned(), seen });
        if own.len() > REMEMBERED_MOST {
            own.remove(0);
        }
    }

    /// Takes in what another window wrote under a key. An unreadable text is the other window's trouble: nothing comes of it.
    pub fn take(&self, key: RecordKey, text: Option<&str>, author: &Author) -> Option<Taken> {
        let Some(theirs) = text else {
            // Where this page wrote the record after the other one removed it, it stands.
            let text = self.area.get(&self.id.record(key));
            if text.is_none() {
                self.own.borrow_mut().retain(|own| own.key != key);
            }
            return Some(Taken { text, ..Taken::default() });
        };
        read_record(key, theirs)?;
        let merged = {
            let mut own = self.own.borrow_mut();
            let Some(own) = own.iter_mut().find(|own| own.key == key) else {
                return Some(Taken { text: Some(theirs.to_owned()), ..Taken::default() });
            };
            let merged = merged(key, &own.text, theirs, &own.seen);
            add_stamps(&mut own.seen, theirs);
            own.text.clone_from(&merged.text);
            merged
        };
        // Not what came, but what stands there now: of two windows' writes the browser keeps the later one.
        let stands = self.area.get(&self.id.record(key));
        let written = (stands.as_ref() != Some(&merged.text)).then(|| {
            let write = Write { name: record_name(key), old: stands, new: Some(merged.text.clone()) };
            // Where even the reserve does not suffice, the record stands in this page and its journal.
            let _ =
                with_reserve(&*self.area, &|| carry_out(&*self.area, &self.id, std::slice::from_ref(&write), author));
            write
        });
        Some(Taken { text: Some(merged.text), written, overruled: merged.overruled })
    }
}

fn add_stamps(seen: &mut Vec<ChangeStamp>, text: &str) {
    for stamp in Fields::parse(text).map(|fields| Stamps::of(&fields).changes()).unwrap_or_default() {
        if !seen.contains(&stamp) {
            seen.push(stamp);
        }
    }
}
