//! Records that were removed and come back, by undo or redo: with the text that they had, and so with the fields that this
//! version does not know.

use crate::domain::{Record, sort_by};

use super::batch::Write;
use super::keys::record_name;
use super::records::read_record;

/// Gives the text that a record had before it went, where that is known.
pub type TextBefore<'a> = dyn Fn(&Record) -> Option<String> + 'a;

/// Where nothing comes back.
pub fn nothing_returns(_: &Record) -> Option<String> {
    None
}

/// The texts of what these writes removed.
pub fn texts_before(writes: Vec<Write>) -> impl Fn(&Record) -> Option<String> {
    let mut removed: Vec<(String, String)> = writes
        .into_iter()
        .filter_map(|write| write.old.filter(|_| write.new.is_none()).map(|old| (write.name, old)))
        .collect();
    sort_by(&mut removed, |a, b| a.0.cmp(&b.0));
    move |record| {
        let name = record_name(record.key());
        let place = removed.binary_search_by(|known| known.0.cmp(&name)).ok()?;
        let text = &removed[place].1;
        // It may have been something else that went.
        (read_record(record.key(), text).as_ref() == Some(record)).then(|| text.clone())
    }
}
