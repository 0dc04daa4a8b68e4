//! The store the interface talks to: it reads signals and runs commands.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::{
    Change, Command, Decision, Entry, EntryId, FreshIds, LocalDate, Moment, Person, PersonId, Record, RecordKey,
    Refusal, Session, SessionAction, SessionId, Surroundings, Workspace, decide,
};

use super::acting::{acted_as, acting};
use super::area::{Area, MemoryArea, WriteError};
use super::batch::Write;
use super::browser::{BrowserArea, after_the_first_rows};
use super::clock::Clock;
use super::journal::Journal;
use super::keys::WorkspaceId;
use super::load::{DamagedRecord, Loaded, load};
use super::random::RandomIds;
use super::receipt::{Kept, Receipt};
use super::replica::Replica;
use super::reserve::{keep_reserve, with_reserve};
use super::returning::{TextBefore, nothing_returns};
use super::revision::{Author, PageTag};
use super::steps::{Kind, Step, StepId, StepName, Steps};
use super::windows::Incoming;
use super::workspaces::{finish_deletion, workspace_to_open};

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
    /// What takes it back, by [`Store::undo`].
    pub step: StepId,
    /// Tells how surely it is kept: only what is on the disk may be called saved.
    pub receipt: Receipt,
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
    pub(super) workspace: RwSignal<Workspace>,
    pub(super) acting_as: RwSignal<Option<PersonId>>,
    pub(super) actor: Memo<Arc<Person>>,
    pub(super) editor: Memo<Arc<Person>>,
    today: RwSignal<LocalDate>,
    pub(super) damaged: RwSignal<Vec<DamagedRecord>>,
    pub(super) read_only: RwSignal<bool>,
    /// Changes whenever the steps do.
    pub(super) stepped: Trigger,
    pub(super) inner: StoredValue<Inner, LocalStorage>,
}

pub(super) struct Inner {
    pub(super) replica: Replica,
    persistence: Persistence,
    page: PageTag,
    pub(super) clock: Clock,
    pub(super) ids: RefCell<RandomIds>,
    pub(super) journal: Journal,
    /// The sessions that this page added.
    pub(super) added: RefCell<Vec<SessionId>>,
    /// The receipt of the last change.
    latest: RefCell<Receipt>,
    pub(super) steps: RefCell<Steps>,
    /// What waits for the steps that were done before this page; nothing waits any more once they are there.
    pub(super) before_steps: RefCell<Option<Waiting>>,
    /// Changes of the start that could not be written yet; they go with the next ones.
    pub(super) pending: RefCell<Vec<Change>>,
    /// What other windows did and is not taken in yet.
    pub(super) incoming: RefCell<Vec<Incoming>>,
    /// Told of what two windows did at the same time.
    pub(super) told: RefCell<Option<Telling>>,
}

/// What is done later, if anything.
pub(super) type Waiting = Option<Box<dyn FnOnce()>>;

/// Told of an entry about what two windows did at the same time.
pub(super) type Telling = Box<dyn Fn(&Entry)>;

impl Store {
    /// Opens the workspace of this browser. A new one gets its first person, the administrator.
    pub fn open() -> Self {
        let (area, persistence): (Box<dyn Area>, _) = match BrowserArea::open() {
            Some(area) => (Box::new(area), Persistence::Browser),
            None => (Box::new(MemoryArea::default()), Persistence::MemoryOnly),
        };
        finish_deletion(&*area);
        let id = workspace_to_open(&*area);
        let journal = match persistence {
            Persistence::Browser => Journal::open(&id),
            Persistence::MemoryOnly => Journal::absent(),
        };
        let (store, interrupted, empty) = Self::on(area, persistence, id, journal);
        // From now on it is this person, also when another administrator comes who stands before them.
        store.acting_as.set(Some(store.actor.get_untracked().id));
        after_the_first_rows(move || {
            store.acting_as.get_untracked().into_iter().for_each(|id| store.remember_who_acts(id))
        });
        store.keep_today_true();
        store.follow_other_windows();
        store.recover_soon(interrupted, empty);
        store
    }

    /// A new workspace that nobody sees and that is gone with its owner.
    pub fn in_memory() -> Self {
        Self::on(Box::new(MemoryArea::default()), Persistence::MemoryOnly, WorkspaceId::main(), Journal::absent()).0
    }

