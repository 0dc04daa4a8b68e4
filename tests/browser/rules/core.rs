//! What must work in every engine: these tests ask nothing of a driver but plain WebDriver, so that WebKitGTK runs them too.

use serde_json::Value;
use thirtyfour::Key;

use crate::pages::drawer::Drawer;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

use super::offline::works_with_the_server_gone;

/// Long ago whatever day it is, so that no session of these tests is one that the app draws attention to by itself.
const BEGIN: &str = "2020-01-01";
const END: &str = "2020-03-31";

fn anywhere() -> Setup {
    Setup::default().at_the_real_time()
}

#[test]
fn a_new_workspace_starts_on_the_sessions_page() {
    test(anywhere(), async |window| {
        window.visit("").await?;
        window.is_at("okrs/sessions").await?;
        window.is_titled("Sessions").await?;
        window.role(Role::Heading, "Sessions").first().seen().await?;
        window.sessions().add_button().seen().await?;
        Ok(())
    });
}

#[test]
fn an_added_session_is_listed_and_stays_after_a_reload() {
    test(anywhere(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2020", BEGIN, END).await?;
        sessions.shows(&[1]).await?;
        window.reload().await?;
        sessions.lists("Q1 2020").await?;
        let (_, record) = window.session_record(&number(1)).await?;
        assert!(record.contains(BEGIN) && record.contains(END), "{record}");
        Ok(())
    });
}

#[test]
fn an_edited_title_is_saved_and_stays_after_a_reload() {
    test(anywhere(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2020", BEGIN, END).await?;
        sessions.open("Q1 2020").await?.retitle("First quarter").await?;
        window.reload().await?;
        let drawer = Drawer::new(window, "First quarter");
        drawer.title().has_value("First quarter").await?;
        drawer.is_closed_by_its_button().await?;
        sessions.lists("First quarter").await
    });
}

#[test]
fn a_link_to_a_session_opens_it() {
    test(anywhere(), async |window| {
        window.open_sessions().await?.add("Q1 2020", BEGIN, END).await?;
        window.visit(&format!("okrs/sessions/{}", number(1))).await?;
        let drawer = Drawer::new(window, "Q1 2020");
        drawer.dialog().seen().await?;
        window.press(Key::Escape).await?;
        drawer.dialog().gone().await?;
        window.is_at("okrs/sessions").await
    });
}

#[test]
fn after_the_first_visit_everything_works_without_the_server() {
    test(anywhere(), async |window| works_with_the_server_gone(window).await);
}

/// What the content security policy has to refuse: each gives whether it happened all the same. A refused call may throw.
const FORBIDDEN: [(&str, &str); 4] = [
    (
        "an inline script",
        "const script = document.createElement('script'); script.append('window.evil = 1'); \
        document.head.append(script); return window.evil === 1",
    ),
    ("markup from text", "document.createElement('p').innerHTML = '<b>x</b>'; return true"),
    (
        "a script from a foreign address",
        "const script = document.createElement('script'); script.src = 'http://127.0.0.1:1/x.js'; return true",
    ),
    (
        "an inline style",
        "const element = document.createElement('p'); document.body.append(element); \
        element.setAttribute('style', 'color: red'); return getComputedStyle(element).color === 'rgb(255, 0, 0)'",
    ),
];

#[test]
fn what_the_policy_forbids_does_not_happen() {
    test(anywhere(), async |window| {
        window.open_sessions().await?;
        let listen = "window.refused = []; \
            addEventListener('securitypolicyviolation', refused => window.refused.push(refused.effectiveDirective))";
        window.run(listen, Vec::new()).await?;
        for (what, script) in FORBIDDEN {
            let happened = window.run(script, Vec::new()).await.is_ok_and(|result| result == Value::Bool(true));
            ensure(!happened, || format!("the page takes {what}"))?;
        }
        let fetched =
            window.run_async("fetch('http://127.0.0.1:1/').then(() => 'sent', error => String(error))").await?;
        ensure(fetched != "sent", || format!("a foreign address was asked: {fetched}"))?;
        let refused: Vec<String> = serde_json::from_value(window.run("return window.refused", Vec::new()).await?)?;
        for rule in ["require-trusted-types-for", "style-src-attr", "connect-src"] {
            ensure(refused.iter().any(|by| by == rule), || format!("nothing refused by {rule}, but by {refused:?}"))?;
        }
        window.expected_errors().await?;
        Ok(())
    });
}
