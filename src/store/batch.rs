//! Writing what a command changes: only the records it touches, wholly or not at all.
//!
//! localStorage keeps one text at a time, and the browser may end between two of them. So a command that writes more than one
//! record first notes under a key of its page (`pending/<page>`) how to take it back: the names of what it adds, the old
//! texts of what it replaces, the names of what it removes. Then it writes, and removes the note. Whoever opens the
//! workspace and finds a note takes the command back (`interrupted.rs`): nothing of it had been called saved.
//!
//! A note of how to take back is small where a note of what to do would double an import. Removals come last, after the note
//! was replaced by one that names only them: by then everything else stands, and the command is carried out to its end.

use crate::domain::{Change, RecordKey, Sliced};

use super::area::{Area, WriteError};
use super::keys::{FIRST_ROWS, NOTES, WorkspaceId, record_name};
use super::note::Note;
use super::returning::{TextBefore, nothing_returns};
use super::revision::{Author, rewritten};

/// One text that a command replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// What it is called within its workspace.
    pub name: String,
    /// The text that stood there.
    pub old: Option<String>,
    /// The text that is to stand there.
    pub new: Option<String>,
}

/// What changes mean for the stored texts.
pub fn writes_of(area: &dyn Area, workspace: &WorkspaceId, changes: &[Change], author: &Author) -> Vec<Write> {
    WritesMaking::new(&|key| area.get(&workspace.record(key)), changes, author).whole()
}

/// The same in slices: its parts are the changes.
pub struct WritesMaking<'a> {
    stored: &'a dyn Fn(RecordKey) -> Option<String>,
    changes: &'a [Change],
    author: &'a Author,
    before: &'a TextBefore<'a>,
    /// How many changes were gone through.
    made: usize,
    writes: Vec<Write>,
}

impl<'a> WritesMaking<'a> {
    /// Nothing is made yet. `stored` gives the text of a record as it is kept now.
    pub fn new(stored: &'a dyn Fn(RecordKey) -> Option<String>, changes: &'a [Change], author: &'a Author) -> Self {
        Self { stored, changes, author, before: &nothing_returns, made: 0, writes: Vec::with_capacity(changes.len()) }
    }

    /// The same where records come back, with these texts.
    pub fn returning(mut self, before: &'a TextBefore<'a>) -> Self {
        self.before = before;
        self
    }

    fn write(&self, change: &Change) -> Option<Write> {
        let key = change.key()?;
        // What was added cannot have been there: asking costs as much as writing.
        let old = if change.before.is_some() { (self.stored)(key) } else { None };
        let name = record_name(key);
        let new = change.after.as_ref().map(|after| {
            let before = change.before.as_ref();
            let returned = if before.is_none() { (self.before)(after) } else { None };
            returned.unwrap_or_else(|| rewritten(before, after, old.as_deref(), self.author))
        });
        Some(Write { name, old, new })
    }
}

impl Sliced for WritesMaking<'_> {
    type Output = Vec<Write>;

    fn go_on(&mut self, most: usize) {
        let end = self.made.saturating_add(most).min(self.changes.len());
        for place in self.made..end {
            let write = self.write(&self.changes[place]);
            self.writes.extend(write);
        }
        self.made = end;
    }

    fn progress(&self) -> (usize, usize) {
        (self.made, self.changes.len())
    }

    fn finish(self) -> Vec<Write> {
        self.writes
    }
}

/// Writes them all. When the area refuses one, everything is put back as it was.
pub fn carry_out(
    area: &dyn Area,
    workspace: &WorkspaceId,
    writes: &[Write],
    author: &Author,
) -> Result<(), WriteError> {
    let set = |write: &Write| match &write.new {
        Some(text) => area.set(&workspace.key(&write.name), text),
        None => Ok(()),
    };
    if writes.is_empty() {
        return Ok(());
    }
    area.remove(FIRST_ROWS);
    if let [one @ Write { new: Some(_), .. }] = writes {
        return set(one);
    }
    let note_key = workspace.key(&[NOTES, &author.page.to_string()].concat());
    let note = Note::of(writes);
    area.set(&note_key, &note.text())?;
    let removals = note.removals();
    let written = writes.iter().try_for_each(set).and_then(|()| match &removals {
        Some(removals) => area.set(&note_key, &removals.text()),
        None => Ok(()),
    });
    match (written, removals) {
        (Ok(()), Some(removals)) => removals.settle(area, workspace),
        (Ok(()), None) => {}
        (Err(_), _) => note.settle(area, workspace),
    }
    area.remove(&note_key);
    written
}
