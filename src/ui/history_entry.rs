//! One entry of the history in words.

use leptos::prelude::*;

use crate::domain::{Entry, Field, FieldChange, LocalDate};

use super::format;
use super::markup::{El, el};
use super::perform::use_store;
use super::person_name::name_of;
use super::wording;

/// Who did what when, and each field's old and new value. `named`: whether it says what it is about.
pub(super) fn history_entry(entry: &Entry, named: bool) -> El {
    let store = use_store();
    let by = entry.by;
    let person = move || store.workspace().with(|workspace| name_of(workspace.person(by).map(|person| &**person)));
    let deed = wording::deed(entry.deed);
    let what = if named { [deed, " ", &entry.name].concat() } else { deed.to_owned() };
    let fields = (!entry.fields.is_empty())
        .then(|| el("ul").class("field-changes").children(entry.fields.iter().map(field_change)));
    let time = el("time").attr("datetime", &entry.at.to_string()).text(&format::moment(entry.at));
    el("li")
        .child(el("p").child(el("strong").attr("dir", "auto").text(&what)))
        .children(fields)
        .child(el("p").class("secondary").text_fn(person).text(" · ").child(time))
}

fn field_change(change: &FieldChange) -> El {
    let (from, to) = (shown(change.field, &change.from), shown(change.field, &change.to));
    el("li").attr("dir", "auto").text(&format!("{}: {from} → {to}", change.field.label()))
}

/// Dates as the browser's locale writes them; `—` for nothing.
fn shown(field: Field, value: &str) -> String {
    let date = matches!(field, Field::BeginDate | Field::EndDate).then(|| value.parse::<LocalDate>().ok()).flatten();
    match date {
        Some(date) => format::date(date),
        None if value.is_empty() => "—".to_owned(),
        None => value.to_owned(),
    }
}
