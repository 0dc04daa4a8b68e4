//! Pictures of every page and dialog, for a person to look at.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::setup::Setup;
use crate::support::window::{Window, test};

#[test]
fn every_screen_can_be_looked_at() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        let sizes = [(1440, 900), (768, 1024), (360, 740)];
        for (width, height) in sizes {
            window.resize(width, height).await?;
            for theme in ["light", "dark"] {
                window.system_is_dark(theme == "dark").await?;
                window.screenshot(&format!("{width}-{theme}-empty")).await?;
            }
        }
        window.button("Load example data").click().await?;
        let number = window.sessions().first_number().await?;
        for (width, height) in sizes {
            window.resize(width, height).await?;
            for theme in ["light", "dark"] {
                window.system_is_dark(theme == "dark").await?;
                pages(window, &format!("{width}-{theme}"), &number).await?;
            }
        }
        Ok(())
    });
}

async fn pages(window: &Window, prefix: &str, number: &str) -> Step {
    let picture = async |name: &str| window.screenshot(&format!("{prefix}-{name}")).await;
    let drawer = format!("okrs/sessions/{number}");
    let addresses = [
        ("okrs/sessions?closed", "sessions"),
        ("okrs/sessions?closed&group", "grouped"),
        ("okrs/sessions?closed&view=timeline", "timeline"),
        (drawer.as_str(), "drawer"),
        ("settings/people", "people"),
        ("settings/data", "data"),
        ("settings/calendar", "calendar"),
        ("activity", "activity"),
        ("okrs/trash", "trash"),
        ("nonsense", "not-found"),
    ];
    for (path, name) in addresses {
        window.visit(path).await?;
        picture(name).await?;
    }
    let sessions = window.open_sessions().await?;
    sessions.start_adding().await?.save().await?;
    picture("add-session").await?;
    window.open_sessions().await?;
    window.start_planning().await?;
    picture("plan-year").await?;
    window.open_sessions().await?;
    window.press_with_control('k').await?;
    window.role(Role::Dialog, "Command palette").seen().await?;
    picture("palette").await?;
    window.open_sessions().await?;
    window.type_keys("?").await?;
    window.role(Role::Dialog, "Keyboard shortcuts").seen().await?;
    picture("shortcuts").await?;
    window.visit(&drawer).await?;
    window.button("Actions").click().await?;
    window.role(Role::MenuItem, "Close").click().await?;
    window.any(Role::AlertDialog).seen().await?;
    picture("confirm").await
}

#[test]
fn a_history_a_trash_and_the_questions_can_be_looked_at() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        window.button("Load example data").click().await?;
        // Whoever leaves at once may leave before the code for it is there.
        window.sessions().table().seen().await?;
        let people = window.open_people().await?;
        people.add("Alma Reyes", "System administrator").await?;
        people.add_team("Crew", &["Alma Reyes"]).await?;
        window.shell().act_as("Alma Reyes").await?;
        window.open_sessions().await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.end().fill_date("2026-05-15").await?;
        window.screenshot("1440-light-dates-typed").await?;
        drawer.end().fill_date("2026-03-31").await?;
        let drawer = drawer.retitle("First quarter 2026").await?;
        drawer.more().await?.select("Cadence").choose("Monthly").await?;
        window.shell().act_as("Administrator").await?;
        for title in ["Q2 2026", "Q3 2026"] {
            window.open_sessions().await?;
            sessions.open(title).await?.act("Move to trash").await?;
        }
        for (width, height) in [(1440, 900), (768, 1024), (360, 740)] {
            window.resize(width, height).await?;
            for theme in ["light", "dark"] {
                window.system_is_dark(theme == "dark").await?;
                for (path, name) in [("activity", "long-activity"), ("okrs/trash", "full-trash")] {
                    window.visit(path).await?;
                    window.screenshot(&format!("{width}-{theme}-{name}")).await?;
                    window.passes_axe(name).await?;
                    window.shell().does_not_scroll_sideways().await?;
                }
            }
        }
        Ok(())
    });
}
