//! Calendar files: an independent parser reads them, and what it reads is what the actor may see.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::BTreeMap;

use ::icalendar::parser::{Component, Property, read_calendar, unfold};
use okr_sessions::domain::{Cadence, Person, Session, SessionAction, SessionEdit, Visibility, Workspace, is_listed};
use okr_sessions::store::icalendar;
use proptest::prelude::*;
use support::random::{cases, workspaces};
use support::*;

/// The events of a file by `UID`, each as its properties by name, as the parser gives them.
fn events(file: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let unfolded = unfold(file);
    let parsed = read_calendar(&unfolded).unwrap();
    let events: Vec<_> = parsed.components.iter().map(properties).collect();
    let count = events.len();
    let by_uid: BTreeMap<_, _> = events.into_iter().map(|event| (event["UID"].clone(), event)).collect();
    assert_eq!(by_uid.len(), count, "a UID stands there twice");
    by_uid
}

fn properties(component: &Component<'_>) -> BTreeMap<String, String> {
    assert_eq!(component.name, "VEVENT");
    let text = |property: &Property<'_>| (property.name.to_string(), property.val.to_string());
    component.properties.iter().map(text).collect()
}

fn uid(session: &Session) -> String {
    format!("{}@okr-sessions", session.id)
}

fn export(bench: &Bench) -> String {
    icalendar::write(&bench.workspace, bench.person(bench.administrator))
}

#[test]
fn a_session_is_an_all_day_event_that_ends_before_the_day_after_its_last() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1, \"2026\"; a\\b");
    let event = events(&export(&bench))[&uid(bench.session(id))].clone();
    assert_eq!(event["DTSTART"], "20260101");
    assert_eq!(event["DTEND"], "20260401");
    assert_eq!(event["SUMMARY"], "Q1, \"2026\"; a\\b", "escaped and read back");
    assert_eq!(event["TRANSP"], "TRANSPARENT");
    assert!(event["DESCRIPTION"].starts_with("SE-01001, Open"), "{event:?}");
    assert!(export(&bench).contains("DTSTART;VALUE=DATE:20260101\r\n"));
}

#[test]
fn every_check_in_date_is_an_event_on_the_last_day_of_its_period() {
    let mut bench = Bench::new();
    let id = bench.add(new_session("January", "2026-01-01", "2026-01-17"));
    let due = |bench: &Bench| -> Vec<String> {
        let events = events(&export(bench));
        let check_ins = events.into_iter().filter(|(uid, _)| uid.contains("-check-in-"));
        check_ins.map(|(_, event)| event["DTSTART"].clone()).collect()
    };
    assert_eq!(due(&bench), ["20260107", "20260114", "20260117"]);
    bench.edit(id, SessionEdit::Cadence(Cadence::BiWeekly)).unwrap();
    assert_eq!(due(&bench), ["20260114", "20260117"]);
}

#[test]
fn closed_sessions_are_in_it_and_the_trash_is_not() {
    let mut bench = Bench::new();
    let closed = bench.add_in_status("Closed", CLOSED_IN_PROGRESS);
    let trashed = bench.add_quarter("Trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let events = events(&export(&bench));
    assert!(events.contains_key(&uid(bench.session(closed))));
    assert!(!events.contains_key(&uid(bench.session(trashed))));
}

#[test]
fn somebody_gets_what_they_may_see() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let open = bench.add_quarter("For all");
    let hidden = bench.add_quarter("For few");
    bench.edit(hidden, SessionEdit::Visibility(Visibility::Custom([].into()))).unwrap();
    let events = events(&icalendar::write(&bench.workspace, bench.person(mia)));
    assert!(events.contains_key(&uid(bench.session(open))));
    assert!(!events.contains_key(&uid(bench.session(hidden))));
}

#[test]
fn the_first_and_the_last_day_of_the_calendar_parse() {
    let mut bench = Bench::new();
    let whole = bench.add(new_session("All of it", "1970-01-01", "9999-12-31"));
    let last = bench.add(new_session("The end", "9999-12-31", "9999-12-31"));
    let file = export(&bench);
    let events = events(&file);
    let whole = &events[&uid(bench.session(whole))];
    assert_eq!((&*whole["DTSTART"], &*whole["DURATION"]), ("19700101", "P2932897D"));
    assert!(whole["DESCRIPTION"].contains("the first 522"), "{whole:?}");
    assert_eq!(events[&uid(bench.session(last))]["DTSTART"], "99991231");
    assert!(file.len() < 300_000, "{} bytes for a check-in a week over eight thousand years", file.len());
}

#[test]
fn a_changed_session_keeps_its_uid_and_counts_its_versions() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Before");
    let before = events(&export(&bench))[&uid(bench.session(id))].clone();
    bench.edit(id, SessionEdit::Title(title("After"))).unwrap();
    let after = events(&export(&bench))[&uid(bench.session(id))].clone();
    assert_eq!((&*before["SEQUENCE"], &*after["SEQUENCE"]), ("0", "1"));
    assert!(before["DTSTAMP"] < after["DTSTAMP"]);
    assert_eq!(after["SUMMARY"], "After");
}

fn listed<'a>(workspace: &'a Workspace, actor: &Person) -> Vec<&'a Session> {
    workspace.sessions().filter(|session| is_listed(workspace, actor, session)).map(|session| &**session).collect()
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn any_workspace_makes_a_file_that_parses_and_is_the_same_at_any_time(workspace in workspaces()) {
        let actor = workspace.people().find(|person| person.is_administrator()).unwrap().clone();
        let file = icalendar::write(&workspace, &actor);
        prop_assert_eq!(&file, &icalendar::write(&workspace, &actor));
        let events = events(&file);
        for session in listed(&workspace, &actor) {
            let event = &events[&uid(session)];
            prop_assert_eq!(&event["DTSTART"], &session.span.begin().to_string().replace('-', ""));
            prop_assert_eq!(&event["SUMMARY"], session.title.as_str());
        }
        for line in file.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{:?}", line);
        }
    }
}
