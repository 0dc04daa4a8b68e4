//! A command that touches several records is there wholly or not at all, wherever the browser ends while it is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, Approval, Cadence, Change, Colour, Command, GroupKind, ImportRow, Month, Person, Record, RecordKey,
    Reverted, Session, SessionAction, SessionEdit, SessionId, Visibility, example_sessions, plan_import,
};
use okr_sessions::store::backup::{self, Preference, RecordWrite, StoredText};
use okr_sessions::store::{
    Area, FORMAT_VERSION, Journaled, MemoryArea, WorkspaceId, Write, WriteError, carry_out, load, notes, record_name,
    take_back, write_record, writes_of,
};
use support::*;

/// An area that stops keeping anything at one of the calls that change it, as when the browser is killed, or that refuses
/// that one call.
struct EndingArea {
    kept: MemoryArea,
    calls: Cell<usize>,
    at: usize,
    how: End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Nothing from this call on reaches the storage; the program that would notice is gone.
    Killed,
    /// This call fails.
    Refused,
}

impl EndingArea {
    fn holding(area: &MemoryArea, at: usize, how: End) -> Self {
        Self { kept: copy(area), calls: Cell::new(0), at, how }
    }

    /// Whether the call that changes something may.
    fn lets(&self) -> bool {
        let call = self.calls.replace(self.calls.get() + 1);
        match self.how {
            End::Killed => call < self.at,
            End::Refused => call != self.at,
        }
    }
}

impl Area for EndingArea {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        self.kept.each(visit);
    }

    fn get(&self, key: &str) -> Option<String> {
        self.kept.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), WriteError> {
        match (self.lets(), self.how) {
            (true, _) => self.kept.set(key, text),
            (false, End::Killed) => Ok(()),
            (false, End::Refused) => Err(WriteError::Full),
        }
    }

    fn remove(&self, key: &str) {
        // Removing cannot fail: a refused call is a write.
        if self.lets() || self.how == End::Refused {
            self.kept.remove(key);
        }
    }
}

fn copy(area: &MemoryArea) -> MemoryArea {
    let copy = MemoryArea::default();
    area.each(&mut |key, text| copy.set(key, text).unwrap());
    copy
}

fn main_workspace() -> WorkspaceId {
    WorkspaceId::main()
}

fn opened(area: &dyn Area) -> Vec<Record> {
    let loaded = load(area, &main_workspace());
    assert_eq!(loaded.damaged, []);
    contents(&loaded.workspace)
}

/// What is stored, and what is written when something is done.
struct Case {
    name: &'static str,
    area: MemoryArea,
    writes: Vec<Write>,
}

impl Case {
    fn of_changes(name: &'static str, area: MemoryArea, changes: &[Change]) -> Self {
        let writes = writes_of(&area, &main_workspace(), changes, &author());
        Self { name, area, writes }
    }
}

/// Names every command, every edit and every action, from one list: what is added to them does not compile until it is here,
/// and what is here is among the cases.
macro_rules! kinds {
    ($($pattern:pat => $name:literal),* $(,)?) => {
        fn kind(command: &Command) -> &'static str {
            match command { $($pattern => $name),* }
        }

        const KINDS: &[&str] = &[$($name),*];
    };
}

kinds! {
    Command::AddSession(_) => "add",
    Command::PlanYear(..) => "plan a year",
    Command::LoadExample(_) => "example data",
    Command::EditSession(_, SessionEdit::Title(_)) => "title",
    Command::EditSession(_, SessionEdit::Dates(_)) => "dates",
    Command::EditSession(_, SessionEdit::Colour(_)) => "colour",
    Command::EditSession(_, SessionEdit::Parent(_)) => "parent",
    Command::EditSession(_, SessionEdit::Cadence(_)) => "cadence",
    Command::EditSession(_, SessionEdit::Approval(_)) => "workflow",
    Command::EditSession(_, SessionEdit::Visibility(_)) => "permissions",
    Command::Act(_, SessionAction::Start) => "start",
    Command::Act(_, SessionAction::ReopenPlanning) => "reopen planning",
    Command::Act(_, SessionAction::Close) => "close",
    Command::Act(_, SessionAction::Reopen) => "reopen",
    Command::Act(_, SessionAction::MoveToTrash) => "to the trash",
    Command::Act(_, SessionAction::Restore) => "restore",
    // They open the dialog that adds a session, and change nothing by themselves.
    Command::Act(_, SessionAction::Clone | SessionAction::CreateNext) => "form",
    Command::Purge(_) => "delete for good",
    Command::Renumber(_) => "renumber",
    Command::BreakCycle(_) => "break a cycle",
    Command::KeepAdministrator(_) => "keep an administrator",
    Command::AddPerson(_) => "add a person",
    Command::EditPerson(..) => "edit a person",
    Command::RemovePerson(_) => "remove a person",
    Command::AddGroup(..) => "add a group",
    Command::EditGroup(..) => "edit a group",
    Command::RemoveGroup(_) => "remove a group",
    Command::SetFirstMonth(_) => "first month",
    Command::DismissRenameHint => "rename hint",
    Command::Import(_) => "CSV import",
    Command::Revert(Reverted { redo: false, .. }) => "undo",
    Command::Revert(Reverted { redo: true, .. }) => "redo",
}

