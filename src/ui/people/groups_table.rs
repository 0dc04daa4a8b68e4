//! The table of teams, and the one of roles.

use leptos::prelude::*;

use crate::domain::{GroupId, GroupKind, Workspace, groups_by_name, members_of};
use crate::ui::components::EmptyState;
use crate::ui::perform::use_store;
use crate::ui::wording::counted;

use super::page::{Open, add_group_button, edit_button};
use super::people_table::actions_header;

/// What a row shows.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    count: usize,
    members: String,
}

fn row_of(workspace: &Workspace, group: GroupId) -> Option<Row> {
    let group = workspace.group(group).filter(|group| group.removed.is_none())?;
    let members = members_of(workspace, group);
    Some(Row {
        name: group.name.to_string(),
        count: members.len(),
        members: members.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// The teams, or the roles, by name.
#[component]
pub(super) fn GroupsTable(
    /// Which of the two.
    kind: GroupKind,
    /// Whether rows can be edited.
    administers: Memo<bool>,
    /// Where the dialog of a row opens.
    open: RwSignal<Option<Open>>,
) -> AnyView {
    let store = use_store();
    let groups = Memo::new(move |_| {
        let groups = store.workspace().with(|workspace| groups_by_name(workspace, kind));
        groups.iter().map(|group| group.id).collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| groups.with(Vec::is_empty));
    let name = match kind {
        GroupKind::Team => "Teams",
        GroupKind::Role => "Roles",
    };
    let table = move || {
        view! {
            <div class="plain-frame">
                <table class="plain groups" role="table" aria-label=name>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">"Name"</th>
                            <th role="columnheader" scope="col">"Members"</th>
                            {move || administers.get().then(actions_header)}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For each=move || groups.get() key=|id| *id let:id>
                            <GroupRow id=id kind=kind administers=administers open=open />
                        </For>
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    (move || if is_empty.get() { empty(kind, administers, open) } else { table() }).into_any()
}

fn empty(kind: GroupKind, administers: Memo<bool>, open: RwSignal<Option<Open>>) -> AnyView {
    let (title, text) = match kind {
        GroupKind::Team => ("No teams yet", "A team is people who work together. One person can be in several."),
        GroupKind::Role => ("No roles yet", "A role is people with the same function, such as OKR coaches."),
    };
    view! {
        <EmptyState title=title text=text>
            {move || administers.get().then(|| add_group_button(kind, open))}
        </EmptyState>
    }
    .into_any()
}

#[component]
fn GroupRow(
    /// Whose row.
    id: GroupId,
    /// Team or role.
    kind: GroupKind,
    /// Whether it can be edited.
    administers: Memo<bool>,
    /// Where its dialog opens.
    open: RwSignal<Option<Open>>,
) -> AnyView {
    let store = use_store();
    let row = Memo::new(move |_| store.workspace().with(|workspace| row_of(workspace, id)));
    let name = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default()));
    let edit = Callback::new(move |()| {
        let group = store.workspace().with_untracked(|workspace| workspace.group(id).cloned());
        open.set(Some(Open::Group(kind, group)));
    });
    let cells = move || {
        row.get().map(|row| {
            let count = match row.count {
                0 => "No members".to_owned(),
                count => counted(count, "member") + " · ",
            };
            view! {
                <td role="cell" class="cell-person" title=row.name.clone()>{row.name.clone()}</td>
                <td role="cell" class="cell-groups" title=row.members.clone()>
                    <span class="secondary">{count}</span>
                    {row.members.clone()}
                </td>
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
