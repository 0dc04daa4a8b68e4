//! A new version of the app: taken when the user says so or at the next start, whole or not at all.

use std::fs;

use crate::pages::drawer::Drawer;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::environment;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

const PATH: &str = "okrs/sessions";

async fn still_runs_the_old_version(window: &Window, why: &str) -> Step {
    ensure(!window.looks_for_a_new_version().await?, || format!("{why}: a new version waits"))?;
    window.starts_anew(PATH).await?;
    ensure(!window.runs_next_version().await?, || format!("{why}: the new version runs"))?;
    ensure(window.caches().await?.len() == 1, || format!("{why}: something of the new version was kept"))
}

#[test]
fn a_torn_or_tampered_deployment_keeps_the_old_version_and_a_whole_one_replaces_it() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        window.is_ready_for_offline().await?;

        let torn = window.copy_of(&environment::dist_next(), "torn")?;
        fs::remove_file(torn.join("favicon.svg"))?;
        window.server().deploy(torn);
        still_runs_the_old_version(window, "torn").await?;

        let tampered = window.copy_of(&environment::dist_next(), "tampered")?;
        let page = fs::read_to_string(tampered.join("index.html"))?.replace("OKR sessions", "OKR sessionz");
        fs::write(tampered.join("index.html"), page)?;
        window.server().deploy(tampered);
        still_runs_the_old_version(window, "tampered").await?;

        window.server().deploy(environment::dist_next());
        ensure(window.looks_for_a_new_version().await?, || "the whole version does not wait".to_owned())?;
        the_next_start_brings_the_new_version(window).await
    });
}

/// The old version runs with one session in it, and a new one waits.
async fn a_new_version_waits(window: &Window) -> Step {
    window.open_sessions().await?.add("Kept", "2026-01-01", "2026-03-31").await?;
    window.is_ready_for_offline().await?;
    window.server().deploy(environment::dist_next());
    window.looks_for_a_new_version().await?;
    window.text("A new version is ready.").seen().await?;
    Ok(())
}

/// A start within the blink of an eye after the old window has closed may still be that of the old version.
async fn the_next_start_brings_the_new_version(window: &Window) -> Step {
    until(PATIENCE, async || {
        window.starts_anew(PATH).await?;
        Ok(if window.runs_next_version().await? { Ok(()) } else { Err("the old version still starts".to_owned()) })
    })
    .await?;
    window.sessions().lists("Kept").await
}

async fn the_new_version_runs(window: &Window) -> Step {
    until(PATIENCE, async || {
        let runs = window.runs_next_version().await?;
        Ok(if runs { Ok(()) } else { Err("the old version runs".to_owned()) })
    })
    .await?;
    window.sessions().lists("Kept").await
}

#[test]
fn a_new_version_is_announced_and_taken_when_the_user_says_so() {
    test(Setup::default(), async |window| {
        a_new_version_waits(window).await?;
        ensure(!window.runs_next_version().await?, || "the new version was taken unasked".to_owned())?;
        let announced = "return !![...document.querySelectorAll('[role=status] p')]\
            .find(text => text.textContent === 'A new version is ready.')";
        ensure(window.run(announced, Vec::new()).await? == true, || "it is not announced as a status".to_owned())?;
        window.screenshot("new-version").await?;
        window.run_async("caches.open('of another app')").await?;
        window.button("Reload now").click().await?;
        the_new_version_runs(window).await?;
        window.text("A new version is ready.").gone().await?;
        // Nobody runs the old version any more at the next start.
        window.starts_anew(PATH).await?;
        until(PATIENCE, async || {
            let caches = window.caches().await?;
            let old_is_gone = caches.len() == 2 && caches[0] == "of another app";
            Ok(if old_is_gone { Ok(()) } else { Err(format!("caches: {caches:?}")) })
        })
        .await
    });
}

#[test]
fn a_new_version_that_is_put_off_comes_at_the_next_start() {
    test(Setup::default(), async |window| {
        a_new_version_waits(window).await?;
        window.button("Later").click().await?;
        window.text("A new version is ready.").gone().await?;
        the_next_start_brings_the_new_version(window).await
    });
}

#[test]
fn a_new_version_asks_before_what_was_typed_goes() {
    test(Setup::default(), async |window| {
        a_new_version_waits(window).await?;
        let drawer = window.sessions().open("Kept").await?;
        drawer.title().fill("").await?;
        window.button("Reload now").click().await?;
        let question = window.any(Role::AlertDialog);
        question.seen().await?;
        window.button("Keep editing").within(&question).click().await?;
        question.gone().await?;
        ensure(!window.runs_next_version().await?, || "taken in the middle of an edit".to_owned())?;
        drawer.title().has_value("").await?;
        window.button("Reload now").click().await?;
        window.button("Discard").within(&question).click().await?;
        until(PATIENCE, async || {
            Ok(if window.runs_next_version().await? { Ok(()) } else { Err("the old version runs".to_owned()) })
        })
        .await?;
        Drawer::new(window, "Kept").title().has_value("Kept").await
    });
}

#[test]
fn a_window_of_the_old_version_goes_on_working_when_another_takes_the_new_one() {
    test(Setup::default(), async |window| {
        a_new_version_waits(window).await?;
        let old = window.driver().window().await?;
        let other = window.driver().new_tab().await?;
        window.driver().switch_to_window(other).await?;
        window.visit(PATH).await?;
        window.text("A new version is ready.").seen().await?;
        window.button("Reload now").click().await?;
        the_new_version_runs(window).await?;
        window.server().stop();

        window.driver().switch_to_window(old).await?;
        ensure(!window.runs_next_version().await?, || "the old window was reloaded unasked".to_owned())?;
        // What it has not loaded yet, the old version's cache gives it.
        window.shell().open_settings().await?;
        window.shell().settings_link("People").await?.click().await?;
        window.role(Role::Heading, "People").first().seen().await?;
        window.back().await?;
        let sessions = window.sessions();
        sessions.add("Of the old version", "2026-04-01", "2026-06-30").await?;
        window.button("Reload now").click().await?;
        the_new_version_runs(window).await?;
        sessions.shows(&[2, 1]).await
    });
}

#[test]
fn the_kill_switch_removes_the_worker_and_its_caches_and_nothing_else() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Kept", "2026-01-01", "2026-03-31").await?;
        window.is_ready_for_offline().await?;
        window.run_async("caches.open('of another app')").await?;
        let records = window.records().await?;
        let site = window.copy_of(&environment::dist(), "removed")?;
        let switch = concat!(env!("CARGO_MANIFEST_DIR"), "/service-worker/remove.js");
        fs::copy(switch, site.join("service-worker.js"))?;
        window.server().deploy(site);

        window.starts_anew(&format!("okrs/sessions/{}", number(1))).await?;
        until(PATIENCE, async || {
            let workers =
                window.run_async("navigator.serviceWorker.getRegistrations().then(all => all.length)").await?;
            let caches = window.caches().await?;
            let gone = workers == 0 && caches == ["of another app"];
            Ok(if gone { Ok(()) } else { Err(format!("{workers} workers; caches: {caches:?}")) })
        })
        .await?;
        ensure(window.records().await? == records, || "the data was touched".to_owned())?;
        window.reload().await?;
        Drawer::new(window, "Kept").title().has_value("Kept").await
    });
}
