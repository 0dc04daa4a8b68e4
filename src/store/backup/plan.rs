//! What importing a backup changes: record by record, merged by id, all of it or nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{
    Person, Record, RecordKey, Session, SessionId, SessionNumber, Settings, Sliced, Workspace, in_cycles,
};
use crate::store::fields::Fields;
use crate::store::merge::merged;
use crate::store::records::read_record;
use crate::store::revision::{Author, claimed, is_bookkeeping};

use super::check::RecordProblem;
use super::planned::{ImportedTexts, RecordWrite, Renumbered, Tally};
use super::read::{Backup, BackupRecord, Place, RefusedRecord};

/// Which version of a record stands where the file and the workspace have both changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preference {
    /// Field by field the one that was changed later.
    #[default]
    Later,
    /// The file's, also where it is the older one.
    File,
}

/// Whether nobody did anything in the workspace yet: it has its first administrator and nothing else.
pub fn is_untouched(workspace: &Workspace) -> bool {
    let mut people = workspace.all_people();
    let alone = people.next().is_none_or(|person| **person == Person::first_administrator(person.id));
    alone
        && people.next().is_none()
        && workspace.sessions().len() == 0
        && workspace.all_groups().next().is_none()
        && workspace.entries().is_empty()
        && workspace.settings() == Settings::default()
        && workspace.next_number() == SessionNumber::FIRST
}

/// Plans the import of a backup. `stored` gives the text of a record as it is kept now.
pub fn plan_texts(
    workspace: &Workspace,
    stored: &dyn Fn(RecordKey) -> Option<String>,
    backup: &Backup,
    preference: Preference,
    author: &Author,
) -> ImportedTexts {
    BackupPlanning::new(workspace, stored, backup, preference, author).whole()
}

fn session_of(record: &BackupRecord) -> Option<&Arc<Session>> {
    match &record.record {
        Some(Record::Session(session)) => Some(session),
        _ => None,
    }
}

/// The same in slices: its parts are the records.
pub struct BackupPlanning<'a> {
    workspace: &'a Workspace,
    stored: &'a dyn Fn(RecordKey) -> Option<String>,
    backup: &'a Backup,
    preference: Preference,
    author: &'a Author,
    /// The records in the order in which they are planned.
    records: Vec<&'a BackupRecord>,
    /// How many were planned.
    planned: usize,
    plan: ImportedTexts,
    /// Numbers that sessions of the file have got.
    taken: BTreeMap<SessionNumber, SessionId>,
    /// The lowest number that nothing has, here or in the file.
    next: SessionNumber,
}

impl Sliced for BackupPlanning<'_> {
    type Output = ImportedTexts;

    fn go_on(&mut self, most: usize) {
        let end = self.planned.saturating_add(most).min(self.records.len());
        for place in self.planned..end {
            self.take(self.records[place]);
        }
        self.planned = end;
    }

    fn progress(&self) -> (usize, usize) {
        (self.planned, self.records.len())
    }

    fn finish(mut self) -> ImportedTexts {
        if self.plan.restores {
            self.remove_first_administrator();
        }
        self.keep_numbers();
        self.refuse_cycles();
        self.refuse_without_administrator();
        self.plan
    }
}

impl<'a> BackupPlanning<'a> {
    /// Nothing is planned yet. `stored` gives the text of a record as it is kept now.
    pub fn new(
        workspace: &'a Workspace,
        stored: &'a dyn Fn(RecordKey) -> Option<String>,
        backup: &'a Backup,
        preference: Preference,
        author: &'a Author,
    ) -> Self {
        let highest = backup.records.iter().filter_map(session_of).map(|session| session.number.next()).max();
        let refused = backup.refused.clone();
        let restores = is_untouched(workspace);
        // The history first, then what it tells of: what is undone goes in the opposite order.
        let (mut records, others): (Vec<_>, Vec<_>) =
            backup.records.iter().partition(|found| matches!(found.key, RecordKey::Entry(_)));
        records.extend(others);
        Self {
            workspace,
            stored,
            backup,
            preference,
            author,
            records,
            planned: 0,
            plan: ImportedTexts { restores, refused, ..ImportedTexts::default() },
            taken: BTreeMap::new(),
            next: workspace.next_number().max(highest.unwrap_or(SessionNumber::FIRST)),
        }
    }

