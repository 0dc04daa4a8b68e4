//! What two windows did together that each of them might do alone is mended, and the history tells.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, Change, Command, Deed, Moment, Person, PersonId, Record, Session, SessionId, Stamp,
};
use support::*;

/// What came from the other window, which did not know of the change here.
fn came_in(bench: &mut Bench, record: Record) {
    let before = bench.workspace.record(record.key());
    bench.workspace.apply(&[Change { before, after: Some(record) }]);
}

fn part_of(bench: &mut Bench, id: SessionId, parent: SessionId, at: i64) {
    let session = bench.session(id).clone();
    let changed = Stamp { at: Moment::from_millis(at), ..session.changed };
    came_in(bench, Record::Session(Arc::new(Session { parent: Some(parent), changed, ..session })));
}

fn person_came(bench: &mut Bench, id: PersonId, change: impl Fn(&mut Person)) {
    let mut person = bench.person(id).clone();
    change(&mut person);
    came_in(bench, Record::Person(Arc::new(person)));
}

fn last_told(bench: &Bench) -> (Deed, String, Vec<[String; 2]>) {
    let entry = bench.workspace.entries().last().unwrap();
    let fields = entry.fields.iter().map(|field| [field.from.clone(), field.to.clone()]).collect();
    (entry.deed, entry.name.clone(), fields)
}

#[test]
fn of_two_sessions_with_one_number_one_gets_the_next_and_the_history_tells() {
    let mut bench = Bench::new();
    let own = bench.add_quarter("Own");
    assert_eq!(bench.workspace.sharing_numbers(), []);
    let other = bench.add_with_the_number_of(own);
    assert_eq!(bench.workspace.sharing_numbers(), [own.max(other)]);
    bench.run(Command::Renumber(other)).unwrap();
    assert_eq!((bench.number(own), bench.number(other)), ("SE-01001".to_owned(), "SE-01002".to_owned()));
    assert_eq!(bench.workspace.sharing_numbers(), []);
    assert_eq!(bench.workspace.session_by_number(bench.session(own).number).unwrap().id, own);
    let last = bench.workspace.entries().last().unwrap();
    assert_eq!(last.deed, Deed::Renumbered);
    assert_eq!((&*last.fields[0].from, &*last.fields[0].to), ("SE-01001", "SE-01002"));
    let next = bench.add_quarter("Next");
    assert_eq!(bench.number(next), "SE-01003");
}

#[test]
fn a_session_whose_number_is_its_own_keeps_it() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1");
    assert!(bench.run(Command::Renumber(id)).unwrap().is_empty());
}

/// Each of two windows made one session part of the other, and both hung in the air.
#[test]
fn of_a_cycle_of_parents_the_session_that_was_changed_last_is_part_of_none() {
    let mut bench = Bench::new();
    let [first, second, below] = ["First", "Second", "Below"].map(|title| bench.add_quarter(title));
    part_of(&mut bench, below, first, 1);
    assert_eq!(bench.workspace.last_changed_in_cycle(below), None);
    part_of(&mut bench, first, second, 3);
    part_of(&mut bench, second, first, 2);
    assert_eq!(bench.workspace.sessions_in_cycles(), [first, second]);
    // From each of them, and from one that only leads to them.
    for start in [first, second, below] {
        assert_eq!(bench.workspace.last_changed_in_cycle(start).unwrap().id, first);
    }
    bench.run(Command::BreakCycle(below)).unwrap();
    assert_eq!(bench.workspace.sessions_in_cycles(), []);
    let parents = [first, second, below].map(|id| bench.session(id).parent);
    assert_eq!(parents, [None, Some(first), Some(first)]);
    let lost = ["SE-01002 Second".to_owned(), String::new()];
    assert_eq!(last_told(&bench), (Deed::Overruled, "SE-01001 First".to_owned(), vec![lost]));
    assert!(bench.run(Command::BreakCycle(second)).unwrap().is_empty());
}

/// Each of two windows made a member of one of the two administrators, and nobody was left who could change anything.
#[test]
fn where_two_windows_left_no_administrator_one_stays_it_whoever_acts() {
    let mut bench = Bench::new();
    let ada = bench.add_person("Ada", AccessLevel::SystemAdministrator);
    let member = bench.add_member("Mia");
    assert!(bench.run_as(member, Command::KeepAdministrator(ada)).unwrap().is_empty());
    let first = bench.administrator;
    for id in [first, ada] {
        person_came(&mut bench, id, |person| person.access = AccessLevel::Member);
    }
    bench.run_as(member, Command::KeepAdministrator(ada)).unwrap();
    assert!(bench.person(ada).is_administrator());
    assert_eq!(bench.workspace.administrators(), 1);
    let kept = ["Member", "System administrator"].map(str::to_owned);
    assert_eq!(last_told(&bench), (Deed::Overruled, "Ada".to_owned(), vec![kept]));
}

#[test]
fn where_two_windows_removed_everybody_one_comes_back() {
    let mut bench = Bench::new();
    let ada = bench.add_person("Ada", AccessLevel::SystemAdministrator);
    let (first, removed) = (bench.administrator, Some(bench.workspace.entries().last().map(|entry| entry.at).unwrap()));
    for id in [first, ada] {
        person_came(&mut bench, id, |person| person.removed = removed.map(|at| Stamp { by: first, at }));
    }
    bench.run_as(first, Command::KeepAdministrator(ada)).unwrap();
    assert!(bench.person(ada).is_administrator());
    let back = ["removed", "System administrator"].map(str::to_owned);
    assert_eq!(last_told(&bench), (Deed::Overruled, "Ada".to_owned(), vec![back]));
}