    /// The workspace in an area; whether a command on it was interrupted, and whether there was nothing of it.
    fn on(area: Box<dyn Area>, persistence: Persistence, id: WorkspaceId, journal: Journal) -> (Self, bool, bool) {
        let Loaded { workspace, damaged, newer, interrupted, empty } = load(&*area, &id);
        let clock = Clock::start();
        let workspace = RwSignal::new(workspace);
        let acting_as = RwSignal::new(acted_as(&*area, &id));
        let mut ids = RandomIds::default();
        let page = PageTag::new(ids.next_bits());
        let inner = Inner {
            replica: Replica::new(area, id),
            persistence,
            page,
            clock,
            ids: RefCell::new(ids),
            journal,
            added: RefCell::default(),
            latest: RefCell::new(Receipt::new()),
            steps: RefCell::default(),
            before_steps: RefCell::new(Some(None)),
            pending: RefCell::default(),
            incoming: RefCell::default(),
            told: RefCell::default(),
        };
        let read_only = RwSignal::new(newer);
        let [actor, editor] = acting(workspace, acting_as, read_only);
        let store = Self {
            workspace,
            acting_as,
            actor,
            editor,
            today: RwSignal::new(clock.today()),
            damaged: RwSignal::new(damaged),
            read_only,
            stepped: Trigger::new(),
            inner: StoredValue::new_local(inner),
        };
        store.ensure_an_administrator();
        (store, interrupted, empty)
    }

    /// Everything the app knows.
    pub fn workspace(self) -> ReadSignal<Workspace> {
        self.workspace.read_only()
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
        self.inner.with_value(|inner| inner.replica.id().clone())
    }

    /// Where changes are kept.
    pub fn persistence(self) -> Persistence {
        self.inner.with_value(|inner| inner.persistence)
    }

    /// Carries a command out: decides it, writes it, applies it, in this order. Nothing has changed on an error. How surely it
    /// is kept the receipt tells a moment later.
    pub fn run(self, command: Command) -> Result<Done, Failure> {
        self.run_step(command, Kind::Do, None, &nothing_returns)
    }

    /// The same for a command that is a certain step; `name` is what it is called, else what the history says of it. `before`
    /// knows the texts of records that come back by it.
    pub(super) fn run_step(
        self,
        command: Command,
        kind: Kind,
        name: Option<StepName>,
        before: &TextBefore<'_>,
    ) -> Result<Done, Failure> {
        let receipt = if kind == Kind::Upkeep { Receipt::new() } else { self.begin() };
        if self.read_only.get_untracked() {
            return Err(Failure::ReadOnly);
        }
        // Apart from the command, whose undoing would take them back.
        self.settle_the_first_person();
        // What is advised when the storage is full must work then.
        let makes_room = matches!(command, Command::Purge(_) | Command::Act(_, SessionAction::MoveToTrash));
        let by = self.actor.get_untracked().id;
        let decision = self.decide_on_what_is_stored(command, by)?;
        let step = self.next_id();
        if decision.is_empty() {
            return Ok(Done { decision, step, receipt });
        }
        let writes = if makes_room {
            self.inner.with_value(|inner| with_reserve(inner.replica.area(), &|| self.write(&decision.changes, before)))
        } else {
            self.write(&decision.changes, before)
        };
        let writes = writes.map_err(Failure::NotSaved)?;
        self.apply_own(&decision.changes);
        let name = name.unwrap_or_else(|| StepName::of(&decision.changes));
        self.keep(Step::new(step, kind, self.author(), name, decision.changes.clone(), &writes), &receipt);
        Ok(Done { decision, step, receipt })
    }

    /// Applies what this page wrote.
    pub(super) fn apply_own(self, changes: &[Change]) {
        self.workspace.update(|workspace| workspace.apply(changes));
        let added = changes.iter().filter(|change| change.before.is_none()).filter_map(|change| match change.key() {
            Some(RecordKey::Session(id)) => Some(id),
            _ => None,
        });
        self.inner.with_value(|inner| inner.added.borrow_mut().extend(added));
    }

    /// The receipt of what is done next. What is shown of the change before must not seem to speak of it.
    pub(super) fn begin(self) -> Receipt {
        let receipt = Receipt::new();
        self.inner.with_value(|inner| inner.latest.replace(receipt.clone())).pass();
        receipt
    }

