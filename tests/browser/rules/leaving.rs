//! Nobody leaves what they typed without being asked, and what is saved while the page goes can be undone like everything else.

use serde_json::json;
use thirtyfour::Key;

use crate::pages::add_session::AddSession;
use crate::pages::confirm::Confirm;
use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::window::{Window, test};

/// Whether the browser would ask before the page goes as a whole.
async fn the_browser_would_ask(window: &Window) -> Step<bool> {
    let script = "const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); \
        return event.defaultPrevented";
    Ok(window.run(script, Vec::new()).await? == true)
}

/// The dialog went with the page without a question, and opened again by itself, empty, on the way forward.
#[test]
fn going_back_from_a_dialog_asks_before_typed_text_is_lost() {
    test(Setup::default(), async |window| {
        window.open_people().await?;
        window.shell().link("Sessions").click().await?;
        let dialog = window.sessions().start_adding().await?;
        dialog.title().fill("Half typed").await?;
        window.back().await?;
        let question = Confirm::seen(window, "Discard").await?;
        question.button("Keep editing").has_focus().await?;
        question.press("Keep editing").await?;
        dialog.title().has_value("Half typed").await?;
        window.is_at("okrs/sessions").await?;
        window.back().await?;
        Confirm::seen(window, "Discard").await?.press("Discard").await?;
        window.people().table().seen().await?;
        dialog.dialog().gone().await?;
        // Another entry for the page had stood after this one, and the next way back led to the sessions again.
        window.is_at("settings/people").await?;
        window.forward().await?;
        window.sessions().add_button().seen().await?;
        dialog.dialog().gone().await?;
        window.back().await?;
        window.people().table().seen().await?;
        window.back().await?;
        window.people().table().gone().await
    });
}

/// The browser's Back took the name with it.
#[test]
fn the_name_of_a_workspace_is_asked_about_like_everything_typed() {
    test(Setup::default(), async |window| {
        window.open_people().await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("Workspaces").await?.click().await?;
        window.button("Add workspace").click().await?;
        let name = window.role(Role::TextBox, "Name");
        name.fill("Half typed").await?;
        window.back().await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        name.has_value("Half typed").await?;
        window.press(Key::Escape).await?;
        Confirm::seen(window, "Discard").await?.press("Discard").await?;
        name.gone().await?;
        window.back().await?;
        window.people().table().seen().await?;
        Ok(())
    });
}

#[test]
fn what_is_discarded_on_the_way_to_another_drawer_is_gone() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("One", "2026-01-01", "2026-03-31").await?;
        sessions.add("Two", "2026-01-01", "2026-03-31").await?;
        let first = sessions.open("One").await?;
        sessions.open("Two").await?;
        let dialog = sessions.start_adding().await?;
        dialog.title().fill("Half typed").await?;
        window.back().await?;
        Confirm::seen(window, "Discard").await?.press("Discard").await?;
        first.dialog().seen().await?;
        dialog.dialog().gone().await
    });
}

#[test]
fn going_back_from_a_dialog_over_the_drawer_asks_as_well() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.act("Clone").await?;
        let dialog = AddSession::named(window, "Clone session");
        dialog.title().fill("Half typed").await?;
        window.back().await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        dialog.title().has_value("Half typed").await?;
        window.is_at("okrs/sessions/SE-01001").await
    });
}

/// The history had one entry more, which led nowhere, and the way back after it left the drawer open over another address.
#[test]
fn who_keeps_editing_goes_back_from_there_as_if_nothing_had_been_asked() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("One", "2026-01-01", "2026-03-31").await?;
        sessions.add("Two", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("One").await?;
        drawer.title().fill("").await?;
        sessions.name_cell("Two").click().await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        window.is_at("okrs/sessions/SE-01001").await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("People").await?.click().await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        window.is_at("okrs/sessions/SE-01001").await?;
        window.back().await?;
        Confirm::seen(window, "Discard").await?.press("Discard").await?;
        drawer.dialog().gone().await?;
        window.is_at("okrs/sessions").await
    });
}

/// A reload dropped what was typed without a word.
#[test]
fn the_browser_asks_before_a_page_with_unsaved_text_goes() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        assert!(!the_browser_would_ask(window).await?, "nothing is typed");
        let dialog = sessions.start_adding().await?;
        assert!(!the_browser_would_ask(window).await?, "nothing is typed yet");
        dialog.title().fill("Half typed").await?;
        assert!(the_browser_would_ask(window).await?, "a dialog holds typed text");
        dialog.fill("Q1 2026", "2026-01-01", "2026-03-31").await?;
        dialog.save_and_close().await?;
        assert!(!the_browser_would_ask(window).await?, "it is saved");
        let drawer = sessions.open("Q1 2026").await?;
        drawer.title().fill("").await?;
        assert!(the_browser_would_ask(window).await?, "a value cannot be saved");
        drawer.title().fill("Saved").await?;
        assert!(!the_browser_would_ask(window).await?, "what can be saved is saved");
        sessions.lists("Saved").await
    });
}

