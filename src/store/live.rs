//! The store the interface talks to: it reads signals and runs commands.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::{
    Change, Command, Decision, FreshIds, LocalDate, Moment, Person, PersonId, Record, RecordKey, Refusal, Reverted,
    Session, Surroundings, Workspace, decide,
};

use super::area::{Area, WriteError};
use super::browser::{BrowserArea, remember_for_window, window_text};
use super::clock::Clock;
use super::keys::{WorkspaceId, named_record};
use super::load::{DamagedRecord, load};
use super::records::{is_newer, read_record};
use super::revision::{Author, PageTag};
use super::write::write_changes;

const ACTING_AS: &str = "acting-as";
/// Which workspace this window has open; `main` where it does not say.
const OPEN_WORKSPACE: &str = "workspace";
const LAST_ACTED_AS: &str = "okr-sessions/acting-as";

/// Where changes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    /// In the browser's storage.
    Browser,
    /// As long as the page: the browser blocks its storage.
    MemoryOnly,
}

/// Why a command did nothing. What was typed is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The rules forbid it.
    Refused(Refusal),
    /// The browser did not keep it.
    NotSaved(WriteError),
    /// A later version of the app wrote to the workspace: this one could destroy what it does not know.
    ReadOnly,
}

/// A command that was carried out.
#[derive(Debug, Clone)]
pub struct Done {
    /// What it changed; empty when everything was so already.
    pub decision: Decision,
    /// What takes it back.
    pub undo: Reverted,
    /// Where it is kept: only what is kept in the browser may be called saved.
    pub persistence: Persistence,
}

impl Done {
    /// The one session it was about.
    pub fn session(&self) -> Option<&Arc<Session>> {
        self.decision.session()
    }
}

/// The workspace, who acts in it, and where it is kept.
#[derive(Clone, Copy)]
pub struct Store {
    workspace: RwSignal<Workspace>,
    acting_as: RwSignal<Option<PersonId>>,
    actor: Memo<Arc<Person>>,
    today: RwSignal<LocalDate>,
    damaged: RwSignal<Vec<DamagedRecord>>,
    read_only: RwSignal<bool>,
    start_failure: RwSignal<Option<WriteError>>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    /// `None` where the browser blocks storage.
    area: Option<BrowserArea>,
    /// Whose records these are.
    id: WorkspaceId,
    page: PageTag,
    clock: Clock,
    ids: RefCell<RandomIds>,
    /// Changes of the start that could not be written yet; they go with the next ones.
    pending: RefCell<Vec<Change>>,
}

impl Store {
    /// Opens the workspace of this browser. A new one gets its first person, the administrator.
    pub fn open() -> Self {
        let area = BrowserArea::open();
        let id = window_text(OPEN_WORKSPACE).and_then(|name| WorkspaceId::new(&name)).unwrap_or(WorkspaceId::main());
        let loaded = area.as_ref().map(|area| load(area, &id)).unwrap_or_default();
        let clock = Clock::start();
        let workspace = RwSignal::new(loaded.workspace);
        let acted_as = window_text(ACTING_AS).or_else(|| area.as_ref()?.get(LAST_ACTED_AS));
        let acting_as = RwSignal::new(acted_as.and_then(|id| id.parse().ok()));
        let mut ids = RandomIds::default();
        let page = PageTag::new(ids.next_bits());
        let inner = Inner { area, id, page, clock, ids: RefCell::new(ids), pending: RefCell::default() };
        let store = Self {
            workspace,
            acting_as,
            actor: Memo::new(move |_| workspace.with(|workspace| actor(workspace, acting_as.get()))),
            today: RwSignal::new(clock.today()),
            damaged: RwSignal::new(loaded.damaged),
            read_only: RwSignal::new(loaded.newer),
            start_failure: RwSignal::new(None),
            inner: StoredValue::new_local(inner),
        };
        store.ensure_an_administrator();
        // From now on it is this person, also when another administrator comes who stands before them.
        store.act_as(store.actor.get_untracked().id);
        store.keep_today_true();
        store.follow_other_windows();
        store
    }

    /// Everything the app knows.
    pub fn workspace(self) -> ReadSignal<Workspace> {
        self.workspace.read_only()
    }

    /// The person the app acts as.
    pub fn actor(self) -> Memo<Arc<Person>> {
        self.actor
    }

    /// The date today, where the browser is.
    pub fn today(self) -> ReadSignal<LocalDate> {
        self.today.read_only()
    }

    /// The time now.
    pub fn now(self) -> Moment {
        self.inner.with_value(|inner| inner.clock.now())
    }

    /// Stored texts that could not be read.
    pub fn damaged(self) -> ReadSignal<Vec<DamagedRecord>> {
        self.damaged.read_only()
    }

    /// Whether a later version of the app wrote to this workspace: it can be looked at and exported, not changed.
    pub fn read_only(self) -> ReadSignal<bool> {
        self.read_only.read_only()
    }

    /// The workspace that is open in this window.
    pub fn workspace_id(self) -> WorkspaceId {
        self.inner.with_value(|inner| inner.id.clone())
    }

    /// Where changes are kept.
    pub fn persistence(self) -> Persistence {
        match self.inner.with_value(|inner| inner.area.is_some()) {
            true => Persistence::Browser,
            false => Persistence::MemoryOnly,
        }
    }

    /// Acts as somebody else from now on, in this window.
    pub fn act_as(self, person: PersonId) {
        let id = person.to_string();
        remember_for_window(ACTING_AS, &id);
        // A new window begins with the same person; nothing is lost where this cannot be kept.
        self.inner.with_value(|inner| inner.area.as_ref().map(|area| area.set(LAST_ACTED_AS, &id).is_ok()));
        self.acting_as.set(Some(person));
    }

