//! The rules of sessions (`domain.md`, Session and Transitions), as a user of the domain meets them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::BTreeSet;

use okr_sessions::domain::{
    AccessLevel, ActiveStatus, Approval, Cadence, Colour, Command, DateSpan, Deed, Field, FiscalCalendar, GroupKind,
    ImportRow, Moment, Month, NewSession, Principal, Refusal, Session, SessionAction, SessionEdit, SessionId,
    SessionOptions, Status, Subject, Timing, Visibility, date_effect, date_warnings, example_sessions, is_listed, list,
    may_see, offered_actions, plan_import,
};
use okr_sessions::ui::wording;
use support::*;

const STATUSES: [Status; 4] = [OPEN, IN_PROGRESS, CLOSED_OPEN, CLOSED_IN_PROGRESS];

fn message(refusal: &Refusal) -> String {
    wording::refusal(refusal)
}

fn is_closed_message(bench: &Bench, id: SessionId) -> String {
    format!("{} is closed. Reopen it to make changes.", bench.number(id))
}

fn status_message(bench: &Bench, id: SessionId) -> String {
    format!("The status of {} does not allow this. It may have been changed meanwhile.", bench.number(id))
}

/// What an attempted action comes to.
#[derive(Debug, Clone, Copy)]
enum Expected {
    Becomes(Status),
    InTrash,
    NotNow,
    Closed,
}

/// The arrows of `domain.md`, one row an action, one column a status.
const TRANSITIONS: [(SessionAction, [Expected; 4]); 7] = {
    use Expected::*;
    [
        (SessionAction::Start, [Becomes(IN_PROGRESS), NotNow, Closed, Closed]),
        (SessionAction::ReopenPlanning, [NotNow, Becomes(OPEN), Closed, Closed]),
        (SessionAction::Close, [Becomes(CLOSED_OPEN), Becomes(CLOSED_IN_PROGRESS), Closed, Closed]),
        (SessionAction::Reopen, [NotNow, NotNow, Becomes(OPEN), Becomes(IN_PROGRESS)]),
        (SessionAction::MoveToTrash, [InTrash, NotNow, InTrash, InTrash]),
        (SessionAction::Restore, [NotNow, NotNow, NotNow, NotNow]),
        // These two are a form and an addition, never an action on the session itself.
        (SessionAction::Clone, [NotNow, NotNow, NotNow, NotNow]),
    ]
};

#[test]
fn an_action_is_taken_or_refused_by_the_arrows_between_the_statuses() {
    for (action, expected) in TRANSITIONS {
        for (status, expected) in STATUSES.into_iter().zip(expected) {
            let mut bench = Bench::new();
            let id = bench.add_in_status("Q1 2026", status);
            let outcome = bench.act(id, action).map(|_| ()).map_err(|refusal| message(&refusal));
            let (after, wanted) = match expected {
                Expected::Becomes(after) => (after, Ok(())),
                Expected::InTrash => (status, Ok(())),
                Expected::NotNow => (status, Err(status_message(&bench, id))),
                Expected::Closed => (status, Err(is_closed_message(&bench, id))),
            };
            assert_eq!(outcome, wanted, "{action:?} of {status:?}");
            assert_eq!(bench.session(id).status, after, "{action:?} of {status:?}");
            assert_eq!(bench.session(id).trashed.is_some(), matches!(expected, Expected::InTrash));
        }
    }
}

#[test]
fn the_menu_offers_what_the_arrows_allow_and_to_administrators_only() {
    use SessionAction::*;
    let offered: [(Status, &[SessionAction]); 4] = [
        (OPEN, &[Start, Close, CreateNext, Clone, MoveToTrash]),
        (IN_PROGRESS, &[ReopenPlanning, Close, CreateNext, Clone]),
        (CLOSED_OPEN, &[Reopen, CreateNext, Clone, MoveToTrash]),
        (CLOSED_IN_PROGRESS, &[Reopen, CreateNext, Clone, MoveToTrash]),
    ];
    for (status, expected) in offered {
        let mut bench = Bench::new();
        let member = bench.add_member("Mia");
        let id = bench.add_in_status("Q1 2026", status);
        assert_eq!(offered_actions(bench.person(bench.administrator), bench.session(id)), expected, "{status:?}");
        assert_eq!(offered_actions(bench.person(member), bench.session(id)), []);
    }
}

