//! Whole workspaces as files: out and in again without loss, merged by id, and whatever a file holds, it is refused or read.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::BTreeMap;

use okr_sessions::domain::{GroupKind, Record, RecordKey, SessionAction, SessionEdit, Workspace, archivable};
use okr_sessions::store::Area;
use okr_sessions::store::backup::{
    Backup, BackupProblem, ImportedTexts, Preference, RecordProblem, StoredText, Tally, archive, is_untouched,
    plan_texts, read, write,
};
use okr_sessions::store::{Author, DamagedRecord, MemoryArea, PageTag, WorkspaceId, load, record_name, write_record};
use proptest::prelude::*;
use support::random::{cases, workspaces};
use support::*;

/// What a browser holds.
#[derive(Debug, Clone, Default, PartialEq)]
struct Browser {
    texts: BTreeMap<String, String>,
}

impl Browser {
    fn holding(workspace: &Workspace) -> Self {
        let named = |record: Record| (record_name(record.key()), write_record(&record));
        Self { texts: contents(workspace).into_iter().map(named).collect() }
    }

    /// As the app leaves it after a first start.
    fn fresh() -> Self {
        let mut bench = Bench::new();
        bench.ids.0 += 77_000;
        let id = okr_sessions::domain::PersonId::fresh(&mut bench.ids);
        let record = Record::Person(okr_sessions::domain::Person::first_administrator(id).into());
        Self { texts: [(record_name(record.key()), write_record(&record))].into() }
    }

    fn workspace(&self) -> Workspace {
        self.load().0
    }

    fn load(&self) -> (Workspace, Vec<DamagedRecord>) {
        let area = MemoryArea::default();
        let main = WorkspaceId::main();
        self.texts.iter().for_each(|(name, text)| area.set(&main.key(name), text).unwrap());
        let loaded = load(&area, &main);
        (loaded.workspace, loaded.damaged)
    }

    fn export(&self) -> String {
        write(&self.stored())
    }

    fn stored(&self) -> Vec<StoredText> {
        self.texts.iter().map(|(name, text)| StoredText { name: name.clone(), text: text.clone() }).collect()
    }

    fn plan(&self, backup: &Backup, preference: Preference) -> ImportedTexts {
        let author = author();
        let stored = |key: RecordKey| self.texts.get(&record_name(key)).cloned();
        plan_texts(&self.workspace(), &stored, backup, preference, &author)
    }

    fn carry_out(&mut self, plan: &ImportedTexts, backup: &Backup) {
        assert_eq!(plan.refused, []);
        for write in &plan.writes {
            match &write.text {
                Some(text) => drop(self.texts.insert(record_name(write.key), text.clone())),
                None => drop(self.texts.remove(&record_name(write.key))),
            }
        }
        if plan.restores {
            self.texts.extend(backup.unreadable.iter().map(|stored| (stored.name.clone(), stored.text.clone())));
        }
    }

    fn import(&mut self, file: &str) -> ImportedTexts {
        let backup = read(file.as_bytes()).unwrap();
        let plan = self.plan(&backup, Preference::Later);
        self.carry_out(&plan, &backup);
        plan
    }
}

fn author() -> Author {
    let bench = Bench::new();
    Author { by: bench.administrator, at: bench.now, page: PageTag::new(7) }
}

fn bench_with_everything() -> Bench {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia <script>alert(1)</script>");
    bench.add_group(GroupKind::Team, "Team", &[mia]);
    let year = bench.add(new_session("FY2026 \"quoted\" \u{1f600} \\ \u{2028}", "2026-01-01", "2026-12-31"));
    bench.add_below(year, "Q1 2026", "2026-01-01", "2026-03-31");
    let trashed = bench.add_quarter("Trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    bench
}

fn first_id(bench: &Bench) -> okr_sessions::domain::SessionId {
    bench.workspace.sessions().next().unwrap().id
}

// Out and in again ---------------------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_backup_comes_back_equal_and_makes_the_same_file_again(workspace in workspaces()) {
        let browser = Browser::holding(&workspace);
        let file = browser.export();
        let mut other = Browser::fresh();
        let plan = other.import(&file);
        prop_assert!(plan.restores);
        prop_assert_eq!(contents(&other.workspace()), contents(&workspace));
        prop_assert_eq!(other.export(), file);
        prop_assert_eq!(&other, &browser);
    }

    #[test]
    fn importing_the_same_file_twice_adds_nothing(workspace in workspaces(), touched in any::<bool>()) {
        let file = Browser::holding(&workspace).export();
        let mut browser = if touched { Browser::holding(&bench_with_everything().workspace) } else { Browser::fresh() };
        browser.import(&file);
        let before = browser.clone();
        let plan = browser.plan(&read(file.as_bytes()).unwrap(), Preference::File);
        prop_assert!(plan.is_empty(), "{:?}", plan.writes);
        prop_assert_eq!(&before, &browser);
    }

    #[test]
    fn no_bytes_make_reading_fail(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in any::<prop::sample::Index>()) {
        let _ = read(&bytes);
        let mut file = Browser::holding(&bench_with_everything().workspace).export().into_bytes();
        let at = cut.index(file.len());
        file.splice(at..(at + 3).min(file.len()), bytes.iter().take(3).copied());
        if let Ok(backup) = read(&without_checksum(&file)) {
            let _ = Browser::fresh().plan(&backup, Preference::Later);
        }
    }
}

