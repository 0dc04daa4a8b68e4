//! The order of things does not depend on clocks: they step back and forth, summer time begins and ends, two windows have
//! different ones, files name other zones.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use okr_sessions::domain::{
    Change, Command, Decision, Deed, Entry, EntryId, ImportRow, Moment, Month, Record, SessionAction, SessionEdit,
    SessionId, SessionNumber, Workspace, plan_import,
};
use okr_sessions::store::{MemoryArea, WorkspaceId, load};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::random::cases;
use support::windows::{Window, settle, stored, windows};
use support::*;

const START: i64 = 1_774_746_000_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// What a clock says: at the start an hour before summer time begins in Europe, and then anything.
fn times() -> impl Strategy<Value = Moment> {
    let offsets = prop_oneof![
        3 => 0..5_000_i64,
        1 => Just(0_i64),
        // Summer time, set by hand.
        2 => select(vec![HOUR, -HOUR]),
        // The journey to another zone, with a clock that is set by hand.
        2 => (-14..=14_i64).prop_map(|hours| hours * HOUR),
        1 => (-400..=400_i64).prop_map(|days| days * DAY),
        // An empty battery, and a typing error.
        1 => select(vec![-START, 7_900 * 365 * DAY]),
    ];
    offsets.prop_map(|offset| Moment::from_millis(START + offset))
}

// One window ---------------------------------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Action {
    Add,
    PlanYear,
    Edit(Index),
    Trash(Index),
    Purge(Index),
    Undo,
    Redo,
}

fn actions() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => Just(Action::Add),
        1 => Just(Action::PlanYear),
        3 => any::<Index>().prop_map(Action::Edit),
        2 => any::<Index>().prop_map(Action::Trash),
        2 => any::<Index>().prop_map(Action::Purge),
        4 => Just(Action::Undo),
        2 => Just(Action::Redo),
    ]
}

/// What a person did, in the order in which they did it.
struct Diary {
    bench: Bench,
    area: MemoryArea,
    /// What can be undone and done again, each with the sessions there were before and after it.
    done: Vec<(Decision, [Vec<SessionId>; 2])>,
    undone: Vec<(Decision, [Vec<SessionId>; 2])>,
    sessions: Vec<SessionId>,
    told: Vec<EntryId>,
}

impl Diary {
    fn new() -> Self {
        let bench = Bench::new();
        let area = stored_area(&bench.workspace);
        Self { bench, area, done: Vec::new(), undone: Vec::new(), sessions: Vec::new(), told: Vec::new() }
    }

    fn command(&self, action: &Action, count: usize) -> Option<Command> {
        let session = |index: &Index| (!self.sessions.is_empty()).then(|| *index.get(&self.sessions));
        let new = |name: &str| new_session(&format!("{name} {count}"), "2026-01-01", "2026-03-31");
        Some(match action {
            Action::Add => Command::AddSession(new("Added")),
            Action::PlanYear => Command::PlanYear(["Q1", "Q2"].map(new).to_vec(), Month::JANUARY),
            Action::Edit(index) => {
                Command::EditSession(session(index)?, SessionEdit::Title(title(&format!("Edited {count}"))))
            }
            Action::Trash(index) => Command::Act(session(index)?, SessionAction::MoveToTrash),
            Action::Purge(index) => Command::Purge(vec![session(index)?]),
            Action::Undo => undo_of(&self.done.last()?.0, self.bench.administrator),
            Action::Redo => redo_of(&self.undone.last()?.0, self.bench.administrator),
        })
    }

    fn take(&mut self, action: &Action, now: Moment, count: usize) -> Result<(), TestCaseError> {
        let Some(command) = self.command(action, count) else { return Ok(()) };
        self.bench.now = now;
        let before = self.sessions.clone();
        let result = self.bench.run(command);
        if let (Action::Undo | Action::Redo, Err(refusal)) = (action, &result) {
            return Err(TestCaseError::fail(format!("{action:?} is refused: {refusal:?}")));
        }
        let Ok(decision) = result else { return Ok(()) };
        if decision.is_empty() {
            return Ok(());
        }
        write_changes(&self.area, &WorkspaceId::main(), &decision.changes, &author()).unwrap();
        let told = added(&decision, |record| match record {
            Record::Entry(entry) if !self.told.contains(&entry.id) => Some(entry.id),
            _ => None,
        });
        self.told.extend(told);
        match action {
            Action::Undo => {
                let (_, [before, after]) = self.done.pop().unwrap();
                self.sessions.clone_from(&before);
                self.undone.push((decision, [before, after]));
            }
            Action::Redo => {
                let (_, [before, after]) = self.undone.pop().unwrap();
                self.sessions.clone_from(&after);
                self.done.push((decision, [before, after]));
            }
            _ => {
                self.sessions.extend(added(&decision, |record| match record {
                    Record::Session(session) => Some(session.id),
                    _ => None,
                }));
                let is_there = |id: &SessionId| self.bench.workspace.session(*id).is_some();
                self.sessions.retain(is_there);
                self.undone.clear();
                self.done.push((decision, [before, self.sessions.clone()]));
            }
        }
        Ok(())
    }
}