#[test]
fn a_session_in_the_trash_takes_nothing_but_restore() {
    for (action, _) in TRANSITIONS {
        let mut bench = Bench::new();
        let id = bench.add_quarter("Q1 2026");
        bench.act(id, SessionAction::MoveToTrash).unwrap();
        let number = bench.session(id).number;
        let outcome = bench.act(id, action).map(|_| ());
        let allowed = action == SessionAction::Restore;
        assert_eq!(outcome, if allowed { Ok(()) } else { Err(Refusal::InTrash(number)) }, "{action:?}");
        assert_eq!(bench.session(id).trashed.is_none(), allowed);
    }
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    bench.act(id, SessionAction::MoveToTrash).unwrap();
    let refusal = bench.edit(id, SessionEdit::Title(title("Q2"))).unwrap_err();
    assert_eq!(message(&refusal), "SE-01001 is in the trash. Restore it first.");
}

#[test]
fn a_status_change_is_logged_with_actor_and_time() {
    let deeds = [
        (OPEN, SessionAction::Start, Deed::Started, "Open", "In progress"),
        (IN_PROGRESS, SessionAction::ReopenPlanning, Deed::PlanningReopened, "In progress", "Open"),
        (IN_PROGRESS, SessionAction::Close, Deed::Closed, "In progress", "Closed"),
        (CLOSED_IN_PROGRESS, SessionAction::Reopen, Deed::Reopened, "Closed", "In progress"),
    ];
    for (status, action, deed, from, to) in deeds {
        let mut bench = Bench::new();
        let other = bench.add_person("Ada", AccessLevel::SystemAdministrator);
        let id = bench.add_in_status("Q1 2026", status);
        let now = bench.now;
        bench.run_as(other, Command::Act(id, action)).unwrap();
        let entry = bench.workspace.entries().last().unwrap();
        assert_eq!((entry.deed, entry.by, entry.at, entry.subject), (deed, other, now, Subject::Session(id)));
        assert_eq!(entry.name, "SE-01001 Q1 2026");
        assert_eq!(entry.fields.len(), 1);
        assert_eq!((entry.fields[0].field, &*entry.fields[0].from, &*entry.fields[0].to), (Field::Status, from, to));
    }
}

#[test]
fn members_change_no_session_in_any_way() {
    let commands: [fn(SessionId) -> Command; 8] = [
        |_| Command::AddSession(new_session("Mine", "2026-01-01", "2026-01-31")),
        |_| Command::PlanYear(vec![new_session("FY2026", "2026-01-01", "2026-12-31")], Month::JANUARY),
        |_| Command::LoadExample(Vec::new()),
        |_| Command::Import(Default::default()),
        |id| Command::EditSession(id, SessionEdit::Title(title("Mine"))),
        |id| Command::Act(id, SessionAction::Close),
        |id| Command::Act(id, SessionAction::MoveToTrash),
        |id| Command::Act(id, SessionAction::Restore),
    ];
    for command in commands {
        let mut bench = Bench::new();
        let member = bench.add_member("Mia");
        let id = bench.add_quarter("Q1 2026");
        let refusal = bench.run_as(member, command(id)).unwrap_err();
        assert_eq!(message(&refusal), "Only administrators can do this. Ask one of them.");
    }
}

/// One edit of every kind, each of which changes a session made by `add_quarter`.
fn edits(parent: SessionId, grantee: Principal) -> Vec<(SessionEdit, Field, &'static str, &'static str)> {
    let grants = BTreeSet::from([grantee]);
    vec![
        (SessionEdit::Title(title("Spring")), Field::Title, "Q1 2026", "Spring"),
        (SessionEdit::Dates(span("2026-01-02", "2026-03-31")), Field::BeginDate, "2026-01-01", "2026-01-02"),
        (SessionEdit::Dates(span("2026-01-01", "2026-03-30")), Field::EndDate, "2026-03-31", "2026-03-30"),
        (SessionEdit::Colour(Colour::Pink), Field::Colour, "Green", "Pink"),
        (SessionEdit::Parent(Some(parent)), Field::Parent, "", "SE-01001 FY2026"),
        (SessionEdit::Cadence(Cadence::Monthly), Field::Cadence, "Weekly", "Monthly"),
        (SessionEdit::Approval(Approval::OneLevel), Field::Workflow, "None", "One level"),
        (SessionEdit::Visibility(Visibility::Custom(grants)), Field::Permissions, "Visible to everyone", "Mia"),
    ]
}

#[test]
fn an_edit_is_logged_field_by_field_and_stamps_the_session() {
    for place in 0..8 {
        let mut bench = Bench::new();
        let mia = bench.add_member("Mia");
        let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
        let id = bench.add_quarter("Q1 2026");
        let before = bench.session(id).clone();
        let other = bench.add_person("Ada", AccessLevel::SystemAdministrator);
        let now = bench.now;
        let (edit, field, from, to) = edits(year, Principal::Person(mia)).remove(place);
        bench.run_as(other, Command::EditSession(id, edit)).unwrap();
        let after = bench.session(id);
        assert_eq!((after.changed.by, after.changed.at), (other, now), "{field:?}");
        assert_eq!((after.created, after.revision), (before.created, before.revision + 1));
        let entry = bench.workspace.entries().last().unwrap();
        assert_eq!((entry.deed, entry.by, entry.at), (Deed::Changed, other, now));
        let fields: Vec<_> = entry.fields.iter().map(|change| (change.field, &*change.from, &*change.to)).collect();
        assert_eq!(fields, [(field, from, to)]);
    }
}

