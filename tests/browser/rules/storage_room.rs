//! What is advised when the storage is full works with not one character free.

use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
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
        assert!(archive.contains("\"title\":\"Old 3001\"") && !archive.contains("\"title\":\"Going on\""), "{archive}");
        window.undo().seen().await?;
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

#[test]
fn the_trash_is_deleted_for_good_with_full_storage_and_undo_brings_it_back() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Thrown away", "2026-01-01", "2026-03-31").await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        sessions.lists_no("Thrown away").await?;
        window.fill_storage().await?;
        let data = window.open_data().await?;
        data.button("Delete the trash for good").click().await?;
        Confirm::seen(window, "Delete for good").await?.confirm().await?;
        window.notices("The trash is empty.").await?;
        window.free_storage().await?;
        window.undo().click().await?;
        data.button("Delete the trash for good").seen().await?;
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