/// How each command comes about, more than once where it writes in more than one way.
const PREPARATIONS: &[fn(&mut Bench) -> Command] = &[
    |_| Command::AddSession(new_session("Q1", "2026-01-01", "2026-03-31")),
    |_| {
        let new = ["Q1", "Q2", "Q3"].map(|name| new_session(name, "2026-01-01", "2026-03-31"));
        Command::PlanYear(new.to_vec(), Month::new(4).unwrap())
    },
    |bench| Command::LoadExample(example_sessions(bench.workspace.fiscal_calendar(), date("2026-02-10"))),
    |bench| edit(bench, SessionEdit::Title(title("A much longer title than before"))),
    |bench| edit(bench, SessionEdit::Dates(span("2026-02-01", "2026-02-28"))),
    |bench| edit(bench, SessionEdit::Colour(Colour::Red)),
    |bench| {
        let parent = bench.add_quarter("Year");
        edit(bench, SessionEdit::Parent(Some(parent)))
    },
    |bench| edit(bench, SessionEdit::Cadence(Cadence::Monthly)),
    |bench| edit(bench, SessionEdit::Approval(*Approval::ALL.last().unwrap())),
    |bench| edit(bench, SessionEdit::Visibility(Visibility::Custom([].into()))),
    |bench| Command::Act(bench.add_quarter("Q1"), SessionAction::Start),
    |bench| Command::Act(bench.add_in_status("Q1", IN_PROGRESS), SessionAction::ReopenPlanning),
    |bench| Command::Act(bench.add_quarter("Q1"), SessionAction::Close),
    |bench| Command::Act(bench.add_in_status("Q1", CLOSED_OPEN), SessionAction::Reopen),
    |bench| Command::Act(bench.add_quarter("Q1"), SessionAction::MoveToTrash),
    |bench| Command::Act(trashed(bench, "Q1"), SessionAction::Restore),
    |bench| Command::Purge(["Q1", "Q2"].map(|name| trashed(bench, name)).to_vec()),
    |bench| {
        let parent = bench.add_quarter("Year");
        bench.add_below(parent, "Part of it", "2026-01-01", "2026-01-31");
        bench.act(parent, SessionAction::MoveToTrash).unwrap();
        Command::Purge(vec![parent])
    },
    |bench| {
        let own = bench.add_quarter("Q1");
        Command::Renumber(bench.add_with_the_number_of(own))
    },
    |bench| {
        let (upper, lower) = (bench.add_quarter("Upper"), bench.add_quarter("Lower"));
        bench.edit(lower, SessionEdit::Parent(Some(upper))).unwrap();
        let other = Session { parent: Some(lower), ..bench.session(upper).clone() };
        bench.workspace.apply(&[Change::added(Record::Session(Arc::new(other)))]);
        Command::BreakCycle(upper)
    },
    |bench| {
        let person = Person { access: AccessLevel::Member, ..bench.person(bench.administrator).clone() };
        bench.workspace.apply(&[Change::added(Record::Person(Arc::new(person)))]);
        Command::KeepAdministrator(bench.administrator)
    },
    |_| Command::AddPerson(details("Mia", AccessLevel::Member)),
    |bench| Command::EditPerson(bench.add_member("Mia"), details("Mia Marić", AccessLevel::SystemAdministrator)),
    |bench| Command::RemovePerson(bench.add_member("Mia")),
    |_| Command::AddGroup(GroupKind::Team, group_details("Team", &[])),
    |bench| Command::EditGroup(bench.add_group(GroupKind::Role, "Role", &[]), group_details("Other name", &[])),
    |bench| Command::RemoveGroup(bench.add_group(GroupKind::Team, "Team", &[])),
    |_| Command::SetFirstMonth(Month::new(4).unwrap()),
    |_| Command::DismissRenameHint,
    import_rows,
    |bench| {
        let added = bench.run(Command::AddSession(new_session("Q1", "2026-01-01", "2026-03-31"))).unwrap();
        undo_of(&added, bench.administrator)
    },
    |bench| {
        let command = import_rows(bench);
        let imported = bench.run(command).unwrap();
        undo_of(&imported, bench.administrator)
    },
    |bench| {
        let id = bench.add_quarter("Before");
        let edited = bench.edit(id, SessionEdit::Title(title("After"))).unwrap();
        undo_of(&edited, bench.administrator)
    },
    |bench| {
        let gone = trashed(bench, "Gone");
        let purged = bench.run(Command::Purge(vec![gone])).unwrap();
        undo_of(&purged, bench.administrator)
    },
    |bench| {
        let command = import_rows(bench);
        let imported = bench.run(command).unwrap();
        let undone = bench.undo(&imported).unwrap();
        redo_of(&undone, bench.administrator)
    },
];