/// What a decision adds.
fn added<T>(decision: &Decision, what: impl Fn(&Record) -> Option<T>) -> Vec<T> {
    let new = |change: &Change| change.after.clone().filter(|_| change.before.is_none());
    decision.changes.iter().filter_map(new).filter_map(|record| what(&record)).collect()
}

fn sessions_in_order(workspace: &Workspace) -> Vec<SessionId> {
    workspace.sessions().map(|session| session.id).collect()
}

fn entries_in_order(workspace: &Workspace) -> Vec<EntryId> {
    workspace.entries().iter().map(|entry| entry.id).collect()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn sessions_and_history_are_in_the_order_in_which_things_were_done_and_so_is_undo(
        steps in vec((actions(), times()), 1..60),
    ) {
        let mut diary = Diary::new();
        for (count, (action, now)) in steps.iter().enumerate() {
            diary.take(action, *now, count)?;
            let workspace = &diary.bench.workspace;
            prop_assert_eq!(&sessions_in_order(workspace), &diary.sessions, "after {:?}", action);
            let told = entries_in_order(workspace);
            let expected: Vec<EntryId> = diary.told.iter().copied().filter(|id| told.contains(id)).collect();
            prop_assert_eq!(told, expected, "after {:?}", action);
        }
        let read_again = load(&diary.area, &WorkspaceId::main()).workspace;
        prop_assert_eq!(contents(&read_again), contents(&diary.bench.workspace));
    }
}

// Two windows --------------------------------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Step {
    Add,
    Edit(Index),
    /// The browser takes a write of the window.
    Take,
    /// The window hears of a write of the other.
    Hear,
}

fn steps() -> impl Strategy<Value = Vec<(usize, Moment, Step)>> {
    let step = prop_oneof![
        2 => Just(Step::Add),
        2 => any::<Index>().prop_map(Step::Edit),
        5 => Just(Step::Take),
        5 => Just(Step::Hear),
    ];
    vec((0..2_usize, times(), step), 1..90)
}

/// What a window knew when it did something: all of it comes before what it did.
#[derive(Default)]
struct Knowledge {
    sessions: Vec<(Vec<SessionId>, SessionId)>,
    entries: Vec<(Vec<EntryId>, EntryId)>,
    /// Titles that were replaced by somebody who saw them.
    replaced: Vec<String>,
}

impl Knowledge {
    fn run(&mut self, window: &mut Window, command: &Command) {
        let before = window.workspace.clone();
        if let Command::EditSession(id, _) = command {
            self.replaced.extend(before.session(*id).map(|session| session.title.to_string()));
        }
        window.run(command);
        let known = sessions_in_order(&before);
        let new = sessions_in_order(&window.workspace).into_iter().filter(|id| !known.contains(id));
        self.sessions.extend(new.map(|id| (known.clone(), id)));
        // What two windows tell of the same conflict is one entry, at the place of whichever came last.
        let own = |entry: &&std::sync::Arc<Entry>| entry.deed != Deed::Overruled;
        let known: Vec<EntryId> = before.entries().iter().filter(own).map(|entry| entry.id).collect();
        let told = window.workspace.entries().iter().filter(own).map(|entry| entry.id);
        let new = told.filter(|id| !known.contains(id));
        self.entries.extend(new.map(|id| (known.clone(), id)));
    }
}

