//! People, teams and roles as they are listed and searched: by name, letter case aside.

use std::sync::Arc;

use super::ids::PersonId;
use super::person::{Group, GroupKind, Person};
use super::workspace::{Workspace, fold};

/// Everybody who is here, by name.
pub fn people_by_name(workspace: &Workspace) -> Vec<Arc<Person>> {
    let mut people: Vec<Arc<Person>> = workspace.people().cloned().collect();
    people.sort_by_cached_key(|person| (fold(person.name.as_str()), person.id));
    people
}

/// The teams, or the roles, by name.
pub fn groups_by_name(workspace: &Workspace, kind: GroupKind) -> Vec<Arc<Group>> {
    let mut groups: Vec<Arc<Group>> = workspace.groups().filter(|group| group.kind == kind).cloned().collect();
    groups.sort_by_cached_key(|group| (fold(group.name.as_str()), group.id));
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
    people.sort_by_key(|person| !fold(person.name.as_str()).starts_with(&needle));
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::draft::{GroupDraft, PersonDraft};
    use crate::domain::test_workspace::Bench;

    fn bench(names: &[&str]) -> Bench {
        let mut bench = Bench::default();
        for name in names {
            let draft = PersonDraft { name: (*name).to_owned(), ..PersonDraft::default() };
            bench.run(Command::AddPerson(draft.check().unwrap())).unwrap();
        }
        bench
    }

    fn names(people: &[Arc<Person>]) -> Vec<&str> {
        people.iter().map(|person| person.name.as_str()).collect()
    }

    fn id(bench: &Bench, name: &str) -> PersonId {
        bench.workspace.people().find(|person| person.name.as_str() == name).unwrap().id
    }

    #[test]
    fn people_stand_by_name_whatever_the_letter_case() {
        let mut bench = bench(&["zoe", "Bea", "ada"]);
        assert_eq!(names(&people_by_name(&bench.workspace)), ["ada", "Administrator", "Bea", "zoe"]);
        let bea = id(&bench, "Bea");
        bench.run(Command::RemovePerson(bea)).unwrap();
        assert_eq!(names(&people_by_name(&bench.workspace)), ["ada", "Administrator", "zoe"]);
    }

    #[test]
    fn a_search_puts_names_that_begin_with_the_text_first() {
        let bench = bench(&["Bob Adams", "Adele", "Carl"]);
        assert_eq!(names(&people_matching(&bench.workspace, " AD ")), ["Adele", "Administrator", "Bob Adams"]);
        assert_eq!(people_matching(&bench.workspace, "").len(), 4);
    }

    #[test]
    fn groups_of_a_person_are_teams_then_roles() {
        let mut bench = bench(&["Ada", "Bea"]);
        let (ada, bea) = (id(&bench, "Ada"), id(&bench, "Bea"));
        for (kind, name, members) in [
            (GroupKind::Role, "Coach", vec![ada]),
            (GroupKind::Team, "sales", vec![bea, ada]),
            (GroupKind::Team, "Product", vec![ada]),
            (GroupKind::Team, "Board", vec![bea]),
        ] {
            let draft = GroupDraft { name: name.to_owned(), members, ..GroupDraft::default() };
            bench.run(Command::AddGroup(kind, draft.check().unwrap())).unwrap();
        }
        let groups = groups_of(&bench.workspace, ada);
        assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["Product", "sales", "Coach"]);
        assert_eq!(names(&members_of(&bench.workspace, &groups[1])), ["Ada", "Bea"]);
    }
}
