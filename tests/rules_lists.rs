//! What the Sessions page and the menu list, and in which order (`domain.md`, Order and Navigation window).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, Column, Command, Direction, ListQuery, Record, Session, SessionAction, SessionEdit, SessionId,
    SessionNumber, Visibility, Workspace, ended_not_closed, list, sessions_in_menu,
};
use support::*;

/// The listed titles, each after as many dots as it is deep.
fn listed(bench: &Bench, query: &ListQuery) -> Vec<String> {
    let viewer = bench.person(bench.administrator);
    let rows = list(&bench.workspace, viewer, query);
    let line = |depth: u32, id: SessionId| format!("{}{}", ".".repeat(depth as usize), bench.session(id).title);
    rows.into_iter().map(|row| line(row.depth, row.session)).collect()
}

fn searched(bench: &Bench, search: &str) -> Vec<String> {
    listed(bench, &ListQuery { search: search.to_owned(), ..ListQuery::default() })
}

fn sorted(bench: &Bench, column: Column, direction: Direction) -> Vec<String> {
    let sort = Some((column, direction));
    listed(bench, &ListQuery { include_closed: true, sort, ..ListQuery::default() })
}

#[test]
fn closed_sessions_are_listed_only_when_asked_for_and_trashed_ones_never() {
    let mut bench = Bench::new();
    for (name, status) in [("open", OPEN), ("running", IN_PROGRESS), ("closed", CLOSED_IN_PROGRESS)] {
        bench.add_in_status(name, status);
    }
    let trashed = bench.add_quarter("trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    assert_eq!(listed(&bench, &ListQuery::default()), ["running", "open"]);
    let all = ListQuery { include_closed: true, ..ListQuery::default() };
    assert_eq!(listed(&bench, &all), ["closed", "running", "open"]);
}

#[test]
fn search_finds_parts_of_titles_and_numbers_whatever_the_letter_case() {
    let mut bench = Bench::new();
    for name in ["Sales Q1 2026", "ÄPFEL", "Ship it", "straße"] {
        bench.add_quarter(name);
    }
    let cases: [(&str, &[&str]); 14] = [
        ("", &["straße", "Ship it", "ÄPFEL", "Sales Q1 2026"]),
        ("   ", &["straße", "Ship it", "ÄPFEL", "Sales Q1 2026"]),
        ("q1", &["Sales Q1 2026"]),
        ("  SALES  ", &["Sales Q1 2026"]),
        ("äpf", &["ÄPFEL"]),
        ("STRAßE", &["straße"]),
        ("SE-01002", &["ÄPFEL"]),
        ("se-01002", &["ÄPFEL"]),
        ("01003", &["Ship it"]),
        ("1004", &["straße"]),
        ("100", &["straße", "Ship it", "ÄPFEL", "Sales Q1 2026"]),
        ("2026", &["Sales Q1 2026"]),
        ("sales 2026", &[]),
        (".*", &[]),
    ];
    for (search, expected) in cases {
        assert_eq!(searched(&bench, search), expected, "{search:?}");
    }
}

/// Three sessions whose order is another one in every column.
fn different_orders() -> Bench {
    let mut bench = Bench::new();
    let zoe = bench.add_person("zoe", AccessLevel::SystemAdministrator);
    let bea = bench.add_person("Bea", AccessLevel::SystemAdministrator);
    let b = bench.add(new_session("b", "2026-03-01", "2026-03-02"));
    let c = Command::AddSession(new_session("C", "2026-01-01", "2026-12-31"));
    let c = bench.run_as(zoe, c).unwrap().session().unwrap().id;
    let a = Command::AddSession(new_session("A", "2026-02-01", "2026-06-30"));
    bench.run_as(bea, a).unwrap();
    bench.act(b, SessionAction::Close).unwrap();
    bench.run_as(bea, Command::Act(c, SessionAction::Start)).unwrap();
    bench
}

#[test]
fn every_column_sorts_both_ways_and_letter_case_does_not_count() {
    let bench = different_orders();
    let ascending: [(Column, [&str; 3]); 6] = [
        (Column::Number, ["b", "C", "A"]),
        (Column::Name, ["A", "b", "C"]),
        (Column::State, ["A", "C", "b"]),
        (Column::Begin, ["C", "A", "b"]),
        (Column::End, ["b", "A", "C"]),
        (Column::CreatedBy, ["b", "A", "C"]),
    ];
    for (column, expected) in ascending {
        assert_eq!(sorted(&bench, column, Direction::Ascending), expected, "{column:?}");
        let backwards: Vec<&str> = expected.into_iter().rev().collect();
        assert_eq!(sorted(&bench, column, Direction::Descending), backwards, "{column:?}");
    }
    // Bea edited two of them last: equal rows stay newest first, both ways.
    assert_eq!(sorted(&bench, Column::LastEditedBy, Direction::Ascending), ["b", "A", "C"]);
    assert_eq!(sorted(&bench, Column::LastEditedBy, Direction::Descending), ["A", "C", "b"]);
    assert_eq!(Column::ALL.len(), 7);
}

#[test]
fn a_title_sorts_and_is_found_by_what_it_says_now() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Alpha");
    bench.add_quarter("Beta");
    assert_eq!(searched(&bench, "alp"), ["Alpha"]);
    bench.edit(id, SessionEdit::Title(title("Gamma"))).unwrap();
    assert_eq!(searched(&bench, "alp"), [""; 0]);
    assert_eq!(sorted(&bench, Column::Name, Direction::Ascending), ["Beta", "Gamma"]);
}

