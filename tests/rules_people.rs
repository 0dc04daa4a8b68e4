//! The rules of people, teams and roles (`domain.md`, People).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::BTreeSet;

use okr_sessions::domain::{
    AccessLevel, Column, Command, Deed, Direction, Field, GroupId, GroupKind, ListQuery, Month, PersonDetails,
    PersonId, PersonKind, Principal, Record, Refusal, SessionEdit, Visibility, is_granted, list, principal_name,
};
use okr_sessions::ui::wording;
use support::*;

const ADMINISTRATOR: AccessLevel = AccessLevel::SystemAdministrator;

#[test]
fn only_administrators_manage_people_teams_roles_and_settings() {
    let commands: [fn(PersonId, GroupId) -> Command; 9] = [
        |_, _| Command::AddPerson(details("New", AccessLevel::Member)),
        |person, _| Command::EditPerson(person, details("Me", ADMINISTRATOR)),
        |person, _| Command::RemovePerson(person),
        |_, _| Command::AddGroup(GroupKind::Team, group_details("New", &[])),
        |_, _| Command::AddGroup(GroupKind::Role, group_details("New", &[])),
        |_, group| Command::EditGroup(group, group_details("Ours", &[])),
        |_, group| Command::RemoveGroup(group),
        |_, _| Command::SetFirstMonth(Month::JANUARY),
        |_, _| Command::DismissRenameHint,
    ];
    for command in commands {
        let mut bench = Bench::new();
        let mia = bench.add_member("Mia");
        let team = bench.add_group(GroupKind::Team, "Team", &[]);
        let before = contents(&bench.workspace);
        assert_eq!(bench.run_as(mia, command(mia, team)), Err(Refusal::AdministratorsOnly));
        assert_eq!(contents(&bench.workspace), before);
        assert!(bench.run(command(mia, team)).is_ok(), "an administrator may: {:?}", command(mia, team));
    }
}

#[test]
fn somebody_removed_or_unknown_acts_no_more() {
    let mut bench = Bench::new();
    let ada = bench.add_person("Ada", ADMINISTRATOR);
    let added = bench.run(Command::AddPerson(details("Bea", ADMINISTRATOR))).unwrap();
    let Some(Record::Person(bea)) = added.changes[0].after.clone() else { panic!("a person is added") };
    bench.run(Command::RemovePerson(ada)).unwrap();
    bench.undo(&added).unwrap();
    for actor in [ada, bea.id] {
        let command = Command::AddSession(new_session("Q1", "2026-01-01", "2026-03-31"));
        assert_eq!(bench.run_as(actor, command), Err(Refusal::NotFound));
    }
}

#[test]
fn the_last_administrator_is_neither_demoted_nor_removed() {
    let mut bench = Bench::new();
    let first = bench.administrator;
    bench.add_member("Mia");
    let demotion = || Command::EditPerson(first, details("Administrator", AccessLevel::Member));
    for command in [demotion(), Command::RemovePerson(first)] {
        let refusal = bench.run(command).unwrap_err();
        assert_eq!(wording::refusal(&refusal), "A workspace needs at least one administrator.");
    }
    assert!(bench.run(Command::EditPerson(first, details("Renamed", ADMINISTRATOR))).is_ok());
    let second = bench.add_person("Ada", ADMINISTRATOR);
    assert!(bench.run(demotion()).is_ok());
    assert_eq!(bench.run_as(second, Command::RemovePerson(second)), Err(Refusal::LastAdministrator));
}

#[test]
fn undo_never_takes_the_last_administrator_away() {
    // A promotes B, B demotes A, A takes the promotion back: nobody would administer.
    let mut bench = Bench::new();
    let first = bench.administrator;
    let mia = bench.add_member("Mia");
    let promotion = bench.run(Command::EditPerson(mia, details("Mia", ADMINISTRATOR))).unwrap();
    let addition = bench.run(Command::AddPerson(details("Ada", ADMINISTRATOR))).unwrap();
    bench.run_as(mia, Command::EditPerson(first, details("Administrator", AccessLevel::Member))).unwrap();
    assert!(bench.run_as(first, undo_of(&addition, first)).is_ok(), "Mia is still there");
    assert_eq!(bench.run_as(first, undo_of(&promotion, first)), Err(Refusal::LastAdministrator));
    assert_eq!(bench.workspace.administrators(), 1);
}

