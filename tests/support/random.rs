//! Random workspaces for properties: every record is valid by itself, and together they keep the invariants.

use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, Approval, Cadence, Colour, DateSpan, Deed, Entry, EntryId, Field, FieldChange, Group, GroupId,
    GroupKind, LocalDate, Moment, Person, PersonId, PersonKind, Principal, Record, Session, SessionId, SessionNumber,
    Stamp, Status, Subject, Title, Visibility, Workspace,
};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{CLOSED_IN_PROGRESS, CLOSED_OPEN, CountedIds, IN_PROGRESS, OPEN};

/// The settings of every property: how many cases, and no files written beside the sources.
pub fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any text that is a title, with a liking for what files and searches stumble over.
pub fn titles() -> impl Strategy<Value = Title> {
    let texts = prop_oneof![
        4 => "[A-Za-zÄß ]{1,12}",
        2 => "(Q[1-4]|H[12]|FY) ?20[0-9]{2}",
        2 => "['=+@\\-\"][=+'\", ;\\-]{0,4}[a-z;\",]{0,6}",
        1 => "\\PC{1,130}",
    ];
    texts.prop_filter_map("a title", |text| Title::new(&text).ok())
}

/// Days of a few years around 2026, now and then one at the calendar's ends.
pub fn dates() -> impl Strategy<Value = LocalDate> {
    let first = LocalDate::new(1970, 1, 1);
    let days = prop_oneof![8 => 19_800_i64..21_500, 1 => 0_i64..80, 1 => 2_932_800_i64..2_932_897];
    days.prop_filter_map("a day of the calendar", move |days| first.ok()?.plus_days(days))
}

pub fn spans() -> impl Strategy<Value = DateSpan> {
    (dates(), prop_oneof![Just(0_i64), 1_i64..400])
        .prop_filter_map("a span inside the calendar", |(begin, days)| DateSpan::new(begin, begin.plus_days(days)?))
}

pub fn statuses() -> impl Strategy<Value = Status> {
    select(vec![OPEN, IN_PROGRESS, CLOSED_OPEN, CLOSED_IN_PROGRESS])
}

pub fn moments() -> impl Strategy<Value = Moment> {
    (1_700_000_000_000_i64..1_700_000_100_000).prop_map(Moment::from_millis)
}

/// People and groups are named by their place until the records are made.
#[derive(Debug, Clone)]
pub enum Grant {
    Person(Index),
    Group(Index),
}

pub fn grants() -> impl Strategy<Value = Option<Vec<Grant>>> {
    let grant = prop_oneof![any::<Index>().prop_map(Grant::Person), any::<Index>().prop_map(Grant::Group)];
    option::of(vec(grant, 0..3))
}

#[derive(Debug, Clone)]
struct SessionSeed {
    title: Title,
    span: DateSpan,
    status: Status,
    colour: Colour,
    cadence: Cadence,
    approval: Approval,
    parent: Option<Index>,
    grants: Option<Vec<Grant>>,
    creator: Index,
    editor: Index,
    created_at: Moment,
    changed_at: Moment,
    trashed: bool,
}

fn session_seeds() -> impl Strategy<Value = SessionSeed> {
    let values = (titles(), spans(), statuses(), select(&Colour::ALL[..]));
    let choices = (select(&Cadence::ALL[..]), select(&Approval::ALL[..]), option::of(any::<Index>()), grants());
    let stamps = (any::<Index>(), any::<Index>(), moments(), moments(), prop::bool::weighted(0.15));
    (values, choices, stamps).prop_map(|(values, choices, stamps)| {
        let (title, span, status, colour) = values;
        let (cadence, approval, parent, grants) = choices;
        let (creator, editor, created_at, changed_at, trashed) = stamps;
        SessionSeed {
            title,
            span,
            status,
            colour,
            cadence,
            approval,
            parent,
            grants,
            creator,
            editor,
            created_at,
            changed_at,
            trashed,
        }
    })
}

