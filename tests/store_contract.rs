//! What every area keeps, and that writing and reading a workspace loses nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use okr_sessions::domain::{
    AccessLevel, Command, Decision, GroupKind, ImportRow, Principal, Record, RecordKey, SessionAction, SessionEdit,
    Visibility, Workspace, plan_import,
};
use okr_sessions::store::{
    Area, FORMAT_VERSION, Journaled, MemoryArea, PREFIX, Replica, WorkspaceId, WriteError, load, named_record,
    read_record, texts_before, write_record,
};
use support::*;

/// An area that refuses one of its writes, or every one that would make it hold more than its room.
struct FaultyArea {
    kept: MemoryArea,
    writes: Cell<usize>,
    refused_write: Option<usize>,
    room: usize,
}

impl FaultyArea {
    fn holding(texts: &BTreeMap<String, String>) -> Self {
        let kept = MemoryArea::default();
        texts.iter().for_each(|(key, text)| kept.set(key, text).unwrap());
        Self { kept, writes: Cell::new(0), refused_write: None, room: usize::MAX }
    }

    fn size(&self) -> usize {
        texts(&self.kept).iter().map(|(key, text)| key.len() + text.len()).sum()
    }
}

impl Area for FaultyArea {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        self.kept.each(visit);
    }

    fn get(&self, key: &str) -> Option<String> {
        self.kept.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), WriteError> {
        let nth = self.writes.replace(self.writes.get() + 1);
        let freed = self.get(key).map_or(0, |old| key.len() + old.len());
        if self.refused_write == Some(nth) {
            return Err(WriteError::Blocked);
        }
        if self.size() - freed + key.len() + text.len() > self.room {
            return Err(WriteError::Full);
        }
        self.kept.set(key, text)
    }

    fn remove(&self, key: &str) {
        self.kept.remove(key);
    }
}

fn main() -> WorkspaceId {
    WorkspaceId::main()
}

fn key_of(key: RecordKey) -> String {
    main().record(key)
}

fn texts(area: &dyn Area) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    area.each(&mut |key, text| drop(texts.insert(key.to_owned(), text.to_owned())));
    texts
}

// The suite of every area --------------------------------------------------------------------------------------------

#[test]
fn a_memory_area_keeps_the_contract() {
    keeps_the_contract(&MemoryArea::default());
}

#[test]
fn an_area_of_limited_room_keeps_the_contract() {
    keeps_the_contract(&FaultyArea::holding(&BTreeMap::new()));
}

fn keeps_the_contract(area: &dyn Area) {
    assert_eq!(texts(area), BTreeMap::new(), "empty at first");
    assert_eq!(area.get("a"), None);
    area.remove("a");
    area.set("a", "1").unwrap();
    area.set("b", "").unwrap();
    area.set("c \u{1f600}/é", "two\nlines \u{0} \u{1f600}").unwrap();
    area.set("a", "2").unwrap();
    assert_eq!(area.get("a").as_deref(), Some("2"), "the last text stands");
    assert_eq!(area.get("b").as_deref(), Some(""), "an empty text is a text");
    assert_eq!(area.get("c \u{1f600}/é").as_deref(), Some("two\nlines \u{0} \u{1f600}"));
    assert_eq!(texts(area).len(), 3, "each key once");
    area.remove("a");
    assert_eq!((area.get("a"), texts(area).len()), (None, 2));
    area.remove("b");
    area.remove("c \u{1f600}/é");
}

// Writing ------------------------------------------------------------------------------------------------------------

/// A stored workspace with somebody and something of everything.
fn stored_bench() -> (Bench, MemoryArea) {
    let mut bench = Bench::new();
    let area = MemoryArea::default();
    let first = Record::Person(bench.workspace.person(bench.administrator).unwrap().clone());
    area.set(&key_of(first.key()), &write_record(&first)).unwrap();
    let mia = bench.add_member("Mia");
    bench.add_group(GroupKind::Team, "Team", &[mia]);
    let year = bench.add(new_session("FY2026 \"quoted\" \u{1f600}", "2026-01-01", "2026-12-31"));
    bench.add_below(year, "Q1 2026", "2026-01-01", "2026-03-31");
    for record in contents(&bench.workspace) {
        area.set(&key_of(record.key()), &write_record(&record)).unwrap();
    }
    (bench, area)
}

/// A decision, what it was decided on, and a store that has not seen it.
struct Decided {
    name: &'static str,
    bench: Bench,
    area: MemoryArea,
    decision: Decision,
}