/// The journal lost the step: Undo named the one before, failed at it, and then took back what somebody else had done.
#[test]
fn what_is_saved_while_the_page_goes_is_the_next_step_to_be_undone() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Other", "2026-01-01", "2026-03-31").await?;
        sessions.add("Before", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Before").await?.retitle("First").await?;
        drawer.title().fill("Second").await?;
        window.reload().await?;
        Drawer::new(window, "Second").dialog().seen().await?;
        window.button("Undo: Changed SE-01002 Second").click().await?;
        Drawer::new(window, "First").dialog().seen().await?;
        window.button("Undo: Changed SE-01002 First").click().await?;
        Drawer::new(window, "Before").dialog().seen().await?;
        window.reload().await?;
        window.button("Redo: Changed SE-01002 First").click().await?;
        window.button("Redo: Changed SE-01002 Second").click().await?;
        Drawer::new(window, "Second").dialog().seen().await?;
        sessions.shows(&[2, 1]).await
    });
}

/// Counts what is put into the journal, and lets no timer end once it is told to.
const HELD_TIMERS: &str = "window.journaled = 0; const add = IDBObjectStore.prototype.add; \
    IDBObjectStore.prototype.add = function (record) { window.journaled++; return add.call(this, record) }; \
    const later = window.setTimeout; \
    window.setTimeout = (...all) => window.held ? 0 : later(...all);";

#[test]
fn what_was_done_a_moment_before_the_page_goes_is_put_into_the_journal() {
    test(Setup::default().with_script(HELD_TIMERS), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Before", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Before").await?.retitle("First").await?;
        drawer.says_saved().await?;
        drawer.title().fill("Second").await?;
        let press = "window.journaled = 0; window.held = true; \
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); \
            const before = window.journaled; dispatchEvent(new Event('pagehide')); return [before, window.journaled]";
        let counts = window.run(press, Vec::new()).await?;
        ensure(counts == json!([0, 1]), || format!("journaled before and after: {counts}"))
    });
}

/// Two questions stood on each other, the upper one about a value that could well be saved.
#[test]
fn leaving_with_dates_that_are_asked_about_asks_once() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Year", "2026-01-01", "2026-12-31").await?;
        sessions.add_below("Year", "Q4", "2026-10-01", "2026-12-31").await?;
        let drawer = sessions.open("Year").await?;
        drawer.end().fill_date("2026-10-31").await?;
        window.press(Key::Escape).await?;
        let question = Confirm::seen(window, "Change dates").await?;
        assert_eq!(window.any(Role::AlertDialog).count().await?, 1);
        question.confirm().await?;
        drawer.says_saved().await?;
        sessions.row_says(&number(1), "End", "Oct").await
    });
}

/// The session was closed, and its drawer showed the refused text instead of its title.
#[test]
fn no_action_is_done_on_a_session_while_a_value_cannot_be_saved() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Mia", "Member").await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.title().fill("").await?;
        drawer.act("Close").await?;
        window.alerts(&["Not done", "cannot be saved as it stands"]).await?;
        window.any(Role::AlertDialog).gone().await?;
        // The field may have been scrolled away, and the focus stayed on the menu.
        drawer.title().has_focus().await?;
        window.button("Dismiss").first().click().await?;
        window.role_beginning(Role::Button, "Acting as ").click().await?;
        window.role_beginning(Role::MenuItem, "Mia").click().await?;
        window.alerts(&["Not done", "cannot be saved as it stands"]).await?;
        window.shell().acting_as("Administrator").seen().await?;
        drawer.title().refused_with("Title is required.").await
    });
}

/// The question came over the tab `History`, and the field it was about was nowhere to be seen.
#[test]
fn who_keeps_editing_is_led_to_the_field_that_is_refused() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.title().fill("").await?;
        drawer.open_history().await?;
        window.press(Key::Escape).await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        drawer.title().refused_with("Title is required.").await?;
        drawer.title().has_focus().await
    });
}

/// The list was shown without its search after the question, and the search was lost.
#[test]
fn who_stays_after_going_back_to_another_page_keeps_the_search_of_the_list() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Kept", "2026-01-01", "2026-03-31").await?;
        window.open_people().await?;
        window.shell().link("Kept").click().await?;
        let drawer = Drawer::new(window, "Kept");
        drawer.dialog().seen().await?;
        window.sessions().search("kep").await?;
        window.is_at_address_with(&["q=kep"]).await?;
        drawer.title().fill("").await?;
        window.back().await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        window.is_at_address_with(&["SE-01001", "q=kep"]).await?;
        window.sessions().search_box().has_value("kep").await?;
        drawer.title().has_value("").await
    });
}
