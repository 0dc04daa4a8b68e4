//! The status of a session, its successors, copies and the trash.

use crate::pages::add_session::AddSession;
use crate::pages::confirm::Confirm;
use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn a_session_goes_from_open_to_in_progress_to_closed_and_back() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        let drawer = sessions.open("Q1 2026").await?;
        assert_eq!(drawer.actions().await?, ["Start", "Close", "Create next", "Clone", "Move to trash"]);
        drawer.act("Start").await?;
        Confirm::seen(window, "Start session").await?.confirm().await?;
        sessions.row_says(&number(1), "State", "Active In progress").await?;
        window.undo().click().await?;
        sessions.row_says(&number(1), "State", "Active Open").await?;
        drawer.act("Start").await?;
        Confirm::seen(window, "Start session").await?.confirm().await?;
        sessions.row_says(&number(1), "State", "Active In progress").await?;
        window.visit("okrs/sessions/SE-01001?closed").await?;
        assert_eq!(drawer.actions().await?, ["Reopen planning", "Close", "Create next", "Clone"]);
        drawer.ask_to_close().await?.confirm().await?;
        sessions.row_says(&number(1), "State", "Closed").await?;
        assert_eq!(drawer.actions().await?, ["Reopen", "Create next", "Clone", "Move to trash"]);
        // It gets the status back that it had before it was closed.
        drawer.ask_to_reopen().await?.confirm().await?;
        sessions.row_says(&number(1), "State", "Active In progress").await?;
        drawer.act("Reopen planning").await?;
        Confirm::seen(window, "Reopen planning").await?.confirm().await?;
        window.reload().await?;
        sessions.row_says(&number(1), "State", "Active Open").await
    });
}

#[test]
fn each_change_of_status_says_what_becomes_possible_and_impossible() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("FY2026", "2026-01-01", "2026-12-31").await?;
        sessions.add_below("FY2026", "Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.visit("okrs/sessions/SE-01001?closed").await?;
        let drawer = Drawer::new(window, "FY2026");
        let questions = [
            ("Start", "Start session", "can be marked as achieved", "cannot be added, changed or deleted"),
            (
                "Reopen planning",
                "Reopen planning",
                "can be added, changed and deleted again",
                "cannot be marked as achieved",
            ),
            ("Close", "Close session", "it can be reopened, which loses nothing", "administrators included"),
            ("Reopen", "Reopen session", "It is open again, as it was before", "Nothing."),
        ];
        for (action, verb, possible, impossible) in questions {
            drawer.act(action).await?;
            let question = Confirm::seen(window, verb).await?;
            for text in ["Possible now:", possible, "No longer possible:", impossible, "1 child session in it stay"] {
                question.dialog().says(text).await?;
            }
            question.confirm().await?;
        }
        drawer.act("Start").await?;
        Confirm::seen(window, "Start session").await?.confirm().await?;
        drawer.ask_to_close().await?.confirm().await?;
        drawer.ask_to_reopen().await?.dialog().says("It is in progress again").await
    });
}

#[test]
fn choosing_a_status_asks_as_the_action_does() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        let more = drawer.more().await?;
        more.select("Status").choose("In progress").await?;
        Confirm::seen(window, "Start session").await?.press("Cancel").await?;
        more.select("Status").has_value("Open").await?;
        more.select("Status").choose("In progress").await?;
        Confirm::seen(window, "Start session").await?.confirm().await?;
        more.select("Status").has_value("In progress").await?;
        sessions.row_says(&number(1), "State", "Active In progress").await?;
        more.select("Status").choose("Closed").await?;
        Confirm::seen(window, "Close session").await?.confirm().await?;
        window.visit("okrs/sessions?closed").await?;
        sessions.row_says(&number(1), "State", "Closed").await
    });
}

#[test]
fn a_session_that_ended_offers_to_be_closed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q4 2025", "2025-10-01", "2025-12-31").await?;
        window.reload().await?;
        sessions.row_says(&number(1), "End", "Dec 31, 2025 Ended").await?;
        let drawer = sessions.open("Q4 2025").await?;
        window.text("Ended").within(&drawer.dialog()).first().seen().await?;
        drawer.button("Close session").click().await?;
        Confirm::seen(window, "Close session").await?.confirm().await?;
        sessions.lists_no("Q4 2025").await?;
        window.text("SE-01001 is closed. Reopen it to make changes.").first().seen().await?;
        Ok(())
    });
}

