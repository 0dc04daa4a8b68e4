//! Whom the app acts as.

use leptos::prelude::*;

use crate::domain::fold;
use crate::ui::components::{Avatar, Icon, IconName, Menu, MenuEntry};
use crate::ui::perform::use_store;

/// The menu of people in the header.
#[component]
pub(super) fn ActingAs() -> AnyView {
    let store = use_store();
    let actor = store.actor();
    let name = Signal::derive(move || actor.with(|actor| actor.name.to_string()));
    let seed = Signal::derive(move || actor.with(|actor| actor.id.seed()));
    let picture = move || actor.with(|actor| actor.picture.as_deref().map(str::to_owned));
    let entries = Callback::new(move |()| {
        let acting = actor.get_untracked().id;
        let mut people = store.workspace().with_untracked(|workspace| {
            workspace.people().map(|person| (fold(person.name.as_str()), person.clone())).collect::<Vec<_>>()
        });
        people.sort_by(|(a, _), (b, _)| a.cmp(b));
        let heading = MenuEntry::Heading("Act as".to_owned());
        std::iter::once(heading)
            .chain(people.into_iter().map(|(_, person)| MenuEntry::Choice {
                label: person.name.to_string(),
                chosen: person.id == acting,
                run: Callback::new(move |()| store.act_as(person.id)),
            }))
            .collect()
    });
    view! {
        <Menu label=Signal::derive(move || format!("Acting as {}", name.get())) entries=entries class="header-button">
            {move || match picture() {
                Some(picture) => view! { <Avatar name=name seed=seed image=picture /> },
                None => view! { <Avatar name=name seed=seed /> },
            }}
            <span class="acting-name">{name}</span>
            <Icon name=IconName::ChevronDown />
        </Menu>
    }
    .into_any()
}