#[test]
fn everything_of_an_active_session_can_be_edited_and_nothing_of_a_closed_one() {
    for status in STATUSES {
        for place in 0..8 {
            let mut bench = Bench::new();
            let mia = bench.add_member("Mia");
            let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
            let id = bench.add_in_status("Q1 2026", status);
            let (edit, field, ..) = edits(year, Principal::Person(mia)).remove(place);
            let before = bench.session(id).clone();
            let outcome = bench.edit(id, edit).map(|_| ()).map_err(|refusal| message(&refusal));
            let expected = match status {
                Status::Closed { .. } => Err(is_closed_message(&bench, id)),
                IN_PROGRESS if field == Field::Workflow => {
                    Err(format!("Approval can be raised only while {} is open. Reopen planning first.", before.number))
                }
                _ => Ok(()),
            };
            assert_eq!(*bench.session(id) == before, expected.is_err(), "{field:?} of {status:?}");
            assert_eq!(outcome, expected, "{field:?} of {status:?}");
        }
    }
}

#[test]
fn a_change_that_changes_nothing_is_no_change() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    let session = bench.session(id).clone();
    let same = [
        SessionEdit::Title(title("  Q1 2026 ")),
        SessionEdit::Dates(session.span),
        SessionEdit::Colour(session.colour),
        SessionEdit::Parent(None),
        SessionEdit::Cadence(session.cadence),
        SessionEdit::Approval(session.approval),
        SessionEdit::Visibility(session.visibility.clone()),
    ];
    for edit in same {
        let decision = bench.edit(id, edit.clone()).unwrap();
        assert!(decision.is_empty(), "{edit:?}");
        assert_eq!(*bench.session(id), session);
    }
    assert_eq!(bench.workspace.entries().len(), 1, "the addition alone");
}

#[test]
fn the_approval_level_can_be_raised_while_open_and_never_lowered() {
    for (from, to) in Approval::ALL.into_iter().flat_map(|from| Approval::ALL.map(|to| (from, to))) {
        for status in [OPEN, IN_PROGRESS] {
            let mut bench = Bench::new();
            let mut new = new_session("Q1 2026", "2026-01-01", "2026-03-31");
            new.options = SessionOptions { approval: from, status, ..SessionOptions::default() };
            let id = bench.add(new);
            let outcome = bench.edit(id, SessionEdit::Approval(to)).map(|_| ()).map_err(|refusal| message(&refusal));
            let expected = if to < from {
                Err("Approval cannot be lowered once it is on.".to_owned())
            } else if to > from && status == IN_PROGRESS {
                Err("Approval can be raised only while SE-01001 is open. Reopen planning first.".to_owned())
            } else {
                Ok(())
            };
            assert_eq!(bench.session(id).approval, if expected.is_ok() { to } else { from });
            assert_eq!(outcome, expected, "{from:?} to {to:?} while {status:?}");
        }
    }
}

#[test]
fn a_new_session_is_open_weekly_without_approval_visible_to_everyone_and_takes_the_next_colour() {
    let mut bench = Bench::new();
    let now = bench.now;
    let ids: Vec<SessionId> = (0..13).map(|count| bench.add_quarter(&format!("Session {count}"))).collect();
    let first = bench.session(ids[0]);
    assert_eq!((first.status, first.cadence, first.approval), (OPEN, Cadence::Weekly, Approval::None));
    assert_eq!((&first.visibility, first.parent, first.trashed), (&Visibility::Everyone, None, None));
    assert_eq!((first.created.by, first.created.at, first.changed), (bench.administrator, now, first.created));
    let colours: Vec<Colour> = ids.iter().map(|id| bench.session(*id).colour).collect();
    assert_eq!(colours[..12], Colour::ALL);
    assert_eq!(colours[12], Colour::ALL[0]);
    let entry = &bench.workspace.entries()[0];
    assert_eq!((entry.deed, &*entry.name), (Deed::Added, "SE-01001 Session 0"));
    assert!(entry.fields.iter().any(|field| field.field == Field::EndDate && field.to == "2026-03-31"));
}

