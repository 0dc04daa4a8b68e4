//! Storage that is full, blocked or damaged: nothing typed is lost, nothing is shown as saved that is not.

use serde_json::Value;
use thirtyfour::Key;

use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::setup::Setup;
use crate::support::storage::{BLOCKED, REFUSING};
use crate::support::window::{Window, test};

#[test]
fn a_session_that_does_not_fit_stays_in_the_dialog() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Fits", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        window.fill_storage().await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Does not fit", "2026-04-01", "2026-06-30").await?;
        dialog.save().await?;
        window.alerts(&["Not saved", "storage is full"]).await?;
        dialog.holds("Does not fit", "2026-04-01", "2026-06-30").await?;
        window.free_storage().await?;
        dialog.save_and_close().await?;
        sessions.lists("Does not fit").await?;
        window.reload().await?;
        sessions.lists("Does not fit").await?;
        sessions.lists("Fits").await
    });
}

#[test]
fn an_edit_that_does_not_fit_stays_in_the_field_and_is_not_called_saved() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Short", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        let drawer = sessions.open("Short").await?;
        let before = window.records().await?;
        window.fill_storage().await?;
        let long = "A title that is much longer than the one before it, so that it cannot fit any more";
        drawer.title().fill(long).await?;
        window.press(Key::Tab).await?;
        window.alerts(&["Not saved", "storage is full"]).await?;
        drawer.title().has_value(long).await?;
        assert_eq!(window.text("Saved").count().await?, 0, "the page says Saved");
        sessions.row_says(&number(1), "Name", "Short").await?;
        window.free_storage().await?;
        assert_eq!(window.records().await?, before, "a refused write left something behind");
        drawer.title().focus().await?;
        window.press(Key::Enter).await?;
        let drawer = Drawer::new(window, long);
        drawer.says_saved().await?;
        window.reload().await?;
        drawer.title().has_value(long).await
    });
}

#[test]
fn blocked_storage_is_said_and_the_app_works_in_memory() {
    test(Setup::default().with_script(BLOCKED), async |window| {
        let sessions = window.open_sessions().await?;
        window.notices("in memory").await?;
        sessions.add("For now", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("For now").await?;
        drawer.title().fill("Still for now").await?;
        drawer.close().await?;
        sessions.lists("Still for now").await?;
        window.notices("in memory").await?;
        let data = window.open_data().await?;
        window.notices("everything is in memory only and goes with this window").await?;
        data.button("Export workspace (JSON)").seen().await?;
        for of_storage in ["characters", "promise", "storage is full"] {
            assert_eq!(window.text_holding(of_storage).count().await?, 0, "the page speaks of {of_storage:?}");
        }
        assert_eq!(data.button("Ask the browser to keep the data").count().await?, 0);
        Ok(())
    });
}

#[test]
fn a_storage_that_refuses_every_call_is_as_good_as_blocked() {
    test(Setup::default().with_script(REFUSING), async |window| {
        let sessions = window.open_sessions().await?;
        window.notices("in memory").await?;
        sessions.add("For now", "2026-01-01", "2026-03-31").await?;
        sessions.lists("For now").await
    });
}

/// To open another workspace is to load the page anew: everything in memory was gone, without a word.
#[test]
fn what_is_in_memory_only_does_not_go_for_another_workspace() {
    test(Setup::default().with_script(BLOCKED), async |window| {
        window.open_sessions().await?.add("For now", "2026-01-01", "2026-03-31").await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("Workspaces").await?.click().await?;
        window.notices("this one workspace").await?;
        assert_eq!(window.button("Add workspace").count().await?, 0);
        window.shell().link("Sessions").click().await?;
        window.sessions().lists("For now").await
    });
}

#[test]
fn a_damaged_record_is_set_aside_untouched_and_the_others_load() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for title in ["One", "Two", "Three"] {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        let (key, _) = window.session_record(&number(3)).await?;
        let garbage = "{\"v\":1,\"number\":\"SE-01003\",\"title\":\"Thr";
        window.store(&key, garbage).await?;
        // The app's clock begins anew with each load, and the newest session comes first.
        window.set_now("2026-02-10T09:30:00Z").await?;
        window.reload().await?;
        sessions.shows(&[2, 1]).await?;
        window.notices("could not be read").await?;
        assert_eq!(window.stored(&key).await?.as_deref(), Some(garbage));
        // A change to another record leaves it alone, and its number is not given again.
        sessions.add("Four", "2026-01-01", "2026-03-31").await?;
        sessions.shows(&[4, 2, 1]).await?;
        window.reload().await?;
        sessions.shows(&[4, 2, 1]).await?;
        window.notices("could not be read").await?;
        assert_eq!(window.stored(&key).await?.as_deref(), Some(garbage));
        Ok(())
    });
}

/// A JSON array of pairs of storage key and text, as *Download damaged records* gives them.
async fn damaged_records(window: &Window) -> Step<Vec<(String, String)>> {
    window.button("Download damaged records").click().await?;
    let (name, content) = window.downloaded().await?;
    assert!(name.ends_with(".json"), "{name:?}");
    Ok(serde_json::from_slice(&content)?)
}

