//! axe-core finds nothing, on every page and dialog, in both themes.

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::setup::Setup;
use crate::support::window::{Window, test};

#[test]
fn axe_finds_nothing_in_the_light_theme() {
    test(Setup::default(), async |window| {
        window.system_is_dark(false).await?;
        pages(window).await?;
        dialogs(window).await
    });
}

#[test]
fn axe_finds_nothing_in_the_dark_theme() {
    test(Setup::default(), async |window| {
        window.system_is_dark(true).await?;
        pages(window).await?;
        dialogs(window).await
    });
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    test(Setup::default().sized(360, 740), async |window| {
        pages(window).await?;
        dialogs(window).await
    });
}

/// Ends with the Sessions page of the example data.
async fn pages(window: &Window) -> Step {
    let sessions = window.open_sessions().await?;
    window.passes_axe("the empty Sessions page").await?;
    window.button("Load example data").click().await?;
    sessions.table().seen().await?;
    window.passes_axe("the Sessions page with a toast").await?;
    for (path, name) in [
        ("settings/people", "the People page"),
        ("settings/data", "the Data page"),
        ("settings/calendar", "the Calendar page"),
        ("activity", "the Activity page"),
        ("activity?session=SE-09999", "an activity without entries"),
        ("okrs/trash", "the empty trash"),
        ("nonsense", "Page not found"),
        ("okrs/sessions?closed&q=zzzz", "the empty search"),
        ("okrs/sessions?closed", "the Sessions page"),
    ] {
        window.visit(path).await?;
        window.passes_axe(name).await?;
    }
    Ok(())
}

async fn dialogs(window: &Window) -> Step {
    let sessions = window.sessions();
    let number = sessions.first_number().await?;
    let add = sessions.start_adding().await?;
    add.save().await?;
    window.text("Title is required.").first().seen().await?;
    window.passes_axe("the Add Session dialog with messages").await?;
    let options = add.more().await?;
    options.select("Permissions").choose("Custom").await?;
    options.select("Parent session").fill("2026").await?;
    options.offered("Parent session").first().seen().await?;
    window.passes_axe("the Add Session dialog with more options").await?;
    window.press(Key::Escape).await?;
    add.button("Cancel").click().await?;
    Confirm::seen(window, "Discard").await?;
    window.passes_axe("the question before typed text goes").await?;
    window.button("Discard").click().await?;
    add.dialog().gone().await?;
    window.start_planning().await?;
    window.passes_axe("the dialog Plan a fiscal year").await?;
    window.press(Key::Escape).await?;
    window.any(Role::Dialog).gone().await?;
    window.type_keys("?").await?;
    window.role(Role::Dialog, "Keyboard shortcuts").seen().await?;
    window.passes_axe("Keyboard shortcuts").await?;
    window.press(Key::Escape).await?;
    window.press_with_control('k').await?;
    window.role(Role::Dialog, "Command palette").seen().await?;
    window.passes_axe("the Command palette").await?;
    window.press(Key::Escape).await?;
    window.shell().open_settings().await?;
    window.passes_axe("the Settings menu").await?;
    window.visit("settings/people").await?;
    window.people().start_adding().await?;
    window.passes_axe("the dialog Add person").await?;
    window.press(Key::Escape).await?;
    window.people().add_team("Crew", &["Administrator"]).await?;
    window.passes_axe("the teams").await?;
    window.people().start_editing("Crew").await?;
    window.passes_axe("the dialog of a team").await?;
    window.visit(&format!("okrs/sessions/{number}")).await?;
    let drawer = window.any(Role::Dialog);
    drawer.seen().await?;
    window.button("Show More").click().await?;
    window.passes_axe("the drawer").await?;
    window.role(Role::Tab, "History").click().await?;
    window.passes_axe("the history of a session").await?;
    window.button("Actions").click().await?;
    window.any(Role::MenuItem).first().seen().await?;
    window.passes_axe("the menu of actions").await?;
    window.role(Role::MenuItem, "Close").click().await?;
    window.any(Role::AlertDialog).seen().await?;
    window.passes_axe("a confirmation").await?;
    Ok(())
}