    fn take(&mut self, found: &BackupRecord) {
        let old = (self.stored)(found.key);
        let before = self.workspace.record(found.key).filter(|_| old.is_some());
        let Some(record) = &found.record else {
            self.take_newer(found, old.is_some());
            return;
        };
        // What cannot be read here says nothing that the file's could be merged with.
        let mine = old.as_deref().filter(|mine| read_record(found.key, mine).is_some());
        match (found.key, mine) {
            (RecordKey::Entry(_), Some(_)) => self.count(found.key, |tally| tally.same += 1),
            (RecordKey::NextNumber, _) if !self.plan.restores => {}
            (RecordKey::Session(_), None) => self.add_session(found, record, old),
            (_, None) => self.add(found.key, old, found.text.clone()),
            (_, Some(mine)) => self.merge(found, before, mine),
        }
    }

    /// What this version does not understand goes into an untouched workspace as it is.
    fn take_newer(&mut self, found: &BackupRecord, is_here: bool) {
        if self.plan.restores && !is_here {
            self.count(found.key, |tally| tally.added += 1);
            let text = Some(found.text.clone());
            self.plan.writes.push(RecordWrite { key: found.key, old: None, before: None, after: None, text });
        } else if (self.stored)(found.key).as_ref() == Some(&found.text) {
            self.count(found.key, |tally| tally.same += 1);
        } else {
            self.refuse(found.place, String::new(), RecordProblem::Newer);
        }
    }

    fn add_session(&mut self, found: &BackupRecord, record: &Record, damaged: Option<String>) {
        let Record::Session(session) = record else {
            return;
        };
        let holder = self.workspace.session_by_number(session.number).map(|holder| holder.id);
        let is_taken = holder.or(self.taken.get(&session.number).copied()).is_some_and(|holder| holder != session.id);
        if !is_taken {
            self.taken.insert(session.number, session.id);
            self.add(found.key, damaged, found.text.clone());
            return;
        }
        let to = self.next;
        if to.is_last() {
            self.refuse(found.place, session.number.to_string(), RecordProblem::NumbersUsedUp);
            return;
        }
        self.next = to.next();
        self.taken.insert(to, session.id);
        let title = session.title.to_string();
        self.plan.renumbered.push(Renumbered { from: session.number, to, title });
        self.add(found.key, damaged, with_number(&found.text, &quoted(&to.to_string())));
    }

    fn merge(&mut self, found: &BackupRecord, before: Option<Record>, mine: &str) {
        // What has a number here keeps it, whatever the file says.
        let number = Fields::parse(mine).and_then(|fields| fields.get("number").map(str::to_owned));
        let theirs = number.map_or_else(|| found.text.clone(), |number| with_number(&found.text, &number));
        if says_the_same(mine, &theirs) {
            self.count(found.key, |tally| tally.same += 1);
            return;
        }
        let theirs = claimed(mine, &theirs, self.preference == Preference::File, self.author);
        let text = merged(found.key, mine, &theirs, &[]).text;
        if says_the_same(mine, &text) {
            self.count(found.key, |tally| tally.later_here += 1);
        } else {
            self.change(found.key, mine.to_owned(), before, text);
        }
    }

    /// `damaged`: what stands there and is no record.
    fn add(&mut self, key: RecordKey, damaged: Option<String>, text: String) {
        self.count(key, |tally| tally.added += 1);
        self.write(key, damaged, None, text, true);
    }

    fn change(&mut self, key: RecordKey, old: String, before: Option<Record>, text: String) {
        self.count(key, |tally| tally.changed += 1);
        self.write(key, Some(old), before, text, false);
    }

    fn write(&mut self, key: RecordKey, old: Option<String>, before: Option<Record>, text: String, adds: bool) {
        let after = read_record(key, &text);
        if let Some(Record::Session(session)) = &after {
            self.plan.sessions.push((session.clone(), adds));
        }
        self.plan.settings |= key == RecordKey::Settings;
        self.plan.writes.push(RecordWrite { key, old, before, after, text: Some(text) });
    }

    fn count(&mut self, key: RecordKey, count: impl Fn(&mut Tally)) {
        let place = match key {
            RecordKey::Session(_) => 0,
            RecordKey::Person(_) => 1,
            RecordKey::Group(_) => 2,
            RecordKey::Entry(_) => 3,
            RecordKey::Settings | RecordKey::NextNumber => return,
        };
        count(&mut self.plan.tallies[place]);
    }

