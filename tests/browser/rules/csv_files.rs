//! 7. Sessions from files and into files.

use std::fmt::Write;

use thirtyfour::Key;

use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::window::test;

const HEADER: &str = "Number,Name,State,Begin,End,Created By,Last Edited By,Created Date,Changed Date\n";

fn text(file: Vec<u8>) -> Step<String> {
    let text = String::from_utf8(file)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

#[test]
fn a_file_is_previewed_then_imported_at_once_and_undone_at_once() {
    test(Setup::default(), async |window| {
        let file = format!(
            "{HEADER}SE-02001,Old one,Closed,2024-01-01,2024-12-31,Ann,Bob,2024-01-01T08:00:00Z,2024-06-01T08:00:00Z\n\
             ,\"Q1, \"\"new\"\"\",Active,2026-01-01,2026-03-31,Ann,Ann,,\n"
        );
        let data = window.open_data().await?;
        window.is_titled("Data").await?;
        data.file().give_file("sessions.csv", file.as_bytes()).await?;
        data.import_button().seen().await?;
        window.notices("Old one").await?;
        assert!(window.records().await?.iter().all(|(key, _)| !key.contains("/session/")), "a preview was written");
        data.button("Cancel").click().await?;
        data.import_button().gone().await?;
        data.file().give_file("sessions.csv", file.as_bytes()).await?;
        data.import_button().click().await?;
        window.undo().click().await?;
        window.undo().gone().await?;
        let sessions = window.open_sessions().await?;
        window.button("Load example data").seen().await?;

        window.import(&file).await?;
        // The focus is on the file input, which has no undo of its own.
        window.undo().seen().await?;
        window.press_with(&[Key::Control], 'z').await?;
        window.role_beginning(Role::Button, "Redo: Imported 2 sessions").seen().await?;
        window.press_with(&[Key::Control, Key::Shift], 'z').await?;
        window.visit("okrs/sessions?closed").await?;
        // The missing number goes on above the highest, also above the one that was undone: it is never given again.
        sessions.row_says("SE-02001", "State", "Closed").await?;
        sessions.row_says("SE-02003", "Name", "Q1, \"new\"").await?;
        let row = sessions.row("SE-02001").await?;
        assert!(row[5].contains("Ann") && row[6].contains("Bob"), "{row:?}");
        window.reload().await?;
        sessions.row_says("SE-02003", "State", "Active").await?;
        let people = window.open_people().await?;
        people.lists("Ann").await?;
        people.lists("Bob").await
    });
}

#[test]
fn one_refused_line_keeps_the_whole_file_out() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Taken", "2026-01-01", "2026-03-31").await?;
        let long = "x".repeat(121);
        let file = format!(
            "Number,Name,State,Begin,End\n\
             SE-01001,Same number,Active,2026-01-01,2026-03-31\n\
             SE-x,Bad number,Active,2026-01-01,2026-03-31\n\
             ,Bad state,Paused,2026-01-01,2026-03-31\n\
             ,,Active,2026-01-01,2026-03-31\n\
             ,{long},Active,2026-01-01,2026-03-31\n\
             ,No dates,Active,,\n\
             ,\"Two\nlines\",Active,2026-02-30,2026-03-31\n\
             ,Backwards,Active,2026-03-31,2026-01-01\n\
             ,Good,Active,2026-01-01,2026-03-31\n"
        );
        let data = window.open_data().await?;
        data.file().give_file("sessions.csv", file.as_bytes()).await?;
        data.refuses(2, "Number SE-01001 is already taken.").await?;
        data.refuses(3, "Number SE-x is not valid.").await?;
        data.refuses(4, "State \"Paused\" is not known.").await?;
        data.refuses(5, "Title is required.").await?;
        data.refuses(6, "Title can have at most 120 characters.").await?;
        data.refuses(7, "Begin date is required.").await?;
        data.refuses(7, "End date is required.").await?;
        data.refuses(8, "Begin date is not a valid date.").await?;
        // The quoted line break above is a line of the file too.
        data.refuses(10, "End date must not be before the begin date.").await?;
        let button = data.import_button();
        if button.is_there().await? {
            button.has("disabled", "true").await?;
        }
        window.open_sessions().await?;
        sessions.shows(&[1]).await
    });
}

#[test]
fn a_semicolon_file_with_a_byte_order_mark_and_columns_in_any_order_is_read() {
    test(Setup::default(), async |window| {
        window
            .import("\u{feff}End;Name;Begin\r\n2026-03-31;Überblick, kurz;2026-01-01\r\n2026-06-30;Zweites;2026-04-01")
            .await?;
        let sessions = window.open_sessions().await?;
        sessions.row_says(&number(1), "Name", "Überblick, kurz").await?;
        sessions.row_says(&number(2), "Name", "Zweites").await?;
        window.reload().await?;
        sessions.row_says(&number(2), "Begin", "Apr").await
    });
}

