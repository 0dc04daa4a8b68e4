//! What a session has besides title and dates: the same controls in the dialogs (`More options`) and in the drawer
//! (`Show More`).

use thirtyfour::Key;

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// The option fields in one dialog or drawer.
#[derive(Clone)]
pub struct Options<'w> {
    window: &'w Window,
    scope: Locator<'w>,
}

impl<'w> Options<'w> {
    /// Opens the fields by the button of this name in a dialog or drawer.
    pub async fn opened(window: &'w Window, scope: Locator<'w>, button: &str) -> Step<Self> {
        window.button(button).within(&scope).click().await?;
        let options = Self { window, scope };
        options.select("Status").seen().await?;
        Ok(options)
    }

    /// A native select: `Status`, `Cadence`, `Workflow` or `Permissions`.
    pub fn select(&self, name: &str) -> Locator<'w> {
        self.window.role(Role::ComboBox, name).within(&self.scope)
    }

    /// A colour of the palette.
    pub fn colour(&self, name: &str) -> Locator<'w> {
        self.window.role(Role::Radio, name).within(&self.scope)
    }

    /// Types into a combobox (`Parent session`, `Who can see it`) and takes the first that fits.
    pub async fn pick(&self, combobox: &str, text: &str) -> Step {
        self.select(combobox).fill(text).await?;
        self.offered(combobox).first().seen().await?;
        self.window.press(Key::Enter).await
    }

    /// What the open list of a combobox offers.
    pub fn offered(&self, combobox: &str) -> Locator<'w> {
        self.window.any(Role::Option).within(&self.window.role(Role::ListBox, combobox))
    }
}
