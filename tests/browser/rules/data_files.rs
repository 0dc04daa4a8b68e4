//! Files of the Data page beside our own CSV: foreign columns, calendars, whole workspaces.

use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn the_columns_of_a_foreign_file_are_guessed_and_can_be_chosen() {
    test(Setup::default(), async |window| {
        let file = "Id,Title,Status,Start,Finish\n\
                    7,First,Done,2026-01-01,2026-03-31\n\
                    8,Second,Odd,2026-04-01,2026-06-30\n";
        let data = window.open_data().await?;
        data.file().give_file("foreign.csv", file.as_bytes()).await?;
        for (column, guess) in [("Name", "Title"), ("Begin", "Start"), ("End", "Finish"), ("State", "Status")] {
            data.column(column).has_chosen(guess).await?;
        }
        data.column("Number").has_chosen("Not in this file").await?;
        data.column("State Done").has_chosen("Closed").await?;
        data.refuses(3, "State \"Odd\" is not known.").await?;
        window.alerts(&["1 of 2 rows is refused", "or choose a state above"]).await?;
        // By the keyboard, whose focus stays: geckodriver takes it from a select in which it has chosen.
        data.column("State Odd").focus().await?;
        window.type_keys("In p").await?;
        data.column("State Odd").has_chosen("In progress").await?;
        data.column("State Odd").has_focus().await?;
        data.column("End").choose("Start").await?;
        data.column("Begin").choose("Finish").await?;
        data.refuses(2, "End date must not be before the begin date.").await?;
        data.column("Begin").choose("Start").await?;
        data.column("End").choose("Finish").await?;
        data.import_button().click().await?;
        data.import_button().gone().await?;
        window.visit("okrs/sessions?closed").await?;
        let sessions = window.sessions();
        sessions.row_says(&number(1), "State", "Closed").await?;
        sessions.row_says(&number(2), "Name", "Second").await?;
        sessions.row_says(&number(2), "End", "Jun 30").await
    });
}

#[test]
fn a_column_that_cannot_be_guessed_is_asked_for() {
    test(Setup::default(), async |window| {
        let data = window.open_data().await?;
        let file = "What,A,B\nFirst,2026-01-01,2026-03-31\n";
        data.file().give_file("foreign.csv", file.as_bytes()).await?;
        data.column("Name").has_chosen("Choose a column").await?;
        assert!(!data.import_button().is_there().await?);
        for (column, theirs) in [("Name", "What"), ("Begin", "A"), ("End", "B")] {
            data.column(column).choose(theirs).await?;
        }
        data.import_button().seen().await?;
        data.button("Cancel").click().await?;
        data.file().seen().await?;
        data.column("Name").gone().await
    });
}

#[test]
fn a_calendar_holds_every_session_and_its_check_in_dates() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Last, \"days\"", "9999-12-20", "9999-12-31").await?;
        let calendar = window.open_data().await?.export_calendar().await?;
        assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), "{calendar}");
        assert!(calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
        for line in ["SUMMARY:Last\\, \"days\"", "DTSTART;VALUE=DATE:99991220", "DTSTART;VALUE=DATE:99991226"] {
            assert!(calendar.contains(&format!("{line}\r\n")), "{calendar}");
        }
        Ok(())
    });
}

#[test]
fn a_backup_comes_back_equal_in_an_empty_browser_and_makes_the_same_file_again() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        window.button("Load example data").click().await?;
        window.sessions().first_number().await?;
        window.open_people().await?.add("Mia <script>alert(1)</script>", "Member").await?;
        let data = window.open_data().await?;
        let file = data.export_workspace().await?;
        let before = window.records().await?;
        window.clear_storage().await?;
        let data = window.open_data().await?;
        data.file().give_file("workspace.json", file.as_bytes()).await?;
        window.notices("it becomes exactly what the file holds").await?;
        data.import_button().click().await?;
        data.import_button().gone().await?;
        window.undo().seen().await?;
        assert_eq!(data.export_workspace().await?, file);
        window.reload().await?;
        assert_eq!(window.open_data().await?.export_workspace().await?, file);
        let records = |texts: Vec<(String, String)>| -> Vec<_> {
            texts.into_iter().filter(|(key, _)| key.matches('/').count() > 1).collect()
        };
        assert_eq!(records(window.records().await?), records(before));
        Ok(())
    });
}

