//! The Workspaces page.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// The list of workspaces.
#[derive(Clone, Copy)]
pub struct Workspaces<'w> {
    window: &'w Window,
}

impl Window {
    /// Goes to the Workspaces page.
    pub async fn open_workspaces(&self) -> Step<Workspaces<'_>> {
        self.visit("settings/workspaces").await?;
        let workspaces = Workspaces { window: self };
        workspaces.table().seen().await?;
        Ok(workspaces)
    }
}

impl<'w> Workspaces<'w> {
    /// The table.
    pub fn table(self) -> Locator<'w> {
        self.window.role(Role::Table, "Workspaces")
    }

    /// The cell with the name of a workspace.
    pub fn row(self, name: &str) -> Locator<'w> {
        self.window.role_beginning(Role::Cell, name).within(&self.table())
    }

    /// Adds a workspace, which opens in this window.
    pub async fn add(self, name: &str) -> Step {
        self.window.button("Add workspace").click().await?;
        self.window.role(Role::TextBox, "Name").fill(name).await?;
        self.window.button("Save").click().await?;
        self.is_open(name).await
    }

    /// Opens another workspace in this window.
    pub async fn open(self, name: &str) -> Step {
        self.window.button(&format!("Open {name}")).click().await?;
        self.is_open(name).await
    }

    /// Waits until the page says that this workspace is open: there is no button to open it.
    pub async fn is_open(self, name: &str) -> Step {
        self.window.text("Open in this window").within(&self.row(name)).patiently(20).seen().await?;
        Ok(())
    }
}
