//! The whole state: sessions, people, groups, history, settings, and the indexes that keep looking things up cheap.

use std::sync::{Arc, OnceLock};

use super::change::{Change, Record, RecordKey};
use super::dates::Moment;
use super::family::in_cycles;
use super::fiscal::{FiscalCalendar, Month};
use super::history::Entry;
use super::ids::{Bits, EntryId, GroupId, PersonId, SessionId};
use super::number::SessionNumber;
use super::order::{Places, sort_by};
use super::person::{Group, Person};
use super::session::Session;

/// What is set for the whole workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The first month of fiscal years.
    pub first_month: Month,
    /// Whether the hint to rename the first administrator was answered.
    pub rename_hint_done: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { first_month: Month::JANUARY, rename_hint_done: false }
    }
}

/// A session with what is derived from it once it is needed.
#[derive(Debug, Clone)]
struct Slot {
    session: Arc<Session>,
    folded_title: OnceLock<Box<str>>,
}

impl Slot {
    fn new(session: Arc<Session>) -> Self {
        Self { session, folded_title: OnceLock::new() }
    }

    fn folded_title(&self) -> &str {
        self.folded_title.get_or_init(|| fold(self.session.title.as_str()).into())
    }
}

/// A text as search and sorting compare it: letter case does not count.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Names a state of a workspace: every change makes another one, also of two workspaces that were one.
#[derive(Debug, Clone, Default)]
pub(super) struct Version(Arc<()>);

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Everything the app knows. Changed by [`Workspace::apply`] only.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// In the order of creation; the list reads it backwards.
    slots: Vec<Slot>,
    /// Where in `slots`, by id.
    places: Places,
    /// Where in `slots`, by number.
    numbers: Places,
    /// By id.
    people: Vec<Arc<Person>>,
    /// By id.
    groups: Vec<Arc<Group>>,
    entries: Vec<Arc<Entry>>,
    settings: Settings,
    next_number: SessionNumber,
    version: Version,
    /// Of which version this one differs by these sessions alone, as far as lists go.
    touched: Option<(Version, Vec<SessionId>)>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self::from_records([], SessionNumber::FIRST)
    }
}

impl Workspace {
    /// A workspace of stored records. `least_number` is the lowest number a new session may get, whatever the records
    /// say: numbers are not reused, not even those of records that are gone or unreadable.
    pub fn from_records(records: impl IntoIterator<Item = Record>, least_number: SessionNumber) -> Self {
        let mut workspace = Self {
            slots: Vec::new(),
            places: Places::default(),
            numbers: Places::default(),
            people: Vec::new(),
            groups: Vec::new(),
            entries: Vec::new(),
            settings: Settings::default(),
            next_number: least_number,
            version: Version::default(),
            touched: None,
        };
        for record in records {
            match record {
                Record::Session(session) => workspace.slots.push(Slot::new(session)),
                Record::Entry(entry) => workspace.entries.push(entry),
                other => workspace.put(other),
            }
        }
        workspace.index_sessions();
        sort_by(&mut workspace.entries, |a, b| in_history(a).cmp(&in_history(b)));
        workspace
    }

    /// All sessions, those in the trash too, in the order of creation.
    pub fn sessions(&self) -> impl ExactSizeIterator<Item = &Arc<Session>> + DoubleEndedIterator {
        self.slots.iter().map(|slot| &slot.session)
    }

    /// Sessions newest first, each with its title as search compares it.
    pub(super) fn newest_first(&self) -> impl Iterator<Item = (&Arc<Session>, FoldedTitle<'_>)> {
        self.slots.iter().rev().map(|slot| (&slot.session, FoldedTitle(slot)))
    }

    /// The session with this id.
    pub fn session(&self, id: SessionId) -> Option<&Arc<Session>> {
        self.slot(&self.places, id.bits()).map(|slot| &slot.session)
    }

    /// The session with this id, with its title as search compares it.
    pub(super) fn with_folded_title(&self, id: SessionId) -> Option<(&Arc<Session>, FoldedTitle<'_>)> {
        self.slot(&self.places, id.bits()).map(|slot| (&slot.session, FoldedTitle(slot)))
    }

    /// Its title as search and sorting compare it.
    pub(super) fn folded_title(&self, id: SessionId) -> &str {
        self.slot(&self.places, id.bits()).map_or("", Slot::folded_title)
    }

