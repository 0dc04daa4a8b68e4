//! What other windows of this browser change comes in at the same place as our own changes.

use std::sync::Arc;
use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;

use crate::chunks::deferred;
use crate::domain::{Change, Entry, Record, RecordKey, overruled_entry};

use super::batch::Write;
use super::browser::{after_the_first_rows, remember_for_window, window_text};
use super::interrupted::{notes, take_back};
use super::keys::named_record;
use super::live::Store;
use super::load::load;
use super::merge::Overruled;
use super::records::{is_newer, read_record};
use super::recovery::Journaled;
use super::reserve::keep_reserve;
use super::returning::nothing_returns;
use super::steps::{same_step, time_of, writes_in};
use super::workspaces::name_key;

/// Which workspace the page that this window showed before had whole when it was left in order.
const LEFT: &str = "left";
/// A command is written in milliseconds: a note that is still there after this time was left behind.
pub(super) const NOTE_IS_LEFT: Duration = Duration::from_secs(3);
/// So many records are compared at a time, so that no key press waits for it.
const COMPARED_AT_ONCE: usize = 500;
/// What is older than this has long been on the disk: Chromium flushes localStorage at least once an hour.
const JOURNALED_FOR: f64 = 24.0 * 3_600_000.0;
/// The journal's newest records are kept for undo and redo, however old they are: enough for 100 steps, also where they were undone
/// and done again twice.
const KEPT_FOR_UNDO: u32 = 500;

/// Long enough after the start for the first page to be there with all that it needs.
const RECOVERED_AFTER: Duration = Duration::from_millis(1200);
/// When the code for it could not be fetched.
const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// What another window did.
pub(super) enum Incoming {
    /// A record has this text now, or none.
    Record(RecordKey, Option<String>),
    /// The storage was emptied.
    Everything,
    /// The workspace is no more; this was kept of its name.
    Deleted(Option<String>),
}

deferred! {
    fn take_what_came(store: Store) in dialogs {
        store.take_all()
    } else {
        set_timeout(move || self::take_what_came(store), TRIED_AGAIN_AFTER)
    }

    fn recover(store: Store) in dialogs {
        store.recover()
    } else {
        set_timeout(move || self::recover(store), TRIED_AGAIN_AFTER)
    }
}

impl Store {
    /// Calls a function for every entry about what two windows did at the same time: a value that does not stand, a number
    /// that both had given.
    pub fn on_told(self, tell: impl Fn(&Entry) + 'static) {
        self.inner.with_value(|inner| inner.told.replace(Some(Box::new(tell))));
    }

    pub(super) fn tell(self, entry: &Entry) {
        self.inner.with_value(|inner| {
            if let Some(tell) = &*inner.told.borrow() {
                tell(entry);
            }
        });
    }

    pub(super) fn follow_other_windows(self) {
        let _ = window_event_listener(leptos::ev::storage, move |event| match event.key() {
            None => self.take_in(Incoming::Everything),
            Some(key) if event.new_value().is_none() && key == name_key(&self.workspace_id()) => {
                // What is typed would be saved when the page goes, where nothing is any more.
                self.read_only.set(true);
                self.take_in(Incoming::Deleted(event.old_value()));
            }
            Some(key) => {
                let record = self.inner.with_value(|inner| {
                    let name = inner.replica.id().name_in(&key)?;
                    inner.replica.hear_of(name);
                    named_record(name)
                });
                if let Some(record) = record {
                    self.take_in(Incoming::Record(record, event.new_value()));
                }
            }
        });
    }

    /// The code that takes it in may still have to be fetched; what comes meanwhile waits in its order.
    fn take_in(self, incoming: Incoming) {
        self.inner.with_value(|inner| inner.incoming.borrow_mut().push(incoming));
        take_what_came(self);
    }

    fn take_all(self) {
        for incoming in self.inner.with_value(|inner| inner.incoming.take()) {
            match incoming {
                Incoming::Everything => self.reload(),
                Incoming::Deleted(name) => self.leave_deleted(name),
                Incoming::Record(key, text) => {
                    self.take_remote(key, text.as_deref());
                }
            }
        }
    }

    /// Takes in the text that another window wrote; whether it is a record.
    pub(super) fn take_remote(self, key: RecordKey, text: Option<&str>) -> bool {
        if text.is_some_and(is_newer) {
            self.read_only.set(true);
            return false;
        }
        let author = self.author();
        let Some(taken) = self.inner.with_value(|inner| inner.replica.take(key, text, &author)) else {
            return false;
        };
        if let Some(write) = taken.written {
            self.keep_upkeep(&[write]);
        }
        let after = taken.text.as_deref().and_then(|text| read_record(key, text));
        let before = self.workspace.with_untracked(|workspace| workspace.record(key));
        self.apply_remote(vec![(key, after)]);
        self.mend_after(key, before.as_ref());
        if let Some(overruled) = taken.overruled {
            self.tell_overruled(key, &overruled);
        }
        true
    }