#[test]
fn a_removed_person_is_gone_from_the_people_and_named_where_they_were() {
    let mut bench = Bench::new();
    let ada = bench.add_person("Ada", ADMINISTRATOR);
    let by_ada = Command::AddSession(new_session("Q1 2026", "2026-01-01", "2026-03-31"));
    let id = bench.run_as(ada, by_ada).unwrap().session().unwrap().id;
    let other = bench.add_quarter("Other");
    let grants = Visibility::Custom(BTreeSet::from([Principal::Person(ada)]));
    bench.edit(id, SessionEdit::Visibility(grants)).unwrap();
    let now = bench.now;
    bench.run(Command::RemovePerson(ada)).unwrap();
    assert!(bench.workspace.people().all(|person| person.id != ada));
    let removed = bench.person(ada);
    assert_eq!(removed.name.as_str(), "Ada");
    assert_eq!(removed.removed.map(|stamp| (stamp.by, stamp.at)), Some((bench.administrator, now)));
    assert_eq!(bench.session(id).created.by, ada);
    assert_eq!(principal_name(&bench.workspace, Principal::Person(ada)), Some("Ada"));
    let sort = Some((Column::CreatedBy, Direction::Ascending));
    let query = ListQuery { sort, ..ListQuery::default() };
    let rows = list(&bench.workspace, bench.person(bench.administrator), &query);
    assert_eq!([rows[0].session, rows[1].session], [id.min(other), id.max(other)], "Ada before Administrator");
    for command in [Command::RemovePerson(ada), Command::EditPerson(ada, details("Eva", ADMINISTRATOR))] {
        assert_eq!(bench.run(command), Err(Refusal::NotFound));
    }
}

#[test]
fn adding_somebody_is_not_undone_once_the_history_names_them() {
    // The record of a person went although entries were by them: the history named nobody.
    let mut bench = Bench::new();
    let addition = bench.run(Command::AddPerson(details("Ada", ADMINISTRATOR))).unwrap();
    let Some(Record::Person(ada)) = addition.changes[0].after.clone() else { panic!("a person is added") };
    bench.run_as(ada.id, Command::SetFirstMonth(Month::new(4).unwrap())).unwrap();
    assert_eq!(bench.undo(&addition), Err(Refusal::StillReferenced));
    let unused = bench.run(Command::AddPerson(details("Bea", ADMINISTRATOR))).unwrap();
    assert!(bench.undo(&unused).is_ok());
}

#[test]
fn undo_brings_back_no_member_who_is_gone() {
    // Removing somebody from a team, undoing their addition, then undoing the removal left a member without a name.
    let mut bench = Bench::new();
    let addition = bench.run(Command::AddPerson(details("Mia", AccessLevel::Member))).unwrap();
    let Some(Record::Person(mia)) = addition.changes[0].after.clone() else { panic!("a person is added") };
    let team = bench.add_group(GroupKind::Team, "Team", &[mia.id]);
    assert_eq!(bench.undo(&addition), Err(Refusal::StillReferenced));
    let emptied = bench.run(Command::EditGroup(team, group_details("Team", &[]))).unwrap();
    bench.undo(&addition).unwrap();
    assert_eq!(bench.undo(&emptied), Err(Refusal::StillReferenced));
}

#[test]
fn a_removed_team_still_needs_its_members_because_it_may_come_back() {
    // A member's addition was undone while their team was removed; undoing the removal brought back a nameless member.
    let mut bench = Bench::new();
    let addition = bench.run(Command::AddPerson(details("Mia", AccessLevel::Member))).unwrap();
    let Some(Record::Person(mia)) = addition.changes[0].after.clone() else { panic!("a person is added") };
    let team = bench.add_group(GroupKind::Team, "Team", &[mia.id]);
    bench.run(Command::RemoveGroup(team)).unwrap();
    assert_eq!(bench.undo(&addition), Err(Refusal::StillReferenced));
}

#[test]
fn undo_brings_back_no_grant_to_somebody_who_is_gone() {
    let mut bench = Bench::new();
    let addition = bench.run(Command::AddPerson(details("Mia", AccessLevel::Member))).unwrap();
    let Some(Record::Person(mia)) = addition.changes[0].after.clone() else { panic!("a person is added") };
    let id = bench.add_quarter("Q1 2026");
    let grants = Visibility::Custom(BTreeSet::from([Principal::Person(mia.id)]));
    bench.edit(id, SessionEdit::Visibility(grants)).unwrap();
    assert_eq!(bench.undo(&addition), Err(Refusal::StillReferenced));
    let opened = bench.edit(id, SessionEdit::Visibility(Visibility::Everyone)).unwrap();
    bench.undo(&addition).unwrap();
    assert_eq!(bench.undo(&opened), Err(Refusal::StillReferenced));
}

