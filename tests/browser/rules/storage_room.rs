//! What is advised when the storage is full works with not one character free.

use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

/// Many closed sessions: what two of them take is no room for another one with its history.
fn closed() -> String {
    let mut file = "Number,Name,State,Begin,End\nSE-02003,Going on,Open,2026-01-01,2026-12-31\n".to_owned();
    for number in 3001..3041 {
        file += &format!("SE-0{number},Old {number},Closed,2024-01-01,2024-12-31\n");
    }
    file
}

#[test]
fn closed_sessions_are_archived_to_a_file_with_full_storage_and_come_back_from_it() {
    test(Setup::default(), async |window| {
        window.import(&closed()).await?;
        window.fill_storage().await?;
        let sessions = window.open_sessions().await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Does not fit", "2026-04-01", "2026-06-30").await?;
        dialog.save().await?;
        window.alerts(&["Not saved", "storage is full", "archive closed sessions to a file"]).await?;
        let data = window.open_data().await?;
        let backup = data.export_workspace().await?;
        assert!(backup.contains("\"title\":\"Going on\""));
        data.button("Archive closed sessions to a file").click().await?;
        Confirm::seen(window, "Archive").await?.confirm().await?;
        let (name, archive) = window.downloaded().await?;
        assert!(name.starts_with("okr-archive-"), "{name:?}");
        let archive = String::from_utf8(archive)?;
        // What was there before is kept as well: whether the file was really saved no browser tells.
        window.role_beginning(Role::Button, "Download the backup of Feb 10, 2026").seen().await?;
        assert!(archive.contains("\"title\":\"Old 3001\"") && !archive.contains("\"title\":\"Going on\""), "{archive}");
        window.undo().seen().await?;
        window.role_beginning(Role::Button, "Undo: Removed 40 sessions for good").seen().await?;
        window.visit("okrs/sessions?closed").await?;
        sessions.row_count(2).await?;
        sessions.lists("Going on").await?;
        sessions.add("Fits now", "2026-04-01", "2026-06-30").await?;
        window.free_storage().await?;
        window.open_data().await?.import_workspace(&archive).await?;
        window.visit("okrs/sessions?closed").await?;
        sessions.row_says("SE-03040", "State", "Closed").await?;
        sessions.row_count(43).await
    });
}

/// What is kept for the next start took the last room, and the next change was refused.
#[test]
fn what_is_kept_of_the_first_rows_makes_way_for_a_change() {
    test(Setup::default(), async |window| {
        window.import(&closed()).await?;
        let sessions = window.open_sessions().await?;
        sessions.lists("Going on").await?;
        window.fill_storage().await?;
        // A part of it is what was kept of the first rows.
        let kept = "const [key, text] = Object.entries(localStorage).find(([key, text]) => key.startsWith('ballast-') && text.length > 4096); \
            localStorage.removeItem(key); localStorage.setItem('okr-sessions/first-rows', text.slice(100)); return text.length";
        let length = window.run(kept, Vec::new()).await?;
        ensure(length.as_u64() > Some(0), || format!("{length}"))?;
        sessions.add("Takes its room", "2026-04-01", "2026-06-30").await
    });
}

#[test]
fn the_trash_is_removed_for_good_with_full_storage_and_undo_brings_it_back() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Thrown away", "2026-01-01", "2026-03-31").await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        sessions.lists_no("Thrown away").await?;
        window.fill_storage().await?;
        let data = window.open_data().await?;
        data.button("Empty the trash").click().await?;
        Confirm::seen(window, "Remove for good").await?.confirm().await?;
        window.notices("The trash is empty.").await?;
        window.free_storage().await?;
        window.undo().click().await?;
        data.button("Empty the trash").seen().await?;
        assert!(window.session_record(&number(1)).await?.1.contains("Thrown away"));
        Ok(())
    });
}

#[test]
fn the_data_page_says_how_much_room_is_used_and_remembers_the_last_backup() {
    test(Setup::default(), async |window| {
        let data = window.open_data().await?;
        window.notices("characters in this workspace").await?;
        window.notices("No backup was exported in this browser yet.").await?;
        data.button("Back up now").click().await?;
        window.downloaded().await?;
        window.notices("The last backup was exported in this browser on Feb 10, 2026").await?;
        window.reload().await?;
        window.notices("The last backup was exported in this browser on Feb 10, 2026").await
    });
}

#[test]
fn the_app_reminds_of_a_backup_after_two_weeks_and_can_be_told_not_now() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Work", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        assert!(!window.button("Not now").is_there().await?);
        window.set_now("2026-02-25T09:00:00Z").await?;
        window.reload().await?;
        window.notices("1 change since the last backup").await?;
        window.button("Not now").click().await?;
        window.button("Not now").gone().await?;
        window.reload().await?;
        sessions.lists("Work").await?;
        assert!(!window.button("Not now").is_there().await?);
        Ok(())
    });
}

/// What is removed for good takes its part of the history with it. The app counted what the history held, and reminded of
/// nothing until as much had come again.
#[test]
fn the_app_reminds_of_a_backup_also_where_sessions_were_removed_for_good_since() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Stays", "2026-01-01", "2026-03-31").await?;
        sessions.add("Goes", "2026-01-01", "2026-03-31").await?;
        sessions.open("Goes").await?.act("Move to trash").await?;
        sessions.lists_no("Goes").await?;
        window.open_data().await?.export_workspace().await?;
        window.open_sessions().await?;
        window.open_trash().await?;
        window.button("Empty the trash").click().await?;
        Confirm::seen(window, "Remove for good").await?.confirm().await?;
        window.text("The trash is empty").seen().await?;
        window.set_now("2026-02-25T09:00:00Z").await?;
        window.reload().await?;
        window.notices("1 change since the last backup").await
    });
}

