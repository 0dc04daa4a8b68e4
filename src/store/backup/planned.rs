//! What importing a backup does, once that is planned.

use std::sync::Arc;

use crate::domain::{Record, RecordKey, Session, SessionNumber};

use super::read::RefusedRecord;

/// A record that an import writes or removes.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordWrite {
    /// Which record.
    pub key: RecordKey,
    /// Its text now; `None` where there is none.
    pub old: Option<String>,
    /// What it says now; `None` where there is none.
    pub before: Option<Record>,
    /// What it says then; `None` where it goes, or a later version of the app wrote it.
    pub after: Option<Record>,
    /// Its text then; `None` where it goes.
    pub text: Option<String>,
}

/// A session that gets another number, because its own is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renumbered {
    /// Its number in the file.
    pub from: SessionNumber,
    /// Its number here.
    pub to: SessionNumber,
    /// Its title.
    pub title: String,
}

/// What becomes of the records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// They are not here yet.
    pub added: usize,
    /// They say something else here.
    pub changed: usize,
    /// They say the same here.
    pub same: usize,
    /// They were changed here after the file was made, and stay as they are.
    pub later_here: usize,
}

impl Tally {
    /// Whether anything is written.
    pub fn changes(self) -> bool {
        self.added + self.changed > 0
    }
}

/// What an import does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportedTexts {
    /// What is written, history first.
    pub writes: Vec<RecordWrite>,
    /// The sessions it adds and changes, as they will be.
    pub sessions: Vec<(Arc<Session>, bool)>,
    /// What becomes of sessions, people, groups and history entries.
    pub tallies: [Tally; 4],
    /// Whether settings change.
    pub settings: bool,
    /// Sessions that get another number.
    pub renumbered: Vec<Renumbered>,
    /// What is refused; nothing is imported unless it is empty.
    pub refused: Vec<RefusedRecord>,
    /// Whether it restores an untouched workspace exactly as the file has it, without an entry of its own.
    pub restores: bool,
}

impl ImportedTexts {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}
