//! People, teams and roles as they are listed and searched: by name, letter case aside.

use std::sync::Arc;

use super::ids::PersonId;
use super::order::{sort_by, sort_by_text};
use super::person::{Group, GroupKind, Person};
use super::workspace::{Workspace, fold};

/// Everybody who is here, by name.
pub fn people_by_name(workspace: &Workspace) -> Vec<Arc<Person>> {
    let mut people: Vec<Arc<Person>> = workspace.people().cloned().collect();
    sort_by_text(&mut people, |person| person.name.as_str());
    people
}

/// The teams, or the roles, by name.
pub fn groups_by_name(workspace: &Workspace, kind: GroupKind) -> Vec<Arc<Group>> {
    let mut groups: Vec<Arc<Group>> = workspace.groups().filter(|group| group.kind == kind).cloned().collect();
    sort_by_text(&mut groups, |group| group.name.as_str());
    groups
}

/// The teams a person belongs to, then the roles, each by name.
pub fn groups_of(workspace: &Workspace, person: PersonId) -> Vec<Arc<Group>> {
    let mut groups = groups_by_name(workspace, GroupKind::Team);
    groups.append(&mut groups_by_name(workspace, GroupKind::Role));
    groups.retain(|group| group.members.contains(&person));
    groups
}

/// The members of a team or role who are here, by name.
pub fn members_of(workspace: &Workspace, group: &Group) -> Vec<Arc<Person>> {
    let mut people = people_by_name(workspace);
    people.retain(|person| group.members.contains(&person.id));
    people
}

/// Everybody whose name or e-mail address holds the text; names that begin with it come first.
pub fn people_matching(workspace: &Workspace, text: &str) -> Vec<Arc<Person>> {
    let needle = fold(text.trim());
    let mut people = people_by_name(workspace);
    people.retain(|person| {
        fold(person.name.as_str()).contains(&needle)
            || person.email.as_deref().is_some_and(|email| fold(email).contains(&needle))
    });
    let begins = |person: &Person| fold(person.name.as_str()).starts_with(&needle);
    sort_by(&mut people, |a, b| begins(b).cmp(&begins(a)));
    people
}