    /// Applies records as they stand in the storage now.
    fn apply_remote(self, records: Vec<(RecordKey, Option<Record>)>) {
        let change = |(key, after): (RecordKey, Option<Record>)| {
            let before = self.workspace.with_untracked(|workspace| workspace.record(key));
            (before != after).then_some(Change { before, after })
        };
        let changes: Vec<Change> = records.into_iter().filter_map(change).collect();
        if !changes.is_empty() {
            self.workspace.update(|workspace| workspace.apply(&changes));
        }
    }

    /// Puts the values that do not stand into the history. Both windows write the same entry under the same key.
    fn tell_overruled(self, key: RecordKey, overruled: &Overruled) {
        let entry = self.workspace.with_untracked(|workspace| {
            let (stands, lost) = (workspace.record(key)?, read_record(key, &overruled.text)?);
            overruled_entry(workspace, &stands, &lost, overruled.change, overruled.stamp?)
        });
        let Some(entry) = entry.map(Arc::new) else {
            return;
        };
        let key = RecordKey::Entry(entry.id);
        if self.workspace.with_untracked(|workspace| workspace.record(key)).is_none() {
            let changes = [Change::added(Record::Entry(entry.clone()))];
            if let Ok(writes) = self.write(&changes, &nothing_returns) {
                self.keep_upkeep(&writes);
            }
            self.workspace.update(|workspace| workspace.apply(&changes));
        }
        self.tell(&entry);
    }

    pub(super) fn reload(self) {
        let loaded = self.inner.with_value(|inner| load(inner.replica.area(), inner.replica.id()));
        self.damaged.set(loaded.damaged);
        self.read_only.set(loaded.newer);
        self.workspace.set(loaded.workspace);
        self.ensure_an_administrator();
        self.settle_the_first_person();
    }

    /// Heals what was lost when the browser ended, once the first row is there.
    pub(super) fn recover_soon(self, interrupted: bool, empty: bool) {
        // Where the storage was whole and nothing is there all the same, somebody emptied it.
        let emptied = empty && window_text(LEFT).is_some_and(|left| left == self.workspace_id().as_str());
        after_the_first_rows(|| remember_for_window(LEFT, ""));
        if emptied {
            self.inner.with_value(|inner| inner.journal.forget());
        }
        if !interrupted {
            set_timeout(move || recover(self), RECOVERED_AFTER);
            return;
        }
        let found = self.inner.with_value(|inner| notes(inner.replica.area(), inner.replica.id()));
        let settle = move || {
            self.inner.with_value(|inner| take_back(inner.replica.area(), inner.replica.id(), &found));
            self.take_in(Incoming::Everything);
            recover(self);
        };
        set_timeout(settle, NOTE_IS_LEFT);
    }

    fn recover(self) {
        let read = move |keys: Array, records: Array| {
            self.inner.with_value(|inner| {
                let is_known = |record: &Array| records.iter().any(|known| same_step(&Array::from(&known), record));
                let left = inner.journal.add_what_was_left(is_known);
                for record in &left {
                    records.push(record);
                }
                inner.steps.borrow_mut().begin_with(&records);
                let old = |place: &u32| {
                    let age = inner.clock.now().millis() as f64 - time_of(&Array::from(&records.get(*place)));
                    place + KEPT_FOR_UNDO < records.length() && age > JOURNALED_FOR
                };
                if let Some(last) = (0..records.length()).take_while(old).last() {
                    inner.journal.remove_up_to(keys.get(last).as_f64().unwrap_or_default());
                }
            });
            self.steps_are_known();
            let commands = records.iter().flat_map(|record| writes_in(&Array::from(&record)));
            self.heal(Journaled::new(commands), 0);
        };
        self.inner.with_value(|inner| {
            inner.replica.begin_recovery();
            inner.journal.read(read);
        });
    }

    /// Writes what the storage lacks, from a place of the journal's records on.
    fn heal(self, journaled: Journaled, from: usize) {
        if self.read_only.get_untracked() {
            return;
        }
        if from >= journaled.len() {
            self.settle_the_first_person();
            self.settle_numbers(false);
            self.break_cycles();
            self.inner.with_value(|inner| {
                inner.replica.end_recovery();
                keep_reserve(inner.replica.area());
            });
            return self.remember_when_left();
        }
        let places = from..journaled.len().min(from + COMPARED_AT_ONCE);
        let author = self.author();
        let next = places.end;
        let healed: Vec<Write> = self.inner.with_value(|inner| {
            let missing = inner.replica.missing(&journaled, places);
            // Where there is no room, the records stand in this page, and in the journal for the next one.
            let _ = super::batch::carry_out(inner.replica.area(), inner.replica.id(), &missing, &author);
            missing
        });
        let record = |write: &Write| {
            let key = named_record(&write.name)?;
            Some((key, write.new.as_deref().and_then(|text| read_record(key, text))))
        };
        self.apply_remote(healed.iter().filter_map(record).collect());
        set_timeout(move || self.heal(journaled, next), Duration::ZERO);
    }

    /// From now on the storage is whole. A page that is left before says nothing of it: the next one would take what is not
    /// healed yet for emptied, and the journal with it.
    fn remember_when_left(self) {
        let workspace = self.workspace_id();
        let _ = window_event_listener_untyped("pagehide", move |_| remember_for_window(LEFT, workspace.as_str()));
    }
}
