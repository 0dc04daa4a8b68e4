//! The rendered rows of the table. One effect draws them all and touches only the cells that say something else: an
//! effect for each cell took four times as long. Rows are used again rather than made: a scroll that goes far rewrites
//! texts and leaves every element where it is.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use wasm_bindgen::{JsCast, intern};
use web_sys::{Element, Node, Text};

use crate::domain::{
    ActiveStatus, LocalDate, Person, PersonId, Row, Session, SessionNumber, Status, Timing, Workspace,
};
use crate::ui::components::dom;
use crate::ui::format;
use crate::ui::markup::{El, el, set_attr};
use crate::ui::person_name::name_of;
use crate::ui::swatch::colour_class;
use crate::ui::wording;

/// The attribute that says which row of the whole list it is, counted from 1 with the header.
pub(super) const PLACE: &str = "aria-rowindex";
/// What is counted before the first row of the list.
pub(super) const ROWS_BEFORE: usize = 2;

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
pub(super) struct RenderedRows {
    template: Element,
    rows: VecDeque<RenderedRow>,
}

impl RenderedRows {
    pub(super) fn new() -> Self {
        Self { template: template(), rows: VecDeque::new() }
    }

    /// Draws the rows of a range before the node `end`. Those that stay in the range keep their elements, and with
    /// them the focus.
    pub(super) fn draw(&mut self, range: &Range<usize>, end: &Node, around: &Surroundings<'_>) {
        if self.rows.iter().any(|row| range.contains(&row.place)) {
            self.shift(range, end);
        } else {
            self.jump(range, end);
        }
        for row in &mut self.rows {
            row.draw(around);
        }
    }

    /// Some rows stay where they are; those that leave at one end come in at the other.
    fn shift(&mut self, range: &Range<usize>, end: &Node) {
        let mut spare = Vec::new();
        while self.rows.back().is_some_and(|row| row.place >= range.end) {
            spare.extend(self.rows.pop_back());
        }
        while self.rows.front().is_some_and(|row| row.place < range.start) {
            spare.extend(self.rows.pop_front());
        }
        let (Some(first), Some(last)) = (self.rows.front(), self.rows.back()) else {
            return;
        };
        let (first, last) = (first.place, last.place);
        for place in (range.start..first).rev() {
            if let Some(row) = spare.pop().or_else(|| RenderedRow::new(&self.template)) {
                let before = self.rows.front().map_or(end.clone(), |row| row.element.clone().into());
                self.rows.push_front(row.at(place, &before));
            }
        }
        for place in last + 1..range.end {
            if let Some(row) = spare.pop().or_else(|| RenderedRow::new(&self.template)) {
                self.rows.push_back(row.at(place, end));
            }
        }
    }