/// The journal knows all of these records and could write them again, over what stands there.
#[test]
fn damaged_texts_are_kept_and_come_out_as_a_file_although_the_journal_knows_the_records() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for title in ["Whole", "Truncated", "Flipped", "Deleted", "Replaced"] {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        // Shown with *Undo* it is in the journal.
        window.undo().seen().await?;
        let (truncated, text) = window.session_record(&number(2)).await?;
        let truncated = (truncated, text.chars().take(text.len() / 2).collect::<String>());
        let (flipped, text) = window.session_record(&number(3)).await?;
        let flipped = (flipped, text.replacen('"', "\u{7f}", 1));
        let (deleted, _) = window.session_record(&number(4)).await?;
        let replaced = (window.session_record(&number(5)).await?.0, "{\"theme\":\"of another app\"}".to_owned());
        let mut damaged = vec![truncated, flipped, replaced];
        damaged.sort();
        for (key, text) in &damaged {
            window.store(key, text).await?;
        }
        window.run("localStorage.removeItem(arguments[0])", vec![deleted.as_str().into()]).await?;
        window.reload().await?;
        window.notices("3 stored records could not be read").await?;
        sessions.lists("Whole").await?;
        // Nothing stood where a record was deleted: the journal brings it back. It leaves the others alone.
        sessions.lists("Deleted").await?;
        sessions.shows(&[4, 1]).await?;
        let mut downloaded = damaged_records(window).await?;
        downloaded.sort();
        assert_eq!(downloaded, damaged);
        for (key, text) in &damaged {
            assert_eq!(window.stored(key).await?.as_ref(), Some(text));
        }
        window.reload().await?;
        sessions.shows(&[4, 1]).await
    });
}

#[test]
fn without_its_journal_the_workspace_opens_whole() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Kept").await?.retitle("Kept and renamed").await?;
        drawer.is_closed_by_its_button().await?;
        let before = window.records().await?;
        // The open page gives way.
        let script = "const done = arguments[0]; const asked = indexedDB.deleteDatabase('okr-sessions/main'); \
            asked.onsuccess = () => done('gone'); asked.onerror = asked.onblocked = () => done('there')";
        let answer = window.driver().execute_async(script, Vec::<Value>::new()).await?;
        assert_eq!(answer.json(), "gone");
        window.reload().await?;
        sessions.row_says(&number(1), "Name", "Kept and renamed").await?;
        assert_eq!(window.records().await?, before);
        // And a new journal begins.
        let drawer = sessions.open("Kept and renamed").await?.retitle("Goes on").await?;
        drawer.is_closed_by_its_button().await?;
        window.reload().await?;
        sessions.row_says(&number(1), "Name", "Goes on").await
    });
}

/// Writes the first session as a later version would; gives its key and text.
async fn written_by_a_newer_version(window: &Window) -> Step<(String, String)> {
    let (key, text) = window.session_record(&number(1)).await?;
    let newer = text.replacen("\"v\":2,", "\"v\":3,\"mood\":\"good\",", 1);
    window.store(&key, &newer).await?;
    Ok((key, newer))
}

#[test]
fn what_is_typed_when_a_newer_version_writes_to_the_workspace_stays_and_nothing_is_written_over() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("From now", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        let [first, second] = window.second("okrs/sessions").await?;
        window.look_at(&first).await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Not to be kept", "2026-04-01", "2026-06-30").await?;
        window.look_at(&second).await?;
        let (key, newer) = written_by_a_newer_version(window).await?;
        window.look_at(&first).await?;
        dialog.save().await?;
        window.alerts(&["Not saved", "newer version"]).await?;
        dialog.holds("Not to be kept", "2026-04-01", "2026-06-30").await?;
        assert_eq!(window.stored(&key).await?, Some(newer));
        Ok(())
    });
}

#[test]
fn a_workspace_of_a_newer_version_offers_export_and_nothing_that_changes_it() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for title in ["From now", "Gone"] {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        sessions.open("Gone").await?.act("Move to trash").await?;
        window.undo().seen().await?;
        let (key, newer) = written_by_a_newer_version(window).await?;
        let before = window.records().await?;
        window.visit(&format!("okrs/sessions/{}", number(1))).await?;
        let drawer = Drawer::new(window, "From now");
        drawer.title().has_attribute("readonly", Some("true")).await?;
        let absent = async |names: &[&str]| -> Step {
            assert_eq!(window.text_holding("written by a newer version").count().await?, 1, "the reason is said once");
            for name in names {
                assert_eq!(window.button(name).count().await?, 0, "{name} is offered");
            }
            Ok(())
        };
        absent(&["Actions", "Add Session", "More", "Close session", "Rename"]).await?;
        drawer.is_closed_by_its_button().await?;
        window.role(Role::Button, "Undo: nothing to undo").seen().await?;
        window.press_with_control('k').await?;
        window.role(Role::Option, "Trash").seen().await?;
        assert_eq!(window.role(Role::Option, "Add Session").count().await?, 0);
        window.visit("okrs/trash").await?;
        window.trash().table().says("Gone").await?;
        absent(&["Restore Gone", "Empty the trash"]).await?;
        let people = window.open_people().await?;
        people.lists("Administrator").await?;
        absent(&["Add person", "Edit Administrator"]).await?;
        assert_eq!(window.text_holding("Only administrators").count().await?, 0, "it is not for want of rights");
        window.visit("settings/calendar").await?;
        window.role(Role::ComboBox, "First month").has("disabled", "true").await?;
        window.visit("settings/data").await?;
        window.button("Export workspace (JSON)").click().await?;
        let (_, file) = window.downloaded().await?;
        assert!(String::from_utf8(file)?.contains("\"mood\":\"good\""));
        absent(&["Empty the trash", "Archive closed sessions to a file"]).await?;
        assert_eq!(window.role_beginning(Role::File, "Import file").count().await?, 0);
        assert_eq!(window.stored(&key).await?, Some(newer));
        assert_eq!(window.records().await?, before);
        Ok(())
    });
}

#[test]
fn a_session_goes_to_the_trash_of_a_storage_with_not_one_unit_free() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("To go", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        window.fill_storage().await?;
        sessions.open("To go").await?.act("Move to trash").await?;
        window.undo().seen().await?;
        sessions.shows(&[]).await?;
        window.reload().await?;
        sessions.shows(&[]).await
    });
}
