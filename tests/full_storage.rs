//! What is advised when the storage is full works with not one unit free.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use okr_sessions::domain::{Change, Command, SessionAction, SessionEdit};
use okr_sessions::store::{Area, MemoryArea, WorkspaceId, WriteError, keep_reserve, load, with_reserve, write_record};
use std::cell::Cell;
use support::*;

/// An area with a quota, counted as Chromium and Firefox do: UTF-16 units of keys and texts.
struct Quota {
    kept: MemoryArea,
    used: Cell<usize>,
    most: Cell<usize>,
}

impl Quota {
    fn new() -> Self {
        Self { kept: MemoryArea::default(), used: Cell::new(0), most: Cell::new(usize::MAX) }
    }

    fn units(key: &str, text: &str) -> usize {
        key.encode_utf16().count() + text.encode_utf16().count()
    }

    fn taken_by(&self, key: &str) -> usize {
        self.kept.get(key).map_or(0, |text| Self::units(key, &text))
    }

    /// Takes the last unit away.
    fn fill(&self) {
        self.most.set(self.used.get());
    }
}

impl Area for Quota {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        self.kept.each(visit);
    }

    fn get(&self, key: &str) -> Option<String> {
        self.kept.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), WriteError> {
        let used = self.used.get() - self.taken_by(key) + Self::units(key, text);
        if used > self.most.get() {
            return Err(WriteError::Full);
        }
        self.used.set(used);
        self.kept.set(key, text)
    }

    fn remove(&self, key: &str) {
        self.used.set(self.used.get() - self.taken_by(key));
        self.kept.remove(key);
    }
}

fn id() -> WorkspaceId {
    WorkspaceId::main()
}

/// A full storage with this many closed sessions.
fn full(count: usize) -> (Bench, Quota) {
    let mut bench = Bench::new();
    for _ in 0..count {
        bench.add_in_status("Q1 2026", CLOSED_OPEN);
    }
    let area = Quota::new();
    for record in contents(&bench.workspace) {
        area.set(&id().record(record.key()), &write_record(&record)).unwrap();
    }
    keep_reserve(&area);
    area.fill();
    (bench, area)
}

fn write(area: &Quota, changes: &[Change]) -> Result<(), WriteError> {
    with_reserve(area, &|| write_changes(area, &id(), changes, &author()))
}

#[test]
fn a_full_storage_refuses_what_makes_no_room() {
    let (mut bench, area) = full(1);
    let added = bench.run(Command::AddSession(new_session("Q2", "2026-04-01", "2026-06-30"))).unwrap();
    assert_eq!(write_changes(&area, &id(), &added.changes, &author()), Err(WriteError::Full));
}

#[test]
fn a_hundred_sessions_go_to_the_trash_of_a_full_storage() {
    let (mut bench, area) = full(100);
    let ids: Vec<_> = bench.workspace.sessions().map(|session| session.id).collect();
    for id in ids {
        let trashed = bench.act(id, SessionAction::MoveToTrash).unwrap();
        assert_eq!(write(&area, &trashed.changes), Ok(()));
    }
    assert_eq!(contents(&load(&area, &id()).workspace), contents(&bench.workspace));
}

#[test]
fn five_hundred_closed_sessions_are_deleted_at_once_from_a_full_storage_and_the_room_is_free() {
    let (mut bench, area) = full(500);
    let before = area.used.get();
    let all: Vec<_> = bench.workspace.sessions().map(|session| session.id).collect();
    let purged = bench.run(Command::Purge(all)).unwrap();
    assert_eq!(write(&area, &purged.changes), Ok(()));
    assert_eq!(contents(&load(&area, &id()).workspace), contents(&bench.workspace));
    assert!(area.used.get() * 5 < before, "{} of {before} units are still used", area.used.get());
    let added = bench.run(Command::AddSession(new_session("Q2", "2026-04-01", "2026-06-30"))).unwrap();
    assert_eq!(write_changes(&area, &id(), &added.changes, &author()), Ok(()));
}

#[test]
fn the_reserve_comes_back_as_soon_as_there_is_room() {
    let (mut bench, area) = full(40);
    let reserve = |area: &Quota| area.kept.get("okr-sessions/reserve").map_or(0, |text| text.len());
    let whole = reserve(&area);
    let ids: Vec<_> = bench.workspace.sessions().map(|session| session.id).collect();
    let trashed = bench.act(ids[0], SessionAction::MoveToTrash).unwrap();
    write(&area, &trashed.changes).unwrap();
    assert!((1..whole).contains(&reserve(&area)), "what is left of it");
    let purged = bench.run(Command::Purge(ids)).unwrap();
    write(&area, &purged.changes).unwrap();
    keep_reserve(&area);
    assert_eq!(reserve(&area), whole);
}

#[test]
fn a_longer_title_that_does_not_fit_leaves_the_old_one_in_place() {
    let mut bench = Bench::new();
    let session = bench.add_quarter("Q1");
    let area = Quota::new();
    for record in contents(&bench.workspace) {
        area.set(&id().record(record.key()), &write_record(&record)).unwrap();
    }
    area.fill();
    let before = contents(&load(&area, &id()).workspace);
    let edited = bench.edit(session, SessionEdit::Title(title("A longer title"))).unwrap();
    assert_eq!(write_changes(&area, &id(), &edited.changes, &author()), Err(WriteError::Full));
    assert_eq!(contents(&load(&area, &id()).workspace), before);
}
