//! With the server gone: after the first visit the app starts and does everything. The test at the root of a host is one of
//! the core set.

use std::fs;

use crate::pages::drawer::Drawer;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::environment;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::window::{Window, test};

/// Everything that the server is not needed for any more once it was there.
pub(super) async fn works_with_the_server_gone(window: &Window) -> Step {
    let sessions = window.open_sessions().await?;
    sessions.add("Before", "2020-01-01", "2020-03-31").await?;
    window.is_ready_for_offline().await?;
    window.server().stop();

    // In the window of the first visit, which the worker did not bring.
    window.shell().open_settings().await?;
    window.shell().settings_link("People").await?.click().await?;
    window.role(Role::Heading, "People").first().seen().await?;

    // Each from its address alone.
    window.visit(&format!("okrs/sessions/{}", number(1))).await?;
    let drawer = Drawer::new(window, "Before");
    drawer.title().fill("Changed offline").await?;
    drawer.close().await?;
    let sessions = window.sessions();
    sessions.add("Added offline", "2020-04-01", "2020-06-30").await?;
    window.reload().await?;
    sessions.lists("Changed offline").await?;
    sessions.lists("Added offline").await?;
    for (path, heading) in [("settings/data", "Data"), ("", "Sessions"), ("no/such/page", "Page not found")] {
        window.visit(path).await?;
        window.role(Role::Heading, heading).first().seen().await?;
    }
    Ok(())
}

#[test]
fn everything_works_without_the_server_below_a_path_too() {
    test(Setup::default().below_okrs(), async |window| {
        works_with_the_server_gone(window).await?;
        let caches = window.caches().await?;
        ensure(caches.len() == 1 && caches[0].starts_with("okr-sessions /okrs/ "), || format!("caches: {caches:?}"))
    });
}

#[test]
fn the_first_load_waits_for_nothing_of_the_service_worker() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        let early = window.server().served();
        let late = |name: &str| name == "service-worker.js" || name.starts_with("updates-");
        let names = |files: &[std::path::PathBuf]| -> Vec<String> {
            files.iter().filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned())).collect()
        };
        ensure(!names(&early).iter().any(|name| late(name)), || format!("loaded at the start: {:?}", names(&early)))?;
        window.is_ready_for_offline().await?;
        let all = names(&window.server().served());
        ensure(all.iter().any(|name| late(name)), || format!("never loaded: {all:?}"))
    });
}

#[test]
fn what_else_the_host_has_below_the_path_stays_the_hosts() {
    test(Setup::default(), async |window| {
        let site = window.copy_of(&environment::dist(), "with-another-app")?;
        fs::create_dir(site.join("wiki"))?;
        fs::write(site.join("wiki/page.html"), "<!doctype html><link rel=icon href=data:,><h1>A wiki</h1>")?;
        window.server().deploy(site);
        window.open_sessions().await?;
        window.is_ready_for_offline().await?;
        window.visit("wiki/page.html").await?;
        window.role(Role::Heading, "A wiki").seen().await?;
        window.open_sessions().await?;
        Ok(())
    });
}