    /// The session with this number.
    pub fn session_by_number(&self, number: SessionNumber) -> Option<&Arc<Session>> {
        self.slot(&self.numbers, number.bits()).map(|slot| &slot.session)
    }

    fn slot(&self, places: &Places, name: Bits) -> Option<&Slot> {
        places.get(&name).and_then(|place| self.slots.get(*place))
    }

    /// The epoch of a session that is added at this time, as the newest of all.
    pub(super) fn epoch_of_newest(&self, at: Moment) -> u32 {
        self.slots.last().map_or(0, |last| last.session.epoch + u32::from(at < last.session.created.at))
    }

    /// The epoch of a session that was added at this time elsewhere: it comes after the newest one that is not younger.
    pub(super) fn epoch_among(&self, at: Moment) -> u32 {
        let older = self.slots.iter().rev().find(|slot| slot.session.created.at <= at);
        older.map_or(0, |older| older.session.epoch)
    }

    /// The sessions that must get another number, because another one has theirs: two windows gave it at the same time. Of two
    /// the one with the greater id, so every window names the same.
    pub fn sharing_numbers(&self) -> Vec<SessionId> {
        let sharing = |(place, slot): (usize, &Slot)| {
            let holder = *self.numbers.get(&slot.session.number.bits())?;
            let other = self.slots.get(holder).filter(|_| holder != place)?;
            Some(slot.session.id.max(other.session.id))
        };
        if self.numbers.len() == self.slots.len() {
            return Vec::new();
        }
        let mut found: Vec<SessionId> = self.slots.iter().enumerate().filter_map(sharing).collect();
        found.dedup();
        found
    }

    /// The sessions whose parent is this one, in the order of creation, those in the trash too.
    pub fn children(&self, parent: SessionId) -> impl Iterator<Item = &Arc<Session>> {
        self.sessions().filter(move |session| session.parent == Some(parent))
    }

    /// The session that was changed last of the cycle to which following the parents of this one leads; `None` where they end.
    pub fn last_changed_in_cycle(&self, id: SessionId) -> Option<&Arc<Session>> {
        let parent = |session: &&Arc<Session>| session.parent.and_then(|parent| self.session(parent));
        // After as many steps as there are sessions, who still has a parent goes round.
        let inside = std::iter::successors(self.session(id), parent).nth(self.slots.len())?;
        let newer = |a: &Arc<Session>, b: &Arc<Session>| (a.changed.at, a.id) > (b.changed.at, b.id);
        let (mut last, mut at) = (inside, parent(&inside)?);
        while at.id != inside.id {
            if newer(at, last) {
                last = at;
            }
            at = parent(&at)?;
        }
        Some(last)
    }

    /// Those sessions that are their own parent's parent, however far up.
    pub fn sessions_in_cycles(&self) -> Vec<SessionId> {
        let children = self.sessions().filter(|session| session.parent.is_some());
        in_cycles(children.map(|session| session.id), |id| self.session(id)?.parent).into_iter().collect()
    }

    /// Whether `descendant` is `ancestor` or lies below it.
    pub fn is_within(&self, descendant: SessionId, ancestor: SessionId) -> bool {
        let mut current = Some(descendant);
        // Stored data may hold a cycle; no chain is longer than there are sessions.
        for _ in 0..=self.slots.len() {
            match current {
                Some(id) if id == ancestor => return true,
                Some(id) => current = self.session(id).and_then(|session| session.parent),
                None => return false,
            }
        }
        true
    }