    /// Decides a command. Where another window wrote meanwhile what it would replace, that is taken in first.
    fn decide_on_what_is_stored(self, command: Command, by: PersonId) -> Result<Decision, Failure> {
        let mut taken_before = None;
        loop {
            let decision = self.inner.with_value(|inner| {
                let mut ids = inner.ids.borrow_mut();
                let mut surroundings = Surroundings { now: inner.clock.now(), ids: &mut *ids };
                self.workspace.with_untracked(|workspace| decide(workspace, by, command.clone(), &mut surroundings))
            });
            let decision = decision.map_err(Failure::Refused)?;
            match self.inner.with_value(|inner| inner.replica.unseen(&decision.changes)) {
                None => return Ok(decision),
                // What came of taking it in could not be written in its place: the decision is made on that.
                unseen if unseen == taken_before => return Ok(decision),
                Some((key, text)) if self.take_remote(key, Some(&text)) => taken_before = Some((key, text)),
                Some((key, text)) => {
                    let set_aside = self.inner.with_value(|inner| inner.replica.set_aside(key, &text));
                    set_aside.map_err(Failure::NotSaved)?;
                }
            }
        }
    }

    /// Writes changes, and with them those of the start that could not be written then.
    pub(super) fn write(self, changes: &[Change], before: &TextBefore<'_>) -> Result<Vec<Write>, WriteError> {
        let author = self.author();
        self.inner.with_value(|inner| {
            let mut pending = inner.pending.borrow_mut();
            if pending.is_empty() {
                return inner.replica.write_returning(changes, before, &author);
            }
            let all: Vec<Change> = pending.iter().chain(changes).cloned().collect();
            let writes = inner.replica.write_returning(&all, before, &author)?;
            pending.clear();
            // With the first change of a new workspace: there may be no room for it soon after.
            keep_reserve(inner.replica.area());
            Ok(writes)
        })
    }

    /// Puts what was written into the journal, and among the steps.
    pub(super) fn keep(self, step: Step, receipt: &Receipt) {
        let receipt = receipt.clone();
        self.inner.with_value(|inner| {
            match inner.persistence {
                Persistence::MemoryOnly => receipt.settle(Kept::InMemory),
                Persistence::Browser => {
                    inner.journal.append(step.record().clone(), move |complete| {
                        receipt.settle(if complete { Kept::Durable } else { Kept::Unconfirmed });
                    });
                }
            }
            if step.kind != Kind::Upkeep
                && let Some(waiting) = &mut *inner.before_steps.borrow_mut()
            {
                *waiting = None;
            }
            inner.steps.borrow_mut().push(step);
        });
        self.stepped.notify();
    }

    /// Keeps what nobody did: it is no step.
    pub(super) fn keep_upkeep(self, writes: &[Write]) {
        let step = Step::new(self.next_id(), Kind::Upkeep, self.author(), StepName::of_upkeep(), Vec::new(), writes);
        self.keep(step, &Receipt::new());
    }

    /// Who writes now.
    pub(super) fn author(self) -> Author {
        let by = self.actor.with_untracked(|actor| actor.id);
        self.inner.with_value(|inner| Author { by, at: inner.clock.now(), page: inner.page })
    }

    pub(super) fn next_id(self) -> StepId {
        // JavaScript's numbers are exact up to 53 bits.
        self.inner.with_value(|inner| (inner.ids.borrow_mut().next_bits() & ((1 << 53) - 1)) as StepId)
    }

    /// An id for an entry of the history.
    pub(super) fn fresh_entry(self) -> EntryId {
        self.inner.with_value(|inner| EntryId::fresh(&mut *inner.ids.borrow_mut()))
    }

    /// `domain.md`, People: the first person made in an empty workspace is an administrator. They are written with the next
    /// change, or once it is known that no other one was lost when the browser ended.
    pub(super) fn ensure_an_administrator(self) {
        if self.read_only.get_untracked() || self.workspace.with_untracked(|workspace| workspace.administrators() > 0) {
            return;
        }
        let person =
            self.inner.with_value(|inner| Person::first_administrator(PersonId::fresh(&mut *inner.ids.borrow_mut())));
        let changes = [Change::added(Record::Person(Arc::new(person)))];
        self.workspace.update(|workspace| workspace.apply(&changes));
        self.inner.with_value(|inner| inner.pending.borrow_mut().extend(changes));
    }

    /// Writes the first person, or forgets them where the workspace turned out to have somebody.
    pub(super) fn settle_the_first_person(self) {
        let pending = self.inner.with_value(|inner| inner.pending.borrow().clone());
        if pending.is_empty() {
            return;
        }
        if self.workspace.with_untracked(|workspace| workspace.administrators()) > pending.len() {
            let gone: Vec<Change> =
                pending.into_iter().map(|change| Change { before: change.after, after: change.before }).collect();
            self.inner.with_value(|inner| inner.pending.borrow_mut().clear());
            self.workspace.update(|workspace| workspace.apply(&gone));
            self.act_as(self.actor.get_untracked().id);
        } else if let Ok(writes) = self.write(&[], &nothing_returns) {
            self.keep_upkeep(&writes);
        }
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
}