/// Decisions that add, replace and remove several records at once.
fn decisions() -> Vec<Decided> {
    let mut decided = Vec::new();
    let (mut bench, area) = stored_bench();
    let decision = import_three_rows(&mut bench);
    decided.push(Decided { name: "import", bench, area, decision });

    let (mut bench, area) = stored_bench();
    let id = bench.workspace.sessions().next_back().unwrap().id;
    let longer = SessionEdit::Title(title("A title much longer than the one that stood there"));
    let decision = bench.edit(id, longer).unwrap();
    decided.push(Decided { name: "edit", bench, area, decision });

    let (mut bench, area) = stored_bench();
    let imported = import_three_rows(&mut bench);
    write_changes(&area, &main(), &imported.changes, &author()).unwrap();
    let decision = bench.undo(&imported).unwrap();
    decided.push(Decided { name: "undo", bench, area, decision });
    decided
}

fn import_three_rows(bench: &mut Bench) -> Decision {
    let row = |line: u64| ImportRow {
        line,
        name: format!("Row {line}"),
        begin: "2026-01-01".to_owned(),
        end: "2026-03-31".to_owned(),
        created_by: format!("Person {line}"),
        ..ImportRow::default()
    };
    let plan = plan_import(&bench.workspace, bench.administrator, &[row(2), row(3), row(4)]).0;
    bench.run(Command::Import(plan)).unwrap()
}

#[test]
fn a_decision_is_written_whole_and_reads_back_as_it_is_shown() {
    for Decided { name, bench, area, decision } in decisions() {
        write_changes(&area, &main(), &decision.changes, &author()).unwrap();
        let loaded = load(&area, &main());
        assert_eq!(loaded.damaged, [], "{name}");
        assert_eq!(contents(&loaded.workspace), contents(&bench.workspace), "{name}");
    }
}

#[test]
fn a_decision_writes_only_the_records_it_touches() {
    for Decided { name, area, decision, .. } in decisions() {
        let before = texts(&area);
        write_changes(&area, &main(), &decision.changes, &author()).unwrap();
        let after = texts(&area);
        let touched: BTreeSet<String> = decision.changes.iter().filter_map(|change| change.key()).map(key_of).collect();
        let differs = |key: &&String| before.get(*key) != after.get(*key);
        let changed: BTreeSet<String> = before.keys().chain(after.keys()).filter(differs).cloned().collect();
        assert!(changed.is_subset(&touched), "{name}: {changed:?}");
    }
}

#[test]
fn a_refused_write_leaves_the_area_as_it_was_whichever_write_it_is() {
    for Decided { name, area, decision, .. } in decisions() {
        let before = texts(&area);
        // Before them the note of how to take the command back; after them, where something is removed, that of the removals.
        let removes = decision.changes.iter().any(|change| change.after.is_none());
        let writes = 1 + decision.changes.iter().filter(|change| change.after.is_some()).count() + usize::from(removes);
        assert!(writes > 0);
        for nth in 0..writes {
            let faulty = FaultyArea { refused_write: Some(nth), ..FaultyArea::holding(&before) };
            assert_eq!(
                write_changes(&faulty, &main(), &decision.changes, &author()),
                Err(WriteError::Blocked),
                "{name}, write {nth}"
            );
            assert_eq!(texts(&faulty), before, "{name}, write {nth}");
        }
        let faulty = FaultyArea { refused_write: Some(writes), ..FaultyArea::holding(&before) };
        assert_eq!(
            write_changes(&faulty, &main(), &decision.changes, &author()),
            Ok(()),
            "{name}: there is no further write"
        );
    }
}

#[test]
fn storage_that_runs_full_anywhere_leaves_the_area_as_it_was() {
    for Decided { name, area, decision, .. } in decisions() {
        let before = texts(&area);
        let full = FaultyArea::holding(&before).size();
        let mut room = full;
        loop {
            let limited = FaultyArea { room, ..FaultyArea::holding(&before) };
            if write_changes(&limited, &main(), &decision.changes, &author()).is_ok() {
                break;
            }
            assert_eq!(texts(&limited), before, "{name}, with {} bytes free", room - full);
            room += 16;
        }
        assert!(room > full, "{name}: a full storage refuses");
    }
}

// Reading ------------------------------------------------------------------------------------------------------------

