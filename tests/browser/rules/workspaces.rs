//! Several workspaces in one browser.

use thirtyfour::Key;

use crate::pages::feedback::Feedback;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// Of which workspaces the app keeps backups.
const KEPT: &str = "new Promise((done, fail) => { \
    const opening = indexedDB.open('okr-sessions/backups'); \
    opening.onerror = fail; \
    opening.onsuccess = () => { \
        const asked = opening.result.transaction('commands').objectStore('commands').getAll(); \
        asked.onerror = fail; \
        asked.onsuccess = () => { opening.result.close(); done(asked.result.map(record => record[1])) } } })";

#[test]
fn each_workspace_has_its_own_people_and_sessions_and_a_reload_stays_in_it() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Of the first", "2026-01-01", "2026-03-31").await?;
        window.open_people().await?.add("Mia", "Member").await?;
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        let sessions = window.open_sessions().await?;
        window.button("Load example data").seen().await?;
        sessions.add("Of the second", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        sessions.lists("Of the second").await?;
        window.open_people().await?.lists_no("Mia").await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        let sessions = window.open_sessions().await?;
        sessions.lists("Of the first").await?;
        sessions.lists_no("Of the second").await?;
        window.open_people().await?.lists("Mia").await
    });
}

#[test]
fn a_workspace_is_renamed_and_deleted_only_by_its_name() {
    test(Setup::default(), async |window| {
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        workspaces.has_people("Second", "1").await?;
        window.open_sessions().await?.add("Gone", "2026-01-01", "2026-03-31").await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        window.button("Rename Second").click().await?;
        window.role(Role::TextBox, "Name").fill("Trial").await?;
        window.button("Save").click().await?;
        workspaces.row("Trial").seen().await?;
        window.button("Delete Trial").click().await?;
        window.notices("It holds 1 session and 1 person.").await?;
        window.notices("Type the name “Trial” to confirm.").await?;
        window.button("Export it first (JSON)").click().await?;
        let (name, file) = window.downloaded().await?;
        assert!(name.ends_with(".json") && String::from_utf8_lossy(&file).contains("\"title\":\"Gone\""));
        window.role(Role::TextBox, "Name of the workspace").fill("Second").await?;
        window.button("Delete workspace").click().await?;
        window.alerts(&["Type Trial to delete it."]).await?;
        window.role(Role::TextBox, "Name of the workspace").fill("Trial").await?;
        window.button("Delete workspace").click().await?;
        workspaces.row("Trial").gone().await?;
        assert!(window.records().await?.iter().all(|(_, text)| !text.contains("\"Gone\"")));
        window.reload().await?;
        workspaces.row("Trial").gone().await
    });
}

/// The table is made anew, and the focus was on the page as a whole.
#[test]
fn after_a_workspace_was_renamed_the_focus_is_on_its_rename_again() {
    test(Setup::default(), async |window| {
        let workspaces = window.open_workspaces().await?;
        window.button("Rename Main workspace").click().await?;
        window.role(Role::TextBox, "Name").fill("Trial").await?;
        window.press(Key::Enter).await?;
        workspaces.row("Trial").seen().await?;
        window.button("Rename Trial").has_focus().await
    });
}

/// The browser ended in the middle of a deletion: what was left came back as a workspace without a name.
#[test]
fn a_deletion_that_was_cut_off_is_finished_at_the_next_start() {
    test(Setup::default(), async |window| {
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        window.open_sessions().await?.add("Half gone", "2026-01-01", "2026-03-31").await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        workspaces.row("Second").seen().await?;
        let cut_off = "
            const name = Object.keys(localStorage).find(key => key.startsWith('okr-sessions/workspace.'));
            localStorage.setItem('okr-sessions/deleting', name.slice('okr-sessions/workspace.'.length));
            localStorage.removeItem(name);";
        window.run(cut_off, Vec::new()).await?;
        window.reload().await?;
        workspaces.row("Main workspace").seen().await?;
        workspaces.row("Second").gone().await?;
        workspaces.row("Recovered workspace").gone().await?;
        assert!(records_of(window, true).await?.is_empty());
        let marker = window.run("return localStorage.getItem('okr-sessions/deleting')", Vec::new()).await?;
        ensure(marker.is_null(), || format!("still said to be under way: {marker}"))
    });
}

