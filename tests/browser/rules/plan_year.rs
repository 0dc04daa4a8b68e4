//! 3. A fiscal year in one step.

use thirtyfour::Key;

use crate::pages::feedback::Feedback;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn a_fiscal_year_is_planned_in_one_step_and_undone_in_one() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let plan = window.start_planning().await?;
        plan.first_month().choose("April").await?;
        plan.choose_year(2026).await?;
        let titles = ["FY2026", "H1 FY2026", "H2 FY2026", "Q1 FY2026", "Q2 FY2026", "Q3 FY2026", "Q4 FY2026"];
        for title in titles {
            plan.previews(title).await?;
        }
        plan.months().click().await?;
        plan.previews("April 2025").await?;
        plan.previews("March 2026").await?;
        plan.create(19).seen().await?;
        plan.months().click().await?;
        plan.create(7).click().await?;
        plan.dialog().gone().await?;
        for title in titles {
            sessions.lists(title).await?;
        }
        sessions.row_count(8).await?;
        window.undo().click().await?;
        sessions.lists_no("FY2026").await?;
        window.reload().await?;
        window.button("Load example data").seen().await?;

        let plan = window.start_planning().await?;
        plan.first_month().choose("April").await?;
        plan.choose_year(2026).await?;
        plan.create(7).click().await?;
        plan.dialog().gone().await?;
        window.reload().await?;
        sessions.row_count(8).await?;
        let dates = [("FY2026", "2025-04-01", "2026-03-31"), ("Q4 FY2026", "2026-01-01", "2026-03-31")];
        for (title, begin, end) in dates {
            let drawer = sessions.open(title).await?;
            drawer.begin().has_value(begin).await?;
            drawer.end().has_value(end).await?;
            drawer.is_closed_by_its_button().await?;
        }
        Ok(())
    });
}

#[test]
fn sessions_that_exist_are_left_out_of_a_plan() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        // One has the dates of the second quarter, the other the title of the first.
        sessions.add("Spring", "2026-04-01", "2026-06-30").await?;
        sessions.add("Q1 2026", "2026-01-05", "2026-03-20").await?;
        let plan = window.start_planning().await?;
        plan.first_month().choose("January").await?;
        plan.choose_year(2026).await?;
        plan.previews("Q1 2026").await?;
        plan.create(5).click().await?;
        plan.dialog().gone().await?;
        window.reload().await?;
        sessions.row_count(8).await?;
        for title in ["FY2026", "H1 2026", "H2 2026", "Q3 2026", "Q4 2026", "Spring"] {
            sessions.lists(title).await?;
        }
        sessions.lists_no("Q2 2026").await
    });
}

/// The second Enter met the button that had just got the focus back.
#[test]
fn a_second_enter_after_creating_does_not_open_the_plan_again() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("First", "2024-01-01", "2024-03-31").await?;
        let plan = window.start_planning().await?;
        plan.choose_year(2026).await?;
        plan.create(7).focus().await?;
        window.press(Key::Enter).await?;
        window.press(Key::Enter).await?;
        sessions.row_count(9).await?;
        window.press(Key::Enter).await?;
        plan.dialog().gone().await
    });
}

/// Another first month changed the calendar without a word, and left a year chosen that was over.
#[test]
fn another_first_month_is_announced_and_this_year_stays_chosen() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        let plan = window.start_planning().await?;
        let (month, year) = (plan.first_month(), plan.year());
        year.has_chosen("FY2026").await?;
        month.choose("February").await?;
        window.text("Fiscal years of this workspace begin in February from then on.").seen().await?;
        year.has_chosen("FY2027").await?;
        month.choose("January").await?;
        window.text("Fiscal years of this workspace begin in January.").seen().await?;
        year.has_chosen("FY2026").await?;
        // A year that somebody chose stays.
        year.choose("FY2028").await?;
        month.choose("February").await?;
        year.has_chosen("FY2028").await
    });
}