fn edit(bench: &mut Bench, edit: SessionEdit) -> Command {
    Command::EditSession(bench.add_quarter("Short"), edit)
}

fn trashed(bench: &mut Bench, name: &str) -> SessionId {
    let id = bench.add_quarter(name);
    bench.act(id, SessionAction::MoveToTrash).unwrap();
    id
}

fn import_rows(bench: &mut Bench) -> Command {
    let row = |line: u64| ImportRow {
        line,
        name: format!("Row {line}"),
        begin: "2026-01-01".to_owned(),
        end: "2026-03-31".to_owned(),
        created_by: format!("Person {line}"),
        ..ImportRow::default()
    };
    Command::Import(plan_import(&bench.workspace, bench.administrator, &[2, 3, 4, 5].map(row)).0)
}

/// Every command, whole workspaces from files, and changes of what the first storage format kept.
fn cases() -> Vec<Case> {
    let command = |prepare: &fn(&mut Bench) -> Command| {
        let mut bench = Bench::new();
        let command = prepare(&mut bench);
        let area = stored_area(&bench.workspace);
        let name = kind(&command);
        Case::of_changes(name, area, &bench.run(command).unwrap().changes)
    };
    let mut cases: Vec<Case> = PREPARATIONS.iter().map(command).collect();
    cases.push(workspace_file("restoring a workspace", &Bench::new()));
    let mut used = Bench::new();
    used.add_quarter("Of this browser");
    cases.push(workspace_file("merging a workspace", &used));
    cases.push(of_format_1());
    cases
}

/// The import of a backup into a workspace; `src/store/exchange.rs` writes the same texts.
fn workspace_file(name: &'static str, into: &Bench) -> Case {
    let mut other = Bench::new();
    other.ids.0 += 77_000;
    other.add_member("Mia");
    other.add_quarter("Of the file");
    let exported: Vec<StoredText> = contents(&other.workspace)
        .iter()
        .map(|record| StoredText { name: record_name(record.key()), text: write_record(record) })
        .collect();
    let backup = backup::read(backup::write(&exported).as_bytes()).unwrap();
    let area = stored_area(&into.workspace);
    let stored = |key: RecordKey| area.get(&main_workspace().record(key));
    let plan = backup::plan_texts(&into.workspace, &stored, &backup, Preference::default(), &author());
    assert_eq!(plan.refused, []);
    let write =
        |write: &RecordWrite| Write { name: record_name(write.key), old: stored(write.key), new: write.text.clone() };
    let writes = plan.writes.iter().map(write).collect();
    Case { name, area, writes }
}

