//! The rendered rows of the table. One effect draws them all and touches only the cells that say something else: an
//! effect for each cell took four times as long.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use web_sys::{Element, Node};

use crate::domain::{
    ActiveStatus, LocalDate, Person, PersonId, Row, Session, SessionNumber, Status, Timing, Workspace,
};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::person_name::name_of;
use crate::ui::swatch::swatch_class;
use crate::ui::wording;

/// What all rows depend on.
pub(super) struct Surroundings<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) rows: &'a [Row],
    pub(super) today: LocalDate,
    /// Whose drawer is open.
    pub(super) open: Option<SessionNumber>,
    /// The row that Tab leads to.
    pub(super) active: usize,
}

/// The rows of a window, in the order of the page.
#[derive(Default)]
pub(super) struct RenderedRows {
    rows: VecDeque<RenderedRow>,
}

impl RenderedRows {
    /// Draws the rows of a range before the node `end`. Those that stay in the range keep their elements, and with
    /// them the focus.
    pub(super) fn draw(&mut self, range: &Range<usize>, end: &Node, around: &Surroundings<'_>) {
        while self.rows.back().is_some_and(|row| !range.contains(&row.place)) {
            self.rows.pop_back();
        }
        while self.rows.front().is_some_and(|row| !range.contains(&row.place)) {
            self.rows.pop_front();
        }
        let (first, after) = match (self.rows.front(), self.rows.back()) {
            (Some(first), Some(last)) => (first.place, last.place + 1),
            _ => (range.end, range.end),
        };
        for place in (range.start..first.min(range.end)).rev() {
            let before = self.rows.front().map_or(end.clone(), |row| row.element.clone().into());
            self.rows.push_front(RenderedRow::new(place, &before));
        }
        for place in after..range.end {
            self.rows.push_back(RenderedRow::new(place, end));
        }
        for row in &mut self.rows {
            row.draw(around);
        }
    }
}

/// What a row shows. Comparing it costs a few pointers, so a change elsewhere redraws nothing here.
#[derive(PartialEq)]
struct Shown {
    session: Arc<Session>,
    created_by: Option<Arc<Person>>,
    changed_by: Option<Arc<Person>>,
    depth: u32,
    today: LocalDate,
    open: bool,
    active: bool,
}

impl Shown {
    fn of(place: usize, around: &Surroundings<'_>) -> Option<Self> {
        let row = around.rows.get(place)?;
        let session = around.workspace.session(row.session)?.clone();
        let person = |id: PersonId| around.workspace.person(id).cloned();
        Some(Self {
            created_by: person(session.created.by),
            changed_by: person(session.changed.by),
            depth: row.depth,
            today: around.today,
            open: around.open == Some(session.number),
            active: around.active == place,
            session,
        })
    }
}

/// A row's element, its cells, and what they show.
struct RenderedRow {
    place: usize,
    element: Element,
    shown: Option<Shown>,
    texts: [Cell; 10],
    classes: [Cell; 3],
}

// The places of `texts`.
const NUMBER: usize = 0;
const TITLE: usize = 1;
const STATE: usize = 2;
const STATE_NOTE: usize = 3;
const BEGIN: usize = 4;
const END: usize = 5;
const END_NOTE: usize = 6;
const CREATED_BY: usize = 7;
const CHANGED_BY: usize = 8;
const LEVEL: usize = 9;
// The places of `classes`.
const SWATCH: usize = 0;
const DOT: usize = 1;
const NOTE_CLASS: usize = 2;

impl RenderedRow {
    fn new(place: usize, before: &Node) -> Self {
        let cell = |class: &str| el("td").attr("role", "cell").class(class);
        let hidden = || el("span").attr("aria-hidden", "true");
        let (number, begin, created, changed) = (
            cell("cell-number"),
            cell("cell-date cell-begin"),
            cell("cell-created").attr("dir", "auto"),
            cell("cell-edited").attr("dir", "auto"),
        );
        let (swatch, title, dot) = (hidden(), el("span").class("name-text").attr("dir", "auto"), hidden());
        let level = el("span").class("visually-hidden");
        let (state, state_note, end, end_note) = (el("span"), el("span").class("state-note"), el("span"), el("span"));
        let row = el("tr")
            .attr("role", "row")
            .attr("data-place", &place.to_string())
            .attr("aria-rowindex", &(place + 2).to_string())
            .child(number.clone())
            .child(cell("cell-name").child(swatch.clone()).child(title.clone()).child(level.clone()))
            .child(cell("cell-state").child(dot.clone()).child(state.clone()).text(" ").child(state_note.clone()))
            .child(begin.clone())
            .child(cell("cell-date cell-end").child(end.clone()).text(" ").child(end_note.clone()))
            .child(created.clone())
            .child(changed.clone());
        let element = row.node();
        if let Some(parent) = before.parent_node() {
            let _ = parent.insert_before(&element, Some(before));
        }
        let texts =
            [number, title, state, state_note, begin, end, end_note.clone(), created, changed, level].map(Cell::new);
        Self { place, element, shown: None, texts, classes: [swatch, dot, end_note].map(Cell::new) }
    }

