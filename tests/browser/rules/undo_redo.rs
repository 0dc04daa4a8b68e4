//! Every change is a step that can be undone and done again, also after a reload.

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

impl Window {
    /// The header's button, named with what it does.
    fn step(&self, name: &str) -> Locator<'_> {
        self.role(Role::Button, name)
    }
}

/// A session that was added, renamed and closed.
async fn three_steps(window: &Window) -> Step {
    let sessions = window.open_sessions().await?;
    sessions.add("Before", "2026-01-01", "2026-03-31").await?;
    let drawer = sessions.open("Before").await?.retitle("After").await?;
    drawer.ask_to_close().await?.confirm().await?;
    window.step("Undo: Closed SE-01001 After").seen().await?;
    Ok(())
}

#[test]
fn steps_are_undone_and_done_again_after_a_reload() {
    test(Setup::default(), async |window| {
        three_steps(window).await?;
        window.visit("okrs/sessions?closed").await?;
        let sessions = window.sessions();
        window.step("Redo: nothing to do again").seen().await?;
        window.step("Undo: Closed SE-01001 After").click().await?;
        sessions.row_says(&number(1), "State", "Active").await?;
        window.step("Redo: Closed SE-01001 After").seen().await?;
        window.reload().await?;
        window.step("Undo: Changed SE-01001 After").click().await?;
        sessions.row_says(&number(1), "Name", "Before").await?;
        window.step("Undo: Added SE-01001 Before").click().await?;
        sessions.shows(&[]).await?;
        window.step("Undo: nothing to undo").seen().await?;
        window.reload().await?;
        window.step("Redo: Added SE-01001 Before").click().await?;
        window.step("Redo: Changed SE-01001 After").click().await?;
        window.step("Redo: Closed SE-01001 After").click().await?;
        sessions.row_says(&number(1), "State", "Closed").await?;
        sessions.row_says(&number(1), "Name", "After").await
    });
}

#[test]
fn the_keys_undo_and_redo_outside_text_fields() {
    test(Setup::default(), async |window| {
        three_steps(window).await?;
        window.visit("okrs/sessions?closed").await?;
        let sessions = window.sessions();
        window.step("Undo: Closed SE-01001 After").seen().await?;
        window.press_with(&[Key::Control], 'z').await?;
        sessions.row_says(&number(1), "State", "Active").await?;
        window.press_with(&[Key::Control, Key::Shift], 'z').await?;
        sessions.row_says(&number(1), "State", "Closed").await?;
        sessions.search_box().focus().await?;
        window.press_with(&[Key::Control], 'z').await?;
        window.step("Undo: Closed SE-01001 After").seen().await?;
        sessions.row_says(&number(1), "State", "Closed").await
    });
}

/// The key went further than the button, which a member has not: they were told of a change that they had not asked for.
#[test]
fn the_key_undoes_nothing_of_what_others_did_for_a_member() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Max Muster", "Member").await?;
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.shell().act_as("Max Muster").await?;
        window.step("Undo: nothing to undo").seen().await?;
        window.press_with_control('z').await?;
        // The keys after it are heard after it.
        window.press_with_control('k').await?;
        window.role(Role::Dialog, "Command palette").seen().await?;
        window.press(Key::Escape).await?;
        window.sessions().lists("Q1 2026").await?;
        window.text_holding("Only administrators can do this").gone().await
    });
}

#[test]
fn a_new_change_ends_redo() {
    test(Setup::default(), async |window| {
        three_steps(window).await?;
        window.visit("okrs/sessions").await?;
        window.step("Undo: Closed SE-01001 After").click().await?;
        window.step("Redo: Closed SE-01001 After").seen().await?;
        window.sessions().add("Another", "2026-04-01", "2026-06-30").await?;
        window.step("Redo: nothing to do again").seen().await?;
        window.reload().await?;
        window.step("Undo: Added SE-01002 Another").seen().await?;
        window.step("Redo: nothing to do again").seen().await?;
        Ok(())
    });
}

/// It was written together with the first person, whom undoing it would have taken away as well: that was refused.
#[test]
fn the_first_change_of_a_new_workspace_is_undone_after_a_reload() {
    test(Setup::default(), async |window| {
        window.visit("settings/calendar").await?;
        window.role(Role::ComboBox, "First month").choose("April").await?;
        window.step("Undo: Changed Fiscal calendar").seen().await?;
        window.reload().await?;
        window.step("Undo: Changed Fiscal calendar").click().await?;
        window.step("Undo: nothing to undo").seen().await?;
        window.role(Role::ComboBox, "First month").has_value("1").await
    });
}

/// Done again, an imported record had lost the fields that a later version of the app had written.
#[test]
fn an_import_that_is_done_again_brings_what_this_version_does_not_know() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Theirs", "2026-01-01", "2026-03-31").await?;
        let file = window.open_data().await?.export_workspace().await?;
        window.clear_storage().await?;
        window.open_sessions().await?.add("Mine", "2026-01-01", "2026-03-31").await?;
        let file = file.replacen("\"title\":\"Theirs\"", "\"title\":\"Theirs\",\"mood\":\"good\"", 1);
        let file = file.replacen("\"sha256\"", "\"was\"", 1);
        window.open_data().await?.import_workspace(&file).await?;
        assert!(window.session_record(&number(2)).await?.1.contains("\"mood\":\"good\""));
        for reloaded in [false, true] {
            if reloaded {
                window.open_data().await?;
            }
            window.step("Undo: Imported 1 session").click().await?;
            window.step("Redo: Imported 1 session").click().await?;
            window.step("Undo: Imported 1 session").seen().await?;
            let (_, text) = window.session_record(&number(2)).await?;
            assert!(text.contains("\"mood\":\"good\""), "{text}");
        }
        Ok(())
    });
}

