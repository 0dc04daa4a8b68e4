//! Every storage format that was ever released still opens, and means what it meant.
//!
//! Each folder of `tests/fixtures` holds `storage.json`, what localStorage held (key → text), written by the version of
//! that time, and `meaning.txt`, what it said then. Neither is ever edited, which `tests/fixtures/SHA256SUMS` seals; a new
//! format adds a new folder and its sums.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use okr_sessions::domain::{
    AccessLevel, Approval, Cadence, Colour, Entry, Group, Person, PersonId, Session, Stamp, Status, Visibility,
    Workspace, principal_name,
};
use okr_sessions::store::{Area, FORMAT_VERSION, Loaded, MemoryArea, WorkspaceId, load, named_record};
use sha2::{Digest, Sha256};
use support::{contents, stored_area};

fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/format-{version}"))
}

fn fixtures() -> impl Iterator<Item = PathBuf> {
    (1..=FORMAT_VERSION).map(fixture)
}

#[test]
fn every_format_has_a_fixture_and_no_fixture_was_edited() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let mut found = String::new();
    for version in 1..=FORMAT_VERSION {
        for file in ["meaning.txt", "storage.json"] {
            let name = format!("format-{version}/{file}");
            let content = fs::read(folder.join(&name));
            let content = content.unwrap_or_else(|error| panic!("format {version} has no fixture {name}: {error}"));
            found += &format!("{:x}  {name}\n", Sha256::digest(content));
        }
    }
    assert_eq!(found, sums, "`sha256sum format-*/*` in tests/fixtures makes the sums");
}

#[test]
fn every_fixture_was_written_in_its_format() {
    for version in 1..=FORMAT_VERSION {
        let mut count = 0;
        area_of(&fixture(version)).each(&mut |key, text| {
            if WorkspaceId::main().name_in(key).and_then(named_record).is_some() {
                let record: serde_json::Value = serde_json::from_str(text).unwrap();
                assert_eq!(record["v"], version, "{key}");
                count += 1;
            }
        });
        assert!(count > 50, "format {version} has {count} records only");
    }
}

fn area_of(folder: &Path) -> MemoryArea {
    let text = fs::read_to_string(folder.join("storage.json")).unwrap();
    let texts: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let area = MemoryArea::default();
    texts.iter().for_each(|(key, text)| area.set(key, text).unwrap());
    area
}

#[test]
fn every_released_format_opens_without_loss_and_means_what_it_meant() {
    for folder in fixtures() {
        let Loaded { workspace, damaged, newer, .. } = load(&area_of(&folder), &WorkspaceId::main());
        assert_eq!((damaged, newer), (Vec::new(), false), "{}", folder.display());
        let meaning = fs::read_to_string(folder.join("meaning.txt")).unwrap();
        assert_eq!(described(&workspace), meaning.lines().collect::<Vec<_>>(), "{}", folder.display());
    }
}

#[test]
fn every_released_format_written_by_this_version_means_the_same() {
    for folder in fixtures() {
        let workspace = load(&area_of(&folder), &WorkspaceId::main()).workspace;
        let again = load(&stored_area(&workspace), &WorkspaceId::main());
        assert_eq!(again.damaged, []);
        assert_eq!(contents(&again.workspace), contents(&workspace), "{}", folder.display());
    }
}

#[test]
fn the_newest_fixture_holds_every_value_that_a_record_can_have() {
    let workspace = load(&area_of(&fixture(FORMAT_VERSION)), &WorkspaceId::main()).workspace;
    let sessions: Vec<&Session> = workspace.sessions().map(|session| &**session).collect();
    let count = |test: &dyn Fn(&Session) -> bool| sessions.iter().filter(|session| test(session)).count();
    for status in [support::OPEN, support::IN_PROGRESS, support::CLOSED_OPEN, support::CLOSED_IN_PROGRESS] {
        assert!(count(&|session| session.status == status) > 0, "{status:?}");
    }
    assert!(Colour::ALL.iter().all(|colour| count(&|session| session.colour == *colour) > 0));
    assert!(Cadence::ALL.iter().all(|cadence| count(&|session| session.cadence == *cadence) > 0));
    assert!(Approval::ALL.iter().all(|approval| count(&|session| session.approval == *approval) > 0));
    assert!(count(&|session| session.trashed.is_some()) > 0 && count(&|session| session.parent.is_some()) > 0);
    assert!(count(&|session| session.visibility != Visibility::Everyone) > 0);
    let deeds: BTreeSet<String> = workspace.entries().iter().map(|entry| format!("{:?}", entry.deed)).collect();
    assert_eq!(deeds.len(), 17, "{deeds:?}");
    let people: Vec<&Person> = workspace.all_people().map(|person| &**person).collect();
    assert!(people.iter().any(|person| person.removed.is_some()));
    assert!(people.iter().any(|person| person.access == AccessLevel::Member && person.picture.is_some()));
}