#[test]
fn an_export_holds_no_formula_and_comes_back_the_same() {
    test(Setup::default(), async |window| {
        let titles = ["=1+1", "+x", "-x", "@x", "'=x", "''x", "'plain", "a, \"b\"", "مرحبا 😀"];
        let mut file = HEADER.to_owned();
        for (at, title) in titles.iter().enumerate() {
            let title = title.replace('"', "\"\"");
            // A formula's sign comes after the quote that import takes away.
            let quoted =
                if title.starts_with(['=', '+', '-', '@']) || title.starts_with("'=") || title.starts_with("''") {
                    format!("'{title}")
                } else {
                    title
                };
            let state = if at % 2 == 0 { "Active" } else { "Closed" };
            writeln!(
                file,
                ",\"{quoted}\",{state},2026-01-0{day},2026-03-31,Ann,Bob,2026-01-0{day}T08:00:00Z,2026-01-0{day}T09:00:00Z",
                day = at + 1
            )?;
        }
        window.import(&file).await?;
        window.visit("okrs/sessions?closed").await?;
        let sessions = window.sessions();
        sessions.row_count(titles.len() + 1).await?;
        for title in titles {
            sessions.lists(title).await?;
        }
        let before = sessions.rows().await?;
        let data = window.open_data().await?;
        let export = text(data.export_csv().await?)?;
        for cell in ["'=1+1", "'+x", "'-x", "'@x", "''=x", "'''x"] {
            assert!(export.contains(cell), "{cell:?} is not in the export:\n{export}");
        }
        assert!(export.starts_with("Number,Name,State,Begin,End,Created By,Last Edited By"), "{export}");
        window.clear_storage().await?;
        window.open_sessions().await?;
        window.button("Load example data").seen().await?;
        window.import(&export).await?;
        window.visit("okrs/sessions?closed").await?;
        sessions.row_count(titles.len() + 1).await?;
        assert_eq!(sessions.rows().await?, before);
        let again = text(window.open_data().await?.export_csv().await?)?;
        assert_eq!(again, export);
        Ok(())
    });
}

#[test]
fn ten_thousand_sessions_come_in_at_once_and_a_window_of_rows_is_drawn() {
    test(Setup::default(), async |window| {
        let mut file = HEADER.to_owned();
        for at in 0..10_000 {
            let (hour, minute) = (at / 60 % 24, at % 60);
            let day = 1 + at / 1440;
            writeln!(
                file,
                "SE-{:05},Session {at},Active,2026-01-01,2026-03-31,Ann,Ann,\
                 2025-01-{day:02}T{hour:02}:{minute:02}:00Z,2025-01-{day:02}T{hour:02}:{minute:02}:00Z",
                1001 + at
            )?;
        }
        window.import(&file).await?;
        for reloaded in [false, true] {
            let sessions = window.open_sessions().await?;
            sessions.table().patiently(30).seen().await?;
            sessions.row_count(10_001).await?;
            sessions.lists("Session 9999").await?;
            let rendered = sessions.rendered_rows().await?;
            ensure(rendered < 200, || format!("{rendered} rows are rendered"))?;
            sessions.scroll_to_end().await?;
            sessions.lists("Session 0").await?;
            let last = window.any(Role::Row).within(&sessions.table()).last();
            last.has_attribute("aria-rowindex", Some("10001")).await?;
            if !reloaded {
                sessions.search("Session 4321").await?;
                sessions.shows(&[4322]).await?;
                let drawer = sessions.open("Session 4321").await?.retitle("Found and changed").await?;
                drawer.is_closed_by_its_button().await?;
            } else {
                sessions.search("Found and changed").await?;
                sessions.shows(&[4322]).await?;
            }
        }
        Ok(())
    });
}

/// The rest of the file became one title; a column that is not ours went without a word.
#[test]
fn a_quote_that_is_never_closed_is_refused_and_columns_that_are_not_read_are_named() {
    test(Setup::default(), async |window| {
        let data = window.open_data().await?;
        let torn = "Begin,End,Name\n2026-01-01,2026-03-31,\"A\n2026-04-01,2026-06-30,B\n";
        data.file().give_file("torn.csv", torn.as_bytes()).await?;
        window.alerts(&["The quote that opens on line 2 is never closed"]).await?;
        data.import_button().gone().await?;
        let foreign = "Name,Begin,End,Weird,Budget\nQ1,2026-01-01,2026-03-31,x,1\n";
        data.file().give_file("foreign.csv", foreign.as_bytes()).await?;
        data.import_button().seen().await?;
        window.text("Columns not read").seen().await?;
        window.text("Weird, Budget").seen().await?;
        Ok(())
    });
}

/// The reason was "not a valid date", and in which form dates are read stood far above.
#[test]
fn a_file_with_tabs_is_read_and_dates_in_another_form_are_refused_with_the_form_that_is_read() {
    test(Setup::default(), async |window| {
        let data = window.open_data().await?;
        data.file().give_file("pasted.txt", b"Name\tBegin\tEnd\nQ1\t01.01.2026\t2026-03-31\n").await?;
        window.notices("Begin date is not a valid date.").await?;
        window.notices("Dates are written with year, month and day, like 2026-02-01.").await?;
        data.file().give_file("pasted.txt", b"Name\tBegin\tEnd\nQ1, north\t2026-01-01\t2026-03-31\n").await?;
        data.import_button().click().await?;
        window.open_sessions().await?.lists("Q1, north").await
    });
}
