//! What can be undone and done again: the last 100 actions, also after a reload.
//!
//! The journal holds every command with what it replaced, so it is the list of steps as well. A page begins with what the
//! journal tells, the steps of all windows of this browser until then, and goes on with its own.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::domain::{Change, Deed, Moment, PersonId, Record};

use super::batch::Write;
use super::keys::named_record;
use super::records::read_record;
use super::revision::Author;
use super::words::{DEEDS, value, word};

/// So many steps can be undone.
const STEPS_MOST: usize = 100;

/// Names a step.
pub type StepId = u64;

/// What a step is called: what was done to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepName {
    /// What was done.
    pub deed: Deed,
    /// What that was called then.
    pub what: String,
}

impl StepName {
    /// What the history says of these changes.
    pub(super) fn of(changes: &[Change]) -> Self {
        let entry = changes.iter().rev().find_map(|change| match &change.after {
            Some(Record::Entry(entry)) => Some(entry),
            _ => None,
        });
        match entry {
            Some(entry) => Self { deed: entry.deed, what: entry.name.clone() },
            None => Self { deed: Deed::Changed, what: "Settings".to_owned() },
        }
    }

    /// The name of what nobody did; nobody sees it.
    pub(super) fn of_upkeep() -> Self {
        Self { deed: Deed::Changed, what: String::new() }
    }
}

/// What a command is in the list of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An action of somebody.
    Do,
    /// Takes back the step of this id.
    Undo(StepId),
    /// Does again what the step of this id took back.
    Redo(StepId),
    /// Nothing that somebody did: it cannot be undone.
    Upkeep,
}

/// One step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) id: StepId,
    pub(super) kind: Kind,
    pub(super) by: PersonId,
    pub(super) name: StepName,
    /// What this page changed; what another one did is read from the record when it is needed.
    changes: Option<Vec<Change>>,
    record: Array,
}

/// The places of a journal's record: these, then name, old and new text of each write.
const HEAD: [&str; 7] = ["kind", "id", "of", "by", "at", "deed", "what"];

impl Step {
    /// What was done just now, by whom, and what was written for it.
    pub(super) fn new(
        id: StepId,
        kind: Kind,
        Author { by, at, .. }: Author,
        name: StepName,
        changes: Vec<Change>,
        writes: &[Write],
    ) -> Self {
        let record = head_of(id, kind, by, at, &name);
        for Write { name, old, new } in writes {
            let text = |text: &Option<String>| text.as_deref().map_or(JsValue::NULL, JsValue::from_str);
            record.push(&name.into());
            record.push(&text(old));
            record.push(&text(new));
        }
        Self { id, kind, by, name, changes: Some(changes), record }
    }

    /// The changes of the step; `None` where the journal's record is not understood.
    pub(super) fn changes(&self) -> Option<Vec<Change>> {
        self.changes.clone().or_else(|| self.writes().iter().map(change_of).collect())
    }

    /// What was written for it.
    pub(super) fn writes(&self) -> Vec<Write> {
        writes_in(&self.record)
    }

    /// The journal's record of the step.
    pub(super) fn record(&self) -> &Array {
        &self.record
    }

    /// The step of a journal's record; `None` for upkeep.
    fn stored(record: &Array) -> Option<Self> {
        let number = |place: u32| record.get(place).as_f64().map(|number| number as u64);
        let of = number(2)?;
        let kind = match &*record.get(0).as_string()? {
            "do" => Kind::Do,
            "undo" => Kind::Undo(of),
            "redo" => Kind::Redo(of),
            _ => return None,
        };
        let name = StepName { deed: value(DEEDS, &record.get(5).as_string()?)?, what: record.get(6).as_string()? };
        let by = record.get(3).as_string()?.parse().ok()?;
        Some(Self { id: number(1)?, kind, by, name, changes: None, record: record.clone() })
    }
}

/// The beginning of a journal's record.
fn head_of(id: StepId, kind: Kind, by: PersonId, at: Moment, name: &StepName) -> Array {
    let (kind, of) = match kind {
        Kind::Do => ("do", 0),
        Kind::Undo(of) => ("undo", of),
        Kind::Redo(of) => ("redo", of),
        Kind::Upkeep => ("upkeep", 0),
    };
    let head = Array::of5(
        &kind.into(),
        &JsValue::from_f64(id as f64),
        &JsValue::from_f64(of as f64),
        &by.to_string().into(),
        &JsValue::from_f64(at.millis() as f64),
    );
    head.push(&word(DEEDS, &name.deed).into());
    head.push(&(&*name.what).into());
    head
}

/// Whether two records of the journal are of one step.
pub(super) fn same_step(one: &Array, other: &Array) -> bool {
    one.get(1) == other.get(1)
}

/// When a journal's record was made, in milliseconds since 1970.
pub(super) fn time_of(record: &Array) -> f64 {
    record.get(4).as_f64().unwrap_or_default()
}

/// What a journal's record says was written.
pub(super) fn writes_in(record: &Array) -> Vec<Write> {
    let head = HEAD.len() as u32;
    let write = |place: u32| {
        let name = record.get(place).as_string()?;
        Some(Write { name, old: record.get(place + 1).as_string(), new: record.get(place + 2).as_string() })
    };
    (head..record.length()).step_by(3).filter_map(write).collect()
}

fn change_of(write: &Write) -> Option<Change> {
    let key = named_record(&write.name)?;
    let read = |text: &Option<String>| match text {
        Some(text) => read_record(key, text).map(Some),
        None => Some(None::<Record>),
    };
    Some(Change { before: read(&write.old)?, after: read(&write.new)? })
}

/// What can be undone, and what can be done again; the last of each is next.
#[derive(Debug, Default)]
pub(super) struct Steps {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl Steps {
    /// Takes in what was done: a new action ends what could be done again.
    pub(super) fn push(&mut self, step: Step) {
        match step.kind {
            Kind::Do => {
                self.redo.clear();
                self.undo.push(step);
            }
            Kind::Undo(of) => {
                self.undo.retain(|done| done.id != of);
                self.redo.push(step);
            }
            Kind::Redo(of) => {
                self.redo.retain(|undone| undone.id != of);
                self.undo.push(step);
            }
            Kind::Upkeep => {}
        }
        if self.undo.len() > STEPS_MOST {
            self.undo.remove(0);
        }
    }

    /// Puts what the journal tells before what this page did already.
    pub(super) fn begin_with(&mut self, records: &Array) {
        let own = std::mem::take(self);
        for step in records.iter().filter_map(|record| Step::stored(&Array::from(&record))) {
            self.push(step);
        }
        for step in own.undo.into_iter().chain(own.redo) {
            let known = |list: &[Step]| list.iter().any(|known| known.id == step.id);
            if !known(&self.undo) && !known(&self.redo) {
                self.push(step);
            }
        }
    }

    pub(super) fn next_undo(&self) -> Option<&Step> {
        self.undo.last()
    }

    pub(super) fn next_redo(&self) -> Option<&Step> {
        self.redo.last()
    }

    pub(super) fn undoable(&self, id: StepId) -> Option<&Step> {
        self.undo.iter().find(|step| step.id == id)
    }

    /// Forgets a step that cannot be taken back any more.
    pub(super) fn forget(&mut self, id: StepId) {
        self.undo.retain(|step| step.id != id);
        self.redo.retain(|step| step.id != id);
    }
}
