//! Installed, it is an app of its own: manifest, icons, shortcuts, the number on its icon.

use serde_json::{Value, json};

use crate::pages::add_session::AddSession;
use crate::support::engine::Engine;
use crate::support::failure::{Failure, Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// Keeps what the app puts on its icon, as the platform would.
const BADGE: &str = "window.badges = []; \
    Object.defineProperty(navigator, 'setAppBadge', { value: async count => { window.badges.push(count) } });";

const REASON: &str = "it asks through the DevTools protocol how Chromium reads the manifest";

/// For tests of what only Chromium installs.
fn in_chromium() -> Setup {
    Setup::default().not_in(Engine::Firefox, REASON).not_in(Engine::WebKit, REASON)
}

async fn manifest(window: &Window) -> Step<Value> {
    let answer = window.cdp("Page.getAppManifest", json!({})).await?;
    ensure(answer["errors"].as_array().is_some_and(Vec::is_empty), || format!("errors: {}", answer["errors"]))?;
    let text = answer["data"].as_str().ok_or_else(|| Failure::new("the page names no manifest"))?;
    Ok(serde_json::from_str(text)?)
}

#[test]
fn the_browser_can_install_it_with_icons_and_shortcuts_that_are_there() {
    test(in_chromium(), async |window| {
        window.open_sessions().await?;
        window.is_ready_for_offline().await?;
        let manifest = manifest(window).await?;
        ensure(manifest["display"] == "standalone", || format!("display: {}", manifest["display"]))?;
        let answer = window.cdp("Page.getInstallabilityErrors", json!({})).await?;
        let errors = answer["installabilityErrors"].as_array().cloned().unwrap_or_default();
        ensure(errors.is_empty(), || format!("not installable: {errors:?}"))?;
        let icons = manifest["icons"].as_array().cloned().unwrap_or_default();
        ensure(icons.iter().any(|icon| icon["purpose"] == "maskable"), || "no maskable icon".to_owned())?;
        for icon in icons {
            let source = icon["src"].as_str().unwrap_or_default();
            let size = window
                .run_async(&format!(
                    "new Promise((done, fail) => {{ const image = new Image(); image.onerror = fail; \
                     image.onload = () => done(`${{image.naturalWidth}}x${{image.naturalHeight}}`); image.src = '/{source}' }})"
                ))
                .await?;
            ensure(icon["sizes"] == size || icon["sizes"] == "any", || format!("{source} is {size}"))?;
        }
        let shortcuts = manifest["shortcuts"].as_array().cloned().unwrap_or_default();
        let names: Vec<&str> = shortcuts.iter().filter_map(|shortcut| shortcut["name"].as_str()).collect();
        ensure(names == ["Sessions", "Add session"], || format!("shortcuts: {names:?}"))?;
        let add = shortcuts[1]["url"].as_str().unwrap_or_default();
        window.visit(add).await?;
        AddSession::new(window).dialog().seen().await?;
        window.is_at("okrs/sessions").await
    });
}

#[test]
fn below_a_path_it_is_another_app_with_its_own_start() {
    test(in_chromium().below_okrs(), async |window| {
        window.open_sessions().await?;
        let manifest = manifest(window).await?;
        ensure(manifest["id"] == "/okrs/", || format!("id: {}", manifest["id"]))?;
        let start = manifest["start_url"].as_str().unwrap_or_default();
        let own = "document.querySelector('link[rel=manifest]').href";
        let start = window.run(format!("return new URL('{start}', {own}).pathname"), Vec::new()).await?;
        ensure(start == "/okrs/okrs/sessions", || format!("it starts at {start}"))
    });
}

#[test]
fn the_shortcut_adds_nothing_for_somebody_who_may_not() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Mia", "Member").await?;
        window.shell().act_as("Mia").await?;
        window.visit("okrs/sessions?add&closed").await?;
        window.is_at("okrs/sessions?closed").await?;
        AddSession::new(window).dialog().gone().await
    });
}

#[test]
fn the_icon_shows_how_many_sessions_ended_and_are_not_closed() {
    test(Setup::default().with_script(BADGE), async |window| {
        let shows = async |wanted: u64| {
            until(PATIENCE, async || {
                let badges = window.run("return window.badges", Vec::new()).await?;
                let last = badges.as_array().and_then(|badges| badges.last()).and_then(Value::as_u64);
                Ok(if last == Some(wanted) { Ok(()) } else { Err(format!("the icon shows {badges}, not {wanted}")) })
            })
            .await
        };
        let sessions = window.open_sessions().await?;
        sessions.add("Past", "2025-10-01", "2025-12-31").await?;
        sessions.add("Past too", "2026-01-01", "2026-01-31").await?;
        sessions.add("Runs", "2026-01-01", "2026-03-31").await?;
        shows(2).await?;
        let drawer = sessions.open("Past").await?;
        drawer.ask_to_close().await?.confirm().await?;
        shows(1).await
    });
}
