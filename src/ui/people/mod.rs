//! Whoever is in the workspace: people, teams and roles.

mod edit_dialog;
mod group_dialog;
mod groups_table;
mod page;
mod people_table;
mod person_dialog;
mod picture;
mod picture_field;

pub use page::PeoplePage;