fn without_checksum(file: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(file).replacen("\"sha256\"", "\"sha255\"", 1).into_bytes()
}

#[test]
fn what_is_unknown_newer_or_unreadable_comes_back_as_it_was() {
    let bench = bench_with_everything();
    let mut browser = Browser::holding(&bench.workspace);
    let key = record_name(RecordKey::Session(first_id(&bench)));
    let with_more =
        browser.texts[&key].replacen("{\"v\":2", "{\"v\":2,\"__proto__\":{\"a\":[1.50,null]},\"later\":\"\\u0041\"", 1);
    browser.texts.insert(key, with_more);
    let newer = "{\"v\":99,\"id\":\"00000000000000000777\",\"title\":{\"en\":\"x\"}}";
    browser.texts.insert("session/00000000000000000777".to_owned(), newer.to_owned());
    browser.texts.insert("session/00000000000000000888".to_owned(), "{\"v\":2,\"tit".to_owned());
    browser.texts.insert("key-result/00000000000000000999".to_owned(), newer.to_owned());
    let file = browser.export();
    let mut other = Browser::fresh();
    other.import(&file);
    assert_eq!(other, browser);
    assert_eq!(other.export(), file);
    // In a workspace with work of its own a record that is not understood cannot be merged.
    let mut bench = Bench::new();
    bench.add_quarter("Mine");
    let plan = Browser::holding(&bench.workspace).plan(&read(file.as_bytes()).unwrap(), Preference::Later);
    assert_eq!(plan.refused.iter().map(|refused| &*refused.problems).collect::<Vec<_>>(), [[RecordProblem::Newer]]);
}

#[test]
fn a_file_says_how_much_it_holds_and_nothing_of_when_or_where_it_was_made() {
    let file = Browser::holding(&bench_with_everything().workspace).export();
    let json: serde_json::Value = serde_json::from_str(&file).unwrap();
    let names: std::collections::BTreeSet<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["counts", "data", "format", "sha256", "version"].into());
    assert_eq!(json["counts"], serde_json::json!({ "sessions": 3, "people": 2, "groups": 1, "history": 6 }));
    assert_eq!(json["data"]["sessions"].as_array().unwrap().len(), 3);
    assert_eq!(json["sha256"].as_str().unwrap().len(), 64);
    let data = &file[file.find("\"data\":").unwrap() + 7..file.len() - 2];
    assert_eq!(json["sha256"], sha256_of(data));
}

