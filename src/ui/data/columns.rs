//! Which column of a foreign file is which of ours.

use std::sync::Arc;

use leptos::prelude::*;

use crate::store::csv::{COLUMNS, Mapping, REQUIRED, STATES, Sheet};
use crate::ui::components::{Choice, SelectField, dom};
use crate::ui::markup::{El, el};

/// How many states are asked about.
const STATES_MOST: usize = 20;

/// A file whose columns have other names, and what they are read as.
#[derive(Clone)]
pub(super) struct ForeignFile {
    pub(super) name: String,
    pub(super) sheet: Arc<Sheet>,
}

/// A select for each of our columns, the required ones first, and one for each state that is not one of ours.
/// `on_change` is called after the mapping has changed.
pub(super) fn columns_form(
    file: &ForeignFile,
    mapping: RwSignal<Mapping>,
    on_change: impl Fn() + Clone + 'static,
) -> El {
    let sheet = file.sheet.clone();
    let optional = (0..COLUMNS.len()).filter(|column| !REQUIRED.contains(column));
    let columns = REQUIRED.into_iter().chain(optional);
    let column_changed = on_change.clone();
    let selects = columns.map({
        let sheet = sheet.clone();
        move |column| column_select(sheet.clone(), column, mapping, column_changed.clone())
    });
    // Made anew when other states turn up, and not when one of them is chosen: the select keeps the focus.
    let states = Memo::new({
        let sheet = sheet.clone();
        move |_| mapping.with(|mapping| sheet.unknown_states(mapping, STATES_MOST))
    });
    let heading = dom::fresh_id();
    el("div")
        .class("columns")
        .attr("role", "group")
        .attr("aria-labelledby", &heading)
        .child(el("h3").attr("id", &heading).text("Columns"))
        .child(el("p").class("secondary").text(
            "The columns of this file have other names. Choose where Name, Begin and End are; the others if they are \
             there.",
        ))
        .child(el("div").class("columns-grid").children(selects))
        .dynamic(move || {
            let states = states.get();
            (!states.is_empty()).then(|| untrack(|| states_form(states, mapping, on_change.clone())))
        })
}

fn column_select(sheet: Arc<Sheet>, column: usize, mapping: RwSignal<Mapping>, on_change: impl Fn() + 'static) -> El {
    let key = |place: Option<usize>| place.map(|place| place.to_string()).unwrap_or_default();
    let value = RwSignal::new(mapping.with_untracked(|mapping| key(mapping.place(column))));
    let none = if REQUIRED.contains(&column) { "Choose a column" } else { "Not in this file" };
    let mut choices = vec![Choice { value: String::new(), label: none.to_owned() }];
    choices.extend(sheet.header().iter().enumerate().map(|(place, name)| Choice {
        value: key(Some(place)),
        label: if name.is_empty() { ["Column ", &(place + 1).to_string()].concat() } else { name.clone() },
    }));
    SelectField::new(COLUMNS[column], value, Signal::stored(choices))
        .on_change(move |place| {
            mapping.update(|mapping| mapping.set_place(&sheet, column, place.parse().ok()));
            on_change();
        })
        .view()
}

fn states_form(states: Vec<String>, mapping: RwSignal<Mapping>, on_change: impl Fn() + Clone + 'static) -> El {
    let select = |state: String| {
        let chosen = mapping.with_untracked(|mapping| mapping.state(&state).unwrap_or_default().to_owned());
        let mut choices = vec![Choice { value: String::new(), label: "Choose a state".to_owned() }];
        choices.extend(STATES.map(Choice::plain));
        let on_change = on_change.clone();
        SelectField::new(&["State ", &*state].concat(), RwSignal::new(chosen), Signal::stored(choices))
            .on_change(move |ours| {
                mapping.update(|mapping| mapping.set_state(&state, &ours));
                on_change();
            })
            .view()
    };
    let heading = dom::fresh_id();
    el("div")
        .attr("role", "group")
        .attr("aria-labelledby", &heading)
        .child(el("h3").attr("id", &heading).text("States"))
        .child(el("p").class("secondary").text("What the file calls them, and what they are here."))
        .child(el("div").class("columns-grid").children(states.into_iter().map(select)))
}
