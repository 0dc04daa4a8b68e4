//! The Workspaces page.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::wait::{PATIENCE, until};
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

    /// Waits until the row of a workspace has this number of people.
    pub async fn has_people(self, name: &str, count: &str) -> Step {
        until(PATIENCE, async || {
            let tree = self.window.ax_tree().await?;
            let below = |at: Option<usize>, role: Role| -> Vec<usize> {
                tree.under(at).into_iter().filter(|&at| tree.node(at).is(role)).collect()
            };
            let rows = below(None, Role::Row).into_iter();
            let cells =
                rows.map(|row| below(Some(row), Role::Cell).into_iter().map(|cell| tree.pieces(cell).join(" ")));
            let row: Vec<String> = cells
                .map(Iterator::collect)
                .find(|cells: &Vec<String>| cells.first().is_some_and(|cell| cell.starts_with(name)))
                .unwrap_or_default();
            let found = row.get(2).is_some_and(|cell| cell == count);
            Ok(if found { Ok(()) } else { Err(format!("{name} says {row:?}, not {count} people")) })
        })
        .await
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
