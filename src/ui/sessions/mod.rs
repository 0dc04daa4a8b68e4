//! The Sessions page: the list, its dialogs, and the drawer of one session.

mod confirmation;
mod drawer;
mod empty;
mod listing;
mod new_session;
mod option_fields;
mod page;
mod plan_year;
mod quick_picks;
mod rows;
mod table;
mod window;

pub use page::sessions_page;
