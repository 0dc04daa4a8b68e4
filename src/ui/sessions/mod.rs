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
mod timeline;
mod window;

use std::sync::Arc;

use super::lazy::lazy;
use super::markup::Handler;
use crate::domain::{Session, SessionAction, SessionDraft};
use listing::Listing;

pub use page::sessions_page;

lazy! {
    /// A dialog of this name with the fields of a new session, filled from `draft`. `close`: it was saved or left.
    fn new_session_dialog(name: &'static str, draft: SessionDraft, quick_picks: bool, close: Handler) in dialogs {
        new_session::new_session_dialog(name, &draft, quick_picks, move || close())
    }

    /// Asks before a session changes its status, and does it. `close`: it was answered.
    fn action_question(session: Arc<Session>, action: SessionAction, close: Handler) in dialogs {
        confirmation::action_question(&session, action, move || close())
    }

    /// The dialog *Plan a fiscal year*. `close`: it was carried out or left.
    fn plan_year_dialog(close: Handler) in dialogs { plan_year::plan_year_dialog(move || close()) }

    /// The sessions that are listed, as bars over time.
    fn timeline_view(listing: Listing) in timeline { timeline::timeline_view(listing) }
}
