//! 4. The drawer of one session.

use serde_json::Value;
use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::frames::LATE_FRAMES;
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::test;

const TITLE: &str = "Q1 2026";

#[test]
fn a_drawer_has_an_address_that_reload_back_and_forward_keep() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        sessions.add("Q2 2026", "2026-04-01", "2026-06-30").await?;
        let drawer = sessions.open(TITLE).await?;
        window.is_at("okrs/sessions/SE-01001").await?;
        window.is_titled(TITLE).await?;
        drawer.dialog().says("SE-01001").await?;
        drawer.title().has_value(TITLE).await?;
        window.role(Role::Tab, "Details").within(&drawer.dialog()).has("selected", "true").await?;
        window.reload().await?;
        drawer.dialog().seen().await?;
        sessions.lists("Q2 2026").await?;
        let second = sessions.open("Q2 2026").await?;
        window.is_at("okrs/sessions/SE-01002").await?;
        drawer.dialog().gone().await?;
        window.back().await?;
        drawer.dialog().seen().await?;
        second.dialog().gone().await?;
        window.forward().await?;
        second.dialog().seen().await?;
        second.is_closed_by_its_button().await?;
        window.is_at("okrs/sessions").await?;
        window.is_titled("Sessions").await
    });
}

/// The header made room for the drawer as well: its controls wrapped, and the list moved down under the pointer.
#[test]
fn nothing_above_the_rows_moves_when_a_drawer_opens() {
    for (width, height) in [(1024, 768), (1200, 800), (1216, 800), (1440, 900)] {
        test(Setup::default().sized(width, height), async |window| {
            let sessions = window.open_sessions().await?;
            sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
            let places = async || -> Step<Value> {
                let search = sessions.search_box().element().await?.to_json()?;
                let add = sessions.add_button().element().await?.to_json()?;
                let row = sessions.name_cell(TITLE).element().await?.to_json()?;
                let script = "const [search, add, row] = arguments, at = e => e.getBoundingClientRect(); \
                    return [at(search).left, at(search).top, at(add).left, at(add).top, at(row).top]";
                window.run(script, vec![search, add, row]).await
            };
            let before = places().await?;
            let drawer = sessions.open(TITLE).await?;
            drawer.title().seen().await?;
            let with_drawer = places().await?;
            let script = "const name = arguments[0], cells = [...name.closest('tr').children]; \
                return cells.every(cell => cell.getBoundingClientRect().right <= innerWidth - 440 + 1)";
            let name = sessions.name_cell(TITLE).element().await?.to_json()?;
            let fits = window.run(script, vec![name]).await?;
            ensure(fits == true, || format!("at {width} the table goes on below the drawer"))?;
            ensure(before == with_drawer, || format!("at {width}: {before} became {with_drawer}"))
        });
    }
}

/// A drawer is made ahead and waits in the page: Escape found its button and closed what was not open.
#[test]
fn a_drawer_that_waits_is_there_for_nobody_until_it_is_opened() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        sessions.add("Q2 2026", "2026-04-01", "2026-06-30").await?;
        window.visit("okrs/sessions?q=20").await?;
        sessions.lists(TITLE).await?;
        let waits = "return !!document.querySelector('.drawer.waiting')";
        until(PATIENCE, async || match window.run(waits, Vec::new()).await?.as_bool() {
            Some(true) => Ok(Ok(())),
            _ => Ok(Err("no drawer waits".to_owned())),
        })
        .await?;
        window.any(Role::Dialog).gone().await?;
        window.button("Close drawer").gone().await?;
        sessions.focus_first_row().await?;
        window.press(Key::Escape).await?;
        window.is_at("okrs/sessions?q=20").await?;
        // It waited for the newest session; what it shows is about the one that is opened.
        let drawer = sessions.open(TITLE).await?;
        drawer.title().has_value(TITLE).await?;
        drawer.begin().has_value("2026-01-01").await?;
        drawer.dialog().says("SE-01001").await?;
        drawer.dialog().has_focus().await?;
        let renamed = drawer.retitle("Q1 of 2026").await?;
        sessions.row_says(&number(1), "Name", "Q1 of 2026").await?;
        sessions.row_says(&number(2), "Name", "Q2 2026").await?;
        window.press(Key::Escape).await?;
        renamed.dialog().gone().await?;
        window.any(Role::Dialog).gone().await
    });
}

