//! Deleting for good.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use okr_sessions::domain::{AccessLevel, Command, Deed, Field, Refusal, SessionAction, SessionId, Subject, archivable};
use support::*;

fn purge(bench: &mut Bench, ids: &[SessionId]) -> Result<okr_sessions::domain::Decision, Refusal> {
    bench.run(Command::Purge(ids.to_vec()))
}

fn told_of(bench: &Bench, id: SessionId) -> usize {
    bench.workspace.entries().iter().filter(|entry| entry.subject == Subject::Session(id)).count()
}

#[test]
fn only_what_is_in_the_trash_or_closed_can_be_deleted_for_good() {
    for (status, allowed) in [(OPEN, false), (IN_PROGRESS, false), (CLOSED_OPEN, true), (CLOSED_IN_PROGRESS, true)] {
        let mut bench = Bench::new();
        let id = bench.add_in_status("Q1", status);
        let number = bench.session(id).number;
        let expected = if allowed { Ok(()) } else { Err(Refusal::StatusDoesNotAllow(number)) };
        assert_eq!(purge(&mut bench, &[id]).map(drop), expected, "{status:?}");
    }
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1");
    bench.act(id, SessionAction::MoveToTrash).unwrap();
    assert!(purge(&mut bench, &[id]).is_ok());
    assert_eq!(purge(&mut bench, &[id]), Err(Refusal::NotFound));
}

#[test]
fn members_delete_nothing() {
    let mut bench = Bench::new();
    let id = bench.add_in_status("Q1", CLOSED_OPEN);
    let mia = bench.add_person("Mia", AccessLevel::Member);
    assert_eq!(bench.run_as(mia, Command::Purge(vec![id])), Err(Refusal::AdministratorsOnly));
}

#[test]
fn one_refused_session_keeps_them_all() {
    let mut bench = Bench::new();
    let (closed, open) = (bench.add_in_status("Q1", CLOSED_OPEN), bench.add_quarter("Q2"));
    assert!(purge(&mut bench, &[closed, open]).is_err());
    assert_eq!(bench.workspace.sessions().len(), 2);
}

#[test]
fn a_deleted_session_goes_with_its_history_and_one_entry_names_it() {
    let mut bench = Bench::new();
    let id = bench.add_in_status("Q1", CLOSED_OPEN);
    let name = bench.session(id).called();
    assert_eq!(told_of(&bench, id), 2);
    purge(&mut bench, &[id]).unwrap();
    assert_eq!((bench.workspace.session(id), told_of(&bench, id)), (None, 0));
    let last = bench.workspace.entries().last().unwrap();
    assert_eq!((last.deed, &last.subject, &last.name), (Deed::Purged, &Subject::Workspace, &name));
}

#[test]
fn what_was_part_of_a_deleted_session_stays_as_part_of_nothing() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("2026", "2026-01-01", "2026-12-31"));
    let quarter = bench.add_below(year, "Q1", "2026-01-01", "2026-03-31");
    let gone = bench.add_below(year, "Q2", "2026-04-01", "2026-06-30");
    for id in [year, gone] {
        bench.act(id, SessionAction::Close).unwrap();
    }
    let before = bench.session(quarter).revision;
    purge(&mut bench, &[year, gone]).unwrap();
    assert_eq!((bench.session(quarter).parent, bench.session(quarter).revision), (None, before + 1));
    let subject = Subject::Session(quarter);
    let told = bench.workspace.entries().iter().rev().find(|entry| entry.subject == subject).unwrap();
    let fields: Vec<_> = told.fields.iter().map(|change| (change.field, &*change.from, &*change.to)).collect();
    assert_eq!((told.deed, fields), (Deed::Changed, vec![(Field::Parent, "SE-01001 2026", "")]));
}

/// The open ones lost their parent, and could not be given it back when the archive was imported.
#[test]
fn only_closed_sessions_of_which_nothing_that_stays_is_a_part_are_archived() {
    let mut bench = Bench::new();
    let year = |bench: &mut Bench, title: &str| bench.add(new_session(title, "2026-01-01", "2026-12-31"));
    let half = |bench: &mut Bench, above| bench.add_below(above, "H1", "2026-01-01", "2026-06-30");
    let quarter = |bench: &mut Bench, above| bench.add_below(above, "Q1", "2026-01-01", "2026-03-31");
    let (alone, trashed) = (year(&mut bench, "Alone"), year(&mut bench, "Trashed"));
    let whole = year(&mut bench, "Whole");
    let of_whole = half(&mut bench, whole);
    let partly = year(&mut bench, "Partly");
    let (of_partly, other) = (half(&mut bench, partly), half(&mut bench, partly));
    let open = quarter(&mut bench, of_partly);
    for id in [alone, trashed, whole, of_whole, partly, of_partly, other] {
        bench.act(id, SessionAction::Close).unwrap();
    }
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    assert_eq!(archivable(&bench.workspace), [alone, whole, of_whole, other].into());
    bench.act(open, SessionAction::Close).unwrap();
    assert_eq!(archivable(&bench.workspace).len(), 7);
}

#[test]
fn deleting_for_good_can_be_undone_with_the_history_and_its_number_is_not_given_meanwhile() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("2026", "2026-01-01", "2026-12-31"));
    let quarter = bench.add_below(year, "Q1", "2026-01-01", "2026-03-31");
    bench.act(year, SessionAction::Close).unwrap();
    let told = told_of(&bench, year);
    let purged = purge(&mut bench, &[year]).unwrap();
    let next = bench.add_quarter("Next");
    assert_eq!(bench.number(next), "SE-01003");
    let undone = bench.undo(&purged).unwrap();
    assert_eq!((bench.number(year), told_of(&bench, year)), ("SE-01001".to_owned(), told));
    assert_eq!(bench.session(quarter).parent, Some(year));
    bench.run(redo_of(&undone, bench.administrator)).unwrap();
    assert_eq!(bench.workspace.session(year), None);
}
