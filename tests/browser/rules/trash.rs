//! The trash: restorable, for administrators, and nowhere else to be seen.

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn what_is_in_the_trash_is_listed_with_who_moved_it_when_and_can_be_restored() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        sessions.add("Thrown away", "2026-04-01", "2026-06-30").await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        sessions.shows(&[1]).await?;
        let trash = window.open_trash().await?;
        for part in ["SE-01002", "Thrown away", "Apr 1, 2026", "Jun 30, 2026", "Administrator", "Feb 10, 2026"] {
            trash.table().says(part).await?;
        }
        window.reload().await?;
        trash.restore("Thrown away").click().await?;
        window.notices("SE-01002 restored").await?;
        window.text("The trash is empty").seen().await?;
        window.undo().click().await?;
        trash.restore("Thrown away").seen().await?;
        trash.restore("Thrown away").click().await?;
        window.text("The trash is empty").seen().await?;
        window.role(Role::Link, "Back to Sessions").click().await?;
        sessions.shows(&[2, 1]).await?;
        sessions.row_says(&number(2), "Name", "Thrown away").await
    });
}

#[test]
fn the_trash_is_not_there_for_members() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Max Muster", "Member").await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        sessions.add("Thrown away", "2026-01-01", "2026-03-31").await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        let trash = window.open_trash().await?;
        trash.restore("Thrown away").seen().await?;
        window.shell().act_as("Max Muster").await?;
        window.is_titled("Page not found").await?;
        window.visit("okrs/trash").await?;
        window.is_titled("Page not found").await?;
        window.open_sessions().await?.shows(&[1]).await?;
        assert_eq!(window.button("More").count().await?, 0);
        window.press_with_control('k').await?;
        window.role(Role::Option, "Activity").seen().await?;
        assert_eq!(window.role(Role::Option, "Trash").count().await?, 0);
        Ok(())
    });
}

#[test]
fn a_trashed_session_is_nowhere_else_and_keeps_its_number() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Gone parent", "2026-01-01", "2026-12-31").await?;
        sessions.add_below("Gone parent", "Child", "2026-01-01", "2026-03-31").await?;
        sessions.open("Gone parent").await?.act("Move to trash").await?;
        sessions.shows(&[2]).await?;
        assert_eq!(window.role_beginning(Role::Link, "Gone parent").count().await?, 0, "it is in the menu");
        sessions.search("Gone").await?;
        window.text_holding("No session").first().seen().await?;
        sessions.search("").await?;
        let drawer = sessions.open("Child").await?;
        let more = drawer.more().await?;
        more.select("Parent session").has_value("").await?;
        assert!(!drawer.dialog().text().await?.contains("SE-01001"), "its child names it");
        drawer.is_closed_by_its_button().await?;
        window.press_with_control('k').await?;
        window.type_keys("Gone").await?;
        window.text("Nothing has this name.").seen().await?;
        window.press(Key::Escape).await?;
        sessions.add("New", "2026-01-01", "2026-03-31").await?;
        sessions.shows(&[3, 2]).await?;
        // Back again, it is the parent that it was.
        window.open_trash().await?.restore("Gone parent").click().await?;
        window.text("The trash is empty").seen().await?;
        window.visit("okrs/sessions/SE-01002").await?;
        drawer.more().await?.select("Parent session").has_value("SE-01001 Gone parent").await
    });
}

#[test]
fn restoring_says_what_became_of_the_parent() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("FY2026", "2026-01-01", "2026-12-31").await?;
        sessions.add_below("FY2026", "Q1 2026", "2026-01-01", "2026-03-31").await?;
        sessions.open("Q1 2026").await?.act("Move to trash").await?;
        sessions.shows(&[1]).await?;
        sessions.open("FY2026").await?.ask_to_close().await?.confirm().await?;
        window.visit("okrs/trash").await?;
        let trash = window.trash();
        trash.restore("Q1 2026").click().await?;
        window.notices("SE-01002 restored. SE-01001, which it is part of, is closed.").await?;
        window.visit("okrs/sessions/SE-01002").await?;
        let drawer = crate::pages::drawer::Drawer::new(window, "Q1 2026");
        drawer.more().await?.select("Parent session").has_value("SE-01001 FY2026").await?;
        // A copy cannot go below the closed one, and is offered without it.
        drawer.act("Clone").await?;
        let copy = crate::pages::add_session::AddSession::named(window, "Clone session");
        copy.save_and_close().await?;
        sessions.lists("Copy of Q1 2026").await
    });
}

#[test]
fn a_list_whose_sessions_are_all_in_the_trash_leads_there() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Only", "2026-01-01", "2026-03-31").await?;
        sessions.open("Only").await?.act("Move to trash").await?;
        window.text("All sessions are in the trash").seen().await?;
        window.button("Open the trash").click().await?;
        window.is_at("okrs/trash").await?;
        window.trash().restore("Only").click().await?;
        window.text("The trash is empty").seen().await?;
        window.any(Role::Main).has_focus().await
    });
}

#[test]
fn a_session_in_progress_goes_to_the_trash_only_once_it_is_closed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.act("Start").await?;
        let confirm = Confirm::seen(window, "Start session").await?;
        confirm.dialog().says("the session cannot be moved to the trash").await?;
        confirm.confirm().await?;
        sessions.row_says(&number(1), "State", "Active In progress").await?;
        assert!(!drawer.actions().await?.contains(&"Move to trash".to_owned()));
        drawer.ask_to_close().await?.confirm().await?;
        window.visit("okrs/sessions/SE-01001?closed").await?;
        drawer.act("Move to trash").await?;
        window.open_trash().await?.restore("Q1 2026").click().await?;
        window.visit("okrs/sessions?closed").await?;
        sessions.row_says(&number(1), "State", "Closed").await
    });
}

#[test]
fn the_trash_is_deleted_for_good_from_its_own_page_once_that_is_confirmed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for title in ["Kept", "First to go", "Second to go"] {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        for title in ["First to go", "Second to go"] {
            sessions.open(title).await?.act("Move to trash").await?;
            sessions.lists_no(title).await?;
        }
        let trash = window.open_trash().await?;
        window.button("Empty the trash").click().await?;
        let confirm = Confirm::seen(window, "Remove for good").await?;
        confirm.dialog().says("Remove 2 sessions for good?").await?;
        confirm.press("Cancel").await?;
        window.button("Empty the trash").has_focus().await?;
        trash.restore("First to go").seen().await?;
        window.button("Empty the trash").click().await?;
        Confirm::seen(window, "Remove for good").await?.confirm().await?;
        window.text("The trash is empty").seen().await?;
        window.any(Role::Main).has_focus().await?;
        assert_eq!(window.button("Empty the trash").count().await?, 0);
        assert!(window.records().await?.iter().all(|(_, text)| !text.contains("First to go")));
        window.undo().click().await?;
        trash.restore("Second to go").seen().await?;
        trash.restore("First to go").click().await?;
        window.open_sessions().await?.shows(&[2, 1]).await
    });
}
