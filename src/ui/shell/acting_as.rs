//! Whom the app acts as.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Person, people_by_name};
use crate::ui::components::{IconName, Menu, MenuEntry, avatar, icon};
use crate::ui::lazy::after_the_start;
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::{Performer, use_performer};

use super::settle_in;

/// The menu of people in the header.
pub(super) fn acting_as() -> El {
    let performer = use_performer();
    let leaving = expect_context::<Leaving>();
    let store = performer.store();
    let actor = store.actor();
    let acted = StoredValue::new(actor.get_untracked());
    after_the_start(move || settle_in(performer, acted));
    let name = Signal::derive(move || actor.with(|actor| actor.name.to_string()));
    let label = Signal::derive(move || ["Acting as ", &name.get()].concat());
    let entries = move || {
        let acting = actor.get_untracked().id;
        let people = store.workspace().with_untracked(people_by_name);
        let choice = |person: Arc<Person>| MenuEntry::Choice {
            label: person.name.to_string(),
            chosen: person.id == acting,
            run: Rc::new(move || match leaving.ask() {
                Leave::Free => {
                    acted.set_value(person.clone());
                    // Here too, because what follows the actor comes a moment after the start.
                    performer.clear_done();
                    store.act_as(person.id);
                }
                _ => performer.not_while_typed(),
            }),
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

/// The window acts as somebody else than `acted`, from a choice in its menu on, or because that person was removed in another
/// window. The *Undo* of the person before is not theirs, and goes; that somebody was removed must not go unseen.
pub(super) fn follow_the_actor(performer: Performer, acted: StoredValue<Arc<Person>>) {
    let store = performer.store();
    let mut before = acted.get_value();
    follow(Box::new(move || {
        let now = store.actor().get();
        let before = std::mem::replace(&mut before, now.clone());
        if before.id != now.id {
            untrack(|| tell_of_another(performer, &before, &now));
        }
    }));
}

fn tell_of_another(performer: Performer, before: &Person, now: &Person) {
    let store = performer.store();
    // An import may have put other people in the place of the first one.
    let Some(before) = store.workspace().with_untracked(|workspace| workspace.person(before.id).cloned()) else {
        return;
    };
    performer.clear_done();
    if before.removed.is_some() {
        let name = before.name.as_str();
        let text = [name, " was removed from the workspace. This window now acts as ", now.name.as_str(), "."];
        performer.tell(text.concat());
        // For good: where the removal is undone, nobody is to be told otherwise.
        store.act_as(now.id);
    }
}
