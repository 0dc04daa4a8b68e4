//! What a record's text tells of its changes, and the text that replaces it.
//!
//! `rev` counts the changes of the record. `revs` has, for each field that was changed since the record was made, a pair of
//! stamps: of the change that gave it its value, and of the value that change replaced. A stamp is a number: the `rev` of
//! the change times 2²⁰, plus 20 random bits that the page drew when it was opened. So of two changes the later one has the
//! greater stamp whatever the clocks said, two pages never make the same one, and whether a change knew the value that it
//! competes with can be told (`merge.rs`).
//!
//! A record is replaced field by field. A field whose meaning does not change keeps its text, and with it what a later
//! version may have put inside; so does a field that this version does not know.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use crate::domain::{Moment, PersonId, Record};

use super::fields::Fields;
use super::records::{is_known, write_record};

const PAGE_BITS: u32 = 20;

/// Who changes something, when, and in which page.
#[derive(Debug, Clone, Copy)]
pub struct Author {
    /// The person the app acts as.
    pub by: PersonId,
    /// The time by the clock of this browser.
    pub at: Moment,
    /// Random bits of this page.
    pub page: PageTag,
}

/// Twenty random bits that name a page as long as it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageTag(u32);

impl PageTag {
    /// Takes the lowest 20 bits.
    pub fn new(bits: u128) -> Self {
        Self((bits & ((1 << PAGE_BITS) - 1)) as u32)
    }
}

impl fmt::Display for PageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The stamp of a change.
pub(super) type ChangeStamp = u64;

/// The stamps of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FieldStamps {
    /// Of the change that gave it its value; 0 for the value it was made with.
    pub(super) change: ChangeStamp,
    /// Of the value that this change replaced.
    pub(super) replaced: ChangeStamp,
}

/// The stamps of all fields that were ever changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stamps(Vec<(String, FieldStamps)>);

impl Stamps {
    /// Those that a text tells; none where they are unreadable.
    pub(super) fn of(fields: &Fields<'_>) -> Self {
        let stored = fields.get("revs").and_then(Fields::parse).unwrap_or_default();
        let pair = |text: &str| {
            let (change, replaced) = text.strip_prefix('[')?.strip_suffix(']')?.split_once(',')?;
            Some(FieldStamps { change: change.trim().parse().ok()?, replaced: replaced.trim().parse().ok()? })
        };
        Self(stored.iter().filter_map(|(name, text)| Some((name.to_string(), pair(text)?))).collect())
    }

    pub(super) fn get(&self, name: &str) -> FieldStamps {
        self.0.iter().find(|(known, _)| known == name).map(|(_, stamps)| *stamps).unwrap_or_default()
    }

    pub(super) fn set(&mut self, name: &str, stamps: FieldStamps) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = stamps,
            None => self.0.push((name.to_owned(), stamps)),
        }
    }

    /// The changes that gave the fields their values.
    pub(super) fn changes(&self) -> Vec<ChangeStamp> {
        self.0.iter().map(|(_, stamps)| stamps.change).collect()
    }

    /// Puts them into a record's fields.
    pub(super) fn write(&self, fields: &mut Fields<'_>) {
        if self.0.is_empty() {
            fields.remove("revs");
            return;
        }
        let mut stored = Fields::default();
        for (name, FieldStamps { change, replaced }) in &self.0 {
            stored.set(&**name, format!("[{change},{replaced}]"));
        }
        fields.set("revs", stored.text());
    }
}

/// Whether a field says something of the record's history rather than of its subject.
pub(super) fn is_bookkeeping(name: &str) -> bool {
    matches!(name, "v" | "id" | "rev" | "revs" | "changedBy" | "changedAt")
}

/// The text of a record that replaces another one, or is new. `old` is the text that is replaced, `before` what it says.
pub fn rewritten(before: Option<&Record>, after: &Record, old: Option<&str>, author: &Author) -> String {
    let new = write_record(after);
    let said = before.map(write_record).unwrap_or_default();
    let (Some(mut fields), said) = (Fields::parse(&new), Fields::parse(&said).unwrap_or_default()) else {
        return new;
    };
    let old_fields = old.and_then(Fields::parse).unwrap_or_default();
    // What the record itself counts is never less than what its text did.
    let rev = (old_fields.number("rev") + 1).max(fields.number("rev"));
    let mut stamps = Stamps::of(&old_fields);
    let names: Vec<String> = fields.iter().chain(said.iter()).map(|(name, _)| name.to_string()).collect();
    for name in names.iter().filter(|name| !is_bookkeeping(name)) {
        if fields.get(name) == said.get(name) {
            if let Some(kept) = old_fields.get(name) {
                fields.set(name.clone(), kept.to_owned());
            }
        } else if old.is_some() {
            let change = (rev << PAGE_BITS) + u64::from(author.page.0);
            let replaced = stamps.get(name).change;
            if replaced != change {
                stamps.set(name, FieldStamps { change, replaced });
            }
        }
    }
    for (name, value) in old_fields.iter().filter(|(name, _)| !is_known(name)) {
        fields.set(name.clone(), value.clone());
    }
    fields.set("rev", rev.to_string());
    if !matches!(after, Record::Entry(_) | Record::Session(_)) {
        fields.set("changedBy", quoted(&author.by.to_string()));
        fields.set("changedAt", quoted(&author.at.to_string()));
    }
    stamps.write(&mut fields);
    fields.text()
}

/// A version of a record that came from outside (`theirs`), so that what nobody else changed later stands when it is merged
/// with `mine`: where a field differs although neither says that it was changed after the other, somebody edited the file,
/// and that is the latest change. `always`: the same where `mine` was changed later.
pub(super) fn claimed(mine: &str, theirs: &str, always: bool, author: &Author) -> String {
    let (Some(own), Some(mut other)) = (Fields::parse(mine), Fields::parse(theirs)) else {
        return theirs.to_owned();
    };
    let (own_stamps, mut stamps) = (Stamps::of(&own), Stamps::of(&other));
    let rev = own.number("rev").max(other.number("rev")) + 1;
    let names: BTreeSet<String> = own.iter().chain(other.iter()).map(|(name, _)| name.to_string()).collect();
    let mut claims = false;
    for name in names.iter().filter(|name| !is_bookkeeping(name) && own.get(name) != other.get(name)) {
        let (here, there) = (own_stamps.get(name).change, stamps.get(name).change);
        if always || here == there {
            let change = (rev << PAGE_BITS) + u64::from(author.page.0);
            stamps.set(name, FieldStamps { change, replaced: here });
            claims = true;
        }
    }
    if !claims {
        return theirs.to_owned();
    }
    other.set("rev", rev.to_string());
    stamps.write(&mut other);
    other.text()
}

/// A text without anything to escape as JSON.
fn quoted(text: &str) -> Cow<'static, str> {
    Cow::Owned(["\"", text, "\""].concat())
}
