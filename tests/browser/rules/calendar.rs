//! The fiscal calendar of the workspace.

use crate::pages::add_session::AddSession;
use crate::pages::feedback::Feedback;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn the_first_month_is_saved_with_a_preview_and_everything_follows_it() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("Calendar").await?.click().await?;
        window.is_titled("Calendar").await?;
        window.is_at("settings/calendar").await?;
        let month = window.role(Role::ComboBox, "First month");
        let preview = window.role(Role::Table, "This fiscal year");
        preview.says("Q1 2026Jan 1, 2026Mar 31, 2026").await?;
        month.choose("April").await?;
        window.notices("Fiscal years begin in April").await?;
        preview.says("FY2026Apr 1, 2025Mar 31, 2026").await?;
        preview.says("H2 FY2026Oct 1, 2025Mar 31, 2026").await?;
        preview.says("Q4 FY2026Jan 1, 2026Mar 31, 2026Now").await?;
        window.undo().click().await?;
        preview.says("Q1 2026Jan 1, 2026Mar 31, 2026Now").await?;
        month.choose("April").await?;
        preview.says("Q4 FY2026").await?;
        window.reload().await?;
        preview.says("Q4 FY2026").await?;

        let sessions = window.open_sessions().await?;
        let plan = window.start_planning().await?;
        plan.previews("Q4 FY2026").await?;
        window.button("Cancel").click().await?;
        let dialog: AddSession<'_> = sessions.start_adding().await?;
        window.button("This quarter").click().await?;
        dialog.holds("Q4 FY2026", "2026-01-01", "2026-03-31").await?;
        window.visit("activity").await?;
        window.text_holding("First month: January → April").first().seen().await?;
        window.text_holding("First month: April → January").first().seen().await?;
        Ok(())
    });
}

#[test]
fn a_member_reads_the_calendar_and_is_told_why_not_more() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Max Muster", "Member").await?;
        window.visit("settings/calendar").await?;
        window.shell().act_as("Max Muster").await?;
        window.text("Only administrators can change the calendar.").seen().await?;
        window.role(Role::ComboBox, "First month").has("disabled", "true").await?;
        window.role(Role::Table, "This fiscal year").says("Q1 2026").await?;
        window.shell().act_as("Administrator").await?;
        window.text("Only administrators can change the calendar.").gone().await
    });
}
