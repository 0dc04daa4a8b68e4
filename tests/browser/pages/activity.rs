//! The Activity page.

use thirtyfour::Key;

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// The history of everything.
#[derive(Clone, Copy)]
pub struct Activity<'w> {
    window: &'w Window,
}

impl Window {
    /// Goes to the Activity page.
    pub async fn open_activity(&self) -> Step<Activity<'_>> {
        self.visit("activity").await?;
        self.is_titled("Activity").await?;
        Ok(Activity { window: self })
    }
}

impl<'w> Activity<'w> {
    /// A filter: `Person` or `Session`.
    pub fn filter(self, name: &str) -> Locator<'w> {
        self.window.role(Role::ComboBox, name).within(&self.window.any(Role::Main))
    }

    /// What the open list of a filter offers.
    pub async fn offered(self, filter: &str) -> Step<Vec<String>> {
        self.filter(filter).click().await?;
        let options = self.window.any(Role::Option).within(&self.window.role(Role::ListBox, filter));
        options.clone().first().seen().await?;
        let names = options.names().await?;
        self.window.press(Key::Escape).await?;
        Ok(names)
    }

    /// Types into a filter and takes the first that fits.
    pub async fn choose(self, filter: &str, text: &str) -> Step {
        self.filter(filter).fill(text).await?;
        let options = self.window.any(Role::Option).within(&self.window.role(Role::ListBox, filter));
        options.first().seen().await?;
        self.window.press(Key::Enter).await
    }

    /// Waits until the page says this of how much it shows: `3 entries`.
    pub async fn counts(self, text: &str) -> Step {
        self.window.text(text).first().seen().await?;
        Ok(())
    }

    /// Waits until an entry says this.
    pub async fn tells(self, text: &str) -> Step {
        self.window.text_holding(text).within(&self.window.any(Role::Main)).first().seen().await?;
        Ok(())
    }

    /// Whether anything in the page says this now.
    pub async fn mentions(self, text: &str) -> Step<bool> {
        self.window.text_holding(text).within(&self.window.any(Role::Main)).first().is_there().await
    }
}
