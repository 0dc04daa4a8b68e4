//! The table of people.

use leptos::prelude::*;

use crate::domain::{AccessLevel, PersonId, PersonKind, Workspace, groups_of, people_by_name};
use crate::ui::components::Avatar;
use crate::ui::perform::use_store;

use super::page::{Open, edit_button};

/// What a row shows.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    picture: Option<String>,
    access: AccessLevel,
    kind: PersonKind,
    email: String,
    groups: String,
    is_actor: bool,
}

fn row_of(workspace: &Workspace, person: PersonId, actor: PersonId) -> Option<Row> {
    let found = workspace.person(person).filter(|person| person.removed.is_none())?;
    let groups = groups_of(workspace, person);
    Some(Row {
        name: found.name.to_string(),
        picture: found.picture.as_deref().map(str::to_owned),
        access: found.access,
        kind: found.kind,
        email: found.email.as_deref().unwrap_or_default().to_owned(),
        groups: groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>().join(", "),
        is_actor: person == actor,
    })
}

/// Everybody who is here, by name.
#[component]
pub(super) fn PeopleTable(
    /// Whether rows can be edited.
    administers: Memo<bool>,
    /// Where the dialog of a row opens.
    open: RwSignal<Option<Open>>,
) -> AnyView {
    let store = use_store();
    let people = Memo::new(move |_| {
        let people = store.workspace().with(people_by_name);
        people.iter().map(|person| person.id).collect::<Vec<_>>()
    });
    view! {
        <div class="plain-frame">
            <table class="plain people" role="table" aria-label="People">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Name"</th>
                        <th role="columnheader" scope="col">"Access level"</th>
                        <th role="columnheader" scope="col">"Kind"</th>
                        <th role="columnheader" scope="col">"E-mail"</th>
                        <th role="columnheader" scope="col">"Teams and roles"</th>
                        {move || administers.get().then(actions_header)}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || people.get() key=|id| *id let:id>
                        <PersonRow id=id administers=administers open=open />
                    </For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The header above the buttons of the rows.
pub(super) fn actions_header() -> AnyView {
    view! {
        <th role="columnheader" scope="col" class="actions">
            <span class="visually-hidden">"Actions"</span>
        </th>
    }
    .into_any()
}

#[component]
fn PersonRow(
    /// Whose row.
    id: PersonId,
    /// Whether it can be edited.
    administers: Memo<bool>,
    /// Where its dialog opens.
    open: RwSignal<Option<Open>>,
) -> AnyView {
    let store = use_store();
    let row = Memo::new(move |_| {
        let actor = store.actor().get().id;
        store.workspace().with(|workspace| row_of(workspace, id, actor))
    });
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default()));
    let edit = Callback::new(move |()| {
        let person = store.workspace().with_untracked(|workspace| workspace.person(id).cloned());
        open.set(Some(Open::Person(person)));
    });
    let cells = move || {
        row.get().map(|row| {
            view! {
                <td role="cell" class="cell-person" title=row.name.clone()>
                    <span class="person">
                        <Avatar name=row.name.clone() seed=id.seed() image=row.picture />
                        <span class="person-name">{row.name.clone()}</span>
                        {row.is_actor.then(|| view! { <span class="secondary">"(you)"</span> })}
                    </span>
                </td>
                <td role="cell" class="cell-access">{row.access.label()}</td>
                <td role="cell" class="cell-kind">{row.kind.label()}</td>
                <td role="cell" class="cell-email" title=row.email.clone()>{row.email.clone()}</td>
                <td role="cell" class="cell-groups" title=row.groups.clone()>{row.groups.clone()}</td>
            }
        })
    };
    view! {
        <tr role="row">
            {cells}
            {move || {
                administers
                    .get()
                    .then(|| view! { <td role="cell" class="actions">{edit_button(name, edit)}</td> })
            }}
        </tr>
    }
    .into_any()
}