#[test]
fn grouped_by_parent_children_stand_below_their_parent_in_the_order_asked_for() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
    let half = bench.add_below(year, "H1 2026", "2026-01-01", "2026-06-30");
    bench.add_below(half, "Q1 2026", "2026-01-01", "2026-03-31");
    bench.add_below(half, "Q2 2026", "2026-04-01", "2026-06-30");
    bench.add_below(year, "H2 2026", "2026-07-01", "2026-12-31");
    bench.add_quarter("Alone");
    let tree = ListQuery { by_parent: true, ..ListQuery::default() };
    assert_eq!(listed(&bench, &tree), ["Alone", "FY2026", ".H2 2026", ".H1 2026", "..Q2 2026", "..Q1 2026"]);
    let by_begin = ListQuery { sort: Some((Column::Begin, Direction::Descending)), ..tree.clone() };
    assert_eq!(listed(&bench, &by_begin), ["Alone", "FY2026", ".H2 2026", ".H1 2026", "..Q2 2026", "..Q1 2026"]);
    let by_name = ListQuery { sort: Some((Column::Name, Direction::Ascending)), ..tree.clone() };
    assert_eq!(listed(&bench, &by_name), ["Alone", "FY2026", ".H1 2026", "..Q1 2026", "..Q2 2026", ".H2 2026"]);
    // What the list does not hold cannot carry what it holds.
    bench.act(half, SessionAction::Close).unwrap();
    assert_eq!(listed(&bench, &tree), ["Alone", "Q2 2026", "Q1 2026", "FY2026", ".H2 2026"]);
    let found = ListQuery { search: "q1".to_owned(), ..tree };
    assert_eq!(listed(&bench, &found), ["Q1 2026"]);
}

#[test]
fn a_child_of_a_parent_that_the_viewer_may_not_see_stands_at_the_top() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let hidden = bench.add(new_session("hidden", "2026-01-01", "2026-12-31"));
    let half = bench.add_below(hidden, "half", "2026-01-01", "2026-06-30");
    bench.add_below(half, "quarter", "2026-01-01", "2026-03-31");
    bench.edit(hidden, SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()))).unwrap();
    let tree = ListQuery { by_parent: true, ..ListQuery::default() };
    let depths = |viewer| -> Vec<u32> {
        list(&bench.workspace, bench.person(viewer), &tree).iter().map(|row| row.depth).collect()
    };
    assert_eq!(depths(bench.administrator), [0, 1, 2]);
    assert_eq!(depths(mia), [0, 1]);
}

#[test]
fn sessions_that_are_each_others_parents_are_listed_all_the_same() {
    let mut bench = Bench::new();
    let ids = ["a", "b", "c"].map(|name| bench.add_quarter(name));
    // No command makes a cycle; stored records of another origin may hold one.
    let parents = [Some(ids[1]), Some(ids[0]), Some(ids[2])];
    let cyclic = |record: Record| match record {
        Record::Session(session) => {
            let place = ids.iter().position(|id| *id == session.id).unwrap();
            Record::Session(Arc::new(Session { parent: parents[place], ..(*session).clone() }))
        }
        other => other,
    };
    bench.workspace = Workspace::from_records(contents(&bench.workspace).into_iter().map(cyclic), SessionNumber::FIRST);
    let tree = ListQuery { by_parent: true, ..ListQuery::default() };
    assert_eq!(listed(&bench, &tree), ["c", "b", ".a"]);
}

#[test]
fn the_menu_lists_from_a_month_before_begin_to_a_month_after_end() {
    let mut bench = Bench::new();
    bench.add(new_session("Spring", "2026-03-31", "2026-05-31"));
    let cases = [
        ("2026-02-27", false),
        ("2026-02-28", true),
        ("2026-03-31", true),
        ("2026-05-31", true),
        ("2026-06-30", true),
        ("2026-07-01", false),
    ];
    for (today, expected) in cases {
        let menu = sessions_in_menu(&bench.workspace, bench.person(bench.administrator), date(today));
        assert_eq!(!menu.is_empty(), expected, "{today}");
    }
}

#[test]
fn the_menu_lists_closed_sessions_by_begin_and_none_that_are_trashed_or_hidden() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let later = bench.add(new_session("Later", "2026-02-01", "2026-03-31"));
    let closed = bench.add_in_status("Closed", CLOSED_OPEN);
    let same_begin = bench.add_quarter("Same begin");
    let hidden = bench.add_quarter("Hidden");
    bench.edit(hidden, SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()))).unwrap();
    let trashed = bench.add_quarter("Trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let menu = |viewer| -> Vec<SessionId> {
        let sessions = sessions_in_menu(&bench.workspace, bench.person(viewer), date("2026-02-10"));
        sessions.iter().map(|session| session.id).collect()
    };
    assert_eq!(menu(mia), [closed, same_begin, later]);
    assert_eq!(menu(bench.administrator), [closed, same_begin, hidden, later]);
}

#[test]
fn the_icon_counts_sessions_that_ended_and_are_open_for_who_may_see_them() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    bench.add(new_session("Ended", "2026-01-01", "2026-01-31"));
    bench.add(new_session("Ends today", "2026-01-01", "2026-02-10"));
    let hidden = bench.add(new_session("Hidden", "2025-10-01", "2025-12-31"));
    bench.edit(hidden, SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()))).unwrap();
    let closed = bench.add(new_session("Closed", "2025-10-01", "2025-12-31"));
    bench.act(closed, SessionAction::Close).unwrap();
    let trashed = bench.add(new_session("Trashed", "2025-10-01", "2025-12-31"));
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let count = |viewer, today| ended_not_closed(&bench.workspace, bench.person(viewer), date(today));
    assert_eq!(count(mia, "2026-02-10"), 1);
    assert_eq!(count(bench.administrator, "2026-02-10"), 2);
    assert_eq!(count(mia, "2026-02-11"), 2);
}
