//! The dialog `Add Session`.

use super::options::Options;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// A dialog that adds a session.
#[derive(Clone, Copy)]
pub struct AddSession<'w> {
    window: &'w Window,
    name: &'static str,
}

impl<'w> AddSession<'w> {
    /// The dialog of a window.
    pub fn new(window: &'w Window) -> Self {
        Self::named(window, "Add Session")
    }

    /// Its sisters `Create next session` and `Clone session`.
    pub fn named(window: &'w Window, name: &'static str) -> Self {
        Self { window, name }
    }

    /// The dialog.
    pub fn dialog(self) -> Locator<'w> {
        self.window.role(Role::Dialog, self.name)
    }

    /// The title.
    pub fn title(self) -> Locator<'w> {
        self.window.role(Role::TextBox, "Title").within(&self.dialog())
    }

    /// The begin date.
    pub fn begin(self) -> Locator<'w> {
        self.window.role(Role::Date, "Begin Date").within(&self.dialog())
    }

    /// The end date.
    pub fn end(self) -> Locator<'w> {
        self.window.role(Role::Date, "End Date").within(&self.dialog())
    }

    /// The fields below `More options`.
    pub async fn more(self) -> Step<Options<'w>> {
        Options::opened(self.window, self.dialog(), "More options").await
    }

    /// A button of the dialog: `Save`, `Cancel` or a quick pick.
    pub fn button(self, name: &str) -> Locator<'w> {
        self.window.button(name).within(&self.dialog())
    }

    /// Fills the three fields; a date that is empty is left alone.
    pub async fn fill(self, title: &str, begin: &str, end: &str) -> Step {
        self.title().fill(title).await?;
        for (field, date) in [(self.begin(), begin), (self.end(), end)] {
            if !date.is_empty() {
                field.fill_date(date).await?;
            }
        }
        Ok(())
    }

    /// Presses `Save`.
    pub async fn save(self) -> Step {
        self.button("Save").click().await
    }

    /// Presses `Save` and waits until the dialog is gone.
    pub async fn save_and_close(self) -> Step {
        self.save().await?;
        self.dialog().gone().await
    }

    /// Waits until the fields hold these values.
    pub async fn holds(self, title: &str, begin: &str, end: &str) -> Step {
        self.title().has_value(title).await?;
        self.begin().has_value(begin).await?;
        self.end().has_value(end).await
    }
}