#[test]
fn a_parent_is_another_session_that_is_there_and_not_closed_and_closes_no_cycle() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
    let half = bench.add_below(year, "H1 2026", "2026-01-01", "2026-06-30");
    let quarter = bench.add_below(half, "Q1 2026", "2026-01-01", "2026-03-31");
    let closed = bench.add_in_status("Closed", CLOSED_OPEN);
    let trashed = bench.add_quarter("Trashed");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let undone = bench.run(Command::AddSession(new_session("Undone", "2026-01-01", "2026-01-02"))).unwrap();
    let gone = undone.session().unwrap().id;
    bench.undo(&undone).unwrap();
    let cycle = "A session cannot be part of itself or of a session below it.";
    let refused = [
        (year, year, cycle),
        (year, half, cycle),
        (year, quarter, cycle),
        (quarter, closed, "SE-01004 is closed and takes no further sessions. Reopen it first."),
        (quarter, trashed, "SE-01005 is in the trash. Restore it first."),
        (quarter, gone, "It is not there any more."),
    ];
    for (child, parent, expected) in refused {
        let before = bench.session(child).clone();
        let refusal = bench.edit(child, SessionEdit::Parent(Some(parent))).unwrap_err();
        assert_eq!(message(&refusal), expected);
        assert_eq!(*bench.session(child), before);
    }
    for (parent, expected) in [(closed, refused[3].2), (trashed, refused[4].2), (gone, refused[5].2)] {
        let mut new = new_session("New", "2026-01-01", "2026-01-02");
        new.options.parent = Some(parent);
        assert_eq!(message(&bench.run(Command::AddSession(new)).unwrap_err()), expected);
    }
    assert!(bench.edit(quarter, SessionEdit::Parent(Some(year))).is_ok());
    assert!(bench.edit(half, SessionEdit::Parent(Some(quarter))).is_ok(), "they are siblings now");
}

#[test]
fn a_session_below_one_that_was_closed_meanwhile_can_still_be_edited() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
    let quarter = bench.add_below(year, "Q1 2026", "2026-01-01", "2026-03-31");
    bench.act(year, SessionAction::Close).unwrap();
    assert!(bench.edit(quarter, SessionEdit::Title(title("Spring"))).is_ok());
    assert!(bench.edit(quarter, SessionEdit::Parent(Some(year))).unwrap().is_empty(), "it stays where it is");
}

#[test]
fn numbers_increase_and_are_not_reused_after_trash_undo_or_import() {
    let mut bench = Bench::new();
    let first = bench.add_quarter("One");
    assert_eq!(bench.number(first), "SE-01001");
    bench.act(first, SessionAction::MoveToTrash).unwrap();
    let second = bench.run(Command::AddSession(new_session("Two", "2026-01-01", "2026-01-02"))).unwrap();
    bench.undo(&second).unwrap();
    let third = bench.add_quarter("Three");
    assert_eq!(bench.number(third), "SE-01003", "a trashed and an undone session keep their numbers");
    let row = |number: &str| ImportRow {
        line: 2,
        number: number.to_owned(),
        name: "Old".to_owned(),
        begin: "2025-01-01".to_owned(),
        end: "2025-01-02".to_owned(),
        ..ImportRow::default()
    };
    let (plan, refused) = plan_import(&bench.workspace, bench.administrator, &[row("SE-02000"), row("")]);
    assert_eq!(refused, []);
    let imported = bench.run(Command::Import(plan)).unwrap();
    bench.undo(&imported).unwrap();
    let after_import = bench.add_quarter("Four");
    assert_eq!(bench.number(after_import), "SE-02002", "above the highest of an import, even an undone one");
}

#[test]
fn an_addition_done_again_keeps_its_number_and_refuses_when_an_import_has_taken_it() {
    // Two sessions had one number: a file took the number of an undone addition, which then was done again.
    let mut bench = Bench::new();
    let added = bench.run(Command::AddSession(new_session("One", "2026-01-01", "2026-01-02"))).unwrap();
    let undone = bench.undo(&added).unwrap();
    let administrator = bench.administrator;
    let redone = bench.run(redo_of(&undone, administrator)).unwrap();
    assert_eq!(redone.session().unwrap().number.to_string(), "SE-01001");
    let undone = bench.undo(&redone).unwrap();
    let row = ImportRow {
        line: 2,
        number: "SE-01001".to_owned(),
        name: "Other".to_owned(),
        begin: "2025-01-01".to_owned(),
        end: "2025-01-02".to_owned(),
        ..ImportRow::default()
    };
    let (plan, _) = plan_import(&bench.workspace, administrator, &[row]);
    bench.run(Command::Import(plan)).unwrap();
    assert_eq!(bench.run(redo_of(&undone, administrator)), Err(Refusal::ChangedSince));
}

