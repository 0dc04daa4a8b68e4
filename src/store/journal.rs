//! The journal: what surely is on the disk.
//!
//! `localStorage.setItem` returning says nothing about the disk: a browser that is killed loses the last seconds, or minutes,
//! of it. An IndexedDB transaction that has completed survives that. So each command is also one record of an IndexedDB
//! database of the workspace, and counts as kept once its transaction is complete. localStorage stays what the app starts
//! from: the first row does not wait for a database.
//!
//! A page that goes takes the transactions along that are not complete, those of what is saved while it goes for certain. Their
//! records are left for the same window's next page (`sessionStorage`), which adds them.
//!
//! A record says what the command replaced by what, so that it serves twice: what localStorage lost is healed from it
//! (`recovery.rs`), and the last 100 actions can be undone after a reload (`steps.rs`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::Array;
use leptos::prelude::{set_timeout, window_event_listener};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransactionMode,
};

use super::browser::{after_the_first_rows, remember_for_window, window_text};
use super::keys::{PREFIX, WorkspaceId};

const RECORDS: &str = "commands";

/// Called with whether it worked.
type Then = Box<dyn FnOnce(bool)>;

/// Called with the database, or without one.
type Ask = Box<dyn FnOnce(Option<&IdbDatabase>)>;

enum State {
    /// What came before the database was open waits here.
    Opening(Vec<Ask>),
    Open(IdbDatabase),
    /// The browser gives no database.
    Absent,
}

/// The journal of a workspace.
#[derive(Clone)]
pub(super) struct Journal {
    state: Rc<RefCell<State>>,
    unconfirmed: Rc<Unconfirmed>,
    /// Records whose transactions are to begin.
    beginning: Rc<RefCell<Vec<Ask>>>,
}

/// Records of which it is not known yet that they are on the disk.
struct Unconfirmed {
    /// Under this name they are left for the next page.
    name: String,
    records: RefCell<Vec<Array>>,
    /// What the page before this one left; it is added once the journal was read.
    left: RefCell<Array>,
    /// Whether the page goes: each record may be its last.
    page_goes: Cell<bool>,
    /// Whether any stand where the next page finds them.
    is_left: Cell<bool>,
}

impl Unconfirmed {
    fn new(name: String) -> Self {
        let left = window_text(&name).and_then(|text| js_sys::JSON::parse(&text).ok()?.dyn_into::<Array>().ok());
        let left = left.unwrap_or_default();
        Self {
            name,
            records: RefCell::default(),
            page_goes: Cell::new(false),
            is_left: Cell::new(left.length() > 0),
            left: RefCell::new(left),
        }
    }

    fn push(&self, record: &Array) {
        self.records.borrow_mut().push(record.clone());
        self.keep_what_is_left_true();
    }

    fn remove(&self, record: &Array) {
        self.records.borrow_mut().retain(|other| other != record);
        self.keep_what_is_left_true();
    }

    fn keep_what_is_left_true(&self) {
        if self.page_goes.get() || self.is_left.get() {
            self.leave();
        }
    }

    /// Leaves them for the next page.
    fn leave(&self) {
        let records = self.left.borrow().slice(0, u32::MAX);
        for record in &*self.records.borrow() {
            records.push(record);
        }
        let any = records.length() > 0;
        if any || self.is_left.get() {
            let text = js_sys::JSON::stringify(&records).map(String::from).unwrap_or_default();
            remember_for_window(&self.name, &text);
            self.is_left.set(any);
        }
    }
}

impl Journal {
    /// No journal: nothing is said to be on the disk.
    pub(super) fn absent() -> Self {
        Self::new(State::Absent, String::new())
    }

    /// Opens the journal; what is asked of it meanwhile waits.
    pub(super) fn open(workspace: &WorkspaceId) -> Self {
        let journal = Self::new(State::Opening(Vec::new()), ["unconfirmed.", workspace.as_str()].concat());
        journal.leave_records_when_the_page_goes();
        let (opening, workspace) = (journal.clone(), workspace.clone());
        after_the_first_rows(move || {
            if request_database(&opening, &workspace).is_none() {
                opening.settle(State::Absent);
            }
        });
        journal
    }

