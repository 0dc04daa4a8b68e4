//! The page is locked down: nothing leaves the origin, nothing foreign runs, and no other site can frame it.

use std::fs;

use serde_json::Value;
use thirtyfour::Key;

use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::network::REFUSALS_ARE_ERRORS;
use crate::support::server::Server;
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// A picture of one pixel, for a person.
const PICTURE: &[u8] = include_bytes!("../../../public/icons/icon-192.png");

/// Every page, dialog and menu, with what makes files and pictures.
async fn use_everything(window: &Window) -> Step {
    let sessions = window.open_sessions().await?;
    sessions.add("Session", "2026-01-01", "2026-03-31").await?;
    let add = sessions.start_adding().await?;
    add.save().await?;
    add.more().await?.select("Permissions").choose("Custom").await?;
    add.button("Cancel").click().await?;
    window.button("Discard").click().await?;
    window.start_planning().await?;
    window.press(Key::Escape).await?;
    window.any(Role::Dialog).gone().await?;
    window.press_with_control('k').await?;
    window.role(Role::Dialog, "Command palette").seen().await?;
    window.press(Key::Escape).await?;
    window.type_keys("?").await?;
    window.role(Role::Dialog, "Keyboard shortcuts").seen().await?;
    window.press(Key::Escape).await?;
    window.shell().choose_theme("Dark").await?;

    window.visit(&format!("okrs/sessions/{}", number(1))).await?;
    window.button("Show More").click().await?;
    window.role(Role::Tab, "History").click().await?;
    window.button("Actions").click().await?;
    window.role(Role::MenuItem, "Close").click().await?;
    window.any(Role::AlertDialog).seen().await?;

    let people = window.open_people().await?;
    people.start_editing("Administrator").await?;
    window.role_beginning(Role::File, "Picture").first().give_file("picture.png", PICTURE).await?;
    window.button("Save").click().await?;
    window.any(Role::Dialog).gone().await?;
    until(PATIENCE, async || {
        let shown = "const picture = document.querySelector('img'); return !!picture && picture.naturalWidth > 0";
        let shown = window.run(shown, Vec::new()).await? == Value::Bool(true);
        Ok(if shown { Ok(()) } else { Err("the picture of a person is not shown".to_owned()) })
    })
    .await?;

    window.open_data().await?.export_csv().await?;
    window.visit("no/such/page").await?;
    window.is_ready_for_offline().await
}

#[test]
fn no_request_leaves_the_origin_and_the_policy_refuses_nothing_the_app_does() {
    test(Setup::default().with_network_log().with_script(REFUSALS_ARE_ERRORS), async |window| {
        // What the browser itself showed before.
        window.requests().await?;
        use_everything(window).await?;
        let own = window.server().address();
        let requests = window.requests().await?;
        ensure(requests.iter().any(|address| address.ends_with(".wasm")), || "the log has no requests".to_owned())?;
        let stays =
            |address: &str| [own.as_str(), "data:", "blob:", "about:"].iter().any(|own| address.starts_with(own));
        let foreign: Vec<&String> = requests.iter().filter(|address| !stays(address)).collect();
        ensure(foreign.is_empty(), || format!("requests to others: {foreign:?}"))
    });
}

#[test]
fn in_a_frame_of_another_site_it_only_says_that_it_does_not_run_there() {
    test(Setup::default(), async |window| {
        let folder = window.folder().join("other-site");
        fs::create_dir(&folder)?;
        let app = window.server().address();
        fs::write(
            folder.join("index.html"),
            format!("<!doctype html><link rel=icon href=data:,><iframe src='{app}okrs/sessions'></iframe>"),
        )?;
        let other = Server::start(folder, "/")?;
        window.driver().goto(other.address()).await?;
        window.driver().enter_frame(0).await?;
        until(PATIENCE, async || {
            let text = window.run("return document.body.innerText", Vec::new()).await?;
            let says = text.as_str().is_some_and(|text| text.contains("does not run inside a page of another site"));
            Ok(if says { Ok(()) } else { Err(format!("the frame says {text}")) })
        })
        .await?;
        // Long enough for an app that starts all the same to be seen.
        until(PATIENCE, async || {
            let loaded = window.run("return document.readyState", Vec::new()).await?;
            Ok(if loaded == "complete" { Ok(()) } else { Err("the frame still loads".to_owned()) })
        })
        .await?;
        let opened =
            window.run("return Object.keys(localStorage).some(key => key.startsWith('okr-sessions/'))", Vec::new());
        ensure(opened.await? == false, || "the app has opened its storage".to_owned())?;
        let controls = window.run("return document.querySelectorAll('button, input, h1').length", Vec::new()).await?;
        ensure(controls == 0, || format!("{controls} controls in the frame"))?;
        window.driver().enter_default_frame().await?;
        Ok(())
    });
}
