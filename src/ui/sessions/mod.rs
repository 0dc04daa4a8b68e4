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

use super::lazy::lazy;
use super::markup::Handler;

pub use page::sessions_page;

lazy! {
    /// The dialog *Plan a fiscal year*. `close`: it was carried out or left.
    fn plan_year_dialog(close: Handler) in dialogs { plan_year::plan_year_dialog(move || close()) }
}