#[test]
fn the_list_shows_the_newest_created_first() {
    let mut bench = Bench::new();
    let ids: Vec<SessionId> = ["A", "C", "B"].map(|name| bench.add_quarter(name)).into();
    // An earlier time of creation, as an import brings it, stands below whatever its number.
    let row = ImportRow {
        line: 2,
        name: "Old".to_owned(),
        begin: "2025-01-01".to_owned(),
        end: "2025-01-02".to_owned(),
        created_date: "2020-01-01T00:00:00Z".to_owned(),
        ..ImportRow::default()
    };
    let (plan, _) = plan_import(&bench.workspace, bench.administrator, &[row]);
    let old = bench.run(Command::Import(plan)).unwrap().session().unwrap().id;
    bench.edit(ids[0], SessionEdit::Title(title("A, edited last"))).unwrap();
    let rows = list(&bench.workspace, bench.person(bench.administrator), &Default::default());
    let listed: Vec<SessionId> = rows.iter().map(|row| row.session).collect();
    assert_eq!(listed, [ids[2], ids[1], ids[0], old]);
}

#[test]
fn closing_and_moving_to_the_trash_lose_nothing() {
    let mut bench = Bench::new();
    let id = bench.add_in_status("Q1 2026", IN_PROGRESS);
    let before = bench.session(id).clone();
    bench.act(id, SessionAction::Close).unwrap();
    bench.act(id, SessionAction::MoveToTrash).unwrap();
    bench.act(id, SessionAction::Restore).unwrap();
    assert_eq!(bench.session(id).status, Status::Closed { was: ActiveStatus::InProgress });
    bench.act(id, SessionAction::Reopen).unwrap();
    let after = bench.session(id).clone();
    assert_eq!(Session { changed: before.changed, revision: before.revision, ..after }, before);
}

#[test]
fn undo_takes_back_exactly_one_decision_and_stamps_the_return() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    let edited = bench.edit(id, SessionEdit::Title(title("Spring"))).unwrap();
    let now = bench.now;
    let undone = bench.undo(&edited).unwrap();
    assert_eq!(bench.session(id).title.as_str(), "Q1 2026");
    assert_eq!((bench.session(id).changed.at, bench.session(id).revision), (now, 3));
    assert_eq!(bench.undo(&edited), Err(Refusal::ChangedSince), "it is undone already");
    let administrator = bench.administrator;
    bench.run(redo_of(&undone, administrator)).unwrap();
    assert_eq!(bench.session(id).title.as_str(), "Spring");
    let deeds: Vec<Deed> = bench.workspace.entries().iter().map(|entry| entry.deed).collect();
    assert_eq!(deeds, [Deed::Added, Deed::Changed, Deed::Undone, Deed::Redone]);
}

/// Before the first change of the calendar no record of it was stored, and undoing that change told nothing of the months.
#[test]
fn the_history_tells_what_undoing_the_first_change_of_the_calendar_took_back() {
    let mut bench = Bench::new();
    let mut changed = bench.run(Command::SetFirstMonth(Month::new(4).unwrap())).unwrap();
    changed.changes.iter_mut().for_each(|change| change.before = None);
    bench.undo(&changed).unwrap();
    let undone = bench.workspace.entries().last().unwrap();
    assert_eq!(undone.deed, Deed::Undone);
    assert_eq!(undone.fields.len(), 1, "{undone:?}");
    assert_eq!((&*undone.fields[0].from, &*undone.fields[0].to), ("April", "January"));
}

/// After a reload it could not be done again: that no record had stood there was taken for a change since.
#[test]
fn the_first_change_of_the_calendar_is_done_again_after_it_was_undone() {
    let mut bench = Bench::new();
    let april = Month::new(4).unwrap();
    let mut changed = bench.run(Command::SetFirstMonth(april)).unwrap();
    changed.changes.iter_mut().for_each(|change| change.before = None);
    let undone = bench.undo(&changed).unwrap();
    assert_eq!(bench.workspace.settings().first_month, Month::JANUARY);
    bench.undo(&undone).unwrap();
    assert_eq!(bench.workspace.settings().first_month, april);
}

#[test]
fn undo_refuses_what_was_changed_again_since() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    let edited = bench.edit(id, SessionEdit::Title(title("Spring"))).unwrap();
    bench.act(id, SessionAction::Close).unwrap();
    assert_eq!(message(&bench.undo(&edited).unwrap_err()), "It stays as it is: it was changed again since.");
    let added = bench.run(Command::AddSession(new_session("Parent", "2026-01-01", "2026-12-31"))).unwrap();
    bench.add_below(added.session().unwrap().id, "Child", "2026-01-01", "2026-01-31");
    assert_eq!(message(&bench.undo(&added).unwrap_err()), "It stays as it is: something else refers to it now.");
}

