//! The view `Trash`.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// The sessions that were put away.
#[derive(Clone, Copy)]
pub struct Trash<'w> {
    window: &'w Window,
}

impl Window {
    /// The view, wherever the window is.
    pub fn trash(&self) -> Trash<'_> {
        Trash { window: self }
    }

    /// Goes to the view by the menu `More` of the Sessions page.
    pub async fn open_trash(&self) -> Step<Trash<'_>> {
        self.button("More").click().await?;
        self.role(Role::MenuItem, "Trash").click().await?;
        self.is_titled("Trash").await?;
        Ok(self.trash())
    }
}

impl<'w> Trash<'w> {
    /// The table.
    pub fn table(self) -> Locator<'w> {
        self.window.role(Role::Table, "Trash")
    }

    /// The button that brings a session back.
    pub fn restore(self, title: &str) -> Locator<'w> {
        self.window.button(&format!("Restore {title}")).within(&self.table())
    }
}
