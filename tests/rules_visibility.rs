//! Visibility never leaks: no listing, search, picker, menu, export, history or count of an actor holds anything of a
//! session that they may not see.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, ActivityFilter, Entry, ListQuery, Person, PersonId, Principal, Session, SessionId, Subject,
    Visibility, Workspace, activity, authors, children_of, date_effect, date_warnings, ended_not_closed, list,
    parent_of, possible_parents, sessions_in_menu, takes_children, trash, who_can_see,
};
use okr_sessions::store::{csv, icalendar};
use okr_sessions::ui::wording;
use proptest::prelude::*;
use support::random::{cases, dates, spans, workspaces, workspaces_with_history};

/// Who may see a session by `domain.md`, worked out from the records.
fn may_see(workspace: &Workspace, viewer: &Person, session: &Session) -> bool {
    let granted = match &session.visibility {
        Visibility::Everyone => true,
        Visibility::Custom(grants) => grants.iter().any(|grant| match grant {
            Principal::Person(id) => *id == viewer.id,
            Principal::Group(id) => {
                workspace.groups().any(|group| group.id == *id && group.members.contains(&viewer.id))
            }
        }),
    };
    administers(viewer) || session.created.by == viewer.id || granted
}

fn administers(viewer: &Person) -> bool {
    viewer.access == AccessLevel::SystemAdministrator && viewer.removed.is_none()
}

/// The sessions that stand anywhere for the viewer: seen, and not in the trash.
fn seen(workspace: &Workspace, viewer: &Person) -> BTreeSet<SessionId> {
    let seen = |session: &&Arc<Session>| session.trashed.is_none() && may_see(workspace, viewer, session);
    workspace.sessions().filter(seen).map(|session| session.id).collect()
}

/// Fails when a text names a session that is hidden.
fn names_none(text: &str, hidden: &BTreeSet<String>, what: &str) -> Result<(), TestCaseError> {
    let named = hidden.iter().find(|number| text.contains(&**number));
    prop_assert_eq!(named, None, "{}: {}", what, text);
    Ok(())
}

fn hidden_numbers(workspace: &Workspace, seen: &BTreeSet<SessionId>) -> BTreeSet<String> {
    let hidden = workspace.sessions().filter(|session| !seen.contains(&session.id));
    hidden.map(|session| session.number.to_string()).collect()
}

fn ids(sessions: &[Arc<Session>]) -> BTreeSet<SessionId> {
    sessions.iter().map(|session| session.id).collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_list_search_menu_picker_or_relative_shows_a_hidden_session(
        workspace in workspaces(), search in "[a-z0-9 -]{0,2}", by_parent in any::<bool>(), today in dates(), span in spans(),
    ) {
        for viewer in workspace.all_people() {
            let seen = seen(&workspace, viewer);
            let hidden = hidden_numbers(&workspace, &seen);
            let query = ListQuery { include_closed: true, search: search.clone(), sort: None, by_parent };
            prop_assert!(list(&workspace, viewer, &query).iter().all(|row| seen.contains(&row.session)), "list");
            prop_assert!(ids(&sessions_in_menu(&workspace, viewer, today)).is_subset(&seen), "menu");
            prop_assert!(ids(&possible_parents(&workspace, viewer, None, &search)).is_subset(&seen), "parents to choose");
            names_none(&csv::write(&workspace, viewer), &hidden, "export")?;
            names_none(&icalendar::write(&workspace, viewer), &hidden, "calendar")?;
            let ended = workspace.sessions().filter(|session| seen.contains(&session.id) && session.is_overdue(today));
            prop_assert_eq!(ended_not_closed(&workspace, viewer, today), ended.count(), "count on the icon");
            for session in workspace.sessions() {
                let relatives = parent_of(&workspace, viewer, session).into_iter();
                let relatives: Vec<_> = relatives.chain(children_of(&workspace, viewer, session)).collect();
                prop_assert!(ids(&relatives).is_subset(&seen), "parent and children");
                prop_assert!(!takes_children(&workspace, viewer, session.id) || seen.contains(&session.id), "parent kept");
                let effect = date_effect(&workspace, viewer, session, span);
                prop_assert!(ids(&effect.misfits).is_subset(&seen), "effect of dates");
                for warning in date_warnings(&workspace, viewer, None, session.parent, span) {
                    names_none(&wording::warnings(&[warning]).concat(), &hidden, "warning")?;
                }
            }
        }
    }

    #[test]
    fn the_history_tells_nothing_of_a_hidden_session(workspace in workspaces_with_history()) {
        for viewer in workspace.all_people().filter(|viewer| !administers(viewer)) {
            let seen = seen(&workspace, viewer);
            let hidden = hidden_numbers(&workspace, &seen);
            let read = activity(&workspace, viewer, &ActivityFilter::default());
            for entry in &read {
                names_none(&told(entry), &hidden, "history")?;
                let counts_sessions = entry.subject == Subject::Workspace && entry.name.ends_with("sessions");
                prop_assert!(!counts_sessions, "{} counts sessions", entry.name);
            }
            let of_hidden = workspace.sessions().filter(|session| !seen.contains(&session.id));
            for session in of_hidden {
                let filter = ActivityFilter { by: None, session: Some(session.id) };
                prop_assert_eq!(activity(&workspace, viewer, &filter).len(), 0);
            }
            let by: BTreeSet<PersonId> = read.iter().map(|entry| entry.by).collect();
            let choices: BTreeSet<PersonId> = authors(&workspace, viewer).iter().map(|person| person.id).collect();
            prop_assert_eq!(choices, by, "who is offered did something that can be read");
        }
    }

    #[test]
    fn the_history_tells_everything_else(workspace in workspaces_with_history()) {
        for viewer in workspace.all_people() {
            let read = activity(&workspace, viewer, &ActivityFilter::default());
            if administers(viewer) {
                let newest_first: Vec<_> = workspace.entries().iter().rev().cloned().collect();
                prop_assert_eq!(read, newest_first, "administrators read all of it");
                continue;
            }
            let seen = seen(&workspace, viewer);
            let told: BTreeSet<_> = read.iter().map(|entry| entry.id).collect();
            for entry in workspace.entries() {
                let whole = match entry.subject {
                    Subject::Session(id) => seen.contains(&id) && hidden_numbers(&workspace, &seen)
                        .iter()
                        .all(|number| !self::told(entry).contains(&**number)),
                    Subject::Person(_) | Subject::Group(_) => true,
                    Subject::Workspace => false,
                };
                prop_assert!(!whole || told.contains(&entry.id), "{entry:?} is kept back");
            }
        }
    }

    #[test]
    fn the_trash_is_for_those_who_can_restore_and_holds_what_stands_nowhere_else(workspace in workspaces()) {
        for viewer in workspace.all_people() {
            let trashed = trash(&workspace, viewer);
            let all = workspace.sessions().filter(|session| session.trashed.is_some()).count();
            prop_assert_eq!(trashed.len(), if administers(viewer) { all } else { 0 });
            prop_assert!(ids(&trashed).is_disjoint(&seen(&workspace, viewer)));
            let moved: Vec<_> = trashed.iter().map(|session| session.trashed.unwrap().at).collect();
            prop_assert!(moved.is_sorted_by(|a, b| a >= b), "the one moved last comes first");
        }
    }

    #[test]
    fn who_is_said_to_see_a_session_is_who_sees_it(workspace in workspaces()) {
        for session in workspace.sessions() {
            let Some(said) = who_can_see(&workspace, session) else {
                prop_assert_eq!(&session.visibility, &Visibility::Everyone);
                continue;
            };
            let said: BTreeSet<PersonId> = said.into_iter().map(|(person, _)| person.id).collect();
            let see = workspace.people().filter(|person| may_see(&workspace, person, session));
            prop_assert_eq!(said, see.map(|person| person.id).collect());
        }
    }
}

