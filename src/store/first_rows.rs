//! The first rows of the list as they were shown last: the next page has them on the screen while the app is on its way
//! (`early_reading.js`, `first_rows.js`). Where they are missing, or are another one's, the rows come with the app.

use leptos::prelude::*;
use serde::Serialize;

use crate::domain::RecordKey;

use super::area::Area;
use super::keys::FIRST_ROWS;
use super::live::{Persistence, Store};

/// A row takes some hundred characters, and hardly a screen shows more.
pub const FIRST_ROWS_MOST: usize = 60;

/// What the texts of a row are, and in which order: a page that reads another form shows none of them.
const FORM: &str = "1";

/// The first rows of the list, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstRows {
    /// 1 to [`FIRST_ROWS_MOST`]; which text is which `ui/sessions/rows.rs` says.
    pub rows: Vec<Vec<String>>,
    /// How many rows the list has.
    pub total: usize,
    /// What is said of that below the list.
    pub count: String,
    /// Whether the page offers to add sessions, which takes room on a phone.
    pub offers_actions: bool,
}

impl Store {
    /// Keeps the first rows, where something was `changed` since they were kept, or they are kept for another list, person,
    /// day or language; forgets them where there are none to show. `path` is the list's, `language` the browser's. Without room
    /// for them the next page shows its rows later.
    pub fn keep_first_rows(self, path: &str, language: &str, changed: bool, rows: impl FnOnce() -> Option<FirstRows>) {
        // Nothing is kept of what another window deleted.
        if self.persistence() == Persistence::MemoryOnly || self.read_only().get_untracked() {
            return;
        }
        let (actor, today) = (self.actor().get_untracked().id.to_string(), self.today().get_untracked().to_string());
        let shown_to = [FORM, path, self.workspace_id().as_str(), &*actor, &*today, language].join(" ");
        let begins_with = ["[", &*json(&shown_to)].concat();
        self.inner.with_value(|inner| {
            let area = inner.replica.area();
            if !changed && area.get(FIRST_ROWS).is_some_and(|kept| kept.starts_with(&begins_with)) {
                return;
            }
            let rows = if self.stands_in(area) { rows() } else { None };
            let text = rows.map(|FirstRows { rows, total, count, offers_actions }| {
                json(&(shown_to, rows, total, count, offers_actions))
            });
            if text.is_none_or(|text| area.set(FIRST_ROWS, &text).is_err()) {
                area.remove(FIRST_ROWS);
            }
        });
    }

    /// Whether the storage still has what this page shows: somebody may have emptied it.
    fn stands_in(self, area: &dyn Area) -> bool {
        let some_session =
            self.workspace().with_untracked(|workspace| workspace.sessions().next().map(|found| found.id));
        some_session.is_some_and(|id| area.get(&self.workspace_id().record(RecordKey::Session(id))).is_some())
    }
}

/// Texts, numbers and lists of them cannot fail to be written.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
