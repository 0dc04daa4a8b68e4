//! What is done ahead of time, and must never be noticed: the storage is read before the app is there, the first things that
//! somebody does are rehearsed, and the drawer that waits turns to the row at hand.

use serde_json::Value;

use crate::pages::sessions::number;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// What was read ahead says something else than the storage, as if another window had written meanwhile. Whether the browser
/// tells of it is decided by this window's storage.
const OUTDATED: &str = "Object.defineProperty(window, 'earlyReading', { configurable: true, set(bytes) { \
    const outdated = new TextDecoder().decode(bytes).replaceAll('As it stands', 'As it stood'); \
    delete window.earlyReading; \
    window.earlyReading = new TextEncoder().encode(outdated); \
    const key = sessionStorage.getItem('told'); \
    if (key) queueMicrotask(() => dispatchEvent(new StorageEvent('storage', { key }))); \
    } });";

/// Counts how often an address takes the place of the one that is there.
const REPLACED: &str = "window.replaced = 0; const replaceState = history.replaceState; \
    history.replaceState = function (...rest) { window.replaced++; return replaceState.apply(this, rest) };";

/// Where the window is, what is kept, and what the page says.
const EVERYTHING: &str = "return JSON.stringify([location.href, history.length, document.title, \
    Object.entries(localStorage).sort(), Object.entries(sessionStorage).sort(), document.body.innerText])";

#[test]
fn what_was_read_ahead_is_shown_unless_another_window_wrote_since() {
    test(Setup::default().with_script(OUTDATED), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("As it stands", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        sessions.lists("As it stood").await?;
        // The page before this one wrote when it was left, and this one hears of it: that is not another window.
        window.run("sessionStorage.setItem('told', 'okr-sessions/first-rows')", Vec::new()).await?;
        window.reload().await?;
        sessions.lists("As it stood").await?;
        window.run("sessionStorage.setItem('told', 'okr-sessions/main/settings')", Vec::new()).await?;
        window.reload().await?;
        sessions.lists("As it stands").await
    });
}

/// Several texts that hold what stands between those that are read ahead: some come before some of ours, in no order of theirs.
const ANOTHER_APP: &str = "for (const name of 'abcde') localStorage.setItem(name, 'one\\u001etwo')";

#[test]
fn texts_of_another_app_on_this_host_do_not_get_in_the_way() {
    test(Setup::default().with_script(ANOTHER_APP), async |window| {
        let sessions = window.open_sessions().await?;
        window.button("Load example data").click().await?;
        sessions.lists("FY2026").await?;
        window.reload().await?;
        for name in ["FY2026", "H1 2026", "H2 2026", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"] {
            sessions.lists(name).await?;
        }
        Ok(())
    });
}

#[test]
fn a_host_that_does_not_know_what_wasm_is_serves_the_app_too() {
    test(Setup::default(), async |window| {
        window.server().forget_wasm();
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await
    });
}

#[test]
fn a_rehearsal_leaves_no_trace() {
    test(Setup::default().with_script(REPLACED), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.visit("okrs/sessions?q=q1").await?;
        sessions.lists("Q1 2026").await?;
        let before = window.run(EVERYTHING, Vec::new()).await?;
        // Its last step is the way to where the app is.
        until(PATIENCE, async || match window.run("return window.replaced", Vec::new()).await?.as_u64() {
            Some(1..) => Ok(Ok(())),
            _ => Ok(Err("nothing was rehearsed".to_owned())),
        })
        .await?;
        let after = window.run(EVERYTHING, Vec::new()).await?;
        ensure(before == after, || format!("{before} became {after}"))
    });
}

/// Whom the drawer that waits is about.
async fn waits_for(window: &Window, title: &str) -> Step {
    let waiting = "return document.querySelector('.drawer.waiting h2')?.textContent ?? null";
    until(PATIENCE, async || {
        let about = window.run(waiting, Vec::new()).await?;
        Ok(if about == *title { Ok(()) } else { Err(format!("what waits is about {about}")) })
    })
    .await
}

#[test]
fn the_drawer_that_waits_turns_to_the_row_under_the_pointer_or_with_the_focus() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for (title, begin, end) in [
            ("Q1 2026", "2026-01-01", "2026-03-31"),
            ("Q2 2026", "2026-04-01", "2026-06-30"),
            ("H1 2026", "2026-01-01", "2026-06-30"),
        ] {
            sessions.add(title, begin, end).await?;
        }
        window.reload().await?;
        sessions.lists("Q1 2026").await?;
        waits_for(window, "H1 2026").await?;
        sessions.point_at("Q1 2026").await?;
        waits_for(window, "Q1 2026").await?;
        sessions.focus_first_row().await?;
        waits_for(window, "H1 2026").await?;
        let opened = window.run("return document.querySelector('.drawer:not(.waiting)')", Vec::new()).await?;
        ensure(opened == Value::Null, || "pointing opened a drawer".to_owned())?;
        // Whatever it is about by then, what is clicked is what is shown.
        sessions.point_at("Q2 2026").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.title().has_value("Q1 2026").await?;
        drawer.dialog().says(&number(1)).await
    });
}