#[test]
fn undo_of_a_parent_refuses_the_cycle_it_would_close() {
    let mut bench = Bench::new();
    let one = bench.add_quarter("One");
    let two = bench.add_below(one, "Two", "2026-01-01", "2026-01-31");
    let freed = bench.edit(two, SessionEdit::Parent(None)).unwrap();
    bench.edit(one, SessionEdit::Parent(Some(two))).unwrap();
    assert_eq!(bench.undo(&freed), Err(Refusal::ParentCycle));
}

#[test]
fn somebody_else_may_undo_only_as_an_administrator_and_oneself_always() {
    let mut bench = Bench::new();
    let ada = bench.add_person("Ada", AccessLevel::SystemAdministrator);
    let mia = bench.add_member("Mia");
    let id = bench.add_quarter("Q1 2026");
    let edited = bench.run_as(ada, Command::EditSession(id, SessionEdit::Title(title("Spring")))).unwrap();
    bench.run(Command::EditPerson(ada, details("Ada", AccessLevel::Member))).unwrap();
    assert_eq!(bench.run_as(mia, undo_of(&edited, ada)), Err(Refusal::AdministratorsOnly));
    assert!(bench.run_as(ada, undo_of(&edited, ada)).is_ok());
}

#[test]
fn only_an_empty_workspace_takes_example_data() {
    let mut bench = Bench::new();
    let calendar = bench.workspace.fiscal_calendar();
    let example = || example_sessions(calendar, date("2026-02-10"));
    bench.run(Command::LoadExample(example())).unwrap();
    assert_eq!(bench.workspace.sessions().len(), example().len());
    assert_eq!(bench.run(Command::LoadExample(example())), Err(Refusal::NotEmpty));
}

#[test]
fn a_planned_year_is_one_decision_that_remembers_its_first_month_and_one_undo() {
    let mut bench = Bench::new();
    let first_month = Month::new(4).unwrap();
    let periods = FiscalCalendar { first_month }.plan(2026, true);
    let sessions = periods.into_iter().map(|period| NewSession {
        title: period.name,
        span: period.span,
        options: SessionOptions::default(),
    });
    let decision = bench.run(Command::PlanYear(sessions.collect(), first_month)).unwrap();
    assert_eq!(bench.workspace.sessions().len(), 1 + 2 + 4 + 12);
    assert_eq!(bench.workspace.settings().first_month, first_month);
    bench.undo(&decision).unwrap();
    assert_eq!(bench.workspace.sessions().len(), 0);
    assert_eq!(bench.workspace.settings().first_month, Month::JANUARY);
    assert_eq!(bench.workspace.next_number().to_string(), "SE-01020");
    assert!(bench.run(Command::PlanYear(Vec::new(), Month::JANUARY)).unwrap().is_empty());
}

#[test]
fn a_custom_visibility_reaches_those_it_names_administrators_and_the_creator() {
    let mut bench = Bench::new();
    let creator = bench.add_person("Creator", AccessLevel::SystemAdministrator);
    let [named, teammate, expert, stranger] = ["Nora", "Tom", "Eva", "Stan"].map(|name| bench.add_member(name));
    let team = bench.add_group(GroupKind::Team, "Team", &[teammate]);
    let role = bench.add_group(GroupKind::Role, "Role", &[expert]);
    let mut new = new_session("Secret", "2026-01-01", "2026-03-31");
    let grants = [Principal::Person(named), Principal::Group(team), Principal::Group(role)];
    new.options.visibility = Visibility::Custom(BTreeSet::from(grants));
    let id = bench.run_as(creator, Command::AddSession(new)).unwrap().session().unwrap().id;
    bench.run(Command::EditPerson(creator, details("Creator", AccessLevel::Member))).unwrap();
    let sees = |bench: &Bench, viewer| may_see(&bench.workspace, bench.person(viewer), bench.session(id));
    let all = [bench.administrator, creator, named, teammate, expert, stranger];
    assert_eq!(all.map(|viewer| sees(&bench, viewer)), [true, true, true, true, true, false]);

    // It follows every change of membership and access at once.
    bench.run(Command::EditGroup(team, group_details("Team", &[stranger]))).unwrap();
    assert_eq!(all.map(|viewer| sees(&bench, viewer)), [true, true, true, false, true, true]);
    bench.run(Command::RemoveGroup(role)).unwrap();
    assert!(!sees(&bench, expert), "the grants through a removed role end");
    bench.run(Command::EditPerson(expert, details("Eva", AccessLevel::SystemAdministrator))).unwrap();
    assert!(sees(&bench, expert));
    bench.edit(id, SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()))).unwrap();
    assert_eq!(all.map(|viewer| sees(&bench, viewer)), [true, true, false, false, true, false]);
    bench.edit(id, SessionEdit::Visibility(Visibility::Everyone)).unwrap();
    assert_eq!(all.map(|viewer| sees(&bench, viewer)), [true; 6]);
    bench.act(id, SessionAction::MoveToTrash).unwrap();
    assert!(!is_listed(&bench.workspace, bench.person(bench.administrator), bench.session(id)));
}

