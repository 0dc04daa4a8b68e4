//! Windows of one browser that change the same workspace: whatever comes in which order, all of them come to the same
//! records, and no value is lost without a trace.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use okr_sessions::domain::{
    Change, Colour, Command, Deed, Moment, PersonId, Record, RecordKey, SessionEdit, SessionId, SessionNumber,
    Surroundings, Workspace, decide, overruled_entry,
};
use okr_sessions::store::{
    Area, Author, MemoryArea, PageTag, Replica, WorkspaceId, WriteError, load, merged, named_record, read_record,
    write_record,
};
use proptest::prelude::*;
use support::*;

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
struct Window {
    browser: Rc<RefCell<Browser>>,
    place: usize,
    replica: Replica,
    workspace: Workspace,
    administrator: PersonId,
    ids: CountedIds,
    now: Moment,
}

fn id() -> WorkspaceId {
    WorkspaceId::main()
}

/// Windows on a workspace that is stored, all with the same records.
fn windows(count: usize, bench: &Bench) -> Vec<Window> {
    let stored: BTreeMap<String, String> =
        contents(&bench.workspace).iter().map(|record| (id().record(record.key()), write_record(record))).collect();
    let view = |_| View { copy: stored.clone(), ..View::default() };
    let browser = Browser { windows: (0..count).map(view).collect(), stored };
    let browser = Rc::new(RefCell::new(browser));
    let window = |place: usize| {
        let storage = Storage { browser: browser.clone(), window: place };
        Window {
            browser: browser.clone(),
            place,
            workspace: load(&storage, &id()).workspace,
            replica: Replica::new(Box::new(storage), id()),
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

    fn run(&mut self, command: &Command) {
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

    fn hear(&mut self) -> bool {
        let Some((key, text)) = self.browser.borrow_mut().hear(self.place) else { return false };
        if let Some(key) = id().name_in(&key).and_then(named_record) {
            self.take(key, text);
        }
        true
    }
}

/// Lets everything arrive.
fn settle(windows: &mut [Window]) {
    for _ in 0..100_000 {
        let taken = (0..windows.len()).any(|place| windows[0].browser.borrow_mut().take_from(place));
        let heard = windows.iter_mut().any(|window| window.hear());
        if !taken && !heard {
            return;
        }
    }
    assert!(windows.is_empty(), "the windows go on answering each other");
}

fn stored(windows: &[Window]) -> Workspace {
    let area = MemoryArea::default();
    windows[0].browser.borrow().stored.iter().for_each(|(key, text)| area.set(key, text).unwrap());
    let loaded = load(&area, &id());
    assert_eq!(loaded.damaged, []);
    loaded.workspace
}

fn sessions(workspace: &Workspace) -> Vec<Record> {
    workspace.sessions().cloned().map(Record::Session).collect()
}

/// Every title that was ever given and does not stand is told of by the history.
fn told(workspace: &Workspace, value: &str) -> bool {
    workspace.entries().iter().any(|entry| entry.fields.iter().any(|field| field.from == value || field.to == value))
}

#[derive(Debug, Clone)]
enum Step {
    /// A window gives a session a new title, date or colour.
    Edit { window: usize, session: usize, field: u8 },
    /// The browser takes a write.
    Take(usize),
    /// A window hears of another's write.
    Hear(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0..2_usize, 0..2_usize, 0..4_u8)
            .prop_map(|(window, session, field)| Step::Edit { window, session, field }),
        6 => (0..2_usize).prop_map(Step::Take),
        4 => (0..2_usize).prop_map(Step::Hear),
    ];
    prop::collection::vec(step, 1..120)
}

fn edit(count: usize, field: u8) -> SessionEdit {
    let day = |day: usize| format!("2026-02-{:02}", 1 + day % 28);
    match field {
        0 => SessionEdit::Title(title(&format!("Title {count}"))),
        1 => SessionEdit::Colour(Colour::after(count)),
        2 => SessionEdit::Dates(span(&day(count), "2026-12-31")),
        _ => SessionEdit::Dates(span("2026-01-01", &day(count))),
    }
}

proptest! {
    #![proptest_config(random::cases(400))]

    #[test]
    fn windows_that_write_at_the_same_time_come_to_the_same_records_and_lose_no_title(steps in steps()) {
        let mut bench = Bench::new();
        let ids: Vec<SessionId> = ["A", "B"].iter().map(|name| bench.add_quarter(name)).collect();
        let mut windows = windows(2, &bench);
        let mut titles = Vec::new();
        for (count, step) in steps.into_iter().enumerate() {
            match step {
                Step::Edit { window, session, field } => {
                    let edit = edit(count, field);
                    if let SessionEdit::Title(title) = &edit {
                        titles.push(title.to_string());
                    }
                    windows[window].run(&Command::EditSession(ids[session], edit));
                }
                Step::Take(window) => drop(windows[0].browser.borrow_mut().take_from(window)),
                Step::Hear(window) => drop(windows[window].hear()),
            }
        }
        settle(&mut windows);
        let stored = stored(&windows);
        for window in &windows {
            prop_assert_eq!(sessions(&window.workspace), sessions(&stored));
            prop_assert_eq!(contents(&window.workspace), contents(&stored), "history and settings, too");
        }
        for title in titles {
            let stands = stored.sessions().any(|session| session.title.as_str() == title);
            prop_assert!(stands || told(&stored, &title), "{} is gone without a trace", title);
        }
    }
}

fn two_windows_on_one_session() -> (Vec<Window>, SessionId) {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Before");
    (windows(2, &bench), id)
}

#[test]
fn different_fields_of_one_record_merge() {
    let (mut windows, id) = two_windows_on_one_session();
    windows[0].run(&Command::EditSession(id, SessionEdit::Title(title("Other title"))));
    windows[1].run(&Command::EditSession(id, SessionEdit::Colour(Colour::Red)));
    settle(&mut windows);
    for window in &windows {
        let session = window.workspace.session(id).unwrap();
        assert_eq!((session.title.as_str(), session.colour), ("Other title", Colour::Red));
        assert!(window.workspace.entries().iter().all(|entry| entry.deed != Deed::Overruled), "nothing was lost");
    }
}

#[test]
fn begin_and_end_that_were_set_in_two_windows_merge_where_they_fit() {
    let (mut windows, id) = two_windows_on_one_session();
    windows[0].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-02-01", "2026-03-31"))));
    windows[1].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-01-01", "2026-04-30"))));
    settle(&mut windows);
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().span, span("2026-02-01", "2026-04-30"));
    }
}

