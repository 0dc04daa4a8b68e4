//! Several workspaces in one browser.

use crate::pages::feedback::Feedback;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn each_workspace_has_its_own_people_and_sessions_and_a_reload_stays_in_it() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Of the first", "2026-01-01", "2026-03-31").await?;
        window.open_people().await?.add("Mia", "Member").await?;
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        let sessions = window.open_sessions().await?;
        window.button("Load example data").seen().await?;
        sessions.add("Of the second", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        sessions.lists("Of the second").await?;
        window.open_people().await?.lists_no("Mia").await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        let sessions = window.open_sessions().await?;
        sessions.lists("Of the first").await?;
        sessions.lists_no("Of the second").await?;
        window.open_people().await?.lists("Mia").await
    });
}

#[test]
fn a_workspace_is_renamed_and_deleted_only_by_its_name() {
    test(Setup::default(), async |window| {
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        window.open_sessions().await?.add("Gone", "2026-01-01", "2026-03-31").await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        window.button("Rename Second").click().await?;
        window.role(Role::TextBox, "Name").fill("Trial").await?;
        window.button("Save").click().await?;
        workspaces.row("Trial").seen().await?;
        window.button("Delete Trial").click().await?;
        window.notices("It holds 1 session").await?;
        window.button("Export it first (JSON)").click().await?;
        let (name, file) = window.downloaded().await?;
        assert!(name.ends_with(".json") && String::from_utf8_lossy(&file).contains("\"title\":\"Gone\""));
        window.role(Role::TextBox, "Name of the workspace").fill("Second").await?;
        window.button("Delete workspace").click().await?;
        window.alerts(&["Type Trial to delete it."]).await?;
        window.role(Role::TextBox, "Name of the workspace").fill("Trial").await?;
        window.button("Delete workspace").click().await?;
        workspaces.row("Trial").gone().await?;
        assert!(window.records().await?.iter().all(|(_, text)| !text.contains("\"Gone\"")));
        window.reload().await?;
        workspaces.row("Trial").gone().await
    });
}