#[test]
fn dates_outside_the_parent_and_overlapping_siblings_warn_and_do_not_block() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
    let first = bench.add_below(year, "Q1 2026", "2026-01-01", "2026-03-31");
    bench.add_quarter("No sibling");
    let trashed = bench.add_below(year, "Trashed", "2026-01-01", "2026-12-31");
    bench.act(trashed, SessionAction::MoveToTrash).unwrap();
    let outside = "Some days are outside the dates of SE-01001.";
    let overlap = "It overlaps SE-01002.";
    let outside_first = "Some days are outside the dates of SE-01002.";
    let cases = [
        (None, Some(year), "2026-04-01", "2026-06-30", vec![]),
        (None, Some(year), "2026-03-31", "2026-06-30", vec![overlap]),
        (None, Some(year), "2025-12-31", "2025-12-31", vec![outside]),
        (None, Some(year), "2026-12-31", "2027-01-01", vec![outside]),
        (None, Some(year), "2025-12-31", "2026-01-01", vec![outside, overlap]),
        (Some(first), Some(year), "2026-01-01", "2026-03-31", vec![]),
        (None, None, "2026-01-01", "2026-03-31", vec![]),
        (None, Some(first), "2026-04-01", "2026-04-02", vec![outside_first]),
    ];
    for (own, parent, begin, end, expected) in cases {
        let viewer = bench.person(bench.administrator);
        let warnings = date_warnings(&bench.workspace, viewer, own, parent, span(begin, end));
        assert_eq!(wording::warnings(&warnings), expected, "{begin} {end}");
    }
    bench.add_below(year, "Overlapping all", "2020-01-01", "2030-12-31");
}

#[test]
fn other_dates_show_first_which_children_and_check_in_periods_they_affect() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let parent = bench.add(new_session("January", "2026-01-01", "2026-01-28"));
    bench.add_below(parent, "Fits still", "2026-01-08", "2026-01-09");
    let misfit = bench.add_below(parent, "Fits no more", "2026-01-01", "2026-01-09");
    bench.add_below(parent, "Never fitted", "2025-12-31", "2026-01-09");
    let days = |spans: &[DateSpan]| -> Vec<String> {
        spans.iter().map(|span| format!("{} {}", span.begin(), span.end())).collect()
    };
    let effect = |bench: &Bench, viewer, begin, end| {
        date_effect(&bench.workspace, bench.person(viewer), bench.session(parent), span(begin, end))
    };
    let administrator = bench.administrator;
    let later = effect(&bench, administrator, "2026-01-08", "2026-02-02");
    assert_eq!(later.misfits.iter().map(|child| child.id).collect::<Vec<_>>(), [misfit]);
    assert_eq!(days(&later.periods_gone), ["2026-01-01 2026-01-07"]);
    assert_eq!(days(&later.periods_added), ["2026-01-29 2026-02-02"]);
    assert_eq!(effect(&bench, administrator, "2026-01-01", "2026-01-28"), Default::default());
    bench.edit(misfit, SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()))).unwrap();
    assert_eq!(effect(&bench, mia, "2026-01-08", "2026-01-28").misfits, [], "what is hidden is not named");
}

#[test]
fn warnings_name_no_session_that_the_viewer_may_not_see() {
    let mut bench = Bench::new();
    let mia = bench.add_member("Mia");
    let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
    let sibling = bench.add_below(year, "Secret", "2026-01-01", "2026-03-31");
    let hidden = || SessionEdit::Visibility(Visibility::Custom(BTreeSet::new()));
    bench.edit(sibling, hidden()).unwrap();
    let warned = |bench: &Bench| {
        let dates = span("2026-01-01", "2027-03-31");
        date_warnings(&bench.workspace, bench.person(mia), None, Some(year), dates).len()
    };
    assert_eq!(warned(&bench), 1, "the parent, not the sibling");
    bench.edit(year, hidden()).unwrap();
    assert_eq!(warned(&bench), 0);
}

#[test]
fn timing_follows_the_days_and_never_closes_a_session() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    let closed = bench.add_in_status("Closed", CLOSED_OPEN);
    let cases = [
        ("2025-12-31", Timing::Upcoming, false, "begins tomorrow"),
        ("2026-01-01", Timing::Current, false, "ends in 89 days"),
        ("2026-03-31", Timing::Current, false, "ends today"),
        ("2026-04-01", Timing::Ended, true, "ended yesterday"),
        ("2027-01-01", Timing::Ended, true, "ended 276 days ago"),
    ];
    for (today, timing, overdue, words) in cases {
        let session = bench.session(id);
        assert_eq!((session.timing(date(today)), session.is_overdue(date(today))), (timing, overdue), "{today}");
        assert_eq!(wording::timing(session, date(today)), words);
        assert!(!bench.session(closed).is_overdue(date(today)));
    }
}