#[test]
fn a_backup_becomes_a_workspace_of_its_own() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Saved", "2026-01-01", "2026-03-31").await?;
        let data = window.open_data().await?;
        let file = data.export_workspace().await?;
        window.open_sessions().await?.add("After it", "2026-01-01", "2026-03-31").await?;
        let data = window.open_data().await?;
        data.file().give_file("Copy of March.json", file.as_bytes()).await?;
        data.button("Open as a new workspace").click().await?;
        data.button("Open as a new workspace").gone().await?;
        window.open_workspaces().await?.is_open("Copy of March").await?;
        let sessions = window.open_sessions().await?;
        sessions.lists("Saved").await?;
        sessions.lists_no("After it").await?;
        assert_eq!(window.open_data().await?.export_workspace().await?, file);
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_on_the_pages_of_data_and_workspaces() {
    for dark in [false, true] {
        test(Setup::default().sized(if dark { 360 } else { 1440 }, 900), async |window| {
            window.system_is_dark(dark).await?;
            let workspaces = window.open_workspaces().await?;
            workspaces.add("Second").await?;
            window.open_workspaces().await?;
            window.passes_axe("the Workspaces page").await?;
            window.shell().does_not_scroll_sideways().await?;
            window.screenshot(&format!("workspaces-{dark}")).await?;
            window.button("Delete Main workspace").click().await?;
            window.button("Delete workspace").seen().await?;
            window.passes_axe("the dialog that deletes a workspace").await?;
            window.button("Cancel").click().await?;
            window.open_sessions().await?.add("Q1", "2026-01-01", "2026-03-31").await?;
            let data = window.open_data().await?;
            let file = data.export_workspace().await?.replace("\"Q1\"", "\"Q2\"").replacen("\"sha256\"", "\"x\"", 1);
            data.file().give_file("workspace.json", file.as_bytes()).await?;
            data.import_button().seen().await?;
            window.passes_axe("the preview of a backup").await?;
            window.shell().does_not_scroll_sideways().await?;
            window.screenshot(&format!("data-backup-{dark}")).await?;
            data.button("Cancel").click().await?;
            data.file().give_file("foreign.csv", b"Title,Start,Finish,Status\nA,2026-01-01,2026-01-02,Odd\n").await?;
            data.column("State Odd").seen().await?;
            window.passes_axe("the columns of a foreign file").await?;
            window.shell().does_not_scroll_sideways().await?;
            window.screenshot(&format!("data-columns-{dark}")).await?;
            window.run("document.querySelector('main').scrollTo(0, 100000)", Vec::new()).await?;
            window.screenshot(&format!("data-storage-{dark}")).await
        });
    }
}

/// The records of a workspace that was added in this browser, or of the first one.
async fn records_of(window: &Window, added: bool) -> Step<Vec<(String, String)>> {
    let mut records = window.records().await?;
    records.retain(|(key, _)| key.starts_with("okr-sessions/main/") != added);
    Ok(records)
}

#[test]
fn two_windows_on_different_workspaces_do_not_touch_each_other() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Of the first", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        let [first, second] = window.second("settings/workspaces").await?;
        window.open_workspaces().await?.add("Second").await?;
        let first_records = records_of(window, false).await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Of the second", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        // Each counts its own numbers, and hears nothing of the other.
        sessions.row_says("SE-01001", "Name", "Of the second").await?;
        assert_eq!(records_of(window, false).await?, first_records);
        let second_records = records_of(window, true).await?;
        window.look_at(&first).await?;
        let sessions = window.sessions();
        sessions.add("Of the first as well", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        sessions.row_count(3).await?;
        sessions.row_says("SE-01002", "Name", "Of the first as well").await?;
        assert_eq!(records_of(window, true).await?, second_records);
        window.reload().await?;
        sessions.row_count(3).await?;
        window.look_at(&second).await?;
        sessions.row_count(2).await?;
        // Undo takes back what was done here, not what was done last.
        window.undo().click().await?;
        window.button("Load example data").seen().await?;
        window.look_at(&first).await?;
        sessions.row_count(3).await
    });
}

