//! The backups that are exported by hand: making one, and when the last one was made, for every card that tells of it.

use leptos::prelude::*;

use crate::domain::Moment;
use crate::store::{Store, backup};
use crate::ui::components::{Toasts, toasts};
use crate::ui::format;

/// When the workspace was exported last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastBackup {
    /// Not that this browser knew.
    Never,
    At(Moment),
    /// Just now, and the storage has no room to remember it.
    Forgotten,
}

/// Exports the workspace and remembers when.
#[derive(Clone, Copy)]
pub(super) struct Backups {
    store: Store,
    toasts: Toasts,
    last: RwSignal<LastBackup>,
}

impl Backups {
    pub(super) fn of(store: Store) -> Self {
        Self {
            store,
            toasts: toasts(),
            last: RwSignal::new(store.last_backup().map_or(LastBackup::Never, LastBackup::At)),
        }
    }

    /// Saves the whole workspace as a file.
    pub(super) fn save(self) {
        let day = self.store.today().get_untracked();
        let text = backup::write(&self.store.stored_texts());
        let name = ["okr-workspace-", &*day.to_string(), ".json"].concat();
        if !format::download(self.toasts, &name, "application/json", &text) {
            return;
        }
        let last = match (self.store.remember_backup(), self.store.last_backup()) {
            (true, Some(at)) => LastBackup::At(at),
            _ => LastBackup::Forgotten,
        };
        self.last.set(last);
    }

    /// When that was done last, in words.
    pub(super) fn text(self) -> String {
        match self.last.get() {
            LastBackup::At(at) => {
                ["The last backup was exported in this browser on ", &*format::moment(at), "."].concat()
            }
            LastBackup::Never => "No backup was exported in this browser yet.".to_owned(),
            LastBackup::Forgotten => {
                "A backup was exported just now. The browser's storage is full, so the app cannot remember that and will \
                 remind you again."
                    .to_owned()
            }
        }
    }
}
