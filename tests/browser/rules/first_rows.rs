//! What is seen before the app is there: the first rows of the list as the page was left, where the app has them, and never
//! what is not so any more.

use serde_json::Value;

use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// Keeps what the page shows before the app is there: `window.picture`, nothing while there was none.
const WATCH: &str = "window.look = () => ['h1', '.table-frame', 'thead th', 'tbody tr:not(.spacer)', \
    'tbody tr:not(.spacer) > *', '.name-text', '.state-note', 'td.cell-end > span', '.page-footer', '.page-footer > span'] \
    .flatMap(where => [...document.querySelectorAll(where)].slice(0, 40).map(element => { \
        const { left, top, width, height } = element.getBoundingClientRect(); \
        const { color, backgroundImage, backgroundSize, fontSize } = getComputedStyle(element); \
        return [where, element.textContent.replace(/\\n */g, ''), ...[left, top, width, height].map(Math.round), color, backgroundImage, backgroundSize, fontSize].join('; ') })); \
    new MutationObserver((_, observer) => { \
        if (document.documentElement.dataset.start != 'rows') return; \
        observer.disconnect(); \
        requestAnimationFrame(() => { if (document.querySelector('#app-shell')) window.picture = window.look() }); \
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-start'] });";

/// Leaves a text for the next page, whatever the app does when this one is left; keeps what the page before left.
const LEAVE_BEHIND: &str = "window.found = localStorage.getItem('okr-sessions/first-rows'); \
    window.leaveBehind = text => { addEventListener('pagehide', () => { \
        localStorage.setItem('okr-sessions/first-rows', text); Storage.prototype.setItem = () => {} }); return text };";

/// Before the app is there, the first row is clicked on.
const CLICK: &str = "new MutationObserver((_, observer) => { \
        if (document.documentElement.dataset.start != 'rows') return; \
        observer.disconnect(); \
        if (sessionStorage.getItem('click')) document.querySelector('#app-shell tbody tr .name-text').click(); \
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-start'] });";

/// What is kept for the next page.
const KEPT: &str = "return localStorage.getItem('okr-sessions/first-rows')";

/// The hint of a new workspace stands above the list until it was read.
async fn dismiss_the_hint(window: &Window) -> Step {
    window.sessions().table().seen().await?;
    match window.text_holding("Give them your name").count().await? {
        0 => Ok(()),
        _ => window.button("Dismiss").click().await,
    }
}

/// Waits until a page that is left keeps its rows: what does so comes a moment after the start.
async fn keeps_rows(window: &Window) -> Step {
    until(PATIENCE, async || {
        window.run("dispatchEvent(new Event('pagehide'))", Vec::new()).await?;
        Ok(if is_kept(window).await? { Ok(()) } else { Err("nothing is kept".to_owned()) })
    })
    .await
}

/// Waits until a page that is left takes away what is kept, and keeps nothing.
async fn keeps_no_rows(window: &Window) -> Step {
    window.run("localStorage.setItem('okr-sessions/first-rows', '')", Vec::new()).await?;
    until(PATIENCE, async || {
        window.run("dispatchEvent(new Event('pagehide'))", Vec::new()).await?;
        Ok(if is_kept(window).await? { Err("rows are kept".to_owned()) } else { Ok(()) })
    })
    .await
}

/// What is seen of the list before the app is there, when the page is loaded anew.
async fn picture(window: &Window) -> Step<Vec<String>> {
    dismiss_the_hint(window).await?;
    keeps_rows(window).await?;
    window.reload().await?;
    window.sessions().table().seen().await?;
    let picture = window.run("return window.picture ?? null", Vec::new()).await?;
    ensure(picture != Value::Null, || "nothing is seen before the app is there".to_owned())?;
    Ok(serde_json::from_value(picture)?)
}

const FORGET: &str = "localStorage.removeItem('okr-sessions/first-rows')";

/// Loads the page anew, and waits for the app.
async fn reload_without_picture(window: &Window, why: &str) -> Step {
    window.reload().await?;
    window.sessions().table().seen().await?;
    let picture = window.run("return window.picture ?? null", Vec::new()).await?;
    ensure(picture == Value::Null, || format!("{why}: {picture}"))
}