#[test]
fn every_kind_of_record_has_a_key_of_its_own_that_reads_back() {
    let (bench, _) = stored_bench();
    let mut keys = BTreeSet::new();
    for record in contents(&bench.workspace) {
        let key = key_of(record.key());
        assert!(key.starts_with("okr-sessions/main/") && key.starts_with(PREFIX));
        assert_eq!(main().name_in(&key).and_then(named_record), Some(record.key()));
        assert_eq!(read_record(record.key(), &write_record(&record)), Some(record.clone()));
        assert!(write_record(&record).contains(&format!("\"v\":{FORMAT_VERSION}")), "each value has its version");
        assert!(keys.insert(key), "{record:?}");
    }
}

#[test]
fn titles_stand_in_the_stored_text_as_typed() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Prüfung <b>😀");
    let text = write_record(&Record::Session(bench.workspace.session(id).unwrap().clone()));
    assert!(text.contains("\"title\":\"Prüfung <b>😀\""), "{text}");
}

/// Ways in which a stored text is no record, each from a good one.
fn damages(text: &str) -> Vec<(&'static str, String)> {
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    vec![
        ("empty", String::new()),
        ("truncated", half),
        ("of another program", "[object Object]".to_owned()),
        ("another value", "{\"v\":2}".to_owned()),
        ("of no version", text.replace("\"v\":2,", "")),
        ("of an impossible version", text.replace("\"v\":2", "\"v\":0")),
        ("of a version that is no number", text.replace("\"v\":2", "\"v\":\"3\"")),
        ("two records", format!("{text}{text}")),
        ("ending before it begins", text.replace("\"end\":\"2026", "\"end\":\"1999")),
        ("a date that is none", text.replace("\"begin\":\"2026-01-01", "\"begin\":\"2026-02-30")),
        ("a title that is none", text.replace("Q1 2026", "")),
        ("of an unknown status", text.replace("\"open\"", "\"paused\"")),
        ("of another key", text.replace("\"id\":\"0", "\"id\":\"1")),
    ]
}

#[test]
fn a_damaged_record_is_set_aside_untouched_and_the_others_load() {
    let (bench, area) = stored_bench();
    let session = bench.workspace.sessions().next_back().unwrap();
    let key = key_of(RecordKey::Session(session.id));
    let good = area.get(&key).unwrap();
    for (how, damaged) in damages(&good) {
        assert_ne!(damaged, good, "{how}");
        area.set(&key, &damaged).unwrap();
        let loaded = load(&area, &main());
        assert_eq!(loaded.damaged.len(), 1, "{how}");
        assert_eq!((&loaded.damaged[0].key, &loaded.damaged[0].text), (&key, &damaged), "{how}");
        assert_eq!(loaded.workspace.sessions().len(), 1, "{how}: the other session loads");
        assert_eq!(loaded.workspace.people().count(), 2, "{how}");
        assert_eq!(area.get(&key), Some(damaged), "{how}: reading changes nothing");
    }
    area.set(&key, &good).unwrap();
    assert_eq!(contents(&load(&area, &main()).workspace), contents(&bench.workspace));
}

#[test]
fn every_kind_of_damaged_record_is_set_aside() {
    let (bench, area) = stored_bench();
    for record in contents(&bench.workspace) {
        let key = key_of(record.key());
        let good = area.get(&key).unwrap();
        for damaged in ["", "null", "{\"v\":1}", &good[..good.len() - 1]] {
            area.set(&key, damaged).unwrap();
            assert_eq!(load(&area, &main()).damaged.iter().map(|damaged| &damaged.key).collect::<Vec<_>>(), [&key]);
        }
        area.set(&key, &good).unwrap();
    }
}

#[test]
fn keys_of_others_are_passed_over_and_unknown_ones_of_ours_set_aside() {
    let (bench, area) = stored_bench();
    for foreign in ["theme", "okr-sessions/theme", "okr-sessions/other/session/00000000000000000001", ""] {
        area.set(foreign, "x").unwrap();
    }
    assert_eq!(load(&area, &main()).damaged, []);
    for unknown in ["session/short", "objective/00000000000000000001", "settings/x", ""] {
        let key = main().key(unknown);
        area.set(&key, "x").unwrap();
        assert_eq!(load(&area, &main()).damaged.iter().map(|damaged| &*damaged.key).collect::<Vec<_>>(), [&*key]);
        area.remove(&key);
    }
    assert_eq!(contents(&load(&area, &main()).workspace), contents(&bench.workspace));
}

