//! Windows of one browser on one workspace: what the live store does, without pages around it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use okr_sessions::domain::{
    Change, Command, Moment, PersonId, Record, RecordKey, Surroundings, Workspace, decide, overruled_entry,
};
use okr_sessions::store::{
    Area, Author, MemoryArea, PageTag, Replica, WorkspaceId, WriteError, load, named_record, read_record, write_record,
};

use super::{Bench, CountedIds, contents};

/// localStorage as each process sees it: a copy of its own, into which the others' writes come later, in the order in
/// which the browser took them; a write of one's own that is under way is not replaced by an earlier one of another.
#[derive(Default)]
struct Browser {
    stored: BTreeMap<String, String>,
    windows: Vec<View>,
}

#[derive(Default)]
struct View {
    copy: BTreeMap<String, String>,
    /// What this window wrote and the browser has not taken yet.
    sent: VecDeque<(String, Option<String>)>,
    /// What the browser took from other windows and this one has not heard of.
    heard: VecDeque<(String, Option<String>)>,
}

struct Storage {
    browser: Rc<RefCell<Browser>>,
    window: usize,
}

impl Area for Storage {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        let copy = self.browser.borrow().windows[self.window].copy.clone();
        copy.iter().for_each(|(key, text)| visit(key, text));
    }

    fn get(&self, key: &str) -> Option<String> {
        self.browser.borrow().windows[self.window].copy.get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), WriteError> {
        let view = &mut self.browser.borrow_mut().windows[self.window];
        view.copy.insert(key.to_owned(), text.to_owned());
        view.sent.push_back((key.to_owned(), Some(text.to_owned())));
        Ok(())
    }

    fn remove(&self, key: &str) {
        let view = &mut self.browser.borrow_mut().windows[self.window];
        view.copy.remove(key);
        view.sent.push_back((key.to_owned(), None));
    }
}

fn put(texts: &mut BTreeMap<String, String>, key: &str, text: Option<&String>) {
    match text {
        Some(text) => drop(texts.insert(key.to_owned(), text.clone())),
        None => drop(texts.remove(key)),
    }
}

impl Browser {
    /// Takes the oldest write of a window, and tells the others of it.
    fn take_from(&mut self, window: usize) -> bool {
        let Some((key, text)) = self.windows[window].sent.pop_front() else { return false };
        put(&mut self.stored, &key, text.as_ref());
        for (place, view) in self.windows.iter_mut().enumerate().filter(|(place, _)| *place != window) {
            debug_assert_ne!(place, window);
            view.heard.push_back((key.clone(), text.clone()));
        }
        true
    }

    fn hear(&mut self, window: usize) -> Option<(String, Option<String>)> {
        let view = &mut self.windows[window];
        let (key, text) = view.heard.pop_front()?;
        if view.sent.iter().all(|(sent, _)| *sent != key) {
            put(&mut view.copy, &key, text.as_ref());
        }
        Some((key, text))
    }
}

/// A window: what the live store does without a page around it.
pub struct Window {
    browser: Rc<RefCell<Browser>>,
    place: usize,
    replica: Replica,
    pub workspace: Workspace,
    administrator: PersonId,
    ids: CountedIds,
    /// What its clock says.
    pub now: Moment,
}

fn main_id() -> WorkspaceId {
    WorkspaceId::main()
}

/// Windows on a workspace that is stored, all with the same records.
pub fn windows(count: usize, bench: &Bench) -> Vec<Window> {
    let stored: BTreeMap<String, String> = contents(&bench.workspace)
        .iter()
        .map(|record| (main_id().record(record.key()), write_record(record)))
        .collect();
    let view = |_| View { copy: stored.clone(), ..View::default() };
    let browser = Browser { windows: (0..count).map(view).collect(), stored };
    let browser = Rc::new(RefCell::new(browser));
    let window = |place: usize| {
        let storage = Storage { browser: browser.clone(), window: place };
        Window {
            browser: browser.clone(),
            place,
            workspace: load(&storage, &main_id()).workspace,
            replica: Replica::new(Box::new(storage), main_id()),
            administrator: bench.administrator,
            ids: CountedIds((place as u128 + 1) * 1_000_000),
            now: bench.now,
        }
    };
    (0..count).map(window).collect()
}

impl Window {
    fn author(&self) -> Author {
        Author { by: self.administrator, at: self.now, page: PageTag::new(self.place as u128 + 1) }
    }

    /// Carries out a command as it is seen here; one that is refused does nothing.
    pub fn run(&mut self, command: &Command) {
        loop {
            let mut surroundings = Surroundings { now: self.now, ids: &mut self.ids };
            let decided = decide(&self.workspace, self.administrator, command.clone(), &mut surroundings);
            let Ok(decision) = decided else { return };
            if let Some((key, text)) = self.replica.unseen(&decision.changes) {
                self.take(key, Some(text));
                continue;
            }
            self.replica.write(&decision.changes, &self.author()).unwrap();
            self.workspace.apply(&decision.changes);
            return;
        }
    }

    /// The browser takes the oldest write that it has not taken.
    pub fn is_taken(&self) -> bool {
        self.browser.borrow_mut().take_from(self.place)
    }

    fn take(&mut self, key: RecordKey, text: Option<String>) {
        let Some(taken) = self.replica.take(key, text.as_deref(), &self.author()) else { return };
        let after = taken.text.as_deref().and_then(|text| read_record(key, text));
        let before = self.workspace.record(key);
        if before != after {
            self.workspace.apply(&[Change { before, after }]);
        }
        if let Some(overruled) = taken.overruled {
            let lost = read_record(key, &overruled.text).unwrap();
            let stands = self.workspace.record(key).unwrap();
            let stamp = overruled.stamp.unwrap();
            let entry = overruled_entry(&self.workspace, &stands, &lost, overruled.change, stamp);
            if let Some(entry) = entry.filter(|entry| self.workspace.record(RecordKey::Entry(entry.id)).is_none()) {
                let changes = [Change::added(Record::Entry(entry.into()))];
                self.replica.write(&changes, &self.author()).unwrap();
                self.workspace.apply(&changes);
            }
        }
    }

    /// Hears of the oldest write of another window that it has not heard of.
    pub fn hear(&mut self) -> bool {
        let Some((key, text)) = self.browser.borrow_mut().hear(self.place) else { return false };
        if let Some(key) = main_id().name_in(&key).and_then(named_record) {
            self.take(key, text);
        }
        true
    }
}

/// Lets everything arrive.
pub fn settle(windows: &mut [Window]) {
    for _ in 0..100_000 {
        let taken = windows.iter().any(Window::is_taken);
        let heard = windows.iter_mut().any(Window::hear);
        if !taken && !heard {
            return;
        }
    }
    assert!(windows.is_empty(), "the windows go on answering each other");
}

pub fn stored(windows: &[Window]) -> Workspace {
    let area = MemoryArea::default();
    windows[0].browser.borrow().stored.iter().for_each(|(key, text)| area.set(key, text).unwrap());
    let loaded = load(&area, &main_id());
    assert_eq!(loaded.damaged, []);
    loaded.workspace
}
