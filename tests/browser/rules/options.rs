//! Colour, parent, cadence and workflow of a session.

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn more_options_are_saved_and_can_be_changed_in_the_drawer() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("FY2026", "2026-01-01", "2026-12-31").await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let options = dialog.more().await?;
        options.select("Status").choose("In progress").await?;
        options.select("Cadence").choose("Monthly").await?;
        options.select("Workflow").choose("One level").await?;
        options.colour("Teal").click().await?;
        options.pick("Parent session", "FY2026").await?;
        dialog.save_and_close().await?;
        window.visit("okrs/sessions/SE-01002").await?;
        let drawer = crate::pages::drawer::Drawer::new(window, "Q1 2026");
        let more = drawer.more().await?;
        more.select("Status").has_value("In progress").await?;
        more.select("Cadence").has_value("Monthly").await?;
        more.select("Workflow").has_value("One level").await?;
        more.colour("Teal").has("checked", "true").await?;
        more.select("Parent session").has_value("SE-01001 FY2026").await?;
        let periods = window.role(Role::Group, "Check-in periods").within(&drawer.dialog());
        periods.says("Feb 1, 2026 – Feb 28, 2026").await?;
        more.select("Cadence").choose("Bi-weekly").await?;
        periods.says("Jan 1, 2026 – Jan 14, 2026").await?;
        more.colour("Red").click().await?;
        window.reload().await?;
        let more = drawer.more().await?;
        more.select("Cadence").has_value("Bi-weekly").await?;
        more.colour("Red").has("checked", "true").await
    });
}

#[test]
fn approval_can_be_raised_and_never_lowered() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        let more = drawer.more().await?;
        more.select("Workflow").choose("One level").await?;
        more.select("Workflow").choose("Two levels").await?;
        more.select("Workflow").choose("None").await?;
        window.alerts(&["Approval cannot be lowered once it is on."]).await?;
        more.select("Workflow").refused_with("Approval cannot be lowered once it is on.").await?;
        more.select("Workflow").has_value("Two levels").await?;
        window.reload().await?;
        drawer.more().await?.select("Workflow").has_value("Two levels").await
    });
}

#[test]
fn a_parent_is_legal_and_its_dates_warn() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("FY2026", "2026-01-01", "2026-12-31").await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        sessions.add("Old", "2025-01-01", "2025-12-31").await?;
        sessions.open("Old").await?.ask_to_close().await?.confirm().await?;
        window.visit("okrs/sessions").await?;
        let drawer = sessions.open("Q1 2026").await?;
        let more = drawer.more().await?;
        // Neither itself nor a closed one.
        more.select("Parent session").fill("SE-").await?;
        more.offered("Parent session").first().seen().await?;
        assert_eq!(more.offered("Parent session").names().await?, ["SE-01001 FY2026"]);
        window.press(Key::Escape).await?;
        more.pick("Parent session", "FY2026").await?;
        window.role(Role::Link, "SE-01001 FY2026").within(&drawer.dialog()).seen().await?;
        drawer.is_closed_by_its_button().await?;

        // A sibling that overlaps and leaves the parent's dates is warned of and saved all the same.
        let dialog = sessions.start_adding().await?;
        dialog.fill("Winter", "2026-03-01", "2027-01-31").await?;
        dialog.more().await?.pick("Parent session", "FY2026").await?;
        window.text_holding("outside the dates of SE-01001").within(&dialog.dialog()).first().seen().await?;
        window.text_holding("overlaps SE-01002").within(&dialog.dialog()).first().seen().await?;
        dialog.save_and_close().await?;

        // Its parent is not a choice for the session above it.
        let drawer = sessions.open("FY2026").await?;
        let more = drawer.more().await?;
        window.role(Role::Link, "SE-01002 Q1 2026").within(&drawer.dialog()).seen().await?;
        more.select("Parent session").fill("SE-").await?;
        let offered = more.offered("Parent session").names().await?;
        assert!(offered.is_empty(), "{offered:?} are offered as a parent");
        Ok(())
    });
}

#[test]
fn dates_that_children_no_longer_fit_are_confirmed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("FY2026", "2026-01-01", "2026-12-31").await?;
        sessions.add_below("FY2026", "Q4 2026", "2026-10-01", "2026-12-31").await?;
        let drawer = sessions.open("FY2026").await?;
        drawer.end().fill_date("2026-11-30").await?;
        window.press(Key::Enter).await?;
        let confirm = Confirm::seen(window, "Change dates").await?;
        confirm.dialog().says("1 child session no longer fits into them").await?;
        confirm.dialog().says("SE-01002 Q4 2026").await?;
        confirm.dialog().says("6 check-in periods vanish").await?;
        confirm.press("Cancel").await?;
        drawer.end().has_value("2026-12-31").await?;
        drawer.end().fill_date("2026-11-30").await?;
        window.press(Key::Enter).await?;
        Confirm::seen(window, "Change dates").await?.confirm().await?;
        drawer.says_saved().await?;
        window.reload().await?;
        drawer.end().has_value("2026-11-30").await
    });
}

