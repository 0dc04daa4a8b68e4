//! 2. The dialog that adds a session.

use thirtyfour::Key;

use crate::pages::add_session::AddSession;
use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::frames::LATE_FRAMES;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn all_messages_stand_at_once_and_the_first_field_gets_the_focus() {
    test(Setup::default(), async |window| {
        let dialog = window.open_sessions().await?.start_adding().await?;
        dialog.title().has_focus().await?;
        dialog.save().await?;
        dialog.title().refused_with("Title is required.").await?;
        dialog.begin().refused_with("Begin date is required.").await?;
        dialog.end().refused_with("End date is required.").await?;
        dialog.title().has_focus().await?;
        dialog.title().fill(" \u{3000}\u{a0} ").await?;
        dialog.save().await?;
        dialog.title().refused_with("Title is required.").await?;
        dialog.title().fill("Q1 2026").await?;
        dialog.end().fill_date("2026-03-31").await?;
        dialog.save().await?;
        window.text("Title is required.").gone().await?;
        window.text("End date is required.").gone().await?;
        dialog.begin().refused_with("Begin date is required.").await?;
        ensure(window.focused().await?.contains("date"), || "the focus is not on the begin date".to_owned())?;
        window.reload().await?;
        window.button("Load example data").seen().await?;
        Ok(())
    });
}

#[test]
fn a_field_that_was_only_passed_by_is_asked_for_on_save() {
    test(Setup::default(), async |window| {
        let dialog = window.open_sessions().await?.start_adding().await?;
        dialog.title().has_focus().await?;
        dialog.end().focus().await?;
        dialog.button("Cancel").focus().await?;
        dialog.title().focus().await?;
        window.type_keys("x").await?;
        assert_eq!(window.text_holding("is required").count().await?, 0);
        dialog.save().await?;
        dialog.begin().refused_with("Begin date is required.").await
    });
}

#[test]
fn a_refusal_takes_the_focus_from_nobody_who_has_gone_on_by_then() {
    test(Setup::default().with_script(LATE_FRAMES), async |window| {
        let dialog = window.open_sessions().await?.start_adding().await?;
        dialog.save().await?;
        dialog.button("More options").focus().await?;
        window.late_frames_have_come().await?;
        dialog.button("More options").has_focus().await
    });
}

#[test]
fn a_date_must_exist_and_the_end_must_not_come_first() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("February", "2026-02-31", "2026-04-31").await?;
        dialog.save().await?;
        dialog.begin().refused_with("Begin date is not a valid date.").await?;
        dialog.end().refused_with("End date is not a valid date.").await?;
        window.text("Begin date is required.").gone().await?;
        dialog.fill("February", "1969-12-31", "2026-02-28").await?;
        dialog.save().await?;
        dialog.begin().refused_with("Begin date is not a valid date.").await?;
        window.text("End date is not a valid date.").gone().await?;
        dialog.fill("February", "2026-02-10", "2026-02-09").await?;
        dialog.save().await?;
        dialog.end().refused_with("End date must not be before the begin date.").await?;
        dialog.end().clear_date().await?;
        dialog.save().await?;
        dialog.end().refused_with("End date is required.").await?;
        dialog.end().fill_date("2026-02-10").await?;
        dialog.save_and_close().await?;
        window.reload().await?;
        sessions.lists("February").await
    });
}

#[test]
fn a_title_has_at_most_120_characters_without_the_space_around_it() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let dialog = sessions.start_adding().await?;
        let longest = "x".repeat(120);
        dialog.fill(&format!("{longest}y"), "2026-01-01", "2026-03-31").await?;
        dialog.save().await?;
        dialog.title().refused_with("Title can have at most 120 characters.").await?;
        dialog.title().has_value(&format!("{longest}y")).await?;
        dialog.title().fill(&format!("  {longest}  ")).await?;
        dialog.save_and_close().await?;
        sessions.lists(&longest).await?;
        window.reload().await?;
        sessions.lists(&longest).await
    });
}

#[test]
fn quick_picks_fill_title_and_dates() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let dialog = sessions.start_adding().await?;
        let picks = [
            ("This quarter", "Q1 2026", "2026-01-01", "2026-03-31"),
            ("Next quarter", "Q2 2026", "2026-04-01", "2026-06-30"),
            ("This half", "H1 2026", "2026-01-01", "2026-06-30"),
            ("Next half", "H2 2026", "2026-07-01", "2026-12-31"),
            ("This year", "FY2026", "2026-01-01", "2026-12-31"),
            ("Next year", "FY2027", "2027-01-01", "2027-12-31"),
            ("This month", "February 2026", "2026-02-01", "2026-02-28"),
            ("Next month", "March 2026", "2026-03-01", "2026-03-31"),
        ];
        for (pick, title, begin, end) in picks {
            dialog.button(pick).click().await?;
            dialog.holds(title, begin, end).await?;
        }
        dialog.save_and_close().await?;
        window.reload().await?;
        sessions.lists("March 2026").await
    });
}