#[test]
fn the_number_of_a_damaged_record_is_not_given_again() {
    let (bench, area) = stored_bench();
    let session = bench.workspace.sessions().next_back().unwrap();
    let key = key_of(RecordKey::Session(session.id));
    area.remove(&key_of(RecordKey::NextNumber));
    let cases = [
        ("{\"number\":\"SE-01002\"", "SE-01003"),
        ("SE-02500 and SE-00007", "SE-02501"),
        ("SE-9999999", "SE-10000000"),
        // A flipped digit must not use up all numbers, and what is no number counts for nothing.
        ("SE-99999999", "SE-01002"),
        ("SE-99999999999999999999999", "SE-01002"),
        ("SE- SE-1 SE-0x1002", "SE-01002"),
        ("", "SE-01002"),
    ];
    for (text, next) in cases {
        area.set(&key, text).unwrap();
        assert_eq!(load(&area, &main()).workspace.next_number().to_string(), next, "{text}");
    }
}

#[test]
fn the_number_of_an_undone_addition_is_not_given_again_after_a_reload() {
    let (mut bench, area) = stored_bench();
    let added = bench.run(Command::AddSession(new_session("New", "2026-01-01", "2026-01-02"))).unwrap();
    write_changes(&area, &main(), &added.changes, &author()).unwrap();
    let undone = bench.undo(&added).unwrap();
    write_changes(&area, &main(), &undone.changes, &author()).unwrap();
    assert_eq!(load(&area, &main()).workspace.next_number().to_string(), "SE-01004");
}

#[test]
fn what_a_session_can_be_survives_a_reload() {
    let (mut bench, area) = stored_bench();
    let id = bench.workspace.sessions().next_back().unwrap().id;
    let mia = bench.workspace.people().find(|person| person.access == AccessLevel::Member).unwrap().id;
    let team = bench.workspace.groups().next().unwrap().id;
    let grants = BTreeSet::from([Principal::Person(mia), Principal::Group(team)]);
    let commands = [
        Command::EditSession(id, SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()))),
        Command::EditSession(id, SessionEdit::Visibility(Visibility::Custom(grants))),
        Command::Act(id, SessionAction::Start),
        Command::Act(id, SessionAction::Close),
        Command::Act(id, SessionAction::MoveToTrash),
        Command::RemovePerson(mia),
        Command::RemoveGroup(team),
        Command::DismissRenameHint,
    ];
    for command in commands {
        let decision = bench.run(command).unwrap();
        write_changes(&area, &main(), &decision.changes, &author()).unwrap();
        let loaded = load(&area, &main());
        assert_eq!(loaded.damaged, []);
        assert_eq!(contents(&loaded.workspace), contents(&bench.workspace));
    }
}

// Formats ------------------------------------------------------------------------------------------------------------

#[test]
fn every_workspace_has_keys_of_its_own() {
    let (bench, area) = stored_bench();
    let other = WorkspaceId::new("0k").unwrap();
    assert_eq!(contents(&load(&area, &other).workspace), contents(&Workspace::default()));
    let session = Record::Session(bench.workspace.sessions().next_back().unwrap().clone());
    area.set(&other.record(session.key()), &write_record(&session)).unwrap();
    assert_eq!(load(&area, &other).workspace.sessions().len(), 1);
    assert_eq!(contents(&load(&area, &main()).workspace), contents(&bench.workspace));
    for no_name in ["", "Main", "a/b", "a b", "é", "123456789012345678901"] {
        assert_eq!(WorkspaceId::new(no_name), None, "{no_name:?}");
    }
}

#[test]
fn a_record_of_a_newer_format_makes_the_workspace_read_only_and_is_not_called_damaged() {
    let (bench, area) = stored_bench();
    assert!(!load(&area, &main()).newer);
    for record in contents(&bench.workspace) {
        let key = key_of(record.key());
        let good = area.get(&key).unwrap();
        for newer in [good.replace("\"v\":2", "\"v\":3"), "{\"v\":99,\"all\":[\"different\"]}".to_owned()] {
            area.set(&key, &newer).unwrap();
            let loaded = load(&area, &main());
            assert!(loaded.newer, "{newer}");
            assert_eq!(loaded.damaged, []);
            assert_eq!(area.get(&key), Some(newer), "reading changes nothing");
        }
        area.set(&key, &good).unwrap();
    }
    area.set(&main().key("objective/00000000000000000001"), "{\"v\":3}").unwrap();
    assert!(load(&area, &main()).newer, "also a record of a kind that this version does not know");
}

