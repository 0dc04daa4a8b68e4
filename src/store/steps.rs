//! What can be undone and done again: the last 100 actions, also after a reload.
//!
//! The journal holds every command with what it replaced, so it is the list of steps as well. A page begins with what the
//! journal tells, the steps of all windows of this browser until then, and goes on with its own.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::domain::{Change, Deed, PersonId, Record};

use super::batch::Write;
use super::keys::named_record;
use super::records::read_record;
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
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Changes(Vec<Change>),
    /// As the journal gave it: read when it is needed.
    Stored(Array),
}

/// The places of a journal's record: these, then name, old and new text of each write.
const HEAD: [&str; 7] = ["kind", "id", "of", "by", "at", "deed", "what"];

impl Step {
    /// What somebody did just now.
    pub(super) fn new(id: StepId, kind: Kind, by: PersonId, name: StepName, changes: Vec<Change>) -> Self {
        Self { id, kind, by, name, content: Content::Changes(changes) }
    }

    /// The changes of the step; `None` where the journal's record is not understood.
    pub(super) fn changes(&self) -> Option<Vec<Change>> {
        match &self.content {
            Content::Changes(changes) => Some(changes.clone()),
            Content::Stored(record) => writes_in(record).iter().map(change_of).collect(),
        }
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
        Some(Self { id: number(1)?, kind, by, name, content: Content::Stored(record.clone()) })
    }

    /// The journal's record of the step.
    pub(super) fn record(&self, at: f64, writes: &[Write]) -> Array {
        let (kind, of) = match self.kind {
            Kind::Do => ("do", 0),
            Kind::Undo(of) => ("undo", of),
            Kind::Redo(of) => ("redo", of),
            Kind::Upkeep => ("upkeep", 0),
        };
        let record = Array::of5(
            &kind.into(),
            &JsValue::from_f64(self.id as f64),
            &JsValue::from_f64(of as f64),
            &self.by.to_string().into(),
            &JsValue::from_f64(at),
        );
        record.push(&word(DEEDS, &self.name.deed).into());
        record.push(&(&*self.name.what).into());
        for Write { name, old, new } in writes {
            let text = |text: &Option<String>| text.as_deref().map_or(JsValue::NULL, JsValue::from_str);
            record.push(&name.into());
            record.push(&text(old));
            record.push(&text(new));
        }
        record
    }
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