/// What was typed in the other window was saved when its page went: into a workspace that was no more.
#[test]
fn a_window_whose_workspace_is_deleted_in_another_one_says_so_and_writes_nothing_there() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Of the first", "2026-01-01", "2026-03-31").await?;
        window.open_workspaces().await?.add("Second").await?;
        let sessions = window.open_sessions().await?;
        for name in ["Of the second", "Of the second, too"] {
            sessions.add(name, "2026-01-01", "2026-03-31").await?;
        }
        let drawer = sessions.open("Of the second, too").await?;
        drawer.title().fill("Typed and not saved").await?;
        let [first, _] = window.second("settings/workspaces").await?;
        let workspaces = window.open_workspaces().await?;
        workspaces.open("Main workspace").await?;
        window.button("Delete Second").click().await?;
        window.role(Role::TextBox, "Name of the workspace").fill("Second").await?;
        window.button("Delete workspace").click().await?;
        workspaces.row("Second").gone().await?;
        window.look_at(&first).await?;
        window.notices("The workspace “Second” was deleted in another window.").await?;
        // Not the session of the address, which was one of that workspace.
        sessions.lists("Of the first").await?;
        window.open_sessions().await?.lists("Of the first").await?;
        assert_eq!(records_of(window, true).await?, []);
        assert_eq!(window.text_holding("was deleted in another window").count().await?, 0, "it is said once");
        Ok(())
    });
}

#[test]
fn the_first_workspace_is_deleted_in_another_window_as_well() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Of the first", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        let [first, _] = window.second("settings/workspaces").await?;
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        window.button("Delete Main workspace").click().await?;
        window.role(Role::TextBox, "Name of the workspace").fill("Main workspace").await?;
        window.button("Delete workspace").click().await?;
        workspaces.row("Main workspace").gone().await?;
        window.look_at(&first).await?;
        window.notices("The workspace “Main workspace” was deleted in another window.").await?;
        window.open_workspaces().await?.is_open("Second").await?;
        assert_eq!(records_of(window, false).await?, []);
        Ok(())
    });
}

/// Two workspaces of one name: which of them is deleted was anybody's guess.
#[test]
fn a_workspace_gets_no_name_that_another_one_has() {
    test(Setup::default(), async |window| {
        let workspaces = window.open_workspaces().await?;
        window.button("Add workspace").click().await?;
        let name = window.role(Role::TextBox, "Name");
        name.fill("main WORKSPACE ").await?;
        window.button("Save").click().await?;
        name.refused_with("Another workspace has this name. Choose one that tells them apart.").await?;
        name.fill("Second").await?;
        window.button("Save").click().await?;
        workspaces.is_open("Second").await?;
        window.button("Rename Second").click().await?;
        name.fill("SECOND").await?;
        window.button("Save").click().await?;
        window.notices("Workspace renamed to SECOND").await?;
        workspaces.row("SECOND").seen().await?;
        Ok(())
    });
}

/// The backups that the app makes before imports stayed, out of reach, and counted among those of the workspaces that were left.
#[test]
fn a_deleted_workspace_takes_its_kept_backups_along_and_others_keep_theirs() {
    test(Setup::default(), async |window| {
        let rows = "Name,Begin,End\nKept,2026-01-01,2026-03-31\n";
        // Before the first import there is nothing to keep.
        window.import(rows).await?;
        window.import(rows).await?;
        window.open_workspaces().await?.add("Second").await?;
        for _ in 0..4 {
            window.import(&rows.replace("Kept", "Gone")).await?;
        }
        window.open_workspaces().await?.open("Main workspace").await?;
        window.open_data().await?;
        window.role_beginning(Role::Button, "Download the backup of Feb 10, 2026").seen().await?;
        let workspaces = window.open_workspaces().await?;
        window.button("Delete Second").click().await?;
        window.role(Role::TextBox, "Name of the workspace").fill("Second").await?;
        window.button("Delete workspace").click().await?;
        workspaces.row("Second").gone().await?;
        until(PATIENCE, async || {
            let kept = window.run_async(KEPT).await?;
            let kept = kept.as_array().cloned().unwrap_or_default();
            Ok(if kept == ["main"] { Ok(()) } else { Err(format!("backups of {kept:?} are kept")) })
        })
        .await
    });
}

/// Whoever acted as a member could delete what administrators had planned.
#[test]
fn members_open_and_add_workspaces_and_neither_rename_nor_delete_them() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Mia", "Member").await?;
        window.open_workspaces().await?.add("Second").await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        window.shell().act_as("Mia").await?;
        window.open_workspaces().await?;
        window.button("Open Second").seen().await?;
        for name in ["Rename Second", "Delete Second", "Rename Main workspace"] {
            window.button(name).gone().await?;
        }
        window.shell().act_as("Administrator").await?;
        window.button("Delete Second").seen().await?;
        Ok(())
    });
}