/// By the book (FIPS 180-4), independent of the crate that the app uses.
fn sha256_of(text: &str) -> String {
    let primes: Vec<u64> =
        (2_u64..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0)).take(64).collect();
    let fraction = |root: f64| ((root.fract()) * 4_294_967_296.0) as u32;
    let mut state: Vec<u32> = primes[..8].iter().map(|prime| fraction((*prime as f64).sqrt())).collect();
    let k: Vec<u32> = primes.iter().map(|prime| fraction((*prime as f64).cbrt())).collect();
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0x80);
    while bytes.len() % 64 != 56 {
        bytes.push(0);
    }
    bytes.extend((text.len() as u64 * 8).to_be_bytes());
    for block in bytes.chunks(64) {
        let mut w: Vec<u32> = block.chunks(4).map(|word| u32::from_be_bytes(word.try_into().unwrap())).collect();
        for i in 16..64 {
            let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ (w[i - 15] >> 3);
            let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ (w[i - 2] >> 10);
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let mut v = state.clone();
        for i in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let t1 = v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(k[i]).wrapping_add(w[i]);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let t2 = s0.wrapping_add((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(t2);
        }
        state.iter_mut().zip(v).for_each(|(sum, part)| *sum = sum.wrapping_add(part));
    }
    state.iter().map(|word| format!("{word:08x}")).collect()
}

#[test]
fn only_a_workspace_that_nobody_worked_in_is_untouched() {
    assert!(is_untouched(&Browser::fresh().workspace()));
    assert!(is_untouched(&Workspace::default()));
    let mut bench = Bench::new();
    assert!(is_untouched(&bench.workspace));
    let id = bench.add_quarter("Q1");
    assert!(!is_untouched(&bench.workspace));
    bench.act(id, SessionAction::MoveToTrash).unwrap();
    assert!(!is_untouched(&bench.workspace));
}

// Merged by id -------------------------------------------------------------------------------------------------------

#[test]
fn what_was_changed_later_stands_field_by_field_whichever_side_it_is_on() {
    let mut bench = bench_with_everything();
    let old = Browser::holding(&bench.workspace);
    let id = first_id(&bench);
    // Changes as the app writes them, with their stamps.
    let mut here = old.clone();
    change(&mut here, &mut bench, id, SessionEdit::Title(title("Changed here")));
    let plan = here.plan(&read(old.export().as_bytes()).unwrap(), Preference::Later);
    assert_eq!(plan.tallies[0], Tally { same: 2, later_here: 1, ..Tally::default() });
    assert!(plan.is_empty());
    // The newer file brings its change.
    let mut behind = old.clone();
    let plan = behind.import(&here.export());
    assert_eq!((plan.tallies[0].changed, plan.tallies[3].added), (1, 1), "{:?}", plan.tallies);
    assert_eq!(behind.workspace().session(id).unwrap().title.as_str(), "Changed here");
    // Asked for, the older file stands too.
    let backup = read(old.export().as_bytes()).unwrap();
    let plan = here.plan(&backup, Preference::File);
    assert_eq!(plan.tallies[0].changed, 1);
    here.carry_out(&plan, &backup);
    assert_eq!(here.workspace().session(id).unwrap().title, old.workspace().session(id).unwrap().title);
}

fn change(browser: &mut Browser, bench: &mut Bench, id: okr_sessions::domain::SessionId, edit: SessionEdit) {
    let author = author();
    for change in bench.edit(id, edit).unwrap().changes {
        let (name, after) = (record_name(change.key().unwrap()), change.after.unwrap());
        let old = browser.texts.get(&name).cloned();
        let text = okr_sessions::store::rewritten(change.before.as_ref(), &after, old.as_deref(), &author);
        browser.texts.insert(name, text);
    }
}

#[test]
fn a_value_that_was_edited_in_the_file_stands() {
    let bench = bench_with_everything();
    let mut browser = Browser::holding(&bench.workspace);
    for edited in ["AAA first", "zzz last"] {
        let file = browser.export().replace("Q1 2026", edited);
        assert_eq!(read(file.as_bytes()), Err(BackupProblem::ChecksumWrong));
        let file = String::from_utf8(without_checksum(file.as_bytes())).unwrap();
        let plan = browser.plan(&read(file.as_bytes()).unwrap(), Preference::Later);
        assert_eq!(plan.tallies[0].changed, 1, "{edited}");
        let mut changed = browser.clone();
        changed.import(&file);
        assert!(changed.workspace().sessions().any(|session| session.title.as_str() == edited));
    }
    browser.import(&browser.export());
}

#[test]
fn a_taken_number_is_renumbered_above_the_highest_and_only_once() {
    let mut theirs = Bench::new();
    theirs.ids.0 += 500_000;
    theirs.add_quarter("Theirs");
    theirs.add_quarter("Theirs too");
    let file = Browser::holding(&theirs.workspace).export();
    let mut bench = Bench::new();
    bench.add_quarter("Mine");
    let mut browser = Browser::holding(&bench.workspace);
    let plan = browser.import(&file);
    let renumbered: Vec<_> = plan
        .renumbered
        .iter()
        .map(|session| (session.from.to_string(), session.to.to_string(), &*session.title))
        .collect();
    assert_eq!(renumbered, [("SE-01001".to_owned(), "SE-01003".to_owned(), "Theirs")]);
    assert_eq!(browser.workspace().next_number().to_string(), "SE-01004");
    assert!(browser.plan(&read(file.as_bytes()).unwrap(), Preference::File).is_empty());
    // Here it keeps the number that it got, also when it comes again with another title.
    let edited = String::from_utf8(without_checksum(file.replace("\"Theirs\"", "\"Again\"").as_bytes())).unwrap();
    browser.import(&edited);
    let workspace = browser.workspace();
    assert_eq!(workspace.session_by_number("SE-01003".parse().unwrap()).unwrap().title.as_str(), "Again");
    assert_eq!(workspace.session_by_number("SE-01001".parse().unwrap()).unwrap().title.as_str(), "Mine");
}

#[test]
fn an_archive_holds_closed_sessions_with_their_history_and_comes_back() {
    let mut bench = bench_with_everything();
    let closed = bench.add_in_status("Over", CLOSED_IN_PROGRESS);
    let browser = Browser::holding(&bench.workspace);
    let archive = write(&archive(&browser.stored(), &archivable(&bench.workspace)));
    let backup = read(archive.as_bytes()).unwrap();
    let count = |kind: fn(&RecordKey) -> bool| backup.records.iter().filter(|record| kind(&record.key)).count();
    assert_eq!(count(|key| matches!(key, RecordKey::Session(_))), 1);
    assert_eq!(count(|key| matches!(key, RecordKey::Entry(_))), 3);
    let mut without = browser.clone();
    let names: Vec<String> = backup.records.iter().map(|record| record_name(record.key)).collect();
    without.texts.retain(|name, _| name.starts_with("person/") || name.starts_with("group/") || !names.contains(name));
    assert!(without.workspace().session(closed).is_none());
    without.import(&archive);
    assert_eq!(without, browser);
}

// Hostile files ------------------------------------------------------------------------------------------------------

/// A file with this text as its data.
fn file_with(data: &str) -> String {
    format!("{{\"format\":\"okr-sessions workspace\",\"version\":1,\"data\":{data}}}")
}

const PERSON: &str =
    "{\"v\":2,\"id\":\"00000000000000000001\",\"name\":\"A\",\"access\":\"systemAdministrator\",\"kind\":\"employee\"}";

fn session(number: &str, more: &str) -> String {
    format!(
        "{{\"v\":2,\"id\":\"0000000000000000{number}\",\"rev\":1,\"number\":\"SE-0{number}\",\"title\":\"T\",\"begin\":\"2026-01-01\",\
         \"end\":\"2026-01-02\",\"status\":\"open\",\"colour\":\"blue\",\"createdBy\":\"00000000000000000001\",\
         \"createdAt\":\"2026-01-01T00:00:00.000Z\",\"changedBy\":\"00000000000000000001\",\
         \"changedAt\":\"2026-01-01T00:00:00.000Z\"{more}}}"
    )
}

/// What is wrong with a file of these sessions, beside a person who administers.
fn refusals(sessions: &[String]) -> Vec<Vec<RecordProblem>> {
    let file = file_with(&format!("{{\"people\":[{PERSON}],\"sessions\":[{}]}}", sessions.join(",")));
    let backup = read(file.as_bytes()).unwrap();
    let plan = Browser::fresh().plan(&backup, Preference::Later);
    plan.refused.into_iter().map(|refused| refused.problems).collect()
}

#[test]
fn files_that_are_none_are_refused_with_a_reason() {
    let nested = "[".repeat(100_000) + &"]".repeat(100_000);
    let long = format!("\"{}\"", "x".repeat(10 << 20));
    let cases = [
        (String::new(), "NotJson"),
        ("{".to_owned(), "NotJson"),
        ("[".repeat(100_000), "NotJson"),
        (nested.clone(), "NotOurs"),
        (long, "NotOurs"),
        ("null".to_owned(), "NotOurs"),
        ("{}".to_owned(), "NotOurs"),
        ("{\"__proto__\":{\"format\":\"okr-sessions workspace\"}}".to_owned(), "NotOurs"),
        (file_with("[]"), "NotOurs"),
        (file_with("{\"sessions\":7}"), "NotOurs"),
        (file_with(&nested), "NotOurs"),
        (file_with("{}").replace("\"version\":1", "\"version\":2"), "Newer"),
        (file_with("{}").replace("\"version\":1", "\"version\":1,\"sha256\":\"00\""), "ChecksumWrong"),
        (file_with("{}").replace("\"version\":1", "\"version\":1,\"sha256\":7"), "ChecksumWrong"),
        ("x".repeat(20_000_001), "TooLarge"),
    ];
    for (file, expected) in cases {
        let problem = read(file.as_bytes()).unwrap_err();
        assert!(format!("{problem:?}").starts_with(expected), "{:.60}: {problem:?}", file);
    }
    assert_eq!(read(b"\xff\xfe{}"), Err(BackupProblem::NotText));
}

#[test]
fn hostile_values_within_a_record_are_refused_or_kept_as_text() {
    let nested = "[".repeat(600_000) + &"]".repeat(600_000);
    let long = "x".repeat(10 << 20);
    let refused = |more: &str| refusals(&[session("1001", more)]);
    assert_eq!(refused(&format!(",\"parent\":{nested}")), [[RecordProblem::TooLong]]);
    assert_eq!(refused(&format!(",\"note\":\"{long}\"")), [[RecordProblem::TooLong]]);
    let nested = "[".repeat(10_000) + &"]".repeat(10_000);
    assert_eq!(refused(&format!(",\"parent\":{nested}")), [[RecordProblem::Invalid("parent")]]);
    assert_eq!(refused(",\"visibleTo\":[{\"person\":\"x\"}]"), [[RecordProblem::Invalid("visibleTo")]]);
    assert_eq!(refused(&format!(",\"later\":{nested}")), [] as [Vec<RecordProblem>; 0], "kept for a later version");
    assert_eq!(refused(",\"__proto__\":{\"status\":\"closed\"},\"constructor\":null"), [] as [Vec<RecordProblem>; 0]);
}

#[test]
fn every_field_of_a_wrong_type_is_named() {
    let mut record: serde_json::Value = serde_json::from_str(&session("1001", "")).unwrap();
    for (_, value) in record.as_object_mut().unwrap() {
        *value = serde_json::json!({ "$gt": "<script>" });
    }
    let problems = refusals(&[record.to_string()]).concat();
    for field in ["v", "id", "number", "title", "status", "colour", "createdBy", "createdAt", "changedBy", "changedAt"]
    {
        assert!(problems.contains(&RecordProblem::Invalid(field)), "{field}: {problems:?}");
    }
    let problem = |more: &str| refusals(&[session("1001", more)]).concat();
    assert_eq!(problem(",\"was\":\"closed\""), [RecordProblem::Invalid("was")]);
    for text in ["7", "null", "[]", "\"text\""] {
        assert_eq!(refusals(&[text.to_owned()]).concat(), [RecordProblem::NotARecord], "{text}");
    }
}

#[test]
fn the_same_id_twice_and_cycles_are_refused() {
    let twice = [session("1001", ""), session("1001", "")];
    assert_eq!(refusals(&twice), [[RecordProblem::IdTwice]]);
    let below = |number: &str, parent: &str| session(number, &format!(",\"parent\":\"0000000000000000{parent}\""));
    let itself = [below("1001", "1001")];
    assert_eq!(refusals(&itself), [[RecordProblem::ParentCycle("SE-01001".parse().unwrap())]]);
    let three = [below("1001", "1003"), below("1002", "1001"), below("1003", "1002"), below("1004", "1001")];
    let numbers = ["SE-01003", "SE-01001", "SE-01002"];
    assert_eq!(refusals(&three), numbers.map(|number| [RecordProblem::ParentCycle(number.parse().unwrap())]));
}

#[test]
fn a_picture_from_elsewhere_and_a_file_without_administrators_are_refused() {
    let plan = |person: &str| {
        let backup = read(file_with(&format!("{{\"people\":[{person}]}}")).as_bytes()).unwrap();
        Browser::fresh()
            .plan(&backup, Preference::Later)
            .refused
            .into_iter()
            .flat_map(|refused| refused.problems)
            .collect::<Vec<_>>()
    };
    let pictured = PERSON.replace("\"kind\"", "\"picture\":\"https://example.org/x.png\",\"kind\"");
    assert!(plan(&pictured).contains(&RecordProblem::Invalid("picture")));
    assert_eq!(plan(&PERSON.replace("systemAdministrator", "member")), [RecordProblem::LastAdministrator]);
    assert_eq!(plan(PERSON), []);
}

#[test]
fn refusals_name_the_line_of_a_formatted_file() {
    let json: serde_json::Value = serde_json::from_str(&file_with(&format!(
        "{{\"people\":[{PERSON}],\"sessions\":[{},{}]}}",
        session("1001", ""),
        session("1002", "").replace("2026-01-02", "2025-01-02")
    )))
    .unwrap();
    let file = serde_json::to_string_pretty(&json).unwrap();
    let refused = &read(file.as_bytes()).unwrap().refused[0];
    let line = file.lines().position(|line| line.contains("\"SE-01002\"")).unwrap() as u64;
    assert!((line - 14..=line).contains(&refused.place.line), "{refused:?} and {line}");
    assert_eq!((refused.place.kind, refused.place.nth, &*refused.name), ("Session", 2, "SE-01002 T"));
}

#[test]
fn formatting_a_file_does_not_change_what_its_checksum_covers() {
    let file = Browser::holding(&bench_with_everything().workspace).export();
    let spaced = file.replace("\":{", "\" : {\n  ").replace("},{", "},\n{");
    assert!(read(spaced.as_bytes()).unwrap().has_checksum);
}

#[test]
fn a_count_that_does_not_fit_is_noticed() {
    let file = Browser::holding(&bench_with_everything().workspace).export();
    assert!(!read(file.as_bytes()).unwrap().counts_differ);
    assert!(read(file.replacen("\"sessions\":3", "\"sessions\":4", 1).as_bytes()).unwrap().counts_differ);
}

#[test]
fn names_of_unreadable_texts_stay_within_the_workspace() {
    let file = file_with(&format!(
        "{{\"people\":[{PERSON}],\"unreadable\":[[\"../theme\",\"x\"],[\"pending/7\",\"x\"],[\"a/b/c\",\"x\"],\
                            [\"settings\",\"x\"],[\"objective/01\",\"x\"],[\"aside/next-number\",\"x\"]]}}"
    ));
    let backup = read(file.as_bytes()).unwrap();
    assert_eq!(
        backup.unreadable.iter().map(|stored| &*stored.name).collect::<Vec<_>>(),
        ["settings", "objective/01", "aside/next-number"]
    );
}

/// They stayed as they were, and were counted as changed later here.
#[test]
fn damaged_records_are_healed_by_a_backup_that_has_them_whole() {
    let mut bench = bench_with_everything();
    let whole = Browser::holding(&bench.workspace);
    let file = whole.export();
    for damage in ["{\"v\":2,\"tit", "{\"theme\":\"dark\"}"] {
        let mut browser = whole.clone();
        let damaged = record_name(RecordKey::Session(first_id(&bench)));
        browser.texts.insert(damaged.clone(), damage.to_owned());
        assert_eq!(browser.load().1.len(), 1);
        let plan = browser.import(&file);
        assert_eq!(plan.tallies[0], Tally { added: 1, same: 2, ..Tally::default() });
        assert_eq!(plan.writes[0].text.as_ref(), whole.texts.get(&damaged));
        assert_eq!(browser, whole);
    }
    // Where its number was given meanwhile, it gets another one.
    let mut browser = whole.clone();
    let session = first_id(&bench);
    let twin = bench.add_with_the_number_of(session);
    browser.texts.insert(record_name(RecordKey::Session(session)), "damaged".to_owned());
    let twin = bench.workspace.record(RecordKey::Session(twin)).unwrap();
    browser.texts.insert(record_name(twin.key()), write_record(&twin));
    assert_eq!(browser.import(&file).renumbered.len(), 1);
}

/// Such a session was imported, and its next change made a record that could not be read.
#[test]
fn counts_that_leave_no_room_to_count_on_are_refused() {
    let invalid = |name| vec![vec![RecordProblem::Invalid(name)]];
    let counting = |name: &str, count: &str| match name {
        "rev" => session("1001", "").replace("\"rev\":1", &format!("\"rev\":{count}")),
        _ => session("1001", &format!(",\"{name}\":{count}")),
    };
    for name in ["rev", "epoch", "place"] {
        assert_eq!(refusals(&[counting(name, "4294967295")]), invalid(name));
        assert_eq!(refusals(&[counting(name, "2147483649")]), invalid(name));
        assert_eq!(refusals(&[counting(name, "2147483648")]), Vec::<Vec<RecordProblem>>::new());
    }
}