#[test]
fn the_next_session_and_a_copy_are_proposed_and_made() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q4 2025", "2025-10-01", "2025-12-31").await?;
        let drawer = sessions.open("Q4 2025").await?;
        drawer.act("Create next").await?;
        let next = AddSession::named(window, "Create next session");
        next.holds("Q1 2026", "2026-01-01", "2026-03-31").await?;
        next.save_and_close().await?;
        sessions.lists("Q1 2026").await?;
        drawer.act("Clone").await?;
        let copy = AddSession::named(window, "Clone session");
        copy.begin().has_value("2025-10-01").await?;
        copy.title().fill("Copy").await?;
        copy.save_and_close().await?;
        window.reload().await?;
        sessions.shows(&[3, 2, 1]).await?;
        sessions.row_says(&number(3), "Name", "Copy").await
    });
}

#[test]
fn whatever_the_span_the_next_session_follows_on() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Team", "2025-01-01", "2027-12-31").await?;
        let cases = [
            ("FY2025", "2025-01-01", "2025-12-31", ("FY2026", "2026-01-01", "2026-12-31")),
            ("Sales H2 2025", "2025-07-01", "2025-12-31", ("Sales H1 2026", "2026-01-01", "2026-06-30")),
            ("Sprint 7", "2026-01-05", "2026-01-18", ("Sprint 8", "2026-01-19", "2026-02-01")),
        ];
        for (title, begin, end, next) in cases {
            let dialog = sessions.start_adding().await?;
            dialog.fill(title, begin, end).await?;
            let options = dialog.more().await?;
            options.select("Cadence").choose("Monthly").await?;
            options.select("Workflow").choose("One level").await?;
            options.select("Permissions").choose("Custom").await?;
            options.colour("Teal").click().await?;
            options.pick("Parent session", "Team").await?;
            dialog.save_and_close().await?;
            let drawer = sessions.open(title).await?;
            drawer.act("Create next").await?;
            let proposal = AddSession::named(window, "Create next session");
            proposal.holds(next.0, next.1, next.2).await?;
            let options = proposal.more().await?;
            options.select("Status").has_value("Open").await?;
            options.select("Cadence").has_value("Monthly").await?;
            options.select("Workflow").has_value("One level").await?;
            options.select("Permissions").has_value("Custom").await?;
            options.colour("Teal").has("checked", "true").await?;
            options.select("Parent session").has_value("SE-01001 Team").await?;
            proposal.save_and_close().await?;
            sessions.lists(next.0).await?;
            window.visit("okrs/sessions").await?;
        }
        Ok(())
    });
}

#[test]
fn the_trash_takes_a_session_away_and_undo_brings_it_back() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        sessions.add("Thrown away", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Thrown away").await?;
        drawer.act("Move to trash").await?;
        drawer.dialog().gone().await?;
        window.is_at("okrs/sessions").await?;
        sessions.shows(&[1]).await?;
        window.undo().click().await?;
        sessions.shows(&[2, 1]).await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        sessions.shows(&[1]).await?;
        window.reload().await?;
        sessions.shows(&[1]).await?;
        window.visit("okrs/sessions/SE-01002").await?;
        window.is_titled("Page not found").await
    });
}

#[test]
fn where_the_session_of_a_drawer_goes_the_list_stays() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Short-lived", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Short-lived").await?;
        window.undo().click().await?;
        drawer.dialog().gone().await?;
        window.is_at("okrs/sessions").await?;
        window.is_titled("Sessions").await?;
        window.button("Load example data").seen().await?;
        Ok(())
    });
}

#[test]
fn the_history_says_who_changed_what_from_what_to_what() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?.retitle("First quarter").await?;
        drawer.ask_to_close().await?.confirm().await?;
        window.visit("okrs/sessions/SE-01001").await?;
        let drawer = Drawer::new(window, "First quarter");
        drawer.open_history().await?;
        let history = window.role(Role::Group, "History").within(&drawer.dialog()).first();
        history.says("Title: Q1 2026 → First quarter").await?;
        history.says("Closed").await?;
        history.says("Administrator").await?;
        history.says("Feb 10, 2026").await
    });
}