/// Records of the first format become those of today when they are changed.
fn of_format_1() -> Case {
    let fixture = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format-1/storage.json");
    let texts: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(fixture).unwrap()).unwrap();
    let area = MemoryArea::default();
    texts.iter().for_each(|(key, text)| area.set(key, text).unwrap());
    let mut bench = Bench::new();
    // The fixture's own ids are counted from the same number.
    bench.ids.0 += 77_000;
    bench.workspace = load(&area, &main_workspace()).workspace;
    bench.administrator = bench.workspace.people().find(|person| person.is_administrator()).unwrap().id;
    let id = bench.workspace.sessions().find(|session| session.status == OPEN && session.trashed.is_none()).unwrap().id;
    let case = Case::of_changes("format 1", area, &bench.act(id, SessionAction::Start).unwrap().changes);
    assert!(case.writes.iter().any(|write| write.old.as_ref().is_some_and(|old| old.contains("\"v\":1"))));
    case
}

#[test]
fn every_command_is_among_the_cases() {
    let covered: BTreeSet<&str> = cases().iter().map(|case| case.name).collect();
    let missing: Vec<&&str> = KINDS.iter().filter(|kind| **kind != "form" && !covered.contains(*kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn try_everywhere(how: End, check: impl Fn(&Case, &EndingArea, &[Record], &[Record], Result<(), WriteError>)) {
    for case in cases() {
        let (author, writes) = (author(), &case.writes);
        let before = opened(&case.area);
        let whole = EndingArea::holding(&case.area, usize::MAX, how);
        carry_out(&whole, &main_workspace(), writes, &author).unwrap();
        let after = opened(&whole.kept);
        assert_ne!(before, after, "{}", case.name);
        for at in 0..whole.calls.get() {
            let area = EndingArea::holding(&case.area, at, how);
            let result = carry_out(&area, &main_workspace(), writes, &author);
            check(&case, &area, &before, &after, result);
        }
    }
}

#[test]
fn a_command_whose_browser_is_killed_at_any_call_is_there_wholly_or_not_at_all() {
    try_everywhere(End::Killed, |case, area, before, after, _| {
        let at = area.at;
        let seen = opened(&area.kept);
        assert!(seen == before || seen == after, "{}, killed at call {at}", case.name);
        let left = notes(&area.kept, &main_workspace());
        take_back(&area.kept, &main_workspace(), &left);
        assert_eq!(notes(&area.kept, &main_workspace()), [], "{}, killed at call {at}: the note goes", case.name);
        assert_eq!(opened(&area.kept), seen, "{}, killed at call {at}: cleaning up changes nothing", case.name);
    });
}

#[test]
fn a_command_of_which_any_call_is_refused_is_there_wholly_or_not_at_all() {
    try_everywhere(End::Refused, |case, area, before, after, result| {
        let at = area.at;
        let expected = if result.is_ok() { after } else { before };
        assert_eq!(opened(&area.kept), expected, "{}, refused at call {at}", case.name);
        assert_eq!(notes(&area.kept, &main_workspace()), [], "{}, refused at call {at}: no note stays", case.name);
    });
}

/// What was acknowledged is in the journal: wherever the writing of localStorage ended, and were it at its beginning, the
/// journal brings the whole command.
#[test]
fn an_acknowledged_command_comes_whole_from_the_journal_wherever_the_browser_was_killed() {
    try_everywhere(End::Killed, |case, area, _, after, _| {
        take_back(&area.kept, &main_workspace(), &notes(&area.kept, &main_workspace()));
        heal(&area.kept, case.writes.clone());
        assert_eq!(opened(&area.kept), after, "{}, killed at call {}", case.name, area.at);
    });
}

fn heal(area: &MemoryArea, journal: Vec<Write>) -> Vec<Write> {
    let journaled = Journaled::new(journal);
    let missing = journaled.missing(area, &main_workspace(), 0..journaled.len());
    carry_out(area, &main_workspace(), &missing, &author()).unwrap();
    missing
}

#[test]
fn a_note_of_another_window_that_goes_on_writing_is_left_alone() {
    let case = &cases()[0];
    let area = EndingArea::holding(&case.area, 2, End::Killed);
    carry_out(&area, &main_workspace(), &case.writes, &author()).unwrap();
    let seen = notes(&area.kept, &main_workspace());
    assert_eq!(seen.len(), 1);
    // The other window was only slow: its command is complete when this one looks again.
    carry_out(&area.kept, &main_workspace(), &case.writes, &author()).unwrap();
    let complete = opened(&area.kept);
    take_back(&area.kept, &main_workspace(), &seen);
    assert_eq!(opened(&area.kept), complete);
}

#[test]
fn an_unreadable_note_takes_nothing_back_and_is_not_a_damaged_record() {
    let case = &cases()[0];
    let before = opened(&case.area);
    for text in ["", "{\"v\":2,\"new\":[\"sess", "null", "[]"] {
        case.area.set(&main_workspace().key("pending/7"), text).unwrap();
        assert_eq!(opened(&case.area), before, "{text}");
    }
}

// Healing ------------------------------------------------------------------------------------------------------------

/// Commands one after the other, as the journal keeps them, and the area after each.
fn history() -> (Vec<Write>, Vec<MemoryArea>) {
    let (mut bench, area) = (Bench::new(), MemoryArea::default());
    let first = Record::Person(bench.workspace.person(bench.administrator).unwrap().clone());
    area.set(&main_workspace().record(first.key()), &write_record(&first)).unwrap();
    let (mut journal, mut areas) = (Vec::new(), vec![copy(&area)]);
    let mut done = Vec::new();
    for step in 0..9 {
        let command = match step {
            0 | 1 => Command::AddSession(new_session("Q1", "2026-01-01", "2026-03-31")),
            2 => Command::Act(bench.workspace.sessions().next().unwrap().id, SessionAction::Start),
            3 => Command::EditSession(bench.workspace.sessions().next().unwrap().id, SessionEdit::Title(title("New"))),
            4 => Command::AddPerson(details("Mia", AccessLevel::Member)),
            5 | 7 => undo_of(&done[1], bench.administrator),
            6 => redo_of(&done[5], bench.administrator),
            _ => Command::SetFirstMonth(Month::new(4).unwrap()),
        };
        let decision = bench.run(command).unwrap();
        let author = author();
        let writes = writes_of(&area, &main_workspace(), &decision.changes, &author);
        carry_out(&area, &main_workspace(), &writes, &author).unwrap();
        journal.extend(writes);
        areas.push(copy(&area));
        done.push(decision);
    }
    (journal, areas)
}

/// Whatever moment of the past the disk holds, and in whatever mixture: Chromium and Firefox keep a moment, a damaged disk
/// need not.
#[test]
fn storage_that_lost_the_last_commands_is_healed_from_the_journal() {
    let (journal, areas) = history();
    let newest = opened(areas.last().unwrap());
    for (lost, area) in areas.iter().rev().enumerate() {
        heal(area, journal.clone());
        assert_eq!(opened(area), newest, "the last {lost} commands were lost");
        assert_eq!(heal(area, journal.clone()), [], "healing again changes nothing");
    }
}

#[test]
fn what_the_journal_does_not_know_is_left_as_it_is() {
    let (journal, areas) = history();
    let newest = areas.last().unwrap();
    let (mut key, mut newer) = (String::new(), String::new());
    newest.each(&mut |found, text| {
        if found.contains("/session/") {
            (key, newer) = (found.to_owned(), text.replace("\"title\":\"New\"", "\"title\":\"Newer\""));
        }
    });
    // Another window's later change, of which this journal has not heard.
    let newer = newer.replace("\"rev\":3", "\"rev\":4").replace("[3145735,0]", "[4194311,3145735]");
    assert!(newer.contains("Newer") && newer.contains("4194311"), "{newer}");
    newest.set(&key, &newer).unwrap();
    assert_eq!(heal(newest, journal), []);
    assert_eq!(newest.get(&key), Some(newer));
}

#[test]
fn a_damaged_text_is_not_written_over_although_the_journal_knows_what_stood_there() {
    let (journal, areas) = history();
    let newest = areas.last().unwrap();
    let mut keys = Vec::new();
    newest.each(&mut |key, _| keys.push(key.to_owned()));
    for key in keys {
        let good = newest.get(&key).unwrap();
        for damaged in ["", "{\"v\":1", "[object Object]", &*format!("{{\"v\":{}}}", FORMAT_VERSION + 1)] {
            newest.set(&key, damaged).unwrap();
            assert_eq!(heal(newest, journal.clone()), [], "{key}");
            assert_eq!(newest.get(&key).as_deref(), Some(damaged));
        }
        newest.set(&key, &good).unwrap();
    }
}