    fn new(state: State, unconfirmed: String) -> Self {
        Self {
            state: Rc::new(RefCell::new(state)),
            unconfirmed: Rc::new(Unconfirmed::new(unconfirmed)),
            beginning: Rc::default(),
        }
    }

    fn leave_records_when_the_page_goes(&self) {
        let journal = self.clone();
        let _ = window_event_listener(leptos::ev::pagehide, move |_| {
            journal.unconfirmed.page_goes.set(true);
            journal.begin();
            journal.unconfirmed.leave();
        });
        let unconfirmed = self.unconfirmed.clone();
        // It came back as it was.
        let _ = window_event_listener(leptos::ev::pageshow, move |_| unconfirmed.page_goes.set(false));
    }

    fn settle(&self, state: State) {
        let database = match &state {
            State::Open(database) => Some(database.clone()),
            _ => None,
        };
        if let State::Opening(waiting) = self.state.replace(state) {
            waiting.into_iter().for_each(|ask| ask(database.as_ref()));
        }
    }

    fn with(&self, ask: impl FnOnce(Option<&IdbDatabase>) + 'static) {
        let database = match &mut *self.state.borrow_mut() {
            State::Opening(waiting) => {
                waiting.push(Box::new(ask));
                return;
            }
            State::Open(database) => Some(database.clone()),
            State::Absent => None,
        };
        ask(database.as_ref());
    }

    /// Adds a record in a transaction of its own, and tells when that is complete. It begins a moment later, unless the page
    /// goes: what the record is about is to be seen first, and a transaction takes the browser a millisecond.
    pub(super) fn append(&self, record: Array, then: impl FnOnce(bool) + 'static) {
        self.unconfirmed.push(&record);
        let (unconfirmed, added) = (self.unconfirmed.clone(), record.clone());
        let then = move |complete| {
            unconfirmed.remove(&added);
            then(complete);
        };
        self.beginning.borrow_mut().push(Box::new(move |database| {
            write(database, Box::new(then), |store| store.add(&record).map(drop));
        }));
        if self.unconfirmed.page_goes.get() {
            self.begin();
        } else {
            let journal = self.clone();
            set_timeout(move || journal.begin(), Duration::ZERO);
        }
    }

    fn begin(&self) {
        let beginning = self.beginning.take();
        beginning.into_iter().for_each(|ask| self.with(ask));
    }

    /// Adds what the page before this one left and what is not among the journal's records (`known`); gives what it added.
    pub(super) fn add_what_was_left(&self, known: impl Fn(&Array) -> bool) -> Vec<Array> {
        let left = self.unconfirmed.left.take();
        let missing = left.iter().filter_map(|record| record.dyn_into::<Array>().ok()).filter(|record| !known(record));
        let missing: Vec<Array> = missing.collect();
        missing.iter().for_each(|record| self.append(record.clone(), |_| ()));
        self.unconfirmed.keep_what_is_left_true();
        missing
    }

    /// Forgets everything: somebody emptied the storage.
    pub(super) fn forget(&self) {
        self.unconfirmed.left.take();
        self.unconfirmed.keep_what_is_left_true();
        self.remove_up_to(f64::INFINITY);
    }

    /// Removes all records up to one.
    pub(super) fn remove_up_to(&self, last: f64) {
        self.with(move |database| {
            write(database, Box::new(drop), |store| {
                let range = web_sys::IdbKeyRange::upper_bound(&JsValue::from_f64(last))?;
                store.delete(&range).map(drop)
            });
        });
    }

    /// Removes the records under these keys.
    pub(super) fn remove_each(&self, keys: Vec<JsValue>) {
        self.with(move |database| {
            write(database, Box::new(drop), |store| keys.iter().try_for_each(|key| store.delete(key).map(drop)));
        });
    }