#[test]
fn what_is_understood_of_a_newer_record_is_shown() {
    let (bench, area) = stored_bench();
    let session = bench.workspace.sessions().next_back().unwrap();
    let key = key_of(RecordKey::Session(session.id));
    let newer = area.get(&key).unwrap().replace("\"v\":2", "\"v\":3,\"mood\":\"good\"");
    area.set(&key, &newer).unwrap();
    assert_eq!(contents(&load(&area, &main()).workspace), contents(&bench.workspace));
}

/// Everything that is written has who, when and a revision beside the id, whatever kind of record it is.
#[test]
fn every_record_carries_id_revision_who_and_when() {
    let (mut bench, area) = (Bench::new(), MemoryArea::default());
    let commands = [
        Command::AddSession(new_session("Q1 2026", "2026-01-01", "2026-03-31")),
        Command::AddPerson(details("Mia", AccessLevel::Member)),
        Command::AddGroup(GroupKind::Team, group_details("Team", &[])),
        Command::DismissRenameHint,
    ];
    for command in commands {
        let decision = bench.run(command).unwrap();
        write_changes(&area, &main(), &decision.changes, &author()).unwrap();
    }
    for (key, text) in texts(&area) {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&value["v"], &value["rev"]), (&2.into(), &1.into()), "{text}");
        assert!(value["id"].as_str().is_some_and(|id| key.ends_with(id)), "{key} {text}");
        let (by, at) = if key.contains("/entry/") { ("by", "at") } else { ("changedBy", "changedAt") };
        assert!(value[by].is_string() && value[at].is_string(), "{text}");
    }
}

#[test]
fn a_rewritten_record_keeps_the_fields_this_version_does_not_know() {
    let (mut bench, area) = stored_bench();
    let session = bench.workspace.sessions().next_back().unwrap().id;
    let team = bench.workspace.groups().next().unwrap().id;
    let grants = BTreeSet::from([Principal::Group(team)]);
    let visibility = SessionEdit::Visibility(Visibility::Custom(grants));
    let granted = bench.edit(session, visibility).unwrap();
    write_changes(&area, &main(), &granted.changes, &author()).unwrap();
    let added = [("\"v\":2", "\"v\":2,\"mood\":{\"a\": [1, \"}\"]}"), ("\"group\":", "\"until\":\"2026\",\"group\":")];
    for key in [RecordKey::Session(session), RecordKey::Group(team), RecordKey::Settings].map(key_of) {
        let text = added.iter().fold(area.get(&key).unwrap(), |text, (old, new)| text.replace(old, new));
        area.set(&key, &text).unwrap();
    }
    for command in [
        Command::EditSession(session, SessionEdit::Title(title("Another"))),
        Command::Act(session, SessionAction::Start),
        Command::EditGroup(team, group_details("Renamed", &[])),
        Command::DismissRenameHint,
    ] {
        let decision = bench.run(command).unwrap();
        write_changes(&area, &main(), &decision.changes, &author()).unwrap();
    }
    for key in [RecordKey::Session(session), RecordKey::Group(team), RecordKey::Settings].map(key_of) {
        let text = area.get(&key).unwrap();
        assert!(text.contains("\"mood\":{\"a\": [1, \"}\"]}"), "{text}");
    }
    let text = area.get(&key_of(RecordKey::Session(session))).unwrap();
    assert!(text.contains("\"until\":\"2026\""), "nested ones stay where the field around them does: {text}");
    assert_eq!(contents(&load(&area, &main()).workspace), contents(&bench.workspace));
}

#[test]
fn a_rewritten_record_counts_on_and_stamps_the_fields_that_changed() {
    let (mut bench, area) = stored_bench();
    let session = bench.workspace.sessions().next_back().unwrap().id;
    let stamps = |area: &MemoryArea| -> serde_json::Value {
        serde_json::from_str(&area.get(&key_of(RecordKey::Session(session))).unwrap()).unwrap()
    };
    for text in ["Second", "Third"] {
        let decision = bench.edit(session, SessionEdit::Title(title(text))).unwrap();
        write_changes(&area, &main(), &decision.changes, &author()).unwrap();
    }
    let stored = stamps(&area);
    let stamp = |rev: u64| (rev << 20) + 7;
    assert_eq!(stored["rev"], 3);
    assert_eq!(stored["revs"], serde_json::json!({ "title": [stamp(3), stamp(2)] }));
}

