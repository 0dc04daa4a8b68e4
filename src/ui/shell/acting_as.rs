//! Whom the app acts as.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Person, people_by_name};
use crate::ui::components::{IconName, Menu, MenuEntry, avatar, icon};
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

/// The menu of people in the header.
pub(super) fn acting_as() -> El {
    let store = use_store();
    let actor = store.actor();
    let name = Signal::derive(move || actor.with(|actor| actor.name.to_string()));
    let label = Signal::derive(move || ["Acting as ", &name.get()].concat());
    let entries = move || {
        let acting = actor.get_untracked().id;
        let people = store.workspace().with_untracked(people_by_name);
        let choice = |person: Arc<Person>| MenuEntry::Choice {
            label: person.name.to_string(),
            chosen: person.id == acting,
            run: Rc::new(move || store.act_as(person.id)),
        };
        std::iter::once(MenuEntry::Heading("Act as".to_owned())).chain(people.into_iter().map(choice)).collect()
    };
    // The seed of the colour belongs to the person, so another person's avatar is made anew.
    let face = el("span").class("acting-avatar").dynamic(move || {
        let actor = actor.get();
        let picture = actor.picture.as_deref().map(str::to_owned);
        [avatar(name, actor.id.seed(), Signal::stored(picture))]
    });
    Menu::new(label, entries).class("header-button").view([
        face,
        el("span").class("acting-name").attr("dir", "auto").text_fn(move || name.get()),
        icon(IconName::ChevronDown),
    ])
}
