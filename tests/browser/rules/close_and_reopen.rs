//! 5. Closing a session and opening it again.

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

const TITLE: &str = "Q4 2025";

#[test]
fn cancel_and_escape_change_nothing() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2025-10-01", "2025-12-31").await?;
        let drawer = sessions.open(TITLE).await?;
        let before = window.records().await?;
        drawer.ask_to_close().await?.press("Cancel").await?;
        drawer.ask_to_close().await?;
        window.press(Key::Escape).await?;
        window.any(Role::AlertDialog).gone().await?;
        drawer.dialog().seen().await?;
        assert_eq!(window.records().await?, before, "a cancelled closing was written");
        drawer.title().seen().await?;
        window.reload().await?;
        sessions.row_says(&number(1), "State", "Active").await
    });
}

#[test]
fn a_closed_session_is_read_only_until_it_is_reopened() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2025-10-01", "2025-12-31").await?;
        sessions.add("Other", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        let drawer = sessions.open(TITLE).await?;
        drawer.ask_to_close().await?.confirm().await?;
        sessions.lists_no(TITLE).await?;
        window.undo().click().await?;
        sessions.lists(TITLE).await?;
        window.reload().await?;
        sessions.row_says(&number(1), "State", "Active").await?;

        window.visit("okrs/sessions/SE-01001").await?;
        drawer.ask_to_close().await?.confirm().await?;
        window.visit("okrs/sessions").await?;
        sessions.shows(&[2]).await?;
        window.visit("okrs/sessions/SE-01001?closed").await?;
        let drawer = Drawer::new(window, TITLE);
        window.text("SE-01001 is closed. Reopen it to make changes.").first().seen().await?;
        drawer.is_read_only().await?;
        sessions.row_says(&number(1), "State", "Closed").await?;
        drawer.open_actions().await?;
        assert_eq!(window.role(Role::MenuItem, "Close").count().await?, 0);
        window.press(Key::Escape).await?;
        window.any(Role::MenuItem).gone().await?;
        // Escape closed the menu, the topmost thing, and nothing else.
        drawer.dialog().seen().await?;

        drawer.ask_to_reopen().await?.press("Cancel").await?;
        sessions.row_says(&number(1), "State", "Closed").await?;
        drawer.ask_to_reopen().await?.confirm().await?;
        sessions.row_says(&number(1), "State", "Active").await?;
        window.text("SE-01001 is closed. Reopen it to make changes.").gone().await?;
        window.reload().await?;
        let drawer = drawer.retitle("Open again").await?;
        window.reload().await?;
        drawer.title().has_value("Open again").await
    });
}

/// The button that asked goes with the notice it stands in, and the focus went with it.
#[test]
fn the_focus_stays_in_the_drawer_when_its_notice_closes_the_session() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q4 2025", "2025-10-01", "2025-12-31").await?;
        // Enter means nothing for a moment after it may have saved a dialog.
        window.reload().await?;
        let drawer = sessions.open("Q4 2025").await?;
        drawer.button("Close session").focus().await?;
        window.press(Key::Enter).await?;
        Confirm::seen(window, "Close session").await?.button("Close session").has_focus().await?;
        window.press(Key::Enter).await?;
        window.text("SE-01001 is closed. Reopen it to make changes.").first().seen().await?;
        drawer.dialog().has_focus().await
    });
}

/// The second one opened the menu that had the focus back, with *Reopen* in it.
#[test]
fn a_second_enter_after_closing_does_nothing() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q4 2025", "2025-10-01", "2025-12-31").await?;
        let drawer = sessions.open("Q4 2025").await?;
        drawer.act("Close").await?;
        Confirm::seen(window, "Close session").await?.button("Close session").has_focus().await?;
        window.press(Key::Enter).await?;
        window.press(Key::Enter).await?;
        window.text("SE-01001 is closed. Reopen it to make changes.").first().seen().await?;
        drawer.button("Actions").has_focus().await?;
        assert_eq!(window.any(Role::MenuItem).count().await?, 0, "the menu is open");
        Ok(())
    });
}