    fn draw(&mut self, around: &Surroundings<'_>) {
        let shown = Shown::of(self.place, around);
        if shown == self.shown {
            return;
        }
        if let Some(shown) = &shown {
            self.draw_cells(shown);
            self.draw_row(shown);
        }
        self.shown = shown;
    }

    fn draw_cells(&mut self, shown: &Shown) {
        let session = &shown.session;
        let overdue = session.is_overdue(shown.today);
        let note = match session.status {
            Status::Active(status) => status.label(),
            Status::Closed { .. } => "",
        };
        let texts = &mut self.texts;
        texts[NUMBER].say(&session.number.to_string());
        texts[TITLE].say(session.title.as_str());
        texts[STATE].say(session.status.state_label());
        texts[STATE_NOTE].say(note);
        texts[BEGIN].say(&format::date(session.span.begin()));
        texts[END].say(&format::date(session.span.end()));
        texts[END_NOTE].say(&end_note(session, shown.today, overdue));
        texts[CREATED_BY].say(&name_of(shown.created_by.as_deref()));
        texts[CHANGED_BY].say(&name_of(shown.changed_by.as_deref()));
        texts[LEVEL].say(&level_note(shown.depth));
        self.classes[SWATCH].be(swatch_class(session.colour));
        self.classes[DOT].be(dot_class(session.status));
        self.classes[NOTE_CLASS].be(if overdue { "badge warn" } else { "date-note" });
    }

    fn draw_row(&self, shown: &Shown) {
        let before = self.shown.as_ref();
        let closed = shown.session.status.is_closed();
        let class = match (shown.open, closed) {
            (true, true) => "selected closed",
            (true, false) => "selected",
            (false, true) => "closed",
            (false, false) => "",
        };
        let set = |name: &str, value: &str| drop(self.element.set_attribute(name, value));
        if before.is_none_or(|before| before.open != shown.open || before.session.status.is_closed() != closed) {
            set("class", class);
            if shown.open {
                set("aria-current", "true");
            } else {
                let _ = self.element.remove_attribute("aria-current");
            }
        }
        if before.is_none_or(|before| before.active != shown.active) {
            set("tabindex", if shown.active { "0" } else { "-1" });
        }
        let elapsed = elapsed(&shown.session, shown.today);
        if before
            .is_none_or(|before| before.depth != shown.depth || elapsed != self::elapsed(&before.session, before.today))
        {
            El::from(self.element.clone())
                .style("--depth", &shown.depth.to_string())
                .style("--elapsed", &elapsed.to_string());
        }
    }
}

impl Drop for RenderedRow {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// An element whose text or class is set, and what it was set to.
struct Cell {
    element: Element,
    shown: String,
}

impl Cell {
    fn new(element: El) -> Self {
        Self { element: element.node(), shown: String::new() }
    }

    fn say(&mut self, text: &str) {
        if self.shown != text {
            self.element.set_text_content(Some(text));
            text.clone_into(&mut self.shown);
        }
    }

    fn be(&mut self, class: &str) {
        if self.shown != class {
            self.element.set_class_name(class);
            class.clone_into(&mut self.shown);
        }
    }
}

/// What matters about the end beside the date. A session that ended and is not closed says so: `Ended`.
fn end_note(session: &Session, today: LocalDate, overdue: bool) -> String {
    if overdue { "Ended".to_owned() } else { wording::timing(session, today) }
}

/// What the indent says to the eye. In words: rows of a table, unlike those of a tree grid, have no `aria-level`.
fn level_note(depth: u32) -> String {
    if depth == 0 { String::new() } else { [" (level ", &(depth + 1).to_string(), ")"].concat() }
}

/// How much of a current session has passed, in percent.
fn elapsed(session: &Session, today: LocalDate) -> u32 {
    match session.timing(today) {
        Timing::Current => (session.span.elapsed(today) * 100.0) as u32,
        _ => 0,
    }
}

fn dot_class(status: Status) -> &'static str {
    match status {
        Status::Active(ActiveStatus::Open) => "dot",
        Status::Active(ActiveStatus::InProgress) => "dot progress",
        Status::Closed { .. } => "dot closed",
    }
}
