//! The start: something of the page is seen before the app is there, in the chosen theme, and nothing moves when it comes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::environment;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// Keeps how far what is seen moves by itself, by the browser's own measure, and what it was.
const SHIFTS: &str = "window.shifts = []; new PerformanceObserver(list => { for (const shift of list.getEntries()) \
    if (!shift.hadRecentInput) window.shifts.push({ by: shift.value, at: shift.startTime, \
    what: shift.sources.map(source => source.node?.className ?? source.node?.nodeName) }) \
    }).observe({ type: 'layout-shift', buffered: true });";

/// Lets the first tenth of a second that a script waits for end when the test says so.
const TENTH_OF_A_SECOND: &str = "const later = window.setTimeout; \
    window.setTimeout = (run, time, ...rest) => time == 100 && !window.tenth \
    ? (window.tenth = run, 0) : later(run, time, ...rest);";

/// Keeps the theme as it is when the page has been read and no module has run yet.
const EARLY_THEME: &str = "addEventListener('readystatechange', () => { if (document.readyState === 'interactive') \
    window.earlyTheme = document.documentElement.dataset.theme ?? '' }, true);";

/// The page without the code of the app, as it is while that is on its way.
async fn shell_alone(window: &Window) -> Step {
    let site = window.copy_of(&environment::dist(), "shell")?;
    let page = fs::read_to_string(site.join("index.html"))?;
    // Nothing fails and nothing comes: the scripts that start the app are not asked for.
    let page = page.replace("type=module", "type=later").replace("type=\"module\"", "type=\"later\"");
    fs::write(site.join("index.html"), page)?;
    window.server().deploy(site);
    window.driver().goto(format!("{}okrs/sessions", window.server().address())).await?;
    Ok(())
}

fn remove_code(folder: &Path) -> Step {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

const SHELL_IS_SEEN: &str = "return document.querySelector('#app-shell').checkVisibility()";

async fn shell_is_seen(window: &Window) -> Step {
    until(PATIENCE, async || match window.run(SHELL_IS_SEEN, Vec::new()).await? == true {
        true => Ok(Ok(())),
        false => Ok(Err("the shell is not seen".to_owned())),
    })
    .await
}

/// Where things are that the shell and the app both have: left, top, right, bottom in CSS pixels.
async fn place_of(window: &Window, selector: &str) -> Step<Vec<f64>> {
    let script = "const { left, top, right, bottom } = document.querySelector(arguments[0]).getBoundingClientRect(); \
        return [left, top, right, bottom]";
    Ok(serde_json::from_value(window.run(script, vec![selector.into()]).await?)?)
}

#[test]
fn the_frame_is_seen_before_the_app_is_there_and_stays_where_it_is() {
    for (width, height) in [(1440, 900), (768, 1024), (360, 740)] {
        test(Setup::default().sized(width, height), async |window| {
            shell_alone(window).await?;
            shell_is_seen(window).await?;
            let controls = "return document.querySelectorAll('#app-shell :is(a, button, input, h1)').length - \
                document.querySelectorAll('#app-shell .app-shell-message a').length";
            ensure(window.run(controls, Vec::new()).await? == 0, || {
                "the shell looks as if it could be used".to_owned()
            })?;
            let name = place_of(window, ".app-shell-title").await?;
            let header = place_of(window, ".app-shell-header").await?;
            let column = place_of(window, ".app-nav").await?;
            window.screenshot(&format!("start-{width}")).await?;

            window.server().deploy(environment::dist());
            window.open_sessions().await?;
            let app = place_of(window, ".app-name").await?;
            ensure(app[0] == name[0] && (app[1] + app[3] - name[1] - name[3]).abs() <= 2.0, || {
                format!("the name is at {name:?}, then at {app:?}")
            })?;
            ensure(place_of(window, ".app-header").await? == header, || "the header moves".to_owned())?;
            ensure(place_of(window, ".app-nav").await? == column, || "the navigation moves".to_owned())
        });
    }
}

#[test]
fn the_frame_does_not_flash_where_the_app_is_there_within_a_tenth_of_a_second() {
    test(Setup::default().with_script(TENTH_OF_A_SECOND), async |window| {
        shell_alone(window).await?;
        let seen = window.run(SHELL_IS_SEEN, Vec::new()).await?;
        ensure(seen == false, || "the shell is seen at once".to_owned())?;
        window.run("window.tenth()", Vec::new()).await?;
        shell_is_seen(window).await
    });
}

#[test]
fn nothing_moves_when_the_app_and_its_rows_come() {
    test(Setup::default().with_script(SHIFTS), async |window| {
        let sessions = window.open_sessions().await?;
        window.button("Load example data").click().await?;
        sessions.table().seen().await?;
        for path in ["okrs/sessions", "okrs/sessions/SE-01001", "settings/people", "settings/data"] {
            window.visit(path).await?;
            let shifts = window.run("return window.shifts", Vec::new()).await?;
            let list = shifts.as_array().map(Vec::as_slice).unwrap_or_default();
            let sum: f64 = list.iter().filter_map(|shift| shift["by"].as_f64()).sum();
            ensure(sum < 0.01, || format!("{path} shifts by {sum}: {shifts}"))?;
        }
        Ok(())
    });
}

#[test]
fn a_chosen_theme_is_there_from_the_first_paint_on() {
    test(Setup::default().with_script(EARLY_THEME), async |window| {
        window.system_is_dark(false).await?;
        window.open_sessions().await?;
        let colour = "return [...document.querySelectorAll('[name=theme-color]')]\
            .filter(meta => matchMedia(meta.media).matches).map(meta => meta.content).join()";
        for (theme, early, frame) in
            [("Dark", "dark", "#17181c"), ("Light", "light", "#ffffff"), ("System", "", "#ffffff")]
        {
            window.shell().choose_theme(theme).await?;
            ensure(window.run(colour, Vec::new()).await? == frame, || {
                format!("{theme}: the browser's frame, at once")
            })?;
            window.reload().await?;
            let seen = window.run("return window.earlyTheme", Vec::new()).await?;
            ensure(seen == early, || format!("{theme} begins as {seen}"))?;
            ensure(window.run(colour, Vec::new()).await? == frame, || format!("{theme}: the browser's frame"))?;
        }
        Ok(())
    });
}

#[test]
fn an_app_that_cannot_be_loaded_says_so() {
    test(Setup::default(), async |window| {
        let site = window.copy_of(&environment::dist(), "half")?;
        remove_code(&site)?;
        window.server().deploy(site);
        window.driver().goto(format!("{}okrs/sessions", window.server().address())).await?;
        until(PATIENCE, async || {
            let text = window.run("return document.body.innerText", Vec::new()).await?;
            let says = text.as_str().is_some_and(|text| text.contains("could not be loaded"));
            Ok(if says { Ok(()) } else { Err(format!("the page says {text}")) })
        })
        .await?;
        let errors = window.expected_errors().await?;
        ensure(!errors.is_empty(), || "nothing failed".to_owned())?;
        window.server().deploy(environment::dist());
        let reloaded = window.run("document.querySelector('.failed a').click(); return true", Vec::new()).await?;
        ensure(reloaded == Value::Bool(true), || "no link to reload".to_owned())?;
        window.role(crate::support::ax_tree::Role::Heading, "Sessions").first().seen().await?;
        Ok(())
    });
}
