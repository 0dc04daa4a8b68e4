//! When the workspace was exported last in this browser, and whether it is time for a backup.

use leptos::prelude::*;

use crate::domain::Moment;

use super::keys::{PREFIX, WorkspaceId};
use super::live::Store;
use super::reserve::with_reserve;

/// After so many changes without a backup the app reminds of it, …
const CHANGES_MOST: usize = 100;
/// … or when the first of them is so long ago.
const MILLIS_MOST: i64 = 14 * 24 * 3_600_000;

/// What is remembered, as `<last backup or -> <reminded up to> <place of the first entry after that>`. A place and not how many
/// entries there were: what is removed for good takes its entries with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Remembered {
    backup: Option<Moment>,
    from: Moment,
    next_place: u32,
}

impl Remembered {
    fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let backup = words.next()?.parse().ok();
        Some(Self { backup, from: words.next()?.parse().ok()?, next_place: words.next()?.parse().ok()? })
    }

    fn text(&self) -> String {
        let backup = self.backup.map_or("-".to_owned(), |backup| backup.to_string());
        [&*backup, " ", &*self.from.to_string(), " ", &*self.next_place.to_string()].concat()
    }
}

impl Store {
    /// When the workspace was exported last in this browser.
    pub fn last_backup(self) -> Option<Moment> {
        self.remembered()?.backup
    }

    /// How many changes there were since the last backup, or since the app reminded of one, when it is time for one.
    pub fn backup_is_due(self) -> Option<usize> {
        let remembered = self.remembered();
        let (changes, first) = self.workspace.with_untracked(|workspace| {
            let entries = workspace.entries();
            let next_place = remembered.map_or(0, |remembered| remembered.next_place);
            let known = entries.partition_point(|entry| entry.place < next_place);
            (entries.len() - known, entries.get(known).map(|entry| entry.at))
        });
        let from = remembered.map(|remembered| remembered.from).max(first)?;
        let is_old = self.now().millis() - from.millis() >= MILLIS_MOST;
        (changes >= CHANGES_MOST || (changes > 0 && is_old)).then_some(changes)
    }

    /// The workspace has been exported. Whether that is remembered: also where the storage is full, as long as the reserve lasts.
    pub fn remember_backup(self) -> bool {
        self.remember(Some(self.now()))
    }

    /// The reminder was dismissed: it comes again after as many changes, or as much time.
    pub fn dismiss_reminder(self) {
        self.remember(self.last_backup());
    }

    fn remembered(self) -> Option<Remembered> {
        self.inner.with_value(|inner| Remembered::read(&inner.replica.area().get(&backup_key(inner.replica.id()))?))
    }

    /// Nothing is lost where there is no room for it: the app reminds once more.
    fn remember(self, backup: Option<Moment>) -> bool {
        let next_place = self.workspace.with_untracked(crate::domain::Workspace::next_place);
        let text = Remembered { backup, from: self.now(), next_place }.text();
        self.inner.with_value(|inner| {
            let (area, key) = (inner.replica.area(), backup_key(inner.replica.id()));
            with_reserve(area, &|| area.set(&key, &text)).is_ok()
        })
    }
}

/// Where the last backup of a workspace is remembered: beside the workspaces, not in one, since it belongs to this browser.
pub(super) fn backup_key(workspace: &WorkspaceId) -> String {
    [PREFIX, "last-backup.", workspace.as_str()].concat()
}