/// A workspace in words, one line a thing.
fn described(workspace: &Workspace) -> Vec<String> {
    let settings = workspace.settings();
    let head = format!(
        "next number {}, first month {}, rename hint {}",
        workspace.next_number(),
        settings.first_month.name(),
        if settings.rename_hint_done { "answered" } else { "shown" }
    );
    let people = workspace.all_people().map(|person| person_line(workspace, person));
    let groups = workspace.groups().map(|group| group_line(workspace, group));
    let sessions = workspace.sessions().map(|session| session_line(workspace, session));
    let entries = workspace.entries().iter().map(|entry| entry_line(workspace, entry));
    [head].into_iter().chain(people).chain(groups).chain(sessions).chain(entries).collect()
}

fn name(workspace: &Workspace, id: PersonId) -> &str {
    workspace.person(id).map_or("nobody", |person| person.name.as_str())
}

fn stamped(workspace: &Workspace, stamp: Stamp) -> String {
    format!("{} {}", name(workspace, stamp.by), stamp.at)
}

fn person_line(workspace: &Workspace, person: &Person) -> String {
    let removed = person.removed.map(|stamp| format!(", removed by {}", stamped(workspace, stamp)));
    format!(
        "person {}: {}, {}, e-mail {}, picture {}{}",
        person.name,
        person.access.label(),
        person.kind.label(),
        person.email.as_deref().unwrap_or("none"),
        person.picture.as_deref().unwrap_or("none"),
        removed.unwrap_or_default()
    )
}

fn group_line(workspace: &Workspace, group: &Group) -> String {
    let members: Vec<&str> = group.members.iter().map(|member| name(workspace, *member)).collect();
    format!("{} {}: {}", group.kind.label(), group.name, members.join(", "))
}

fn session_line(workspace: &Workspace, session: &Session) -> String {
    let parent = session.parent.and_then(|parent| workspace.session(parent));
    let status = match session.status {
        Status::Closed { was } => format!("Closed (was {})", was.label()),
        status => status.label().to_owned(),
    };
    let seen = match &session.visibility {
        Visibility::Everyone => "everyone".to_owned(),
        Visibility::Custom(grants) => {
            let names: Vec<&str> = grants.iter().filter_map(|grant| principal_name(workspace, *grant)).collect();
            format!("[{}]", names.join(", "))
        }
    };
    let trashed = session.trashed.map(|stamp| format!(", trashed by {}", stamped(workspace, stamp)));
    format!(
        "{} {}: {} to {}, {status}, {}, below {}, {}, {}, seen by {seen}, created by {}, changed by {}, version {}{}",
        session.number,
        session.title,
        session.span.begin(),
        session.span.end(),
        session.colour.name(),
        parent.map_or("nothing".to_owned(), |parent| parent.number.to_string()),
        session.cadence.label(),
        session.approval.label(),
        stamped(workspace, session.created),
        stamped(workspace, session.changed),
        session.revision,
        trashed.unwrap_or_default()
    )
}

fn entry_line(workspace: &Workspace, entry: &Entry) -> String {
    let fields: Vec<String> =
        entry.fields.iter().map(|field| format!("; {}: {} → {}", field.field.label(), field.from, field.to)).collect();
    format!("{} {} {:?} {}{}", entry.at, name(workspace, entry.by), entry.deed, entry.name, fields.concat())
}
