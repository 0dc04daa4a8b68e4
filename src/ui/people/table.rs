//! The tables of people, of teams and of roles.

use leptos::prelude::*;

use crate::ui::components::avatar;
use crate::ui::markup::{El, el, follow};

use super::page::{Open, Shown};

/// What a row shows. It is the same row as long as it opens the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Its dialog.
    pub(super) opens: Open,
    /// The first cell.
    pub(super) name: String,
    /// Beside the name of a person.
    pub(super) face: Option<Face>,
    /// The other cells.
    pub(super) cells: Vec<Cell>,
}

/// What stands beside the name of a person.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Face {
    /// The hue behind the initials.
    pub(super) seed: u32,
    /// The picture.
    pub(super) picture: Option<String>,
    /// Whether the app acts as this person.
    pub(super) is_actor: bool,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its class.
    class: &'static str,
    /// Before the text, less loud.
    hint: String,
    /// The text.
    text: String,
    /// Whether the text can be too long for the cell.
    is_long: bool,
}

impl Cell {
    /// A cell with one of a few words.
    pub(super) fn word(class: &'static str, word: &str) -> Self {
        Self { class, hint: String::new(), text: word.to_owned(), is_long: false }
    }

    /// A cell with any text, shown in full as its title.
    pub(super) fn text(class: &'static str, text: String) -> Self {
        Self { class, hint: String::new(), text, is_long: true }
    }

    /// The same with a hint before the text.
    pub(super) fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }

    fn view(&self) -> El {
        let cell = el("td").attr("role", "cell").class(self.class);
        let cell = if self.is_long { cell.attr("title", &self.text) } else { cell };
        let hint = (!self.hint.is_empty()).then(|| secondary(&self.hint));
        cell.children(hint).text(&self.text)
    }
}

/// A table whose rows follow signals: a row that stays keeps its button, and with it the focus.
pub(super) fn table(
    name: &str,
    class: &str,
    heads: &[&str],
    shown: Shown,
    rows: impl Fn() -> Vec<Row> + 'static,
) -> El {
    let head = |name: &&str| header().text(name);
    let heads = el("tr")
        .attr("role", "row")
        .children(heads.iter().map(head))
        .dynamic(move || shown.edits.get().then(|| header().class("actions").child(hidden("Actions"))));
    let body = el("tbody").attr("role", "rowgroup");
    keep_rows(&body, shown, Box::new(rows));
    let table = el("table")
        .class(class)
        .attr("role", "table")
        .attr("aria-label", name)
        .child(el("thead").attr("role", "rowgroup").child(heads))
        .child(body);
    el("div").class("plain-frame").child(table)
}

fn header() -> El {
    el("th").attr("role", "columnheader").attr("scope", "col")
}

fn hidden(text: &str) -> El {
    el("span").class("visually-hidden").text(text)
}

fn secondary(text: &str) -> El {
    el("span").class("secondary").text(text)
}

/// A row of the page.
struct Placed {
    row: RwSignal<Row>,
    element: El,
    owner: Owner,
}

fn keep_rows(body: &El, shown: Shown, rows: Box<dyn Fn() -> Vec<Row>>) {
    let body = body.node();
    let owner = Owner::current().unwrap_or_default();
    let mut placed: Vec<Placed> = Vec::new();
    follow(Box::new(move || {
        let next = rows();
        untrack(|| {
            let mut before = std::mem::take(&mut placed);
            for row in next {
                let same = before.iter().position(|placed| placed.row.with_untracked(|old| old.opens == row.opens));
                placed.push(match same.map(|place| before.remove(place)) {
                    Some(same) => {
                        if same.row.with_untracked(|old| *old != row) {
                            same.row.set(row);
                        }
                        same
                    }
                    None => {
                        let owner = owner.child();
                        let (row, element) = owner.with(|| {
                            let row = RwSignal::new(row);
                            (row, view(row, shown))
                        });
                        Placed { row, element, owner }
                    }
                });
            }
            for gone in before {
                gone.element.node().remove();
                gone.owner.cleanup();
            }
            // One that stands in its place already is not touched.
            let mut next = body.first_element_child();
            for placed in &placed {
                let element = placed.element.node();
                if next.as_ref() == Some(&element) {
                    next = element.next_element_sibling();
                } else {
                    let _ = body.insert_before(&element, next.as_deref());
                }
            }
        });
    }));
}

fn view(row: RwSignal<Row>, shown: Shown) -> El {
    let edit = move || {
        el("td").attr("role", "cell").class("actions").child(
            el("button")
                .attr("type", "button")
                .class("button small")
                .attr_fn("aria-label", move || Some(row.with(|row| ["Edit ", &row.name].concat())))
                .text("Edit")
                .on_click(move || shown.open.set(Some(row.with_untracked(|row| row.opens)))),
        )
    };
    let cells = move || {
        row.with(|row| std::iter::once(name_cell(row)).chain(row.cells.iter().map(Cell::view)).collect::<Vec<_>>())
    };
    el("tr").attr("role", "row").dynamic(cells).dynamic(move || shown.edits.get().then(edit))
}

fn name_cell(row: &Row) -> El {
    let cell = el("td").attr("role", "cell").class("cell-person").attr("title", &row.name);
    let Some(face) = &row.face else {
        return cell.text(&row.name);
    };
    cell.child(
        el("span")
            .class("person")
            .child(avatar(Signal::stored(row.name.clone()), face.seed, Signal::stored(face.picture.clone())))
            .child(el("span").class("person-name").text(&row.name))
            .children(face.is_actor.then(|| secondary("(you)"))),
    )
}
