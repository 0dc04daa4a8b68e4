//! The note of a command that is being written (`batch.rs`), and what becomes of one that was interrupted.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

use super::area::Area;
use super::batch::Write;
use super::keys::WorkspaceId;
use super::records::{FORMAT_VERSION, Text};

/// How to bring a command that was not written to its end to one of its ends.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
pub(super) struct Note<'a> {
    v: u32,
    /// The names of what is added.
    #[serde(borrow)]
    new: Vec<Text<'a>>,
    /// Names and old texts, by turns, of what is replaced.
    #[serde(borrow)]
    old: Vec<Text<'a>>,
    /// The names of what is removed.
    #[serde(borrow)]
    gone: Vec<Text<'a>>,
}

fn text(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

impl<'a> Note<'a> {
    /// The note to leave before the first write.
    pub(super) fn of(writes: &'a [Write]) -> Self {
        let mut note = Note { v: FORMAT_VERSION, ..Note::default() };
        for write in writes {
            match (&write.old, &write.new) {
                (None, Some(_)) => note.new.push(text(&write.name)),
                (Some(old), Some(_)) => note.old.extend([text(&write.name), text(old)]),
                (_, None) => note.gone.push(text(&write.name)),
            }
        }
        note
    }

    /// Reads a note; `None` when it was not written whole, and with it nothing of its command.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The note to leave once only the removals are missing; `None` without any.
    pub(super) fn removals(&self) -> Option<Note<'a>> {
        let gone = self.gone.clone();
        (!gone.is_empty()).then(|| Note { v: FORMAT_VERSION, gone, ..Note::default() })
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The texts that should stand: those from before the command, or, once only removals are missing, none in their
    /// place.
    pub(super) fn settled(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        let taken_back = !self.new.is_empty() || !self.old.is_empty();
        let gone = self.gone.iter().filter(move |_| !taken_back);
        let old = self.old.chunks_exact(2).map(|pair| (&*pair[0].0, Some(&*pair[1].0)));
        // What was new goes first: that makes the room the old texts need.
        self.new.iter().chain(gone).map(|name| (&*name.0, None)).chain(old)
    }

    /// Puts these texts in place. An old text is not longer than what replaced it plus what was removed; should the browser
    /// refuse it all the same, the newer text stays, and nothing is lost by it.
    pub(super) fn settle(&self, area: &dyn Area, workspace: &WorkspaceId) {
        for (name, text) in self.settled() {
            let key = workspace.key(name);
            match text {
                None => area.remove(&key),
                Some(text) => drop(area.set(&key, text)),
            }
        }
    }
}