#[test]
fn dates_that_do_not_fit_together_are_not_mixed_and_the_others_are_in_the_history() {
    let (mut windows, id) = two_windows_on_one_session();
    windows[0].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-03-01", "2026-03-31"))));
    windows[1].run(&Command::EditSession(id, SessionEdit::Dates(span("2026-01-01", "2026-01-31"))));
    settle(&mut windows);
    let stands = windows[0].workspace.session(id).unwrap().span;
    let lost = if stands == span("2026-03-01", "2026-03-31") { "2026-01-31" } else { "2026-03-01" };
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().span, stands);
        assert!(told(&window.workspace, lost));
    }
}

#[test]
fn of_the_same_field_one_value_stands_everywhere_and_the_other_is_in_the_history_once() {
    let (mut windows, id) = two_windows_on_one_session();
    for (window, text) in windows.iter_mut().zip(["From one", "From the other"]) {
        window.run(&Command::EditSession(id, SessionEdit::Title(title(text))));
    }
    settle(&mut windows);
    let stands = windows[0].workspace.session(id).unwrap().title.to_string();
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().title.as_str(), stands);
        let overruled: Vec<_> =
            window.workspace.entries().iter().filter(|entry| entry.deed == Deed::Overruled).collect();
        assert_eq!(overruled.len(), 1, "{overruled:?}");
        let lost = if stands == "From one" { "From the other" } else { "From one" };
        assert_eq!((&*overruled[0].fields[0].from, &*overruled[0].fields[0].to), (lost, &*stands));
    }
}

#[test]
fn a_change_made_knowing_the_other_one_is_no_conflict() {
    let (mut windows, id) = two_windows_on_one_session();
    for text in ["First", "Second", "Third"] {
        for place in 0..2 {
            windows[place].run(&Command::EditSession(id, SessionEdit::Title(title(&format!("{text} {place}")))));
            settle(&mut windows);
        }
    }
    for window in &windows {
        assert_eq!(window.workspace.session(id).unwrap().title.as_str(), "Third 1");
        assert!(window.workspace.entries().iter().all(|entry| entry.deed != Deed::Overruled));
    }
}

#[test]
fn the_higher_number_counter_stands() {
    let [low, high] = ["SE-01005", "SE-01009"].map(|number| number.parse::<SessionNumber>().unwrap());
    let [low, high] = [low, high].map(|number| write_record(&Record::NextNumber(number)));
    for (mine, theirs) in [(&low, &high), (&high, &low)] {
        assert_eq!(merged(RecordKey::NextNumber, mine, theirs, &[]).text, high);
    }
}
