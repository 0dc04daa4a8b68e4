//! The accessibility tree that our script reads is the one that Chromium computes: what is found by role and name in the other
//! engines is found by the same names.

use std::time::Duration;

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::support::ax_tree::{AxTree, Role};
use crate::support::engine::Engine;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::until;
use crate::support::window::{Window, test};

const REASON: &str = "it compares with the tree that Chromium's DevTools protocol gives";

#[test]
fn the_scripts_tree_has_the_roles_and_names_of_chromiums() {
    let setup = Setup::default().not_in(Engine::Firefox, REASON).not_in(Engine::WebKit, REASON);
    test(setup, async |window| {
        let mut differences = Vec::new();
        let sessions = window.open_sessions().await?;
        compare(window, "the empty Sessions page", &mut differences).await?;
        window.button("Load example data").click().await?;
        let number = sessions.first_number().await?;
        for path in ["settings/people", "settings/data", "nonsense", "okrs/sessions?closed"] {
            window.visit(path).await?;
            compare(window, path, &mut differences).await?;
        }
        window.open_timeline("&closed").await?;
        compare(window, "the timeline", &mut differences).await?;
        let add = sessions.start_adding().await?;
        add.save().await?;
        window.text("Title is required.").first().seen().await?;
        add.title().fill("Half typed").await?;
        let options = add.more().await?;
        options.select("Parent session").fill("2026").await?;
        options.offered("Parent session").first().seen().await?;
        compare(window, "the Add Session dialog with more options", &mut differences).await?;
        window.press(Key::Escape).await?;
        add.button("Cancel").click().await?;
        Confirm::seen(window, "Discard").await?;
        compare(window, "a dialog on a dialog", &mut differences).await?;
        window.visit(&format!("okrs/sessions/{number}")).await?;
        window.button("Show More").click().await?;
        window.button("Show Less").seen().await?;
        compare(window, "the drawer", &mut differences).await?;
        window.button("Actions").click().await?;
        window.any(Role::MenuItem).first().seen().await?;
        compare(window, "the menu of actions", &mut differences).await?;
        ensure(differences.is_empty(), || differences.join("\n"))
    });
}

/// Holds both trees of a page against each other until they agree: it may still be settling between the two.
async fn compare(window: &Window, place: &str, differences: &mut Vec<String>) -> Step {
    let compared = until(Duration::from_secs(2), async || {
        let chromiums = window.browser().ax_tree().await?;
        let ours = window.browser().ax_tree_by_script().await?;
        let differing = Role::ALL.map(|role| difference(role, &ours, &chromiums)).into_iter().flatten();
        let text: String = differing.collect();
        Ok(if text.is_empty() { Ok(()) } else { Err(format!("{place}: {text}")) })
    });
    differences.extend(compared.await.err().map(|failure| failure.to_string()));
    Ok(())
}

fn difference(role: Role, ours: &AxTree, chromiums: &AxTree) -> Option<String> {
    let (ours, chromiums) = (found(ours, role), found(chromiums, role));
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        these.iter().filter(|one| !others.contains(one)).cloned().collect()
    };
    let (extra, missing) = (only(&ours, &chromiums), only(&chromiums, &ours));
    (ours != chromiums).then(|| format!("\n{role:?}: the script says {extra:#?}, Chromium {missing:#?}"))
}

/// What things of this role are called, what they hold, and in which state they are.
fn found(tree: &AxTree, role: Role) -> Vec<String> {
    const STATES: [&str; 6] = ["focused", "disabled", "expanded", "selected", "checked", "invalid"];
    // A part of Chromium's own date field, which no other engine has and no test uses.
    let is_inner = |at: usize| tree.node(at).name.starts_with("Show date picker");
    let nodes = tree.under(None).into_iter().filter(|&at| tree.node(at).is(role) && !is_inner(at));
    let state = |at: usize, name: &str| {
        let value = tree.node(at).property(name).filter(|value| value != "false");
        value.map(|value| format!(" {name}={value}")).unwrap_or_default()
    };
    let described = nodes.map(|at| {
        let states: String = STATES.iter().map(|name| state(at, name)).collect();
        // White space at the ends of lines is a matter of layout, which the script does not know.
        let text: String = tree.text(at).split_whitespace().collect();
        format!("{:?} holds {text:?}{states}", tree.node(at).name.trim())
    });
    described.collect()
}
