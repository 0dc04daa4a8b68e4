//! Whoever is in the workspace: people, teams and roles.

mod edit_dialog;
mod group_dialog;
mod page;
mod person_dialog;
mod picture;
mod picture_field;
mod rows;
mod table;

use super::lazy::lazy;

lazy! {
    /// People, teams and roles. Administrators manage them, everybody else reads.
    pub fn people_page() in pages { page::people_page() }
}
