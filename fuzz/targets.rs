//! What is fuzzed: a function a parser, which panics where a rule about it does not hold. `fuzz_targets/` hands libFuzzer's
//! inputs to them, `tests/fuzzed_parsers.rs` a bounded number of mutations of the corpus.

use okr_sessions::domain::{
    AccessLevel, FreshIds, Moment, Person, PersonId, RecordKey, SessionNumber, Workspace, plan_import,
};
use okr_sessions::store::backup::{Preference, StoredText, plan_texts, write};
use okr_sessions::store::csv::{Mapping, Sheet};
use okr_sessions::store::{
    Area, Author, MemoryArea, PageTag, WorkspaceId, backup as files, load, named_record, read_record, record_name,
    write_record,
};

/// The names whose records are read: one of each kind.
const NAMES: [&str; 6] = [
    "session/00000000000000000001",
    "person/00000000000000000001",
    "group/00000000000000000001",
    "entry/00000000000000000001",
    "settings",
    "next-number",
];

/// A text that stands where a record should: it is read as one that is written and read again without loss, or set aside.
pub fn stored_record(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for key in NAMES.into_iter().filter_map(named_record) {
        if let Some(record) = read_record(key, text) {
            assert_eq!(read_record(key, &write_record(&record)), Some(record));
        }
    }
    let (area, main) = (MemoryArea::default(), WorkspaceId::main());
    for name in NAMES {
        assert_eq!(area.set(&main.key(name), text), Ok(()));
    }
    let loaded = load(&area, &main);
    assert!(loaded.damaged.iter().all(|damaged| damaged.text == text), "a damaged text is kept as it is");
}

/// A file that claims to be a workspace: it is refused, or comes back as what it holds.
pub fn backup(bytes: &[u8]) {
    let Ok(backup) = files::read(bytes) else {
        return;
    };
    let nothing = |_: RecordKey| None;
    let plan = plan_texts(&Workspace::default(), &nothing, &backup, Preference::Later, &author());
    if !plan.refused.is_empty() {
        return;
    }
    let texts: Vec<StoredText> = plan
        .writes
        .iter()
        .filter_map(|write| Some(StoredText { name: record_name(write.key), text: write.text.clone()? }))
        .collect();
    let file = write(&texts);
    let Ok(again) = files::read(file.as_bytes()) else {
        panic!("an export is refused: {file}");
    };
    assert!(again.has_checksum && !again.counts_differ && again.refused.is_empty(), "{file}");
    let plan = plan_texts(&Workspace::default(), &nothing, &again, Preference::Later, &author());
    let texts: Vec<StoredText> = plan
        .writes
        .iter()
        .filter_map(|write| Some(StoredText { name: record_name(write.key), text: write.text.clone()? }))
        .collect();
    assert_eq!(write(&texts), file, "exported again it is the same file");
}

/// A table: every row is planned or refused, whatever its columns are taken for.
pub fn csv(bytes: &[u8]) {
    let Ok(sheet) = Sheet::read(bytes) else {
        return;
    };
    let person = Person { access: AccessLevel::SystemAdministrator, ..Person::first_administrator(author().by) };
    let workspace = Workspace::default();
    let mappings = [Mapping::by_name(sheet.header()).ok(), Some(Mapping::guess(&sheet))];
    for mapping in mappings.into_iter().flatten() {
        let rows = sheet.rows(&mapping);
        let (plan, refused) = plan_import(&workspace, person.id, &rows);
        assert!(plan.sessions.len() + refused.len() >= rows.len(), "a row is neither planned nor refused");
        if refused.is_empty() {
            assert_eq!(plan.sessions.len(), rows.len());
            let numbers: std::collections::BTreeSet<SessionNumber> =
                plan.sessions.iter().map(|session| session.number).collect();
            assert_eq!(numbers.len(), rows.len(), "a number is given twice");
        }
    }
}

struct One;

impl FreshIds for One {
    fn next_bits(&mut self) -> u128 {
        1
    }
}

fn author() -> Author {
    Author { by: PersonId::fresh(&mut One), at: Moment::EPOCH, page: PageTag::new(1) }
}
