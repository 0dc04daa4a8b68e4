//! Long work comes to the same however it is sliced, and says how far it is.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::fmt::{Debug, Write};

use okr_sessions::domain::{Command, ImportPlanning, ImportRow, RecordKey, Sliced};
use okr_sessions::store::backup::{BackupPlanning, BackupReading, Preference, StoredText, read, write};
use okr_sessions::store::csv::{Mapping, RowsReading, Sheet, SheetReading};
use okr_sessions::store::{WritesMaking, record_name, write_record};
use support::*;

/// Rows that are fine and rows that are refused, parents that come later, people who are not known, and empty lines at the end.
fn file() -> String {
    let mut file = "Number;Name;State;Begin;End;Created By;Parent\n".to_owned();
    for at in 0..40 {
        let state = if at % 7 == 3 { "Paused" } else { "Closed" };
        let parent = if at % 5 == 0 { format!("SE-{:05}", 2001 + (at + 9) % 40) } else { String::new() };
        writeln!(
            file,
            "SE-{:05};\"Session\n{at}\";{state};2026-01-01;2026-03-31;Person {};{parent}",
            2001 + at,
            at % 3
        )
        .unwrap();
    }
    file + ";;;;;;\n\n\n"
}

fn rows() -> Vec<ImportRow> {
    okr_sessions::store::csv::read(file().as_bytes()).unwrap()
}

/// Goes through some work in slices of every size and compares what comes of it with what comes of one go.
fn comes_to_the_same<W: Sliced<Output: PartialEq + Debug>>(what: &str, begin: impl Fn() -> W) {
    let whole = begin().whole();
    for size in [1, 2, 3, 7, 39, 40, 41, 10_000] {
        let mut work = begin();
        let (mut before, all) = work.progress();
        assert_eq!(before, 0, "{what}: nothing is done at first");
        assert!(all > 1, "{what} has several parts");
        while !work.is_done() {
            work.go_on(size);
            let (done, still) = work.progress();
            assert!(before < done && done <= all && still == all, "{what}: {before}, then {done} of {still}, {all}");
            before = done;
        }
        assert_eq!(work.finish(), whole, "{what} in slices of {size}");
    }
}

#[test]
fn a_file_of_sessions_is_read_and_checked_the_same_in_slices() {
    let (file, rows) = (file(), rows());
    comes_to_the_same("splitting", || SheetReading::new(file.as_bytes()).unwrap());
    let sheet = Sheet::read(file.as_bytes()).unwrap();
    let mapping = Mapping::by_name(sheet.header()).unwrap();
    comes_to_the_same("reading rows", || RowsReading::new(&sheet, &mapping));
    let mut bench = Bench::new();
    bench.add_member("person 1");
    comes_to_the_same("checking rows", || ImportPlanning::new(&bench.workspace, bench.administrator, &rows));
}

#[test]
fn the_texts_of_many_changes_are_made_the_same_in_slices() {
    let mut bench = Bench::new();
    let fine: Vec<ImportRow> =
        rows().into_iter().filter(|row| row.state == "Closed" && row.parent.is_empty()).collect();
    let (plan, refused) = ImportPlanning::new(&bench.workspace, bench.administrator, &fine).whole();
    assert_eq!(refused, []);
    let decision = bench.run(Command::Import(plan)).unwrap();
    let author = author();
    comes_to_the_same("texts", || WritesMaking::new(&|_| None, &decision.changes, &author));
}

#[test]
fn a_backup_is_read_and_planned_the_same_in_slices() {
    let mut bench = Bench::new();
    for at in 0..20 {
        bench.add_quarter(&format!("Session {at}"));
    }
    let texts = contents(&bench.workspace)
        .into_iter()
        .map(|record| StoredText { name: record_name(record.key()), text: write_record(&record) });
    // Some of it is refused.
    let file = write(&texts.collect::<Vec<_>>()).replacen("\"sha256\"", "\"was\"", 1);
    let file = file.replace("\"SE-01003\"", "\"SE-x\"");
    comes_to_the_same("reading records", || BackupReading::new(file.as_bytes()).unwrap());
    let backup = read(file.as_bytes()).unwrap();
    assert_eq!(backup.refused.len(), 1);
    // Another workspace, in which the numbers are taken.
    let mut other = Bench::new();
    other.ids.0 += 10_000;
    other.add_quarter("Mine");
    let nothing = |_: RecordKey| None;
    let author = author();
    let planning = || BackupPlanning::new(&other.workspace, &nothing, &backup, Preference::Later, &author);
    comes_to_the_same("planning", planning);
    assert!(!planning().whole().renumbered.is_empty());
}

#[test]
fn a_workspace_is_still_the_same_until_anything_is_changed() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1");
    let mut earlier = bench.workspace.clone();
    assert!(bench.workspace.is_still(&earlier));
    let commands = [
        Command::EditSession(id, okr_sessions::domain::SessionEdit::Title(title("Q2"))),
        Command::AddPerson(details("Mia", okr_sessions::domain::AccessLevel::Member)),
        Command::AddGroup(okr_sessions::domain::GroupKind::Team, group_details("Team", &[])),
        Command::SetFirstMonth(okr_sessions::domain::Month::new(4).unwrap()),
        Command::DismissRenameHint,
        Command::AddSession(new_session("Q3", "2026-07-01", "2026-09-30")),
    ];
    for command in commands {
        bench.run(command.clone()).unwrap();
        assert!(!bench.workspace.is_still(&earlier), "{command:?}");
        earlier = bench.workspace.clone();
    }
}