    /// No row stays: each one shows another place without being moved, which would make the browser lay it out anew.
    fn jump(&mut self, range: &Range<usize>, end: &Node) {
        if let Some(focused) = dom::focused()
            && self.rows.iter().any(|row| *row.element == **focused)
        {
            // The session that had the focus is out of sight; the one that takes its element was not meant.
            let _ = focused.blur();
        }
        self.rows.truncate(range.len());
        for (row, place) in self.rows.iter_mut().zip(range.clone()) {
            row.go_to(place);
        }
        for place in range.start + self.rows.len()..range.end {
            if let Some(row) = RenderedRow::new(&self.template) {
                self.rows.push_back(row.at(place, end));
            }
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

    /// What the cells say, in the order of [`RenderedRow::texts`].
    fn texts(&self) -> [Cow<'_, str>; 10] {
        let session = &self.session;
        let note = match session.status {
            Status::Active(status) => status.label(),
            Status::Closed { .. } => "",
        };
        [
            session.number.to_string().into(),
            session.title.as_str().into(),
            session.status.state_label().into(),
            note.into(),
            format::date(session.span.begin()).into(),
            format::date(session.span.end()).into(),
            end_note(session, self.today, session.is_overdue(self.today)).into(),
            name_of(self.created_by.as_deref()).into(),
            name_of(self.changed_by.as_deref()).into(),
            level_note(self.depth).into(),
        ]
    }

    /// The classes of the cells, in the order of [`RenderedRow::classes`].
    fn classes(&self) -> [Cow<'static, str>; 3] {
        let overdue = self.session.is_overdue(self.today);
        [
            ["cell-name ", colour_class(self.session.colour)].concat().into(),
            state_class(self.session.status).into(),
            if overdue { "badge warn" } else { "date-note" }.into(),
        ]
    }

    fn elapsed(&self) -> u32 {
        elapsed(&self.session, self.today)
    }
}

/// A row of the list by itself, in words: texts and classes of its cells, and how much of it has passed, in percent. Read by
/// `first_rows.js`: another order, or number, is another form in `store/first_rows.rs`, and in `early_reading.js`.
pub(super) fn row_in_words(place: usize, around: &Surroundings<'_>) -> Option<Vec<String>> {
    let shown = Shown::of(place, around)?;
    let cells = shown.texts().into_iter().chain(shown.classes()).map(Cow::into_owned);
    Some(cells.chain([shown.elapsed().to_string()]).collect())
}

/// A row's element, its cells, and what they show.
struct RenderedRow {
    place: usize,
    element: Element,
    shown: Option<Shown>,
    /// What the styles draw of it: how far it is indented, how much of it has passed.
    depth: u32,
    elapsed: u32,
    /// Number, title, state and its note, begin, end and its note, who created and who changed it, level.
    texts: [CellText; 10],
    /// Of the name, the state and the note of the end.
    classes: [CellClass; 3],
}

/// An empty row. Cloning it is one call into the browser; making its elements one by one would be sixty.
fn template() -> Element {
    let cell = |class: &str| el("td").attr("role", "cell").class(class);
    el("tr")
        .attr("role", "row")
        .attr("tabindex", "-1")
        .child(cell("cell-number").text(""))
        .child(
            cell("cell-name")
                .child(el("span").class("name-text").attr("dir", "auto").text(""))
                .child(el("span").class("level-note").text("")),
        )
        .child(cell("cell-state").text("").text(" ").child(el("span").class("state-note").text("")))
        .child(cell("cell-date cell-begin").text(""))
        .child(cell("cell-date cell-end").text("").text(" ").child(el("span").text("")))
        .child(cell("cell-created").attr("dir", "auto").text(""))
        .child(cell("cell-edited").attr("dir", "auto").text(""))
        .node()
}

impl RenderedRow {
    /// A copy of the template, nowhere yet.
    fn new(template: &Element) -> Option<Self> {
        let element: Element = template.clone_node_with_deep(true).ok()?.unchecked_into();
        let number = element.first_child()?;
        let name = number.next_sibling()?;
        let state = name.next_sibling()?;
        let begin = state.next_sibling()?;
        let end = begin.next_sibling()?;
        let created = end.next_sibling()?;
        let changed = created.next_sibling()?;
        let end_note = end.last_child()?;
        let texts = [
            number.first_child()?,
            name.first_child()?.first_child()?,
            state.first_child()?,
            state.last_child()?.first_child()?,
            begin.first_child()?,
            end.first_child()?,
            end_note.first_child()?,
            created.first_child()?,
            changed.first_child()?,
            name.last_child()?.first_child()?,
        ];
        Some(Self {
            place: usize::MAX,
            element,
            shown: None,
            depth: 0,
            elapsed: 0,
            texts: texts.map(CellText::new),
            classes: [name, state, end_note].map(CellClass::new),
        })
    }

    /// Puts it before a node, for another place in the list.
    fn at(mut self, place: usize, before: &Node) -> Self {
        self.go_to(place);
        if let Some(parent) = before.parent_node() {
            let _ = parent.insert_before(&self.element, Some(before));
        }
        self
    }

    fn go_to(&mut self, place: usize) {
        self.place = place;
        let _ = self.element.set_attribute(intern(PLACE), &(place + ROWS_BEFORE).to_string());
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
        for (text, says) in self.texts.iter_mut().zip(shown.texts()) {
            text.say(&says);
        }
        for (class, is) in self.classes.iter_mut().zip(shown.classes()) {
            class.be(&is);
        }
    }

    fn draw_row(&mut self, shown: &Shown) {
        let before = self.shown.as_ref();
        let closed = shown.session.status.is_closed();
        let class = match (shown.open, closed) {
            (true, true) => "selected closed",
            (true, false) => "selected",
            (false, true) => "closed",
            (false, false) => "",
        };
        let (was_open, was_closed, was_active) = match before {
            Some(before) => (before.open, before.session.status.is_closed(), before.active),
            None => (false, false, false),
        };
        if (was_open, was_closed) != (shown.open, closed) {
            self.element.set_class_name(class);
        }
        if was_open != shown.open {
            set_attr(&self.element, "aria-current", shown.open.then_some("true"));
        }
        if was_active != shown.active {
            set_attr(&self.element, "tabindex", Some(if shown.active { "0" } else { "-1" }));
        }
        let elapsed = shown.elapsed();
        if (self.depth, self.elapsed) != (shown.depth, elapsed) {
            El::from(self.element.clone())
                .style("--depth", &shown.depth.to_string())
                .style("--elapsed", &elapsed.to_string());
            (self.depth, self.elapsed) = (shown.depth, elapsed);
        }
    }
}

impl Drop for RenderedRow {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// A text node of a cell, and what it says.
struct CellText {
    node: Text,
    shown: String,
}

impl CellText {
    fn new(node: Node) -> Self {
        Self { node: node.unchecked_into(), shown: String::new() }
    }

    fn say(&mut self, text: &str) {
        if self.shown != text {
            self.node.set_data(text);
            text.clone_into(&mut self.shown);
        }
    }
}

/// An element whose class is set, and what it was set to.
struct CellClass {
    element: Element,
    shown: String,
}

impl CellClass {
    fn new(element: Node) -> Self {
        Self { element: element.unchecked_into(), shown: String::new() }
    }

    fn be(&mut self, class: &str) {
        if self.shown != class {
            self.element.set_class_name(intern(class));
            class.clone_into(&mut self.shown);
        }
    }
}

/// What matters about the end beside the date. A session that ended and is not closed says so: `Ended`.
pub(super) fn end_note(session: &Session, today: LocalDate, overdue: bool) -> String {
    if overdue { "Ended".to_owned() } else { wording::timing(session, today) }
}

/// What the indent says to the eye. In words: rows of a table, unlike those of a tree grid, have no `aria-level`.
pub(super) fn level_note(depth: u32) -> String {
    if depth == 0 { String::new() } else { [" (level ", &(depth + 1).to_string(), ")"].concat() }
}

/// How much of a current session has passed, in percent.
fn elapsed(session: &Session, today: LocalDate) -> u32 {
    match session.timing(today) {
        Timing::Current => (session.span.elapsed(today) * 100.0) as u32,
        _ => 0,
    }
}

/// The dot before the state is the style's.
fn state_class(status: Status) -> &'static str {
    match status {
        Status::Active(ActiveStatus::Open) => "cell-state open",
        Status::Active(ActiveStatus::InProgress) => "cell-state progress",
        Status::Closed { .. } => "cell-state closed",
    }
}