#[test]
fn approval_is_raised_only_while_the_session_is_open() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        let more = drawer.more().await?;
        more.select("Status").choose("In progress").await?;
        Confirm::seen(window, "Start session").await?.confirm().await?;
        more.select("Workflow").choose("One level").await?;
        let reason = "Approval can be raised only while SE-01001 is open. Reopen planning first.";
        more.select("Workflow").refused_with(reason).await?;
        more.select("Workflow").has_value("None").await?;
        more.select("Status").choose("Open").await?;
        Confirm::seen(window, "Reopen planning").await?.confirm().await?;
        more.select("Workflow").choose("One level").await?;
        window.text(reason).gone().await?;
        more.select("Workflow").has_value("One level").await
    });
}

#[test]
fn what_other_dates_do_to_the_check_in_periods_is_said_before_they_are_saved() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.more().await?.select("Cadence").choose("Monthly").await?;
        drawer.end().fill_date("2026-05-15").await?;
        let effect = "2 check-in periods appear: Apr 1, 2026 – Apr 30, 2026; May 1, 2026 – May 15, 2026.";
        window.text(effect).within(&drawer.dialog()).seen().await?;
        sessions.row_says("SE-01001", "End", "Mar 31, 2026").await?;
        window.press(Key::Enter).await?;
        drawer.says_saved().await?;
        sessions.row_says("SE-01001", "End", "May 15, 2026").await?;
        window.text(effect).gone().await
    });
}

#[test]
fn the_menu_lists_the_sessions_of_its_window_and_marks_them() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Now", "2026-01-01", "2026-03-31").await?;
        sessions.add("Soon", "2026-03-10", "2026-06-30").await?;
        sessions.add("Later", "2026-03-11", "2026-06-30").await?;
        sessions.add("Just over", "2025-10-01", "2026-01-10").await?;
        sessions.add("Long over", "2025-10-01", "2026-01-09").await?;
        sessions.open("Just over").await?.ask_to_close().await?.confirm().await?;
        window.visit("settings/data").await?;
        let shell = window.shell();
        shell.link("Now").seen().await?;
        shell.link("Soon Upcoming").seen().await?;
        shell.link("Just over Closed").seen().await?;
        for title in ["Later", "Long over"] {
            assert_eq!(window.role_beginning(Role::Link, title).count().await?, 0, "{title} is in the menu");
        }
        shell.link("Now").click().await?;
        window.is_at("okrs/sessions/SE-01001").await?;
        window.role(Role::Dialog, "Now").seen().await?;
        Ok(())
    });
}

/// The chosen colour had the same ring as the one that has the focus.
#[test]
fn the_chosen_colour_shows_whether_it_has_the_focus() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let more = sessions.open("Q1 2026").await?.more().await?;
        more.select("Cadence").focus().await?;
        let ring = "const { outlineWidth, outlineColor } = \
            getComputedStyle(document.querySelector('.drawer:not(.waiting) .colour-choice:has(:checked)')); \
            return outlineWidth + outlineColor";
        let before = window.run(ring, Vec::new()).await?;
        window.press(Key::Tab).await?;
        let after = window.run(ring, Vec::new()).await?;
        ensure(before != after, || format!("the ring is {before} with the focus and without it"))
    });
}

/// A line for each of thirty pushed everything else out of sight.
#[test]
fn many_overlaps_are_told_in_three_lines() {
    test(Setup::default(), async |window| {
        let mut file = "Number,Name,Begin,End,Parent\nSE-01000,Year,2026-01-01,2026-12-31,\n".to_owned();
        for nth in 1..=9 {
            file.push_str(&format!("SE-{:05},Team {nth},2026-01-01,2026-03-31,SE-01000\n", 1000 + nth));
        }
        window.import(&file).await?;
        window.visit("okrs/sessions/SE-01005").await?;
        window.notices("It overlaps SE-01001.").await?;
        window.notices("It overlaps 6 more sessions.").await?;
        let lines = "return document.querySelectorAll('.drawer:not(.waiting) .field-warning').length";
        let lines = window.run(lines, Vec::new()).await?;
        ensure(lines == 3, || format!("{lines} lines"))
    });
}