#[test]
fn today_is_the_day_of_the_users_own_time_zone() {
    // Still 2025 in UTC, New Year's morning on Kiritimati.
    let setup = Setup::default().at("2025-12-31T12:00:00Z").in_zone("Pacific/Kiritimati");
    test(setup, async |window| {
        let dialog = window.open_sessions().await?.start_adding().await?;
        dialog.button("This quarter").click().await?;
        dialog.holds("Q1 2026", "2026-01-01", "2026-03-31").await
    });
}

#[test]
fn leaving_asks_only_when_something_was_typed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for way in ["Escape", "Cancel"] {
            let dialog = sessions.start_adding().await?;
            let leave = async || match way {
                "Escape" => window.press(Key::Escape).await,
                button => dialog.button(button).click().await,
            };
            leave().await?;
            dialog.dialog().gone().await?;
            sessions.add_button().has_focus().await?;

            sessions.start_adding().await?;
            dialog.title().fill("Half typed").await?;
            leave().await?;
            Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
            dialog.title().has_value("Half typed").await?;
            leave().await?;
            Confirm::seen(window, "Discard").await?.press("Discard").await?;
            dialog.dialog().gone().await?;
            sessions.add_button().has_focus().await?;
        }
        window.reload().await?;
        window.button("Load example data").seen().await?;
        Ok(())
    });
}

#[test]
fn save_adds_one_session_however_fast_it_is_pressed_and_undo_takes_it_back() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Pressed twice", "2026-01-01", "2026-03-31").await?;
        dialog.button("Save").double_click().await?;
        dialog.dialog().gone().await?;
        sessions.shows(&[1]).await?;
        window.undo().click().await?;
        sessions.lists_no("Pressed twice").await?;
        window.reload().await?;
        sessions.lists_no("Pressed twice").await?;
        // The number of an undone session is not given again.
        let dialog = sessions.start_adding().await?;
        dialog.fill("Next", "2026-01-01", "2026-03-31").await?;
        dialog.title().focus().await?;
        window.press(Key::Enter).await?;
        dialog.dialog().gone().await?;
        sessions.row_says(&number(2), "Name", "Next").await?;
        window.reload().await?;
        sessions.shows(&[2]).await
    });
}

#[test]
fn the_keyboard_alone_adds_a_session() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add_button().focus().await?;
        window.press(Key::Enter).await?;
        let dialog = AddSession::new(window);
        dialog.title().has_focus().await?;
        window.type_keys("Q2 2026").await?;
        for (field, date) in [(dialog.begin(), "04012026"), (dialog.end(), "06302026")] {
            // Quick picks stand between the title and the dates.
            window.tab_to(&field, 16).await?;
            window.type_keys(date).await?;
        }
        dialog.holds("Q2 2026", "2026-04-01", "2026-06-30").await?;
        dialog.end().focus().await?;
        window.press(Key::Enter).await?;
        dialog.dialog().gone().await?;
        window.reload().await?;
        sessions.lists("Q2 2026").await
    });
}

#[test]
fn the_second_click_of_a_double_click_does_nothing_behind_the_dialog() {
    test(Setup::default(), async |window| {
        let mut file = "Name,Begin,End\n".to_owned();
        for at in 1..=40 {
            file.push_str(&format!("Session {at},2026-01-01,2026-03-31\n"));
        }
        window.import(&file).await?;
        let sessions = window.open_sessions().await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Pressed twice", "2026-01-01", "2026-03-31").await?;
        dialog.button("Save").double_click().await?;
        dialog.dialog().gone().await?;
        sessions.row_count(42).await?;
        window.is_at("okrs/sessions").await?;
        ensure(!window.any(Role::Dialog).is_there().await?, || "the second click opened a row".to_owned())
    });
}

/// The second Enter met the button that had just got the focus back, and an empty dialog stood there as if nothing were saved.
#[test]
fn a_second_enter_after_saving_does_not_open_the_dialog_again() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("First", "2026-01-01", "2026-03-31").await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Second", "2026-01-01", "2026-03-31").await?;
        dialog.title().focus().await?;
        window.press(Key::Enter).await?;
        window.press(Key::Enter).await?;
        sessions.lists("Second").await?;
        dialog.dialog().gone().await?;
        window.press(Key::Enter).await?;
        sessions.shows(&[2, 1]).await?;
        dialog.dialog().gone().await
    });
}

/// The focus went below the dialog, where nothing can be done.
#[test]
fn undo_in_a_message_over_the_dialog_leaves_the_focus_in_it() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("First", "2026-01-01", "2026-03-31").await?;
        let dialog = sessions.start_adding().await?;
        dialog.title().fill("Second").await?;
        window.undo().click().await?;
        window.notices("Undone").await?;
        dialog.title().has_focus().await?;
        dialog.title().has_value("Second").await
    });
}

/// The dialog stood in the middle: when messages came, everything in it moved under the pointer.
#[test]
fn what_stands_above_a_message_stays_where_it_is_when_the_message_comes() {
    test(Setup::default(), async |window| {
        let dialog = window.open_sessions().await?.start_adding().await?;
        let before = dialog.title().element().await?.rect().await?;
        dialog.button("Save").click().await?;
        dialog.title().refused_with("Title is required.").await?;
        let after = dialog.title().element().await?.rect().await?;
        ensure(after.y == before.y, || format!("the title moved from {} to {}", before.y, after.y))
    });
}