/// A record of a kind that this version has no name for was left out without a word.
#[test]
fn a_backup_holds_what_only_a_later_version_knows() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let later = "{\"v\":99,\"id\":\"00000000000000000001\",\"title\":\"Grow\"}";
        let key = "okr-sessions/main/objective/00000000000000000001";
        window.store(key, later).await?;
        window.reload().await?;
        window.notices("It is read-only here").await?;
        window.visit("settings/data").await?;
        let file = window.data().export_workspace().await?;
        window.clear_storage().await?;
        let data = window.open_data().await?;
        data.file().give_file("workspace.json", file.as_bytes()).await?;
        data.import_button().click().await?;
        window.notices("It is read-only here").await?;
        assert_eq!(window.stored(key).await?.as_deref(), Some(later));
        Ok(())
    });
}

#[test]
fn restoring_a_backup_is_undone_at_once() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        let file = window.open_data().await?.export_workspace().await?;
        window.clear_storage().await?;
        let data = window.open_data().await?;
        data.import_workspace(&file).await?;
        window.undo().click().await?;
        window.open_sessions().await?;
        window.button("Load example data").seen().await?;
        Ok(())
    });
}

#[test]
fn a_workspace_is_merged_by_id_and_a_taken_number_is_renumbered_as_announced() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Theirs", "2026-01-01", "2026-03-31").await?;
        let file = window.open_data().await?.export_workspace().await?;
        window.clear_storage().await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Mine", "2026-01-01", "2026-03-31").await?;
        let data = window.open_data().await?;
        data.file().give_file("workspace.json", file.as_bytes()).await?;
        window.notices("SE-01001 becomes SE-01002: Theirs").await?;
        data.import_button().click().await?;
        data.import_button().gone().await?;
        window.undo().seen().await?;
        let sessions = window.open_sessions().await?;
        sessions.row_says(&number(1), "Name", "Mine").await?;
        sessions.row_says(&number(2), "Name", "Theirs").await?;
        let data = window.open_data().await?;
        data.file().give_file("workspace.json", file.as_bytes()).await?;
        window.notices("there is nothing to import").await?;
        assert!(!data.import_button().is_there().await?);
        // An edited file is refused for its checksum, and read value by value without one.
        let edited = file.replace("\"Theirs\"", "\"Theirs again\"");
        data.file().give_file("workspace.json", edited.as_bytes()).await?;
        window.alerts(&["checksum does not fit"]).await?;
        let edited = edited.replacen("\"sha256\"", "\"was\"", 1);
        data.import_workspace(&edited).await?;
        window.undo().seen().await?;
        window.open_sessions().await?.row_says(&number(2), "Name", "Theirs again").await
    });
}

#[test]
fn a_hostile_file_is_refused_with_a_reason_and_the_page_stays() {
    test(Setup::default(), async |window| {
        let data = window.open_data().await?;
        let nested = ["[", "]"].map(|bracket| bracket.repeat(100_000)).concat();
        let of = |data: &str| format!("{{\"format\":\"okr-sessions workspace\",\"version\":1,\"data\":{data}}}");
        let cases = [
            (nested.clone(), "not a workspace of this app"),
            ("[".repeat(100_000), "is not JSON"),
            (of(&nested), "not a workspace of this app"),
            (of("{\"sessions\":[{\"title\":\"<img src=x onerror=alert(1)>\",\"__proto__\":{}}]}"), "refused"),
            (of(&format!("{{\"sessions\":[\"{}\"]}}", "x".repeat(10 << 20))), "refused"),
            ("x".repeat(20_000_001), "larger than 20 MB"),
        ];
        for (file, reason) in cases {
            data.file().give_file("hostile.json", file.as_bytes()).await?;
            window.alerts(&[reason]).await?;
        }
        window.role(Role::Heading, "Data").seen().await?;
        Ok(())
    });
}

#[test]
fn members_export_what_they_may_see_and_do_not_import() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Mia", "Member").await?;
        window.shell().act_as("Mia").await?;
        window.visit("settings/data").await?;
        window.button("Export sessions (CSV)").seen().await?;
        window.button("Export calendar (iCalendar)").seen().await?;
        assert!(!window.button("Export workspace (JSON)").is_there().await?);
        window.notices("Only administrators can import").await
    });
}
