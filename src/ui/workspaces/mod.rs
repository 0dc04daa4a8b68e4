//! The Workspaces page: several workspaces in one browser.

mod dialogs;
mod page;

use super::lazy::lazy;

lazy! {
    /// The list of workspaces, and going from one to another.
    pub fn workspaces_page() in pages { page::workspaces_page() }
}