fn comes_after_all<T: PartialEq>(order: &[T], known: &[T], new: &T) -> bool {
    let place = |wanted: &T| order.iter().position(|found| found == wanted);
    let Some(at) = place(new) else { return false };
    known.iter().filter_map(place).all(|known| known < at)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_a_window_did_comes_after_all_that_it_knew_however_different_the_clocks_are(steps in steps()) {
        let mut bench = Bench::new();
        bench.add_quarter("Before");
        let mut windows = windows(2, &bench);
        let mut knowledge = Knowledge::default();
        for (count, (place, now, step)) in steps.into_iter().enumerate() {
            let window = &mut windows[place];
            window.now = now;
            match step {
                Step::Add => {
                    let new = new_session(&format!("Added {count}"), "2026-01-01", "2026-03-31");
                    knowledge.run(window, &Command::AddSession(new));
                }
                Step::Edit(index) => {
                    let id = *index.get(&sessions_in_order(&window.workspace));
                    let edit = SessionEdit::Title(title(&format!("Edited {count}")));
                    knowledge.run(window, &Command::EditSession(id, edit));
                }
                Step::Take => drop(window.is_taken()),
                Step::Hear => drop(window.hear()),
            }
        }
        settle(&mut windows);
        let stored = stored(&windows);
        for window in &windows {
            prop_assert_eq!(contents(&window.workspace), contents(&stored), "all windows see the same order");
        }
        let (sessions, entries) = (sessions_in_order(&stored), entries_in_order(&stored));
        for (known, new) in &knowledge.sessions {
            prop_assert!(comes_after_all(&sessions, known, new), "{:?} is not newer than {:?}", new, known);
        }
        for (known, new) in &knowledge.entries {
            prop_assert!(comes_after_all(&entries, known, new), "{:?} is not told after {:?}", new, known);
        }
        for session in stored.sessions() {
            let title = session.title.to_string();
            prop_assert!(!knowledge.replaced.contains(&title), "{} was replaced by who saw it", title);
        }
    }
}

// Files --------------------------------------------------------------------------------------------------------------

/// A moment as a clock with that many minutes beside UTC writes it.
fn written_in(at: Moment, minutes: i64) -> String {
    let local = Moment::from_millis(at.millis() + minutes * 60_000).to_string();
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{}{sign}{:02}:{:02}", local.trim_end_matches('Z'), minutes.abs() / 60, minutes.abs() % 60)
}

fn import(bench: &mut Bench, created: &[(Moment, i64)]) -> Vec<(Moment, SessionId)> {
    let row = |(line, (at, minutes)): (u64, &(Moment, i64))| ImportRow {
        line,
        name: format!("From a file {line}"),
        begin: "2026-01-01".to_owned(),
        end: "2026-03-31".to_owned(),
        created_date: written_in(*at, *minutes),
        ..ImportRow::default()
    };
    let rows: Vec<ImportRow> = (2..).zip(created).map(row).collect();
    let (plan, refused) = plan_import(&bench.workspace, bench.administrator, &rows);
    assert!(refused.is_empty(), "{refused:?}");
    let decision = bench.run(Command::Import(plan)).unwrap();
    added(&decision, |record| match record {
        Record::Session(session) => Some((session.created.at, session.id)),
        _ => None,
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn sessions_of_files_are_in_the_order_of_their_moments_in_whatever_zone_and_move_no_others(
        clock in vec(times(), 0..6),
        files in vec(vec((-30 * DAY..30 * DAY, -14 * 60..=14 * 60_i64), 1..8), 1..4),
    ) {
        let mut bench = Bench::new();
        let mut own = Vec::new();
        for now in clock {
            bench.now = now;
            own.push(bench.add_quarter("Added here"));
        }
        let mut imported = Vec::new();
        for file in files {
            let created: Vec<(Moment, i64)> =
                file.into_iter().map(|(offset, minutes)| (Moment::from_millis(START + offset), minutes)).collect();
            let sessions = import(&mut bench, &created);
            prop_assert!(sessions.iter().map(|(at, _)| *at).eq(created.iter().map(|(at, _)| *at)));
            imported.extend(sessions);
        }
        let order = sessions_in_order(&bench.workspace);
        let of_files: Vec<Moment> =
            order.iter().filter_map(|id| imported.iter().find(|(_, found)| found == id)).map(|(at, _)| *at).collect();
        prop_assert!(of_files.is_sorted(), "{:?}", of_files);
        let own_now: Vec<SessionId> = order.iter().copied().filter(|id| own.contains(id)).collect();
        prop_assert_eq!(own_now, own);
        let again = Workspace::from_records(contents(&bench.workspace), SessionNumber::FIRST);
        prop_assert_eq!(sessions_in_order(&again), order);
    }
}
