//! Commands that were interrupted while they were written: their notes are found when the workspace is opened.
//!
//! The note may as well be of another window that is writing at this very moment. So a workspace is read *as if* the command had
//! been taken back, and nothing is written: a moment later the note has gone, and the other window's records come in as any
//! change of another window does, or it still is there, and then the command is taken back indeed.

use crate::domain::sort_by;

use super::area::{Area, WriteError};
use super::keys::{NOTES, WorkspaceId};
use super::note::Note;

/// The notes that an area holds, key and text.
pub fn notes(area: &dyn Area, workspace: &WorkspaceId) -> Vec<(String, String)> {
    let mut notes = Vec::new();
    area.each(&mut |key, text| {
        if is_note(workspace, key) {
            notes.push((key.to_owned(), text.to_owned()));
        }
    });
    notes
}

/// Whether a key is that of a note.
pub(super) fn is_note(workspace: &WorkspaceId, key: &str) -> bool {
    workspace.name_in(key).is_some_and(|name| name.starts_with(NOTES))
}

/// Takes the commands of these notes back where the notes are still there as they were.
pub fn take_back(area: &dyn Area, workspace: &WorkspaceId, notes: &[(String, String)]) {
    for (key, text) in notes.iter().filter(|(key, text)| area.get(key).as_ref() == Some(text)) {
        if let Some(note) = Note::read(text) {
            note.settle(area, workspace);
        }
        area.remove(key);
    }
}

/// An area as if interrupted commands had been taken back.
pub(super) struct TakenBack<'a> {
    area: &'a dyn Area,
    /// By key.
    texts: Vec<(String, Option<String>)>,
}

impl<'a> TakenBack<'a> {
    pub(super) fn new(area: &'a dyn Area, workspace: &WorkspaceId, notes: &[(String, String)]) -> Self {
        let mut texts = Vec::new();
        for note in notes.iter().filter_map(|(_, text)| Note::read(text)) {
            texts.extend(note.settled().map(|(name, text)| (workspace.key(name), text.map(str::to_owned))));
        }
        texts.extend(notes.iter().map(|(key, _)| (key.clone(), None)));
        sort_by(&mut texts, |a, b| a.0.cmp(&b.0));
        Self { area, texts }
    }

    fn text(&self, key: &str) -> Option<&Option<String>> {
        let place = self.texts.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        self.texts.get(place).map(|(_, text)| text)
    }
}

impl Area for TakenBack<'_> {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        self.area.each(&mut |key, text| {
            if self.text(key).is_none() {
                visit(key, text);
            }
        });
        for (key, text) in &self.texts {
            if let Some(text) = text {
                visit(key, text);
            }
        }
    }

    fn get(&self, key: &str) -> Option<String> {
        self.text(key).map_or_else(|| self.area.get(key), Clone::clone)
    }

    fn set(&self, _: &str, _: &str) -> Result<(), WriteError> {
        Err(WriteError::Blocked)
    }

    fn remove(&self, _: &str) {}
}