/// The journal is compared with the storage when the test says so, and its answer is held back until the test lets it go.
const HELD_RECOVERY: &str = "const wait = setTimeout; \
    window.setTimeout = (run, delay, ...rest) => delay === 1200 ? void (window.compare = run) : wait(run, delay, ...rest); \
    const getAll = IDBObjectStore.prototype.getAll; \
    IDBObjectStore.prototype.getAll = function () { \
        const request = getAll.apply(this, arguments); \
        if (this.transaction.db.name.endsWith('/backups')) return request; \
        Object.defineProperty(request, 'onsuccess', { set(handler) { \
            request.addEventListener('success', event => window.answer = () => handler(event)) } }); \
        return request; \
    };";

/// The start of the app compares the journal with the storage: what was undone in that moment was done once more.
#[test]
fn what_is_undone_while_the_journal_is_compared_stays_undone() {
    test(Setup::default().with_script(HELD_RECOVERY), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Comes back", "2026-01-01", "2026-03-31").await?;
        sessions.open("Comes back").await?.act("Move to trash").await?;
        sessions.lists_no("Comes back").await?;
        let data = window.open_data().await?;
        data.button("Empty the trash").click().await?;
        Confirm::seen(window, "Remove for good").await?.confirm().await?;
        window.undo().seen().await?;
        let answered = "if (!window.asked) { window.asked = true; window.compare() } return !!window.answer";
        until(PATIENCE, async || match window.run(answered, Vec::new()).await?.as_bool() {
            Some(true) => Ok(Ok(())),
            _ => Ok(Err("the journal has not answered".to_owned())),
        })
        .await?;
        window.undo().click().await?;
        data.button("Empty the trash").seen().await?;
        window.run("window.answer()", Vec::new()).await?;
        window.step("Undo: Moved SE-01001 Comes back to the trash").seen().await?;
        data.button("Empty the trash").seen().await?;
        window.reload().await?;
        data.button("Empty the trash").seen().await?;
        Ok(())
    });
}

/// For a second after each start the button said that there was nothing to undo, and the key did nothing.
#[test]
fn the_key_undoes_also_in_the_first_moment_of_a_page() {
    test(Setup::default(), async |window| {
        three_steps(window).await?;
        window.visit("okrs/sessions?closed").await?;
        window.press_with(&[Key::Control], 'z').await?;
        window.sessions().row_says(&number(1), "State", "Active").await?;
        window.step("Redo: Closed SE-01001 After").seen().await?;
        Ok(())
    });
}

/// That no record of the calendar had stood there before its first change was taken for a change since.
#[test]
fn a_planned_year_with_the_first_change_of_the_calendar_is_undone_and_done_again_after_a_reload() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let plan = window.start_planning().await?;
        plan.first_month().choose("April").await?;
        plan.create(7).click().await?;
        sessions.row_count(8).await?;
        window.reload().await?;
        window.step("Undo: nothing to undo").gone().await?;
        window.role_beginning(Role::Button, "Undo: ").click().await?;
        window.button("Load example data").seen().await?;
        window.role_beginning(Role::Button, "Redo: ").click().await?;
        sessions.row_count(8).await
    });
}

/// Has a page read its journal late, as a slow machine does.
const LATE_JOURNAL: &str = "
    const { setTimeout } = window;
    window.setTimeout = (run, after, ...rest) => setTimeout(run, after === 1200 ? 4000 : after, ...rest);";

/// What was pressed while the page began waited, and then took back what was done after it.
#[test]
fn what_is_pressed_while_the_page_begins_takes_back_nothing_that_is_done_after_it() {
    test(Setup::default().with_script(LATE_JOURNAL), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Before", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        window.reload().await?;
        window.press_with_control('z').await?;
        window.press_with_control('z').await?;
        sessions.add("After", "2026-04-01", "2026-06-30").await?;
        window.button("Undo: Added SE-01002 After").click().await?;
        sessions.lists_no("After").await?;
        // Offered once the page knows what was done before it.
        window.button("Undo: Added SE-01001 Before").seen().await?;
        sessions.lists("Before").await?;
        window.button("Redo: Added SE-01002 After").seen().await?;
        Ok(())
    });
}

/// Ctrl with the key at the place of Z gives another letter there, and nothing was undone.
#[test]
fn keyboards_of_other_scripts_undo_by_the_key_at_the_same_place() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Wrong", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        let key = "document.body.dispatchEvent(new KeyboardEvent('keydown', \
            { key: 'я', code: 'KeyZ', ctrlKey: true, bubbles: true, cancelable: true }))";
        window.run(key, Vec::new()).await?;
        sessions.lists_no("Wrong").await
    });
}