/// The card went on saying that there was no backup after the button of the Export card had made one.
#[test]
fn a_backup_of_the_export_card_is_told_by_the_storage_card_at_once() {
    test(Setup::default(), async |window| {
        let data = window.open_data().await?;
        window.notices("No backup was exported in this browser yet.").await?;
        data.export_workspace().await?;
        window.notices("The last backup was exported in this browser on Feb 10, 2026").await
    });
}

/// With full storage a backup was made and not remembered, and the page went on saying that there was none.
#[test]
fn a_backup_is_remembered_with_full_storage_and_said_to_be_forgotten_where_even_the_reserve_is_used_up() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Work", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        window.fill_storage().await?;
        let remembered = "The last backup was exported in this browser on Feb 10, 2026";
        window.open_data().await?.export_workspace().await?;
        window.notices(remembered).await?;
        window.reload().await?;
        window.notices(remembered).await?;
        let without =
            "localStorage.removeItem('okr-sessions/reserve'); localStorage.removeItem('okr-sessions/last-backup.main')";
        window.run(without, Vec::new()).await?;
        window.fill_storage().await?;
        let data = window.open_data().await?;
        window.notices("No backup was exported in this browser yet.").await?;
        data.export_workspace().await?;
        window.notices("A backup was exported just now. The browser's storage is full").await
    });
}

#[test]
fn a_backup_that_was_kept_before_an_import_is_what_was_there_before_it() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Before", "2026-01-01", "2026-03-31").await?;
        window.open_people().await?.add("Mia", "Member").await?;
        let before = window.open_data().await?.export_workspace().await?;
        let data = window.open_data().await?;
        data.file().give_file("sessions.csv", closed().as_bytes()).await?;
        data.import_button().click().await?;
        // The list was as it had been when the page was opened.
        window.role_beginning(Role::Button, "Download the backup of Feb 10, 2026").seen().await?;
        assert_ne!(data.export_workspace().await?, before);
        window.role_beginning(Role::Button, "Download the backup of Feb 10, 2026").click().await?;
        let (name, kept) = window.downloaded().await?;
        assert_eq!(name, "okr-workspace-2026-02-10-kept.json");
        assert_eq!(String::from_utf8(kept)?, before);
        Ok(())
    });
}

/// The message said that all were archived, and its Undo brought back the last hundred.
#[test]
fn what_a_full_storage_lets_go_in_portions_is_told_and_undone_in_portions() {
    test(Setup::default(), async |window| {
        let mut rows = "Name,State,Begin,End\n".to_owned();
        for at in 1..=2250 {
            rows.push_str(&format!("Over {at},Closed,2025-01-01,2025-03-31\n"));
        }
        window.import(&rows).await?;
        window.fill_storage().await?;
        let data = window.open_data().await?;
        data.button("Archive closed sessions to a file").click().await?;
        Confirm::seen(window, "Archive").await?.confirm().await?;
        window.text("Archived the last 50 of 2,250 sessions").seen().await?;
        window.undo().click().await?;
        window.text("Undone").seen().await?;
        window.visit("okrs/sessions?closed").await?;
        window.text("50 sessions").seen().await?;
        Ok(())
    });
}

/// The open one lost its parent, and importing the archive did not give it back.
#[test]
fn what_open_sessions_are_part_of_stays_when_closed_sessions_are_archived() {
    test(Setup::default(), async |window| {
        let rows = "Number,Name,State,Begin,End,Parent\nSE-02001,Year,Closed,2025-01-01,2025-12-31,\n\
            SE-02002,Quarter,Open,2025-01-01,2025-03-31,SE-02001\nSE-02003,Over,Closed,2025-01-01,2025-03-31,SE-02001\n";
        window.import(rows).await?;
        let data = window.open_data().await?;
        window.notices("1 more stays, because sessions that are not archived are part of it.").await?;
        data.button("Archive closed sessions to a file").click().await?;
        Confirm::seen(window, "Archive").await?.confirm().await?;
        window.downloaded().await?;
        window.notices("sessions that are not closed are part of the closed ones").await?;
        window.any(Role::Main).has_focus().await?;
        let csv = String::from_utf8(data.export_csv().await?)?;
        assert!(csv.contains("Quarter") && csv.contains("SE-02001") && !csv.contains("Over"), "{csv}");
        Ok(())
    });
}

/// The sessions went although there was no file, and the page said that a backup was made.
#[test]
fn where_no_file_can_be_saved_nothing_is_archived_and_no_backup_remembered() {
    let without_files = "URL.createObjectURL = () => { throw new Error('no files') }";
    test(Setup::default().with_script(without_files), async |window| {
        window.import(&closed()).await?;
        let data = window.open_data().await?;
        data.button("Archive closed sessions to a file").click().await?;
        Confirm::seen(window, "Archive").await?.confirm().await?;
        window.alerts(&["The file could not be saved."]).await?;
        window.button("Dismiss").last().click().await?;
        // The focus was nowhere when the message had gone.
        window.any(Role::Main).has_focus().await?;
        data.button("Export workspace (JSON)").click().await?;
        window.alerts(&["The file could not be saved."]).await?;
        window.notices("No backup was exported in this browser yet.").await?;
        window.visit("okrs/sessions?closed").await?;
        window.sessions().row_count(42).await
    });
}