    fn refuse(&mut self, place: Place, name: String, problem: RecordProblem) {
        self.plan.refused.push(RefusedRecord { place, name, problems: vec![problem] });
    }

    /// The person whom the app made for the untouched workspace goes: the file has its own people.
    fn remove_first_administrator(&mut self) {
        for person in self.workspace.all_people() {
            let key = RecordKey::Person(person.id);
            if !self.backup.records.iter().any(|found| found.key == key) {
                let before = Some(Record::Person(person.clone()));
                let old = (self.stored)(key);
                self.plan.writes.push(RecordWrite { key, old, before, after: None, text: None });
            }
        }
    }

    /// No number comes back when sessions go, neither those that the file gave nor those that are given now.
    fn keep_numbers(&mut self) {
        let given = self.taken.keys().next_back().map(|number| number.next());
        let needed = given.filter(|given| *given > self.workspace.next_number());
        if let Some(next) = needed.filter(|_| !self.plan.restores) {
            let key = RecordKey::NextNumber;
            let (before, after) = (self.workspace.record(key), Record::NextNumber(next));
            let old = (self.stored)(key);
            let text = crate::store::rewritten(before.as_ref(), &after, old.as_deref(), self.author);
            self.plan.writes.push(RecordWrite { key, old, before, after: Some(after), text: Some(text) });
        }
    }

    fn refuse_cycles(&mut self) {
        let mut parents: BTreeMap<SessionId, Option<SessionId>> =
            self.workspace.sessions().map(|session| (session.id, session.parent)).collect();
        parents.extend(self.plan.sessions.iter().map(|(session, _)| (session.id, session.parent)));
        let cycles = in_cycles(parents.keys().copied(), |id| parents.get(&id).copied().flatten());
        for found in &self.backup.records {
            let Some(session) = session_of(found).filter(|session| cycles.contains(&session.id)) else {
                continue;
            };
            let parent = session.parent.and_then(|parent| {
                let own = self.plan.sessions.iter().find(|(other, _)| other.id == parent);
                own.map(|(other, _)| other.number).or(self.workspace.session(parent).map(|other| other.number))
            });
            let name = [&*session.number.to_string(), " ", session.title.as_str()].concat();
            self.refuse(found.place, name, RecordProblem::ParentCycle(parent.unwrap_or(session.number)));
        }
    }

    fn refuse_without_administrator(&mut self) {
        let mut people: BTreeMap<_, bool> = self
            .workspace
            .all_people()
            .map(|person| (RecordKey::Person(person.id), person.is_administrator()))
            .collect();
        for write in &self.plan.writes {
            match (&write.key, &write.after) {
                (RecordKey::Person(_), Some(Record::Person(person))) => {
                    people.insert(write.key, person.is_administrator());
                }
                // A person of a later version may be one; this version cannot change anything there anyway.
                (RecordKey::Person(_), None) => drop(people.insert(write.key, write.text.is_some())),
                _ => {}
            }
        }
        if !people.values().any(|administers| *administers) {
            let place = Place { kind: "Person", nth: 1, line: 1 };
            self.refuse(place, String::new(), RecordProblem::LastAdministrator);
        }
    }
}

/// Whether two texts say the same, bookkeeping aside.
fn says_the_same(a: &str, b: &str) -> bool {
    let (Some(a_fields), Some(b_fields)) = (Fields::parse(a), Fields::parse(b)) else {
        return a == b;
    };
    let count = |fields: &Fields<'_>| fields.iter().filter(|(name, _)| !is_bookkeeping(name)).count();
    let same = |(name, value): (&std::borrow::Cow<'_, str>, &std::borrow::Cow<'_, str>)| {
        is_bookkeeping(name) || b_fields.get(name) == Some(&**value)
    };
    count(&a_fields) == count(&b_fields) && a_fields.iter().all(same)
}

fn with_number(text: &str, number: &str) -> String {
    let Some(mut fields) = Fields::parse(text).filter(|fields| fields.get("number").is_some()) else {
        return text.to_owned();
    };
    if fields.get("number") == Some(number) {
        return text.to_owned();
    }
    fields.set("number", number.to_owned());
    fields.text()
}

fn quoted(text: &str) -> String {
    ["\"", text, "\""].concat()
}