#[test]
fn grants_and_groups_name_only_people_and_groups_there_are() {
    let mut bench = Bench::new();
    let addition = bench.run(Command::AddPerson(details("Mia", AccessLevel::Member))).unwrap();
    let Some(Record::Person(mia)) = addition.changes[0].after.clone() else { panic!("a person is added") };
    let id = bench.add_quarter("Q1 2026");
    let team = bench.add_group(GroupKind::Team, "Team", &[]);
    bench.undo(&addition).unwrap();
    let hidden = Visibility::Custom(BTreeSet::from([Principal::Person(mia.id)]));
    let mut new = new_session("Q2 2026", "2026-04-01", "2026-06-30");
    new.options.visibility = hidden.clone();
    let commands = [
        Command::AddSession(new),
        Command::EditSession(id, SessionEdit::Visibility(hidden)),
        Command::AddGroup(GroupKind::Role, group_details("Role", &[mia.id])),
        Command::EditGroup(team, group_details("Team", &[mia.id])),
    ];
    for command in commands {
        assert_eq!(bench.run(command), Err(Refusal::NotFound));
    }
}

#[test]
fn a_change_of_a_person_is_logged_field_by_field_and_one_without_change_is_none() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    assert!(bench.run(Command::EditPerson(mia, details(" Mia ", AccessLevel::Member))).unwrap().is_empty());
    let changed = PersonDetails {
        name: title("Mia Reyes"),
        email: Some("mia@example.org".into()),
        access: ADMINISTRATOR,
        kind: PersonKind::Account,
        picture: Some("data:image/png;base64,AAAA".into()),
    };
    bench.run(Command::EditPerson(mia, changed.clone())).unwrap();
    let entry = bench.workspace.entries().last().unwrap().clone();
    let fields: Vec<_> = entry.fields.iter().map(|change| (change.field, &*change.from, &*change.to)).collect();
    let expected = [
        (Field::Name, "Mia", "Mia Reyes"),
        (Field::Email, "", "mia@example.org"),
        (Field::AccessLevel, "Member", "System administrator"),
        (Field::Kind, "Employee", "Account"),
        (Field::Picture, "", "a picture"),
    ];
    assert_eq!((entry.deed, &*entry.name, &*fields), (Deed::Changed, "Mia Reyes", &expected[..]));
    let other = PersonDetails { picture: Some("data:image/png;base64,BBBB".into()), ..changed };
    bench.run(Command::EditPerson(mia, other)).unwrap();
    let fields = &bench.workspace.entries().last().unwrap().fields;
    assert_eq!((&*fields[0].from, &*fields[0].to), ("a picture", "another picture"));
}

#[test]
fn somebody_can_be_in_several_groups_and_a_removed_group_grants_nothing() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let team = bench.add_group(GroupKind::Team, "Sales", &[mia]);
    let role = bench.add_group(GroupKind::Role, "Coach", &[mia]);
    let granted = |bench: &Bench, group| is_granted(&bench.workspace, bench.person(mia), Principal::Group(group));
    assert!(granted(&bench, team) && granted(&bench, role));
    assert!(bench.run(Command::EditGroup(team, group_details("Sales", &[mia]))).unwrap().is_empty());
    bench.run(Command::EditGroup(team, group_details("Sales", &[]))).unwrap();
    let entry = bench.workspace.entries().last().unwrap();
    assert_eq!((entry.fields[0].field, &*entry.fields[0].from, &*entry.fields[0].to), (Field::Members, "Mia", ""));
    assert!(!granted(&bench, team) && granted(&bench, role));
    let removal = bench.run(Command::RemoveGroup(role)).unwrap();
    assert!(!granted(&bench, role));
    assert_eq!(bench.workspace.groups().count(), 1);
    assert_eq!(principal_name(&bench.workspace, Principal::Group(role)), Some("Coach"), "the history names it still");
    assert_eq!(bench.run(Command::RemoveGroup(role)), Err(Refusal::NotFound));
    bench.undo(&removal).unwrap();
    assert!(granted(&bench, role));
}

#[test]
fn the_fiscal_calendar_is_set_logged_and_taken_back() {
    let mut bench = Bench::new();
    let set = bench.run(Command::SetFirstMonth(Month::new(4).unwrap())).unwrap();
    let entry = bench.workspace.entries().last().unwrap();
    let [field] = &*entry.fields else { panic!("one field changes") };
    assert_eq!((field.field, &*field.from, &*field.to), (Field::FirstMonth, "January", "April"));
    assert!(bench.run(Command::SetFirstMonth(Month::new(4).unwrap())).unwrap().is_empty());
    bench.undo(&set).unwrap();
    assert_eq!(bench.workspace.settings().first_month, Month::JANUARY);
}

/// Taking it back was told as a change of the fiscal calendar.
#[test]
fn dismissing_the_hint_is_told_by_no_history_nor_is_taking_that_back() {
    let mut bench = Bench::new();
    let dismissed = bench.run(Command::DismissRenameHint).unwrap();
    let undone = bench.undo(&dismissed).unwrap();
    assert!(!bench.workspace.settings().rename_hint_done);
    bench.run(redo_of(&undone, bench.administrator)).unwrap();
    assert!(bench.workspace.settings().rename_hint_done);
    assert_eq!(bench.workspace.entries(), []);
}
