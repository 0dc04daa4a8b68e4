//! A new version of the app: taken when the user says so or at the next start, whole or not at all.

use std::fs;

use crate::support::environment;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
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
        window.starts_anew(PATH).await?;
        ensure(window.runs_next_version().await?, || "the new version does not run at the next start".to_owned())?;
        sessions.lists("Kept").await
    });
}