/// A session was deleted for good, and that undone, while the journal was being read: it was deleted once more.
/// A damaged counter was written over, and with damaged settings nothing could be set again.
#[test]
fn what_stands_in_the_place_of_settings_or_counter_goes_aside_and_is_still_called_damaged() {
    for (key, texts) in [
        (RecordKey::Settings, ["{\"theme\":1}", "{\"v\":2"]),
        (RecordKey::NextNumber, ["\u{0}", "{\"v\":2,\"next\":\"x\"}"]),
    ] {
        for text in texts {
            let (mut bench, area) = stored_bench();
            area.set(&key_of(key), text).unwrap();
            let replica = Replica::new(Box::new(area), main());
            let decision = match key {
                RecordKey::Settings => bench.run(Command::DismissRenameHint).unwrap(),
                _ => bench.run(Command::AddSession(new_session("New", "2026-01-01", "2026-03-31"))).unwrap(),
            };
            assert_eq!(replica.unseen(&decision.changes), Some((key, text.to_owned())));
            replica.set_aside(key, text).unwrap();
            assert_eq!(replica.unseen(&decision.changes), None);
            replica.write(&decision.changes, &author()).unwrap();
            let loaded = load(replica.area(), &main());
            assert_eq!(loaded.damaged.iter().map(|damaged| &*damaged.text).collect::<Vec<_>>(), [text]);
            assert_eq!(contents(&loaded.workspace), contents(&bench.workspace));
            // Something else there later does not take the place of what is aside.
            assert_eq!(replica.set_aside(key, "other"), Err(WriteError::Foreign));
        }
    }
    let (bench, area) = stored_bench();
    let session = RecordKey::Session(bench.workspace.sessions().next().unwrap().id);
    let replica = Replica::new(Box::new(area), main());
    assert_eq!(replica.set_aside(session, "x"), Err(WriteError::Foreign), "a session's text is not ours to move");
    assert_eq!(
        replica.set_aside(RecordKey::Settings, "{\"v\":99}"),
        Err(WriteError::Foreign),
        "nor is a later version's"
    );
}

#[test]
fn what_comes_back_while_the_journal_is_compared_stays() {
    let (mut bench, area) = stored_bench();
    let replica = Replica::new(Box::new(area), main());
    let session = bench.workspace.sessions().next().unwrap().id;
    let trashed = bench.act(session, SessionAction::MoveToTrash).unwrap();
    replica.write(&trashed.changes, &author()).unwrap();
    let gone = bench.run(Command::Purge(vec![session])).unwrap();
    let removals = replica.write(&gone.changes, &author()).unwrap();
    replica.begin_recovery();
    let journaled = Journaled::new(removals.clone());
    let back = bench.undo(&gone).unwrap();
    replica.write_returning(&back.changes, &texts_before(removals), &author()).unwrap();
    assert_eq!(replica.missing(&journaled, 0..journaled.len()), []);
    // With nothing written since, what the journal says was removed is removed.
    replica.begin_recovery();
    let removed = replica.missing(&journaled, 0..journaled.len());
    assert!(!removed.is_empty());
    // Unless another window had it come back meanwhile.
    removed.iter().for_each(|write| replica.hear_of(&write.name));
    assert_eq!(replica.missing(&journaled, 0..journaled.len()), []);
}

/// An import that was undone and done again had lost what a later version wrote into its file.
#[test]
fn a_record_that_comes_back_keeps_the_fields_this_version_does_not_know() {
    let (mut bench, area) = stored_bench();
    let replica = Replica::new(Box::new(area), main());
    let session = bench.workspace.sessions().next().unwrap().id;
    let key = key_of(RecordKey::Session(session));
    let text = replica.area().get(&key).unwrap().replacen('{', "{\"mood\":{\"a\": 1},", 1);
    replica.area().set(&key, &text).unwrap();
    let trashed = bench.act(session, SessionAction::MoveToTrash).unwrap();
    replica.write(&trashed.changes, &author()).unwrap();
    let mut gone = bench.run(Command::Purge(vec![session])).unwrap();
    let mut removals = replica.write(&gone.changes, &author()).unwrap();
    for round in ["undone", "undone, done again and undone again"] {
        assert_eq!(replica.area().get(&key), None, "{round}");
        let back = bench.undo(&gone).unwrap();
        let writes = replica.write_returning(&back.changes, &texts_before(removals), &author()).unwrap();
        let text = replica.area().get(&key).unwrap();
        assert!(text.contains("\"mood\":{\"a\": 1}"), "{round}: {text}");
        assert_eq!(contents(&load(replica.area(), &main()).workspace), contents(&bench.workspace), "{round}");
        gone = bench.run(redo_of(&back, bench.administrator)).unwrap();
        removals = replica.write_returning(&gone.changes, &texts_before(writes), &author()).unwrap();
    }
}
