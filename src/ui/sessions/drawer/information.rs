//! Who made and changed a session, when.

use leptos::prelude::*;

use crate::domain::{PersonId, Session, Stamp};
use crate::ui::components::Avatar;
use crate::ui::format;
use crate::ui::perform::use_store;

use super::Shown;

/// The region *Information*.
#[component]
pub(super) fn Information(session: Shown) -> AnyView {
    let stamp =
        move |read: fn(&Session) -> Stamp| Memo::new(move |_| session.with(|session| session.as_deref().map(read)));
    let created = stamp(|session| session.created);
    let changed = stamp(|session| session.changed);
    let time = move |stamp: Memo<Option<Stamp>>| {
        move || stamp.get().map(|stamp| view! { <time datetime=stamp.at.to_string()>{format::moment(stamp.at)}</time> })
    };
    view! {
        <section class="section" aria-label="Information">
            <h3>"Information"</h3>
            <dl class="facts">
                <div><dt>"Created by"</dt><dd>{move || created.get().map(|stamp| view! { <PersonName id=stamp.by /> })}</dd></div>
                <div><dt>"Changed by"</dt><dd>{move || changed.get().map(|stamp| view! { <PersonName id=stamp.by /> })}</dd></div>
                <div><dt>"Created date"</dt><dd>{time(created)}</dd></div>
                <div><dt>"Changed date"</dt><dd>{time(changed)}</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// A person with their avatar; one who was removed keeps the name.
#[component]
pub(super) fn PersonName(
    /// Whose.
    id: PersonId,
) -> AnyView {
    let store = use_store();
    let person = Memo::new(move |_| store.workspace().with(|workspace| workspace.person(id).cloned()));
    let name = Signal::derive(move || {
        person.with(|person| match person {
            Some(person) if person.removed.is_some() => format!("{} (removed)", person.name),
            Some(person) => person.name.to_string(),
            None => "Unknown".to_owned(),
        })
    });
    let picture =
        move || person.with(|person| person.as_ref().and_then(|person| person.picture.as_deref().map(str::to_owned)));
    view! {
        <span class="person">
            {move || match picture() {
                Some(picture) => view! { <Avatar name=name seed=id.seed() image=picture /> },
                None => view! { <Avatar name=name seed=id.seed() /> },
            }}
            <span class="person-name" dir="auto">{name}</span>
        </span>
    }
    .into_any()
}
