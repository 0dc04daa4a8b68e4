//! A confirmation: an alert dialog with a verb and a way out.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// An open confirmation whose first button is `verb`.
#[derive(Clone)]
pub struct Confirm<'w> {
    window: &'w Window,
    verb: String,
}

impl<'w> Confirm<'w> {
    /// Waits until the confirmation with this verb is open.
    pub async fn seen(window: &'w Window, verb: &str) -> Step<Self> {
        let confirm = Self { window, verb: verb.to_owned() };
        confirm.button(verb).seen().await?;
        Ok(confirm)
    }

    /// The dialog.
    pub fn dialog(&self) -> Locator<'w> {
        self.window.any(Role::AlertDialog)
    }

    /// A button of the dialog.
    pub fn button(&self, name: &str) -> Locator<'w> {
        self.window.button(name).within(&self.dialog())
    }

    /// Presses the verb.
    pub async fn confirm(&self) -> Step {
        self.button(&self.verb).click().await?;
        self.dialog().gone().await
    }

    /// Presses the other button, `Cancel` or what stands for it.
    pub async fn press(&self, name: &str) -> Step {
        self.button(name).click().await?;
        self.dialog().gone().await
    }
}
