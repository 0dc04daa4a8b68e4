//! Writing changes to an area: only the records they touch, and all of them or none.

use crate::domain::Change;

use super::area::{Area, WriteError};
use super::keys::WorkspaceId;
use super::revision::{Author, rewritten};

/// Writes what the changes say. When the area refuses one, what was written before it is put back as it was.
pub fn write_changes(
    area: &dyn Area,
    workspace: &WorkspaceId,
    changes: &[Change],
    author: &Author,
) -> Result<(), WriteError> {
    let mut written: Vec<(String, Option<String>)> = Vec::with_capacity(changes.len());
    // Removals come last: they make no room that an addition could need, and never have to be put back.
    for change in changes.iter().filter(|change| change.after.is_some()) {
        let (Some(key), Some(record)) = (change.key().map(|key| workspace.record(key)), &change.after) else {
            continue;
        };
        // What was added cannot have been there: asking costs as much as writing.
        let old = if change.before.is_some() { area.get(&key) } else { None };
        let text = rewritten(change.before.as_ref(), record, old.as_deref(), author);
        if let Err(error) = area.set(&key, &text) {
            put_back(area, written);
            return Err(error);
        }
        written.push((key, old));
    }
    for change in changes.iter().filter(|change| change.after.is_none()) {
        if let Some(key) = change.key() {
            area.remove(&workspace.record(key));
        }
    }
    Ok(())
}

/// What was new goes first: that makes the room the old texts need.
fn put_back(area: &dyn Area, written: Vec<(String, Option<String>)>) {
    let (old, new): (Vec<_>, Vec<_>) = written.into_iter().partition(|(_, old)| old.is_some());
    for (key, _) in new {
        area.remove(&key);
    }
    for (key, old) in old.into_iter().rev() {
        if let Some(old) = old {
            // It was there a moment ago and is not longer than what replaced it plus what was removed; should the
            // browser refuse it all the same, the newer text stays, and nothing is lost by it.
            let _ = area.set(&key, &old);
        }
    }
}
