//! The Sessions page: the list, its dialogs, and the drawer of one session.

mod confirmation;
mod drawer;
mod drawer_place;
mod empty;
mod first_rows;
mod listing;
mod new_session;
mod option_fields;
mod page;
mod plan_year;
mod quick_picks;
mod rehearsal;
mod rows;
mod table;
mod timeline;
mod window;

use super::lazy::lazy;
use super::markup::Handler;
use super::perform::Performer;
use super::places::Places;
use crate::chunks::deferred;
use crate::domain::SessionDraft;
use drawer_place::{DrawerPlace, Subject};
use listing::Listing;

pub(super) use first_rows::keep_first_rows;
pub use page::sessions_page;

lazy! {
    /// The dialog *Add Session*. `close`: it was saved or left.
    fn add_session_dialog(close: Handler) in dialogs {
        new_session::new_session_dialog("Add Session", &SessionDraft::default(), None, move || close())
    }

    /// The drawer of a session, over the list it was opened from.
    fn session_drawer(subject: Subject, listing: Listing) in dialogs { drawer::session_drawer(subject, listing) }

    /// The dialog *Plan a fiscal year*. `close`: it was carried out or left.
    fn plan_year_dialog(close: Handler) in dialogs { plan_year::plan_year_dialog(move || close()) }

    /// The sessions that are listed, as bars over time.
    fn timeline_view(listing: Listing) in timeline { timeline::timeline_view(listing) }
}

deferred! {
    /// Makes the drawer that waits for being opened.
    fn prepare_drawer(place: DrawerPlace) in dialogs { drawer::prepare(place) } else {}

    /// Has the browser compile what the first things that somebody does will call.
    fn rehearse(places: Places) in dialogs { rehearsal::rehearse(places) } else {}

    /// Fills an empty workspace with sessions to look at.
    fn load_example(performer: Performer) in dialogs { empty::add_example(performer) } else { performer.not_fetched() }
}
