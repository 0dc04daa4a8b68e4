//! A person with their avatar.

use leptos::prelude::*;

use crate::domain::{Person, PersonId};

use super::components::avatar;
use super::markup::{El, el};
use super::perform::use_store;

/// Avatar and name; one who was removed keeps the name.
pub(super) fn person_name(id: PersonId) -> El {
    let store = use_store();
    let person = Memo::new(move |_| store.workspace().with(|workspace| workspace.person(id).cloned()));
    let name = Signal::derive(move || person.with(|person| name_of(person.as_deref())));
    let picture = Signal::derive(move || {
        person.with(|person| person.as_ref().and_then(|person| person.picture.as_deref().map(str::to_owned)))
    });
    el("span")
        .class("person")
        .child(avatar(name, id.seed(), picture))
        .child(el("span").class("person-name").attr("dir", "auto").text_fn(move || name.get()))
}

/// The name as it is shown.
pub(super) fn name_of(person: Option<&Person>) -> String {
    match person {
        Some(person) if person.removed.is_some() => [person.name.as_str(), " (removed)"].concat(),
        Some(person) => person.name.to_string(),
        None => "Unknown".to_owned(),
    }
}