    /// Gives all records with their keys, oldest first; none where there is no journal.
    pub(super) fn read(&self, then: impl FnOnce(Array, Array) + 'static) {
        self.with(move |database| {
            let store = database.and_then(|database| {
                database.transaction_with_str(RECORDS).and_then(|transaction| transaction.object_store(RECORDS)).ok()
            });
            let requests = store.and_then(|store| Some((store.get_all_keys().ok()?, store.get_all().ok()?)));
            match requests {
                Some((keys, records)) => {
                    let list =
                        |request: &IdbRequest| request.result().map(|list| Array::from(&list)).unwrap_or_default();
                    // Requests of one transaction are answered in their order.
                    settled(&records.clone(), move |_| then(list(&keys), list(&records)));
                }
                None => then(Array::new(), Array::new()),
            }
        });
    }
}

/// Runs a function when a request has been answered or has failed.
fn settled(request: &IdbRequest, then: impl FnOnce(bool) + 'static) {
    let handler = handler(then, "success");
    request.set_onsuccess(Some(&handler));
    request.set_onerror(Some(&handler));
}

/// A function for whichever event comes: whether it is the good one.
fn handler(then: impl FnOnce(bool) + 'static, good: &'static str) -> js_sys::Function {
    Closure::once_into_js(move |event: Event| then(event.type_() == good)).unchecked_into()
}

fn write(database: Option<&IdbDatabase>, then: Then, change: impl FnOnce(&IdbObjectStore) -> Result<(), JsValue>) {
    let transaction = database
        .and_then(|database| database.transaction_with_str_and_mode(RECORDS, IdbTransactionMode::Readwrite).ok());
    let Some(transaction) = transaction else {
        return then(false);
    };
    match transaction.object_store(RECORDS).and_then(|store| change(&store)) {
        Ok(()) => {
            let handler = handler(then, "complete");
            transaction.set_oncomplete(Some(&handler));
            transaction.set_onabort(Some(&handler));
        }
        Err(_) => then(false),
    }
}

fn request_database(journal: &Journal, workspace: &WorkspaceId) -> Option<()> {
    let factory = web_sys::window()?.indexed_db().ok()??;
    let request: IdbOpenDbRequest = factory.open_with_u32(&database_name(workspace), 1).ok()?;
    let database = |request: &IdbOpenDbRequest| request.result().ok().and_then(|result| result.dyn_into().ok());
    let upgraded = request.clone();
    let make = move |_: bool| {
        let database: Option<IdbDatabase> = database(&upgraded);
        let numbered = IdbObjectStoreParameters::new();
        numbered.set_auto_increment(true);
        // Where this fails the request does, too.
        drop(database.map(|database| database.create_object_store_with_optional_parameters(RECORDS, &numbered)));
    };
    request.set_onupgradeneeded(Some(&handler(make, "upgradeneeded")));
    let (opened, journal) = (request.clone(), journal.clone());
    settled(&request, move |good| {
        let state = database(&opened).filter(|_| good).map_or(State::Absent, |database: IdbDatabase| {
            give_way(&database, &journal);
            State::Open(database)
        });
        journal.settle(state);
    });
    Some(())
}

/// Deletes the journal of a workspace that is deleted. Windows that have it open give way.
pub(super) fn delete_journal(workspace: &WorkspaceId) {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    // Where it cannot be deleted nothing will ever open it again.
    drop(factory.map(|factory| factory.delete_database(&database_name(workspace))));
}

fn database_name(workspace: &WorkspaceId) -> String {
    [PREFIX, workspace.as_str()].concat()
}

/// Whoever deletes the database, or the browser that takes it away, need not wait for this page.
fn give_way(database: &IdbDatabase, journal: &Journal) {
    let (closing, journal) = (database.clone(), journal.clone());
    let handler = handler(
        move |_| {
            closing.close();
            journal.settle(State::Absent);
        },
        "close",
    );
    database.set_onversionchange(Some(&handler));
    database.set_onclose(Some(&handler));
}
