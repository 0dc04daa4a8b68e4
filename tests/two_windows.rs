//! Windows of one browser that change the same workspace: whatever comes in which order, all of them come to the same
//! records, and no value is lost without a trace.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use okr_sessions::domain::{
    Colour, Command, Deed, Record, RecordKey, SessionEdit, SessionId, SessionNumber, Workspace,
};
use okr_sessions::store::{merged, write_record};
use proptest::prelude::*;
use support::windows::{Window, settle, stored, windows};
use support::*;

fn sessions(workspace: &Workspace) -> Vec<Record> {
    workspace.sessions().cloned().map(Record::Session).collect()
}

/// Every title that was ever given and does not stand is told of by the history.
fn told(workspace: &Workspace, value: &str) -> bool {
    workspace.entries().iter().any(|entry| entry.fields.iter().any(|field| field.from == value || field.to == value))
}

#[derive(Debug, Clone)]
enum Step {
    /// A window gives a session a new title, date or colour.
    Edit { window: usize, session: usize, field: u8 },
    /// The browser takes a write.
    Take(usize),
    /// A window hears of another's write.
    Hear(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0..2_usize, 0..2_usize, 0..4_u8)
            .prop_map(|(window, session, field)| Step::Edit { window, session, field }),
        6 => (0..2_usize).prop_map(Step::Take),
        4 => (0..2_usize).prop_map(Step::Hear),
    ];
    prop::collection::vec(step, 1..120)
}

fn edit(count: usize, field: u8) -> SessionEdit {
    let day = |day: usize| format!("2026-02-{:02}", 1 + day % 28);
    match field {
        0 => SessionEdit::Title(title(&format!("Title {count}"))),
        1 => SessionEdit::Colour(Colour::after(count)),
        2 => SessionEdit::Dates(span(&day(count), "2026-12-31")),
        _ => SessionEdit::Dates(span("2026-01-01", &day(count))),
    }
}

proptest! {
    #![proptest_config(random::cases(400))]

    #[test]
    fn windows_that_write_at_the_same_time_come_to_the_same_records_and_lose_no_title(steps in steps()) {
        let mut bench = Bench::new();
        let ids: Vec<SessionId> = ["A", "B"].iter().map(|name| bench.add_quarter(name)).collect();
        let mut windows = windows(2, &bench);
        let mut titles = Vec::new();
        for (count, step) in steps.into_iter().enumerate() {
            match step {
                Step::Edit { window, session, field } => {
                    let edit = edit(count, field);
                    if let SessionEdit::Title(title) = &edit {
                        titles.push(title.to_string());
                    }
                    windows[window].run(&Command::EditSession(ids[session], edit));
                }
                Step::Take(window) => drop(windows[window].is_taken()),
                Step::Hear(window) => drop(windows[window].hear()),
            }
        }
        settle(&mut windows);
        let stored = stored(&windows);
        for window in &windows {
            prop_assert_eq!(sessions(&window.workspace), sessions(&stored));
            prop_assert_eq!(contents(&window.workspace), contents(&stored), "history and settings, too");
        }
        for title in titles {
            let stands = stored.sessions().any(|session| session.title.as_str() == title);
            prop_assert!(stands || told(&stored, &title), "{} is gone without a trace", title);
        }
    }
}

fn two_windows_on_one_session() -> (Vec<Window>, SessionId) {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Before");
    (windows(2, &bench), id)
}

#[test]
fn different_fields_of_one_record_merge() {
    let (mut windows, id) = two_windows_on_one_session();
    windows[0].run(&Command::EditSession(id, SessionEdit::Title(title("Other title"))));
    windows[1].run(&Command::EditSession(id, SessionEdit::Colour(Colour::Red)));
    settle(&mut windows);
    for window in &windows {
        let session = window.workspace.session(id).unwrap();
        assert_eq!((session.title.as_str(), session.colour), ("Other title", Colour::Red));
        assert!(window.workspace.entries().iter().all(|entry| entry.deed != Deed::Overruled), "nothing was lost");
    }
}

#[test]
fn begin_and_end_that_were_set_in_two_windows_merge_where_they_fit() {
    let (mut windows, id) = two_windows_on_one_session();
    windows[0].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-02-01", "2026-03-31"))));
    windows[1].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-01-01", "2026-04-30"))));
    settle(&mut windows);
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().span, span("2026-02-01", "2026-04-30"));
    }
}

#[test]
fn dates_that_do_not_fit_together_are_not_mixed_and_the_others_are_in_the_history() {
    let (mut windows, id) = two_windows_on_one_session();
    windows[0].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-03-01", "2026-03-31"))));
    windows[1].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-01-01", "2026-01-31"))));
    settle(&mut windows);
    let stands = windows[0].workspace.session(id).unwrap().span;
    let lost = if stands == span("2026-03-01", "2026-03-31") { "2026-01-31" } else { "2026-03-01" };
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().span, stands);
        assert!(told(&window.workspace, lost));
    }
}

#[test]
fn of_the_same_field_one_value_stands_everywhere_and_the_other_is_in_the_history_once() {
    let (mut windows, id) = two_windows_on_one_session();
    for (window, text) in windows.iter_mut().zip(["From one", "From the other"]) {
        window.run(&Command::EditSession(id, SessionEdit::Title(title(text))));
    }
    settle(&mut windows);
    let stands = windows[0].workspace.session(id).unwrap().title.to_string();
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().title.as_str(), stands);
        let overruled: Vec<_> =
            window.workspace.entries().iter().filter(|entry| entry.deed == Deed::Overruled).collect();
        assert_eq!(overruled.len(), 1, "{overruled:?}");
        let lost = if stands == "From one" { "From the other" } else { "From one" };
        assert_eq!((&*overruled[0].fields[0].from, &*overruled[0].fields[0].to), (lost, &*stands));
    }
}

#[test]
fn a_change_made_knowing_the_other_one_is_no_conflict() {
    let (mut windows, id) = two_windows_on_one_session();
    for text in ["First", "Second", "Third"] {
        for place in 0..2 {
            windows[place].run(&Command::EditSession(id, SessionEdit::Title(title(&format!("{text} {place}")))));
            settle(&mut windows);
        }
    }
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().title.as_str(), "Third 1");
        assert!(window.workspace.entries().iter().all(|entry| entry.deed != Deed::Overruled));
    }
}

#[test]
fn the_higher_number_counter_stands() {
    let [low, high] = ["SE-01005", "SE-01009"].map(|number| number.parse::<SessionNumber>().unwrap());
    let [low, high] = [low, high].map(|number| write_record(&Record::NextNumber(number)));
    for (mine, theirs) in [(&low, &high), (&high, &low)] {
        assert_eq!(merged(RecordKey::NextNumber, mine, theirs, &[]).text, high);
    }
}

/// Both kept their own text, which says the same number, and wrote it over the other's without end.
#[test]
fn windows_that_add_at_the_same_time_agree_on_the_counter() {
    let mut windows = windows(2, &Bench::new());
    for window in &mut windows {
        window.run(&Command::AddSession(new_session("New", "2026-01-01", "2026-03-31")));
    }
    settle(&mut windows);
    for window in &windows {
        assert_eq!(contents(&window.workspace), contents(&stored(&windows)));
    }
}