#[derive(Debug, Clone)]
struct PersonSeed {
    administrator: bool,
    account: bool,
    email: Option<String>,
    removed: bool,
}

fn person_seeds() -> impl Strategy<Value = PersonSeed> {
    (any::<bool>(), any::<bool>(), option::of("[a-z]{1,5}@x\\.org"), prop::bool::weighted(0.2))
        .prop_map(|(administrator, account, email, removed)| PersonSeed { administrator, account, email, removed })
}

#[derive(Debug, Clone)]
struct GroupSeed {
    role: bool,
    members: Vec<Index>,
    removed: bool,
}

fn group_seeds() -> impl Strategy<Value = GroupSeed> {
    (any::<bool>(), vec(any::<Index>(), 0..4), prop::bool::weighted(0.2))
        .prop_map(|(role, members, removed)| GroupSeed { role, members, removed })
}

/// The records of a workspace: people of whom the first is an administrator, groups, and sessions below earlier ones.
pub fn records(most_sessions: usize) -> impl Strategy<Value = Vec<Record>> {
    let numbers = btree_set(1_u32..3_000, most_sessions);
    (vec(person_seeds(), 1..6), vec(group_seeds(), 0..4), vec(session_seeds(), 0..most_sessions), numbers).prop_map(
        |(people, groups, sessions, numbers)| {
            let people = make_people(people);
            let groups = make_groups(groups, &people);
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let sessions = make_sessions(sessions, &numbers, &people, &groups);
            let people = people.into_iter().map(Arc::new).map(Record::Person);
            let groups = groups.into_iter().map(Arc::new).map(Record::Group);
            people.chain(groups).chain(sessions.into_iter().map(Arc::new).map(Record::Session)).collect()
        },
    )
}

/// A random workspace.
pub fn workspaces() -> impl Strategy<Value = Workspace> {
    records(20).prop_map(|records| Workspace::from_records(records, SessionNumber::FIRST))
}

#[derive(Debug, Clone)]
struct EntrySeed {
    subject: Index,
    deed: Deed,
    by: Index,
    from: Index,
    to: Index,
    at: Moment,
}

fn entry_seeds() -> impl Strategy<Value = EntrySeed> {
    let deeds = select(vec![Deed::Added, Deed::Changed, Deed::Closed, Deed::Trashed, Deed::Planned, Deed::Undone]);
    let places = (any::<Index>(), any::<Index>(), any::<Index>(), any::<Index>());
    (places, deeds, moments()).prop_map(|((subject, by, from, to), deed, at)| EntrySeed {
        subject,
        deed,
        by,
        from,
        to,
        at,
    })
}

/// A random workspace with a history: of its sessions, their parents, its people and groups, and of many sessions at
/// once.
pub fn workspaces_with_history() -> impl Strategy<Value = Workspace> {
    (records(12), vec(entry_seeds(), 0..30)).prop_map(|(records, seeds)| {
        let mut ids = CountedIds(5000);
        let made: Vec<Record> = seeds.into_iter().map(|seed| make_entry(seed, &records, &mut ids)).collect();
        Workspace::from_records(records.into_iter().chain(made), SessionNumber::FIRST)
    })
}

