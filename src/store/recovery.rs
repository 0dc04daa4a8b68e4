//! What localStorage lost when the browser ended is healed from the journal.
//!
//! No clock decides what is newer: the journal's records are in the order in which they were kept, and two texts of one record are
//! merged as those of two windows are. A text that is not readable is left as it is: it is not ours to write over, and
//! *Download damaged records* gives it.

use super::area::Area;
use super::batch::Write;
use super::fields::Fields;
use super::keys::{WorkspaceId, named_record};
use super::merge::merged;
use super::records::read_record;

/// What the journal says of each record.
#[derive(Debug, Default)]
pub struct Journaled {
    /// Name, the text before the last command, the text after it.
    records: Vec<Write>,
}

impl Journaled {
    /// Takes in the commands of a journal, oldest first.
    pub fn new(commands: impl IntoIterator<Item = Write>) -> Self {
        let mut records: Vec<Write> = commands.into_iter().collect();
        // Stable: the versions of one record stay in the order in which they were kept.
        crate::domain::sort_by(&mut records, |a, b| a.name.cmp(&b.name));
        let mut journaled: Vec<Write> = Vec::with_capacity(records.len());
        for write in records {
            match journaled.last_mut().filter(|last| last.name == write.name) {
                Some(last) => later(last, write),
                None => journaled.push(write),
            }
        }
        Self { records: journaled }
    }

    /// How many records it tells of.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether it tells of none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// What is to be written so that the area has what the journal has, of the records from one place to another.
    pub fn missing(&self, area: &dyn Area, workspace: &WorkspaceId, places: std::ops::Range<usize>) -> Vec<Write> {
        let missing = |write: &Write| {
            let key = named_record(&write.name)?;
            let stored = area.get(&workspace.key(&write.name));
            if stored == write.new {
                return None;
            }
            let new = match (&stored, &write.new) {
                (None, Some(new)) => Some(new.clone()).filter(|new| read_record(key, new).is_some()),
                (Some(stored), Some(new)) => {
                    read_record(key, stored)?;
                    Some(merged(key, stored, new, &[]).text)
                }
                // It was removed. A version that the removal did not know came later.
                (Some(stored), None) if revision(stored) <= write.old.as_deref().map_or(0, revision) => None,
                _ => stored.clone(),
            };
            (new != stored).then(|| Write { name: write.name.clone(), old: stored, new })
        };
        self.records.get(places).unwrap_or_default().iter().filter_map(missing).collect()
    }
}

fn revision(text: &str) -> u64 {
    Fields::parse(text).map_or(u64::MAX, |fields| fields.number("rev"))
}

fn later(last: &mut Write, write: Write) {
    let text = match (&last.new, &write.new) {
        (Some(before), Some(after)) => match named_record(&write.name) {
            Some(key) => Some(merged(key, before, after, &[]).text),
            None => write.new.clone(),
        },
        _ => write.new.clone(),
    };
    *last = Write { new: text, ..write };
}