/// Whether rows are kept for the next page.
async fn is_kept(window: &Window) -> Step<bool> {
    Ok(window.run(KEPT, Vec::new()).await? != Value::Null)
}

#[test]
fn the_first_rows_are_seen_before_the_app_is_there_as_the_app_shows_them() {
    for (width, height, dark) in [(1440, 900, false), (768, 1024, true), (360, 740, false)] {
        test(Setup::default().sized(width, height).with_script(WATCH), async |window| {
            window.system_is_dark(dark).await?;
            let sessions = window.open_sessions().await?;
            window.button("Load example data").click().await?;
            sessions.table().seen().await?;
            // A long title, and one from right to left.
            sessions.add(&"An extraordinary quarter".repeat(4), "2026-01-01", "2026-03-31").await?;
            sessions.add("الربع الأول", "2030-01-01", "2030-03-31").await?;
            let before = picture(window).await?;
            let after = window.run("return window.look()", Vec::new()).await?;
            let after: Vec<String> = serde_json::from_value(after)?;
            let differs = before.iter().zip(&after).find(|(before, after)| before != after);
            ensure(differs.is_none() && before.len() == after.len(), || {
                format!("{width}: {} things, then {}; {differs:?}", before.len(), after.len())
            })
        });
    }
}

#[test]
fn what_is_seen_before_the_app_is_there_has_nothing_that_could_be_used() {
    test(Setup::default().with_script(WATCH), async |window| {
        window.open_sessions().await?;
        window.button("Load example data").click().await?;
        picture(window).await?;
        // The next page is one whose app does not come.
        let stopped = "Object.defineProperty(window, 'mainModule', { get: () => new Promise(() => {}), set() {} })";
        window.before_documents(stopped).await?;
        window.driver().goto(format!("{}okrs/sessions", window.server().address())).await?;
        until(PATIENCE, async || {
            let seen = "return document.querySelector('#app-shell tbody tr')?.checkVisibility() ?? false";
            let seen = window.run(seen, Vec::new()).await? == true;
            Ok(if seen { Ok(()) } else { Err("no row is seen".to_owned()) })
        })
        .await?;
        window.screenshot("first-rows").await?;
        let usable = "return [...document.querySelectorAll('#app-shell :is(a, button, input, [tabindex=\"0\"])')] \
            .filter(element => element.checkVisibility({ visibilityProperty: true })).length";
        ensure(window.run(usable, Vec::new()).await? == 0, || "something looks as if it could be used".to_owned())
    });
}

/// The rows were seen where the app had them before the hint stood above them, and moved down.
#[test]
fn rows_that_something_will_push_down_are_not_seen_before_the_app_is_there() {
    test(Setup::default().with_script(WATCH), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.text_holding("Give them your name").seen().await?;
        keeps_no_rows(window).await?;
        reload_without_picture(window, "rows where the hint will be").await?;
        picture(window).await?;
        Ok(())
    });
}

#[test]
fn an_empty_list_has_no_first_rows() {
    test(Setup::default().with_script(WATCH), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        picture(window).await?;
        sessions.open("Q1 2026").await?.act("Move to trash").await?;
        sessions.table().gone().await?;
        keeps_no_rows(window).await
    });
}

#[test]
fn rows_that_changed_are_not_seen_as_they_were() {
    test(Setup::default().with_script(WATCH), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("As it was", "2026-01-01", "2026-03-31").await?;
        let before = picture(window).await?.join("\n");
        ensure(before.contains("As it was"), || before)?;
        ensure(is_kept(window).await?, || "they are kept until something changes".to_owned())?;
        let drawer = sessions.open("As it was").await?;
        drawer.title().fill("As it is").await?;
        drawer.close().await?;
        sessions.lists("As it is").await?;
        // Also where the browser ends now, and the page has no time to keep others.
        ensure(!is_kept(window).await?, || "what was there before is still kept".to_owned())?;
        let after = picture(window).await?.join("\n");
        ensure(after.contains("As it is") && !after.contains("As it was"), || after)
    });
}