fn make_entry(seed: EntrySeed, records: &[Record], ids: &mut CountedIds) -> Record {
    let people: Vec<PersonId> = records
        .iter()
        .filter_map(|record| match record {
            Record::Person(person) => Some(person.id),
            _ => None,
        })
        .collect();
    let called = |place: Index| match place.get(records) {
        Record::Session(session) => session.called(),
        _ => String::new(),
    };
    let (from, to) = (called(seed.from), called(seed.to));
    let field = if seed.deed == Deed::Closed { Field::Number } else { Field::Parent };
    let change = (from != to).then_some(FieldChange { field, from, to });
    let (subject, name, fields) = match seed.subject.get(records) {
        Record::Session(session) => (Subject::Session(session.id), session.called(), change.into_iter().collect()),
        Record::Person(person) if person.email.is_some() => {
            (Subject::Workspace, format!("{} sessions", records.len()), Vec::new())
        }
        Record::Person(person) => (Subject::Person(person.id), person.name.to_string(), Vec::new()),
        Record::Group(group) => (Subject::Group(group.id), group.name.to_string(), Vec::new()),
        _ => (Subject::Workspace, "Settings".to_owned(), Vec::new()),
    };
    let (id, at, by) = (EntryId::fresh(ids), seed.at, *seed.by.get(&people));
    Record::Entry(Arc::new(Entry { id, place: 0, at, by, deed: seed.deed, subject, name, fields }))
}

fn make_people(seeds: Vec<PersonSeed>) -> Vec<Person> {
    let mut ids = CountedIds(100);
    let mut people: Vec<Person> = Vec::new();
    for (place, seed) in seeds.into_iter().enumerate() {
        let id = PersonId::fresh(&mut ids);
        let first = people.first().map_or(id, |first| first.id);
        people.push(Person {
            id,
            name: super::title(&format!("Person {place}")),
            email: seed.email.map(Into::into),
            access: if seed.administrator || place == 0 {
                AccessLevel::SystemAdministrator
            } else {
                AccessLevel::Member
            },
            kind: if seed.account { PersonKind::Account } else { PersonKind::Employee },
            picture: None,
            removed: (seed.removed && place > 0).then_some(Stamp { by: first, at: Moment::EPOCH }),
        });
    }
    people
}

fn make_groups(seeds: Vec<GroupSeed>, people: &[Person]) -> Vec<Group> {
    let mut ids = CountedIds(200);
    let make = |(place, seed): (usize, GroupSeed)| Group {
        id: GroupId::fresh(&mut ids),
        kind: if seed.role { GroupKind::Role } else { GroupKind::Team },
        name: super::title(&format!("Group {place}")),
        members: seed.members.iter().map(|member| member.get(people).id).collect(),
        removed: seed.removed.then_some(Stamp { by: people[0].id, at: Moment::EPOCH }),
    };
    seeds.into_iter().enumerate().map(make).collect()
}

fn make_sessions(seeds: Vec<SessionSeed>, numbers: &[u32], people: &[Person], groups: &[Group]) -> Vec<Session> {
    let mut ids = CountedIds(300);
    let mut sessions: Vec<Session> = Vec::new();
    for (seed, number) in seeds.into_iter().zip(numbers) {
        let by = |index: Index| index.get(people).id;
        let parent = seed.parent.filter(|_| !sessions.is_empty()).map(|index| index.get(&sessions).id);
        sessions.push(Session {
            id: SessionId::fresh(&mut ids),
            number: format!("SE-{number:05}").parse().unwrap(),
            title: seed.title,
            span: seed.span,
            status: seed.status,
            colour: seed.colour,
            parent,
            cadence: seed.cadence,
            approval: seed.approval,
            visibility: visibility(seed.grants, people, groups),
            created: Stamp { by: by(seed.creator), at: seed.created_at },
            changed: Stamp { by: by(seed.editor), at: seed.changed_at },
            trashed: seed.trashed.then_some(Stamp { by: by(seed.editor), at: seed.changed_at }),
            revision: 1,
            epoch: 0,
        });
    }
    sessions
}

fn visibility(grants: Option<Vec<Grant>>, people: &[Person], groups: &[Group]) -> Visibility {
    let Some(grants) = grants else {
        return Visibility::Everyone;
    };
    let principal = |grant: Grant| match grant {
        Grant::Person(index) => Some(Principal::Person(index.get(people).id)),
        Grant::Group(index) => (!groups.is_empty()).then(|| Principal::Group(index.get(groups).id)),
    };
    Visibility::Custom(grants.into_iter().filter_map(principal).collect())
}