    /// Carries a command out: decides it, writes it, applies it, in this order. Nothing has changed on an error.
    pub fn run(self, command: Command) -> Result<Done, Failure> {
        if self.read_only.get_untracked() {
            return Err(Failure::ReadOnly);
        }
        let by = self.actor.get_untracked().id;
        let decision = self.inner.with_value(|inner| {
            let mut ids = inner.ids.borrow_mut();
            let mut surroundings = Surroundings { now: inner.clock.now(), ids: &mut *ids };
            self.workspace.with_untracked(|workspace| decide(workspace, by, command, &mut surroundings))
        });
        let decision = decision.map_err(Failure::Refused)?;
        if !decision.is_empty() {
            self.write(&decision.changes).map_err(Failure::NotSaved)?;
            self.workspace.update(|workspace| workspace.apply(&decision.changes));
        }
        let undo = Reverted { changes: decision.changes.clone(), by, redo: false };
        Ok(Done { decision, undo, persistence: self.persistence() })
    }

    fn write(self, changes: &[Change]) -> Result<(), WriteError> {
        self.inner.with_value(|inner| {
            let Some(area) = &inner.area else {
                return Ok(());
            };
            let mut pending = inner.pending.borrow_mut();
            let by = self.actor.try_get_untracked().map_or(Person::nobody().id, |actor| actor.id);
            let author = Author { by, at: inner.clock.now(), page: inner.page };
            if pending.is_empty() {
                return write_changes(area, &inner.id, changes, &author);
            }
            let all: Vec<Change> = pending.iter().chain(changes).cloned().collect();
            write_changes(area, &inner.id, &all, &author)?;
            pending.clear();
            Ok(())
        })
    }

    /// `domain.md`, People: the first person made in an empty workspace is an administrator.
    fn ensure_an_administrator(self) {
        if self.read_only.get_untracked() || self.workspace.with_untracked(|workspace| workspace.administrators() > 0) {
            return;
        }
        let person =
            self.inner.with_value(|inner| Person::first_administrator(PersonId::fresh(&mut *inner.ids.borrow_mut())));
        let changes = vec![Change::added(Record::Person(Arc::new(person)))];
        if let Err(error) = self.write(&changes) {
            self.start_failure.set(Some(error));
            self.inner.with_value(|inner| inner.pending.borrow_mut().extend(changes.iter().cloned()));
        }
        self.workspace.update(|workspace| workspace.apply(&changes));
    }

    fn keep_today_true(self) {
        let refresh = move || {
            let today = self.inner.with_value(|inner| inner.clock.today());
            if today != self.today.get_untracked() {
                self.today.set(today);
            }
        };
        // Also when the page comes back from sleep, in which timers stand still.
        let _ = window_event_listener(leptos::ev::focus, move |_| refresh());
        let _ = set_interval_with_handle(refresh, Duration::from_secs(20));
    }

    /// What another window writes comes in at the same place as our own changes.
    fn follow_other_windows(self) {
        let _ = window_event_listener(leptos::ev::storage, move |event| match event.key() {
            None => self.reload(),
            Some(key) => {
                let record = self.inner.with_value(|inner| inner.id.name_in(&key).and_then(named_record));
                if let Some(record) = record {
                    self.take_remote(record, event.new_value().as_deref());
                }
            }
        });
    }

    fn take_remote(self, record_key: RecordKey, text: Option<&str>) {
        if text.is_some_and(is_newer) {
            self.read_only.set(true);
        }
        let after = match text.map(|text| read_record(record_key, text)) {
            // Unreadable: the other window's trouble; what we have stays.
            Some(None) => return,
            Some(record) => record,
            None => None,
        };
        let before = self.workspace.with_untracked(|workspace| workspace.record(record_key));
        if before != after && (before.is_some() || after.is_some()) {
            self.workspace.update(|workspace| workspace.apply(&[Change { before, after }]));
        }
    }

    fn reload(self) {
        let loaded =
            self.inner.with_value(|inner| inner.area.as_ref().map(|area| load(area, &inner.id)).unwrap_or_default());
        self.damaged.set(loaded.damaged);
        self.read_only.set(loaded.newer);
        self.workspace.set(loaded.workspace);
        self.ensure_an_administrator();
    }
}

/// The person acted as, or the first administrator where that one is gone.
fn actor(workspace: &Workspace, acting_as: Option<PersonId>) -> Arc<Person> {
    let here = |person: &&Arc<Person>| person.removed.is_none();
    let chosen = acting_as.and_then(|id| workspace.person(id)).filter(here);
    let administrator = || workspace.people().find(|person| person.is_administrator());
    chosen.or_else(administrator).cloned().unwrap_or_else(|| Arc::new(Person::nobody()))
}

/// Random bits of the browser's cryptographic source, fetched in blocks: an import asks for 10,000 ids.
#[derive(Default)]
struct RandomIds {
    block: Vec<u8>,
}

impl FreshIds for RandomIds {
    fn next_bits(&mut self) -> u128 {
        const BLOCK: usize = 4096;
        if self.block.len() < 16 {
            self.block = vec![0; BLOCK];
            if let Some(Ok(crypto)) = web_sys::window().map(|window| window.crypto()) {
                // Fails above 65,536 bytes only (Web Cryptography API, getRandomValues).
                let _ = crypto.get_random_values_with_u8_array(&mut self.block);
            }
        }
        let rest = self.block.len() - 16;
        let bits = self.block.split_off(rest);
        bits.iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte))
    }
}