#[test]
fn a_restored_session_is_where_it_was() {
    let mut bench = Bench::new();
    let year = bench.add(new_session("FY2026", "2026-01-01", "2026-12-31"));
    let quarter = bench.add_below(year, "Q1 2026", "2026-01-01", "2026-03-31");
    bench.act(year, SessionAction::MoveToTrash).unwrap();
    bench.act(quarter, SessionAction::MoveToTrash).unwrap();
    bench.act(quarter, SessionAction::Restore).unwrap();
    bench.act(year, SessionAction::Restore).unwrap();
    assert_eq!(bench.session(quarter).parent, Some(year));
    let at: Vec<Moment> = bench.workspace.entries().iter().map(|entry| entry.at).collect();
    assert!(at.is_sorted(), "history stands oldest first");
}

#[test]
fn an_import_that_waited_is_refused_whole_when_its_parent_or_number_is_gone() {
    // The parent of an imported session had been undone between preview and import: it pointed at nothing.
    let mut bench = Bench::new();
    let parent = bench.run(Command::AddSession(new_session("FY2026", "2026-01-01", "2026-12-31"))).unwrap();
    let row = |number: &str, parent: &str| ImportRow {
        line: 2,
        number: number.to_owned(),
        name: "Q1".to_owned(),
        begin: "2026-01-01".to_owned(),
        end: "2026-03-31".to_owned(),
        parent: parent.to_owned(),
        ..ImportRow::default()
    };
    let plan = |bench: &Bench, row| plan_import(&bench.workspace, bench.administrator, &[row]).0;
    let below = plan(&bench, row("", "SE-01001"));
    let numbered = plan(&bench, row("SE-01002", ""));
    bench.undo(&parent).unwrap();
    assert_eq!(bench.run(Command::Import(below)), Err(Refusal::ChangedSince));
    bench.add_quarter("Takes SE-01002");
    assert_eq!(bench.run(Command::Import(numbered)), Err(Refusal::ChangedSince));
    assert_eq!(bench.workspace.sessions().len(), 1);
}

#[test]
fn going_back_is_told_with_the_values_that_come_back() {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    let renamed = bench.edit(id, SessionEdit::Title(title("First quarter"))).unwrap();
    bench.undo(&renamed).unwrap();
    let last = bench.workspace.entries().last().unwrap().clone();
    assert_eq!((last.deed, &*last.name), (Deed::Undone, "SE-01001 Q1 2026"));
    assert_eq!((&*last.fields[0].from, &*last.fields[0].to), ("First quarter", "Q1 2026"));

    // Planning changed the calendar and added sessions: each is told by itself.
    let new = vec![new_session("FY2027", "2026-04-01", "2027-03-31")];
    let planned = bench.run(Command::PlanYear(new, Month::new(4).unwrap())).unwrap();
    bench.undo(&planned).unwrap();
    let entries = bench.workspace.entries();
    let told: Vec<_> = entries.iter().rev().take(2).map(|entry| (&*entry.name, entry.fields.len())).collect();
    assert_eq!(told, [("SE-01002 FY2027", 0), ("Fiscal calendar", 1)]);
}

// Clocks -------------------------------------------------------------------------------------------------------------

#[test]
fn the_newest_session_comes_first_and_the_last_entry_last_however_the_clock_was_set() {
    let mut bench = Bench::new();
    let start = bench.now.millis();
    let hour = 3_600_000;
    // Back by summer time's end, by a day, by years; forward again; twice the same moment.
    let steps = [0, -hour, hour, -24 * hour, -24 * hour, 90_000 * hour, 0, -90_000 * hour, hour];
    let mut added = Vec::new();
    for step in steps {
        bench.now = Moment::from_millis(start + step);
        added.push(bench.add_quarter(&format!("{step}")));
        let order: Vec<SessionId> = bench.workspace.sessions().map(|session| session.id).collect();
        assert_eq!(order, added, "after {step}");
        assert_eq!(bench.workspace.entries().last().unwrap().subject, Subject::Session(*added.last().unwrap()));
    }
    let reloaded = okr_sessions::domain::Workspace::from_records(
        contents(&bench.workspace),
        okr_sessions::domain::SessionNumber::FIRST,
    );
    assert_eq!(contents(&reloaded), contents(&bench.workspace), "the same order when it is read again");
}