#[test]
fn rows_are_seen_by_whom_and_on_the_day_they_were_kept_for() {
    test(Setup::default().with_script(&[WATCH, LEAVE_BEHIND].concat()), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        picture(window).await?;
        // Another workspace, another person, another list, another language, another day.
        for (from, to) in [
            ("main ", "other "),
            ("main ", "main 0"),
            ("/okrs/sessions", "/elsewhere"),
            ("en-US", "de-DE"),
            (" 2026-", " 2025-"),
        ] {
            let script = "const text = localStorage.getItem('okr-sessions/first-rows'); \
                const other = text.replace(arguments[0], arguments[1]); \
                window.leaveBehind(other); return text != other";
            let replaced = window.run(script, vec![from.into(), to.into()]).await?;
            ensure(replaced == true, || format!("they are kept for {from}"))?;
            reload_without_picture(window, &format!("rows for {to}")).await?;
            window.run(FORGET, Vec::new()).await?;
            picture(window).await?;
        }
        // A search that a link asks for is not what was kept.
        window.visit("okrs/sessions?q=nothing").await?;
        let picture = window.run("return window.picture ?? null", Vec::new()).await?;
        ensure(picture == Value::Null, || "the whole list is seen where one searched".to_owned())
    });
}

#[test]
fn a_damaged_picture_does_not_keep_the_app_from_starting() {
    test(Setup::default().with_script(LEAVE_BEHIND), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        dismiss_the_hint(window).await?;
        for damaged in ["[kept[0], 5]", "[kept[0], [[]], 1, '', true]", "[kept[0]]", "{}", "null"] {
            keeps_rows(window).await?;
            let script = format!(
                "const kept = JSON.parse(localStorage.getItem('okr-sessions/first-rows')); \
                return window.leaveBehind(JSON.stringify({damaged}))"
            );
            let left = window.run(script, Vec::new()).await?;
            window.reload().await?;
            sessions.lists("Q1 2026").await?;
            let found = window.run("return window.found", Vec::new()).await?;
            ensure(found == left, || format!("{found} was found, not {left}"))?;
            window.run(FORGET, Vec::new()).await?;
        }
        Ok(())
    });
}

#[test]
fn a_row_that_is_clicked_on_before_the_app_is_there_opens_its_drawer() {
    test(Setup::default().with_script(&[WATCH, CLICK].concat()), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        picture(window).await?;
        window.run("sessionStorage.setItem('click', 'yes')", Vec::new()).await?;
        window.driver().refresh().await?;
        window.is_titled("Q1 2026").await?;
        window.is_at("okrs/sessions/SE-01001").await?;
        window.run("sessionStorage.removeItem('click')", Vec::new()).await?;
        window.back().await?;
        window.is_at("okrs/sessions").await
    });
}

#[test]
fn nothing_is_kept_of_a_storage_that_was_emptied() {
    test(Setup::default().with_script(WATCH), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Emptied", "2026-01-01", "2026-03-31").await?;
        picture(window).await?;
        window.run("localStorage.clear(); dispatchEvent(new Event('pagehide'))", Vec::new()).await?;
        ensure(!is_kept(window).await?, || "the rows of what was emptied are kept".to_owned())
    });
}

#[test]
fn a_deleted_workspace_takes_its_first_rows_along() {
    test(Setup::default().with_script(WATCH), async |window| {
        let workspaces = window.open_workspaces().await?;
        workspaces.add("Second").await?;
        window.open_sessions().await?.add("Gone", "2026-01-01", "2026-03-31").await?;
        picture(window).await?;
        window.open_workspaces().await?.open("Main workspace").await?;
        ensure(is_kept(window).await?, || "the rows of the workspace that was left are not kept".to_owned())?;
        window.button("Delete Second").click().await?;
        window.role(Role::TextBox, "Name of the workspace").fill("Second").await?;
        window.button("Delete workspace").click().await?;
        workspaces.row("Second").gone().await?;
        ensure(!is_kept(window).await?, || "they are kept longer than their workspace".to_owned())
    });
}
