//! Whoever is in the workspace: people, teams and roles.

mod edit_dialog;
mod group_dialog;
mod page;
mod person_dialog;
mod picture;
mod picture_field;
mod rows;
mod table;

pub use page::people_page;