/// All that an entry says.
fn told(entry: &Entry) -> String {
    let fields = entry.fields.iter().map(|change| format!("{} {}", change.from, change.to));
    std::iter::once(entry.name.clone()).chain(fields).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_parent_that_a_reader_may_not_see_is_left_out_of_what_they_read() {
    let mut bench = support::Bench::new();
    let member = bench.add_member("Member");
    let (hidden, child) = (bench.add_quarter("Hidden"), bench.add_quarter("Child"));
    let shown = bench.add_quarter("Shown");
    use okr_sessions::domain::SessionEdit::{Parent, Visibility as Seen};
    bench.edit(hidden, Seen(Visibility::Custom(BTreeSet::new()))).unwrap();
    bench.edit(child, Parent(Some(hidden))).unwrap();
    bench.edit(child, Parent(Some(shown))).unwrap();
    let filter = ActivityFilter { by: None, session: Some(child) };
    let read = activity(&bench.workspace, bench.person(member), &filter);
    let told: Vec<String> = read.iter().map(|entry| told(entry)).collect();
    // Going below the hidden one is not told at all, leaving it looks like coming from nowhere.
    assert_eq!(read.len(), 2, "{told:?}");
    assert_eq!((&*read[0].fields[0].from, &*read[0].fields[0].to), ("", "SE-01003 Shown"));
    assert_eq!(activity(&bench.workspace, bench.person(bench.administrator), &filter).len(), 3);
}

/// The history names a parent as it was called then. Where its number is another session's by now, that one was looked at, and the
/// title of the hidden one was told.
#[test]
fn a_number_that_went_to_another_session_does_not_tell_the_title_of_a_hidden_one() {
    let mut bench = support::Bench::new();
    let member = bench.add_member("Member");
    let (hidden, child) = (bench.add_quarter("Secret"), bench.add_quarter("Child"));
    use okr_sessions::domain::SessionEdit::{Parent, Title, Visibility as Seen};
    bench.edit(hidden, Seen(Visibility::Custom(BTreeSet::new()))).unwrap();
    bench.edit(child, Parent(Some(hidden))).unwrap();
    let twin = bench.add_with_the_number_of(hidden);
    bench.edit(twin, Seen(Visibility::Everyone)).unwrap();
    bench.edit(twin, Title(support::title("Twin"))).unwrap();
    bench.act(hidden, okr_sessions::domain::SessionAction::MoveToTrash).unwrap();
    bench.run(okr_sessions::domain::Command::Purge(vec![hidden])).unwrap();
    let number = bench.number(twin);
    let filter = ActivityFilter { by: None, session: Some(child) };
    let read = |bench: &support::Bench| -> Vec<String> {
        let read = activity(&bench.workspace, bench.person(member), &filter);
        read.iter().map(|entry| told(entry)).collect()
    };
    assert!(read(&bench).iter().any(|told| told.contains(&number)), "{:?}", read(&bench));
    assert!(!read(&bench).join(" ").contains("Secret"), "{:?}", read(&bench));
    // A parent that was renamed is told by its number alone, since nobody can tell that it is the same one.
    bench.edit(child, Parent(Some(twin))).unwrap();
    bench.edit(twin, Title(support::title("Renamed"))).unwrap();
    assert!(read(&bench).iter().any(|told| told.ends_with(&number)), "{:?}", read(&bench));
}
