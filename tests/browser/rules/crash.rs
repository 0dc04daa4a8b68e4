//! A change that was shown as saved survives a crash of the browser at any moment.
//!
//! A script in the page changes a title again and again, and notes each title once the drawer says `Saved`. The browser is
//! ended by SIGKILL at a random moment, while changes go on, and started again on the same profile: the history has every
//! title that was noted. The check of one round is the start of the next. `OKR_CRASH_ROUNDS` sets how many rounds each of
//! the two tests makes; they run beside each other.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::runtime::Builder;
use tokio::time::sleep;

use crate::pages::drawer::CHANGER;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::engine::Engine;
use crate::support::environment;
use crate::support::failure::{Failure, Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, note_not_run};

/// Enough to find what is lost often; fifty take four to twelve minutes and are for who changes the store.
const ROUNDS: usize = 8;

/// Firefox takes longer to start.
const ROUNDS_IN_FIREFOX: usize = 4;

/// So many changes are made at most before a crash: the history of all rounds has to fit.
const CHANGES_MOST: usize = 60;

/// Those of some titles that the stored history does not tell of, and the title of the stored session where that is neither the last
/// of them nor a later one.
const MISSING: &str = "
    const noted = arguments[0];
    const stored = kind => Object.keys(localStorage).filter(key => key.startsWith('okr-sessions/main/' + kind + '/'))
      .map(key => localStorage.getItem(key));
    const told = stored('entry').join();
    const isTold = title => told.includes('\"to\":\"' + title + '\"');
    const title = stored('session').map(text => JSON.parse(text).title).join();
    const isLast = noted.length === 0 || title === noted.at(-1) || (isTold(title) && !noted.includes(title));
    return [...noted.filter(title => !isTold(title)), ...(isLast ? [] : ['the session is called ' + title])]";

#[test]
fn what_was_shown_as_saved_survives_crashes_of_the_browser() {
    rounds("a");
}

#[test]
fn what_was_shown_as_saved_survives_crashes_of_another_browser_at_the_same_time() {
    rounds("b");
}

fn rounds(name: &str) {
    let usual = match environment::engine() {
        Engine::Chromium => ROUNDS,
        Engine::Firefox => ROUNDS_IN_FIREFOX,
        Engine::WebKit => return note_not_run("WebKitGTK keeps nothing on disk when it is driven by its WebDriver"),
    };
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let rounds = std::env::var("OKR_CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual);
    let noted = runtime.block_on(crash_often(name, rounds)).unwrap_or_else(|failure| panic!("{failure}"));
    println!(
        "{rounds} crashes in {}: all of {noted} changes that were shown as saved are there",
        environment::engine()
    );
}

async fn crash_often(name: &str, rounds: usize) -> Step<usize> {
    let mut window = Window::open(Setup::default()).await?;
    window.open_sessions().await?.add("Before", "2026-01-01", "2026-03-31").await?;
    // With *Undo* it is shown as saved, and the first crash comes right after it.
    window.undo().seen().await?;
    let mut noted = Vec::new();
    let mut count = 0;
    for round in 0..rounds {
        window = window.crash().await?;
        window.visit(&format!("okrs/sessions/{}", number(1))).await?;
        everything_is_there(&window, &noted)
            .await
            .map_err(|failure| Failure::new(format!("round {round}: {failure}")))?;
        count += noted.len();
        println!("{name}: crash {round}, {} changes are there", noted.len());
        noted = change_until_some_moment(&window, &format!("{name} {round} ")).await?;
    }
    window = window.crash().await?;
    window.visit(&format!("okrs/sessions/{}", number(1))).await?;
    everything_is_there(&window, &noted).await?;
    drop(window.kill());
    Ok(count + noted.len())
}

/// The drawer is there although the session may come from the journal, a moment after the page.
async fn everything_is_there(window: &Window, noted: &[String]) -> Step {
    until(PATIENCE, async || {
        let missing = window.run(MISSING, vec![Value::from(noted)]).await?;
        let missing = missing.as_array().map(Vec::len);
        Ok(if missing == Some(0) { Ok(()) } else { Err(format!("{missing:?} of {} changes are gone", noted.len())) })
    })
    .await?;
    window.visit(&format!("okrs/sessions/{}", number(1))).await
}

/// Makes changes for a random time and gives those that were seen to be saved.
async fn change_until_some_moment(window: &Window, prefix: &str) -> Step<Vec<String>> {
    let drawn = "return !!document.querySelector('.drawer:not(.waiting) .save-state')";
    until(PATIENCE, async || {
        let drawn = window.run(drawn, Vec::new()).await? == Value::Bool(true);
        let shown = window.run("return document.body.innerText", Vec::new()).await?;
        Ok(if drawn { Ok(()) } else { Err(format!("the drawer is not there, but {shown}")) })
    })
    .await?;
    window.run(CHANGER, vec![prefix.into(), CHANGES_MOST.into()]).await?;
    let saved = "return window.__changes.map(([title]) => title)";
    let end = Instant::now() + Duration::from_millis(50 + random() % 600);
    let mut noted = Vec::new();
    while Instant::now() < end || noted.is_empty() {
        noted = serde_json::from_value(window.run(saved, Vec::new()).await?)?;
        ensure(Instant::now() < end + PATIENCE, || "nothing was shown as saved".to_owned())?;
        sleep(Duration::from_millis(5)).await;
    }
    Ok(noted)
}

fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
