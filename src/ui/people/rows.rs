//! What the tables list: people, teams and roles, by name.

use std::sync::Arc;

use crate::domain::{
    Group, GroupKind, Person, PersonId, Workspace, groups_by_name, groups_of, members_of, people_by_name,
};
use crate::ui::wording::counted;

use super::page::Open;
use super::table::{Cell, Face, Row};

/// Everybody who is here.
pub(super) fn people(workspace: &Workspace, actor: PersonId) -> Vec<Row> {
    people_by_name(workspace).iter().map(|person| person_row(workspace, person, actor)).collect()
}

fn person_row(workspace: &Workspace, person: &Person, actor: PersonId) -> Row {
    let groups = groups_of(workspace, person.id);
    let groups: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    let picture = person.picture.as_deref().map(str::to_owned);
    Row {
        opens: Open::Person(Some(person.id)),
        name: person.name.to_string(),
        face: Some(Face { seed: person.id.seed(), picture, is_actor: person.id == actor }),
        cells: vec![
            Cell::word("cell-access", person.access.label()),
            Cell::word("cell-kind", person.kind.label()),
            Cell::text("cell-email", person.email.as_deref().unwrap_or_default().to_owned()),
            Cell::text("cell-groups", groups.join(", ")),
        ],
    }
}

/// The teams, or the roles.
pub(super) fn groups(workspace: &Workspace, kind: GroupKind) -> Vec<Row> {
    groups_by_name(workspace, kind).iter().map(|group| group_row(workspace, group)).collect()
}

fn group_row(workspace: &Workspace, group: &Arc<Group>) -> Row {
    let members = members_of(workspace, group);
    let names: Vec<&str> = members.iter().map(|person| person.name.as_str()).collect();
    let count = match names.len() {
        0 => "No members".to_owned(),
        count => counted(count, "member") + " · ",
    };
    Row {
        opens: Open::Group(group.kind, Some(group.id)),
        name: group.name.to_string(),
        face: None,
        cells: vec![Cell::text("cell-groups", names.join(", ")).hint(count)],
    }
}