    /// Everybody who was ever here, removed ones too.
    pub fn all_people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.iter()
    }

    /// Everybody who is here.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.iter().filter(|person| person.removed.is_none())
    }

    /// The person with this id, also a removed one.
    pub fn person(&self, id: PersonId) -> Option<&Arc<Person>> {
        self.person_place(id).ok().and_then(|place| self.people.get(place))
    }

    fn person_place(&self, id: PersonId) -> Result<usize, usize> {
        self.people.binary_search_by(|person| person.id.cmp(&id))
    }

    /// Every team and role that ever was here, removed ones too.
    pub fn all_groups(&self) -> impl Iterator<Item = &Arc<Group>> {
        self.groups.iter()
    }

    /// The teams and roles there are.
    pub fn groups(&self) -> impl Iterator<Item = &Arc<Group>> {
        self.groups.iter().filter(|group| group.removed.is_none())
    }

    /// The team or role with this id, also a removed one.
    pub fn group(&self, id: GroupId) -> Option<&Arc<Group>> {
        self.group_place(id).ok().and_then(|place| self.groups.get(place))
    }

    fn group_place(&self, id: GroupId) -> Result<usize, usize> {
        self.groups.binary_search_by(|group| group.id.cmp(&id))
    }

    /// The history, oldest first.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// The place of the next entry in the history.
    pub fn next_place(&self) -> u32 {
        self.entries.last().map_or(1, |last| last.place + 1)
    }

    /// The record that is kept under a key now.
    pub fn record(&self, key: RecordKey) -> Option<Record> {
        match key {
            RecordKey::Session(id) => self.session(id).cloned().map(Record::Session),
            RecordKey::Person(id) => self.person(id).cloned().map(Record::Person),
            RecordKey::Group(id) => self.group(id).cloned().map(Record::Group),
            RecordKey::Entry(id) => self.entries.iter().find(|entry| entry.id == id).cloned().map(Record::Entry),
            RecordKey::Settings => Some(Record::Settings(self.settings)),
            RecordKey::NextNumber => Some(Record::NextNumber(self.next_number)),
        }
    }

    /// What is set for the whole workspace.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The fiscal calendar that is set.
    pub fn fiscal_calendar(&self) -> FiscalCalendar {
        FiscalCalendar { first_month: self.settings.first_month }
    }

    /// The number the next session gets.
    pub fn next_number(&self) -> SessionNumber {
        self.next_number
    }

    /// How many administrators are here.
    pub fn administrators(&self) -> usize {
        self.people().filter(|person| person.is_administrator()).count()
    }

    /// What tells it from the workspace it was before.
    pub(super) fn version(&self) -> &Version {
        &self.version
    }

    /// The sessions of which alone a list may say something else than at that version; `None` where that is not known.
    pub(super) fn touched_since(&self, version: &Version) -> Option<&[SessionId]> {
        if *version == self.version {
            return Some(&[]);
        }
        self.touched.as_ref().filter(|(before, _)| before == version).map(|(_, touched)| &**touched)
    }

    /// Where in the order of creation a session stands.
    pub(super) fn place(&self, id: SessionId) -> Option<usize> {
        self.places.get(&id.bits()).copied()
    }

    /// Carries out decided changes. A change costs the same however many sessions there are, but for one that removes
    /// sessions or adds some with an earlier time of creation: those sort and index anew.
    pub fn apply<'a>(&mut self, changes: impl IntoIterator<Item = &'a Change>) {
        let (mut disordered, mut touched) = (false, Some(Vec::new()));
        for change in changes {
            match (&change.key(), &mut touched) {
                (Some(RecordKey::Session(id)), Some(touched)) => touched.push(*id),
                (Some(RecordKey::Entry(_) | RecordKey::NextNumber) | None, _) => {}
                _ => touched = None,
            }
            match (&change.before, &change.after) {
                (_, Some(Record::Session(session))) => disordered |= self.put_session(session.clone(), disordered),
                (Some(Record::Session(gone)), None) => {
                    if let Some(slot) = self.places.get(&gone.id.bits()).and_then(|place| self.slots.get_mut(*place)) {
                        slot.session = Arc::new(Session { revision: 0, ..(*slot.session).clone() });
                        disordered = true;
                    }
                }
                (before, Some(record)) => {
                    // Two windows may tell of the same thing at different places of the history.
                    if let Some(told @ Record::Entry(_)) = before {
                        self.take(told);
                    }
                    self.put(record.clone());
                }
                (Some(record), None) => self.take(record),
                (None, None) => {}
            }
        }
        if disordered {
            self.slots.retain(|slot| slot.session.revision > 0);
            self.index_sessions();
        }
        let before = std::mem::take(&mut self.version);
        self.touched = touched.filter(|_| !disordered).map(|touched| (before, touched));
    }

    /// Whether nothing was changed since `earlier` was cloned from it.
    pub fn is_still(&self, earlier: &Self) -> bool {
        fn same<T>(now: &[Arc<T>], earlier: &[Arc<T>]) -> bool {
            now.len() == earlier.len() && now.iter().zip(earlier).all(|(now, earlier)| Arc::ptr_eq(now, earlier))
        }
        let slots = self.slots.iter().zip(&earlier.slots);
        self.slots.len() == earlier.slots.len()
            && { slots }.all(|(now, earlier)| Arc::ptr_eq(&now.session, &earlier.session))
            && same(&self.people, &earlier.people)
            && same(&self.groups, &earlier.groups)
            && same(&self.entries, &earlier.entries)
            && self.settings == earlier.settings
            && self.next_number == earlier.next_number
    }

    /// Puts a session in its place; answers whether the order or the index has to be made anew.
    fn put_session(&mut self, session: Arc<Session>, disordered: bool) -> bool {
        if let Some(slot) = self.places.get(&session.id.bits()).and_then(|place| self.slots.get_mut(*place)) {
            let same_number = slot.session.number == session.number;
            *slot = Slot::new(session);
            return !same_number;
        }
        let in_order = self.slots.last().is_none_or(|last| creation(&last.session) <= creation(&session));
        if !disordered && in_order {
            self.places.insert(session.id.bits(), self.slots.len());
            self.numbers.insert(session.number.bits(), self.slots.len());
            self.next_number = self.next_number.max(session.number.next());
        }
        self.slots.push(Slot::new(session));
        !in_order
    }

    fn put(&mut self, record: Record) {
        match record {
            Record::Session(session) => drop(self.put_session(session, false)),
            Record::Person(person) => match self.person_place(person.id) {
                Ok(place) => self.people[place] = person,
                Err(place) => self.people.insert(place, person),
            },
            Record::Group(group) => match self.group_place(group.id) {
                Ok(place) => self.groups[place] = group,
                Err(place) => self.groups.insert(place, group),
            },
            Record::Entry(entry) => {
                // Nearly always at the end; not so when another window's entry comes late.
                let place = self.entries.partition_point(|other| in_history(other) < in_history(&entry));
                match self.entries.get_mut(place) {
                    Some(same) if same.id == entry.id => *same = entry,
                    _ => self.entries.insert(place, entry),
                }
            }
            Record::Settings(settings) => self.settings = settings,
            Record::NextNumber(number) => self.next_number = self.next_number.max(number),
        }
    }

    fn take(&mut self, record: &Record) {
        match record {
            Record::Person(person) => self.people.retain(|other| other.id != person.id),
            Record::Group(group) => self.groups.retain(|other| other.id != group.id),
            Record::Entry(entry) => self.entries.retain(|other| other.id != entry.id),
            Record::Settings(_) => self.settings = Settings::default(),
            Record::Session(_) | Record::NextNumber(_) => {}
        }
    }

    fn index_sessions(&mut self) {
        if !self.slots.is_sorted_by_key(|slot| creation(&slot.session)) {
            // With their keys beside them: a start compares 10,000 sessions, each in a place of its own.
            let mut keyed: Vec<_> = self.slots.drain(..).map(|slot| (creation(&slot.session), slot)).collect();
            sort_by(&mut keyed, |a, b| a.0.cmp(&b.0));
            self.slots.extend(keyed.into_iter().map(|(_, slot)| slot));
        }
        for places in [&mut self.places, &mut self.numbers] {
            places.clear();
            places.reserve(self.slots.len());
        }
        for (place, slot) in self.slots.iter().enumerate() {
            self.places.insert(slot.session.id.bits(), place);
            self.numbers.insert(slot.session.number.bits(), place);
            self.next_number = self.next_number.max(slot.session.number.next());
        }
    }
}

/// What the list is ordered by unless the user sorts it. By the id only two sessions differ that two windows added at the
/// same time, until one of them gets another number.
fn creation(session: &Session) -> (u32, Moment, SessionNumber, SessionId) {
    (session.epoch, session.created.at, session.number, session.id)
}

/// What the history is ordered by.
fn in_history(entry: &Entry) -> (u32, Moment, EntryId) {
    (entry.place, entry.at, entry.id)
}

/// A title as search compares it, folded when it is first looked at.
pub(super) struct FoldedTitle<'a>(&'a Slot);

impl FoldedTitle<'_> {
    pub(super) fn contains(&self, folded: &str) -> bool {
        self.0.folded_title().contains(folded)
    }
}
