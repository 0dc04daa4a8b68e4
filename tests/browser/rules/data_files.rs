//! Files of the Data page beside our own CSV: foreign columns, calendars, whole workspaces.

use crate::pages::sessions::number;
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
        data.column("State Odd").choose("In progress").await?;
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
