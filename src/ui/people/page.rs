//! The page, its tabs, and the dialog that is open on it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Group, GroupKind, Person, groups_by_name};
use crate::ui::components::{Icon, IconName, Notice, Tabs, Tone};
use crate::ui::perform::use_store;

use super::group_dialog::GroupDialog;
use super::groups_table::GroupsTable;
use super::people_table::PeopleTable;
use super::person_dialog::PersonDialog;

/// What a tab lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    People,
    Groups(GroupKind),
}

impl Tab {
    const ALL: [Tab; 3] = [Tab::People, Tab::Groups(GroupKind::Team), Tab::Groups(GroupKind::Role)];

    fn name(self) -> &'static str {
        match self {
            Tab::People => "People",
            Tab::Groups(GroupKind::Team) => "Teams",
            Tab::Groups(GroupKind::Role) => "Roles",
        }
    }
}

/// The dialog that is open.
#[derive(Debug, Clone)]
pub(super) enum Open {
    /// Somebody new, or somebody of the table.
    Person(Option<Arc<Person>>),
    /// A new team or role, or one of the table.
    Group(GroupKind, Option<Arc<Group>>),
}

/// People, teams and roles. Administrators manage them, everybody else reads.
#[component]
pub fn PeoplePage() -> AnyView {
    let store = use_store();
    document().set_title("People · OKR sessions");
    let tab = RwSignal::new(Tab::People);
    let open = RwSignal::new(None::<Open>);
    let administers = Memo::new(move |_| store.actor().with(|actor| actor.is_administrator()));
    let select = move |name: String| {
        if let Some(chosen) = Tab::ALL.into_iter().find(|tab| tab.name() == name) {
            tab.set(chosen);
        }
    };
    // An empty tab offers the action in its middle.
    let has_rows = Memo::new(move |_| match tab.get() {
        Tab::People => true,
        Tab::Groups(kind) => store.workspace().with(|workspace| !groups_by_name(workspace, kind).is_empty()),
    });
    let add = move || {
        (administers.get() && has_rows.get()).then(|| match tab.get() {
            Tab::People => add_button("Add person", open, Open::Person(None)),
            Tab::Groups(kind) => add_group_button(kind, open),
        })
    };
    let dialog = move || {
        let close = Callback::new(move |()| open.set(None));
        open.get().map(|open| match open {
            Open::Person(person) => view! { <PersonDialog person=person on_close=close /> }.into_any(),
            Open::Group(kind, group) => view! { <GroupDialog kind=kind group=group on_close=close /> }.into_any(),
        })
    };
    view! {
        <div class="page scrolls">
            <header class="page-header">
                <h1>"People"</h1>
                <div class="toolbar">{add}</div>
            </header>
            <div class="page-body people-page">
                <Notice tone=Tone::Info>
                    <p>
                        "Roles in a local workspace guide, they do not protect: whoever has this browser has the data."
                    </p>
                    {move || {
                        (!administers.get()).then(|| view! { <p>"Only administrators can make changes here."</p> })
                    }}
                </Notice>
                <div>
                    <Tabs
                        label="Lists"
                        tabs=Tab::ALL.map(|tab| (tab.name(), tab.name().to_owned())).to_vec()
                        selected=Signal::derive(move || tab.get().name().to_owned())
                        on_select=Callback::new(select)
                    >
                        {move || match tab.get() {
                            Tab::People => view! { <PeopleTable administers=administers open=open /> }.into_any(),
                            Tab::Groups(kind) => {
                                view! { <GroupsTable kind=kind administers=administers open=open /> }.into_any()
                            }
                        }}
                    </Tabs>
                </div>
            </div>
        </div>
        {dialog}
    }
    .into_any()
}

/// `Add team` or `Add role`.
pub(super) fn add_group_button(kind: GroupKind, open: RwSignal<Option<Open>>) -> AnyView {
    let name = match kind {
        GroupKind::Team => "Add team",
        GroupKind::Role => "Add role",
    };
    add_button(name, open, Open::Group(kind, None))
}

fn add_button(name: &'static str, open: RwSignal<Option<Open>>, what: Open) -> AnyView {
    view! {
        <button type="button" class="button primary" on:click=move |_| open.set(Some(what.clone()))>
            <Icon name=IconName::Plus />
            {name}
        </button>
    }
    .into_any()
}

/// `Edit NAME`, short to the eye.
pub(super) fn edit_button(name: Signal<String>, on_click: Callback<()>) -> AnyView {
    view! {
        <button
            type="button"
            class="button small"
            aria-label=move || name.with(|name| ["Edit ", name].concat())
            on:click=move |_| on_click.run(())
        >
            "Edit"
        </button>
    }
    .into_any()
}
