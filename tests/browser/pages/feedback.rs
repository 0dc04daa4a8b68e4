//! What the app says about what it did: alerts, statuses, notices, Undo.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::Window;

/// Messages of the app.
pub trait Feedback {
    /// The newest `Undo`.
    fn undo(&self) -> Locator<'_>;

    /// Waits until an alert that is on the screen holds all these texts.
    async fn alerts(&self, parts: &[&str]) -> Step;

    /// Waits until the page says this somewhere.
    async fn notices(&self, part: &str) -> Step;
}

impl Feedback for Window {
    fn undo(&self) -> Locator<'_> {
        self.role(Role::Button, "Undo").last()
    }

    // Looks at the document: what stands outside of an open modal dialog is hidden from the accessibility tree, but a
    // person must see it all the same.
    async fn alerts(&self, parts: &[&str]) -> Step {
        let script = "return [...document.querySelectorAll('[role=alert]')]\
            .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 0).map(e => e.innerText)";
        until(PATIENCE, async || {
            let alerts: Vec<String> = serde_json::from_value(self.run(script, Vec::new()).await?)?;
            let found = alerts.iter().any(|alert| parts.iter().all(|part| alert.contains(part)));
            Ok(if found { Ok(()) } else { Err(format!("no alert with {parts:?}, but {alerts:?}")) })
        })
        .await
    }

    async fn notices(&self, part: &str) -> Step {
        self.text_holding(part).first().seen().await?;
        Ok(())
    }
}