#[test]
fn a_field_is_saved_when_it_is_left_and_on_enter() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        let drawer = sessions.open(TITLE).await?.retitle("First quarter").await?;
        drawer.dialog().seen().await?;
        sessions.row_says(&number(1), "Name", "First quarter").await?;
        window.undo().seen().await?;
        window.reload().await?;
        drawer.title().has_value("First quarter").await?;
        drawer.end().fill_date("2026-04-15").await?;
        window.press(Key::Enter).await?;
        drawer.says_saved().await?;
        window.reload().await?;
        drawer.end().has_value("2026-04-15").await?;
        sessions.row_says(&number(1), "End", "Apr").await?;
        drawer.begin().fill_date("2026-01-15").await?;
        window.press(Key::Enter).await?;
        drawer.says_saved().await?;
        window.undo().click().await?;
        drawer.begin().has_value("2026-01-01").await?;
        window.reload().await?;
        drawer.begin().has_value("2026-01-01").await
    });
}

#[test]
fn an_invalid_value_stays_with_its_message_and_nothing_is_written() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open(TITLE).await?;
        let before = window.records().await?;
        drawer.end().fill_date("2025-12-31").await?;
        window.press(Key::Enter).await?;
        drawer.end().refused_with("End date must not be before the begin date.").await?;
        drawer.end().has_value("2025-12-31").await?;
        drawer.title().fill("").await?;
        window.press(Key::Enter).await?;
        drawer.title().refused_with("Title is required.").await?;
        assert_eq!(window.records().await?, before, "an invalid value was written");
        drawer.end().fill_date("2026-03-30").await?;
        window.press(Key::Enter).await?;
        drawer.title().fill("Mended").await?;
        window.press(Key::Enter).await?;
        let drawer = Drawer::new(window, "Mended");
        drawer.says_saved().await?;
        window.text("Title is required.").gone().await?;
        window.text("End date must not be before the begin date.").gone().await?;
        window.reload().await?;
        drawer.title().has_value("Mended").await?;
        drawer.end().has_value("2026-03-30").await
    });
}

#[test]
fn leaving_in_any_way_saves_a_valid_value() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        sessions.add("Other", "2026-01-01", "2026-03-31").await?;
        let mut title = TITLE.to_owned();
        for way in ["button", "Escape", "other row", "back", "link"] {
            let drawer = sessions.open(&title).await?;
            title = format!("Left by {way}");
            drawer.title().fill(&title).await?;
            match way {
                "button" => drawer.close().await?,
                "Escape" => window.press(Key::Escape).await?,
                "other row" => drop(sessions.open("Other").await?),
                "back" => window.back().await?,
                _ => window.shell().link("Sessions").click().await?,
            }
            drawer.dialog().gone().await?;
            sessions.lists(&title).await?;
            window.visit("okrs/sessions").await?;
            sessions.lists(&title).await?;
        }
        Ok(())
    });
}

#[test]
fn a_drawer_takes_the_focus_from_nobody_who_is_in_it_before_its_first_frame() {
    test(Setup::default().with_script(LATE_FRAMES), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open(TITLE).await?;
        drawer.title().focus().await?;
        window.late_frames_have_come().await?;
        drawer.title().has_focus().await
    });
}

#[test]
fn a_page_that_goes_saves_a_valid_value() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open(TITLE).await?;
        drawer.title().fill("Half a minute").await?;
        window.reload().await?;
        Drawer::new(window, "Half a minute").title().has_value("Half a minute").await
    });
}

