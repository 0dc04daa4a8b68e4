//! One entry of the history in words.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Entry, Field, FieldChange, LocalDate};

use super::format;
use super::perform::use_store;
use super::wording;

/// Who did what when, and each field's old and new value.
#[component]
pub(super) fn HistoryEntry(
    /// The entry.
    entry: Arc<Entry>,
    /// Whether it says what it is about.
    named: bool,
) -> AnyView {
    let store = use_store();
    let by = entry.by;
    let person = move || {
        store.workspace().with(|workspace| match workspace.person(by) {
            Some(person) if person.removed.is_some() => format!("{} (removed)", person.name),
            Some(person) => person.name.to_string(),
            None => "Unknown".to_owned(),
        })
    };
    let what = match named {
        true => format!("{} {}", wording::deed(entry.deed), entry.name),
        false => wording::deed(entry.deed).to_owned(),
    };
    let fields = entry.fields.iter().map(field_change).collect_view();
    view! {
        <li>
            <p><strong dir="auto">{what}</strong></p>
            {(!entry.fields.is_empty()).then(|| view! { <ul class="field-changes">{fields}</ul> })}
            <p class="secondary">
                {person}" · "<time datetime=entry.at.to_string()>{format::moment(entry.at)}</time>
            </p>
        </li>
    }
    .into_any()
}

fn field_change(change: &FieldChange) -> impl IntoView + use<> {
    let (from, to) = (shown(change.field, &change.from), shown(change.field, &change.to));
    view! { <li dir="auto">{format!("{}: {from} → {to}", change.field.label())}</li> }
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
