//! Where things are on the screen: one file a page, dialog or part that several pages share.

pub mod activity;
pub mod add_session;
pub mod confirm;
pub mod data;
pub mod drawer;
pub mod feedback;
pub mod options;
pub mod people;
pub mod plan_year;
pub mod sessions;
pub mod shell;
pub mod timeline;
pub mod trash;
pub mod workspaces;