#[test]
fn leaving_with_an_invalid_value_asks() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        sessions.add("Other", "2026-01-01", "2026-03-31").await?;
        for way in ["button", "Escape", "other row", "back"] {
            let drawer = sessions.open(TITLE).await?;
            drawer.title().fill("").await?;
            let leave = async || match way {
                "button" => drawer.close().await,
                "Escape" => window.press(Key::Escape).await,
                "other row" => sessions.name_cell("Other").click().await,
                _ => window.back().await,
            };
            leave().await?;
            Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
            drawer.dialog().seen().await?;
            drawer.title().has_value("").await?;
            window.is_at("okrs/sessions/SE-01001").await?;
            leave().await?;
            Confirm::seen(window, "Discard").await?.press("Discard").await?;
            drawer.dialog().gone().await?;
            sessions.lists(TITLE).await?;
            window.visit("okrs/sessions").await?;
            sessions.lists(TITLE).await?;
        }
        Ok(())
    });
}

#[test]
fn who_discards_what_was_typed_gets_where_they_were_going() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        window.visit("okrs/sessions/SE-01001?closed").await?;
        let drawer = Drawer::new(window, TITLE);
        drawer.title().fill("").await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("Activity").await?.click().await?;
        Confirm::seen(window, "Discard").await?.press("Discard").await?;
        window.is_titled("Activity").await?;
        window.is_at("activity").await
    });
}

#[test]
fn show_more_shows_more_and_less_again() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open(TITLE).await?;
        drawer.button("Show More").has("expanded", "false").await?;
        drawer.button("Show More").click().await?;
        drawer.button("Show Less").has("expanded", "true").await?;
        drawer.button("Show Less").has_focus().await?;
        drawer.button("Show Less").click().await?;
        drawer.button("Show More").seen().await?;
        Ok(())
    });
}

#[test]
fn changed_by_and_changed_date_follow_every_change_and_no_other() {
    // Half past two in the afternoon for the person who looks.
    let setup = Setup::default().in_zone("Asia/Kolkata");
    test(setup, async |window| {
        let people = window.open_people().await?;
        people.add("Bea Example", "System administrator").await?;
        let sessions = window.open_sessions().await?;
        sessions.add(TITLE, "2026-01-01", "2026-03-31").await?;
        window.set_now("2026-02-11T10:15:00Z").await?;
        window.reload().await?;
        window.shell().act_as("Bea Example").await?;
        let drawer = sessions.open(TITLE).await?;
        let information = drawer.information();
        for label in ["Created by", "Changed by", "Created date", "Changed date"] {
            information.says(label).await?;
        }
        information.says("2:30").await?;
        // The same text again is no change.
        drawer.title().fill(TITLE).await?;
        window.press(Key::Enter).await?;
        let untouched = information.text().await?;
        assert!(!untouched.contains("Bea Example"), "{untouched}");
        assert!(!untouched.contains("3:45"), "{untouched}");
        let drawer = drawer.retitle("Changed").await?;
        for reloaded in [false, true] {
            if reloaded {
                window.reload().await?;
            }
            drawer.information().says("Bea Example").await?;
            drawer.information().says("3:45").await?;
            drawer.information().says("Administrator").await?;
            drawer.information().says("2:30").await?;
            sessions.row_says(&number(1), "Created By", "").await?;
            let row = sessions.row(&number(1)).await?;
            assert!(row[5].contains("Administrator") && row[6].contains("Bea Example"), "{row:?}");
        }
        Ok(())
    });
}

/// It stayed beside the value that an undo had brought back.
#[test]
fn saved_is_said_only_of_what_was_typed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Before", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Before").await?.retitle("After").await?;
        drawer.says_saved().await?;
        window.undo().click().await?;
        let drawer = Drawer::new(window, "Before");
        drawer.title().has_value("Before").await?;
        window.text("Saved").within(&drawer.dialog()).gone().await
    });
}
