//! People, teams and roles as they are listed and searched.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::sync::Arc;

use okr_sessions::domain::{
    Command, GroupDraft, GroupKind, Person, groups_of, members_of, people_by_name, people_matching,
};
use support::*;

fn names(people: &[Arc<Person>]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

#[test]
fn people_stand_by_name_whatever_the_letter_case() {
    let mut bench = Bench::new();
    bench.add_member("zoe");
    let bea = bench.add_member("Bea");
    bench.add_member("ada");
    assert_eq!(names(&people_by_name(&bench.workspace)), ["ada", "Administrator", "Bea", "zoe"]);
    bench.run(Command::RemovePerson(bea)).unwrap();
    assert_eq!(names(&people_by_name(&bench.workspace)), ["ada", "Administrator", "zoe"]);
}

#[test]
fn a_search_puts_names_that_begin_with_the_text_first() {
    let mut bench = Bench::new();
    for name in ["Bob Adams", "Adele", "Carl"] {
        bench.add_member(name);
    }
    assert_eq!(names(&people_matching(&bench.workspace, " AD ")), ["Adele", "Administrator", "Bob Adams"]);
    assert_eq!(people_matching(&bench.workspace, "").len(), 4);
}

#[test]
fn groups_of_a_person_are_teams_then_roles() {
    let mut bench = Bench::new();
    let (ada, bea) = (bench.add_member("Ada"), bench.add_member("Bea"));
    bench.add_group(GroupKind::Role, "Coach", &[ada]);
    bench.add_group(GroupKind::Team, "sales", &[bea, ada]);
    bench.add_group(GroupKind::Team, "Product", &[ada]);
    bench.add_group(GroupKind::Team, "Board", &[bea]);
    let groups = groups_of(&bench.workspace, ada);
    assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["Product", "sales", "Coach"]);
    assert_eq!(names(&members_of(&bench.workspace, &groups[1])), ["Ada", "Bea"]);
}

#[test]
fn a_removed_member_stays_in_the_team_unseen() {
    let mut bench = Bench::new();
    let ada = bench.add_member("Ada");
    let team = bench.add_group(GroupKind::Team, "Team", &[bench.administrator, ada]);
    bench.run(Command::RemovePerson(ada)).unwrap();
    let group = bench.workspace.group(team).unwrap();
    let draft = GroupDraft::of(&bench.workspace, group);
    assert_eq!(draft.members, [bench.administrator]);
    assert_eq!(draft.check().unwrap().members, group.members);
}
