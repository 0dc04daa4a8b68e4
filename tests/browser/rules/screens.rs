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
