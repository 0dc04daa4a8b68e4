//! The frame around every page: header, navigation, notices, messages, the keys that work everywhere.

mod acting_as;
mod frame;
mod icon_badge;
mod keys;
mod navigation;
mod new_version;
mod not_found;
mod notices;
mod palette;
mod settings;
mod shortcuts;
mod undo_buttons;

use std::sync::Arc;

use super::components::Toasts;
use super::lazy::lazy;
use super::markup::Handler;
use super::perform::Performer;
use super::places::use_places;
use super::sessions::keep_first_rows;
use crate::chunks::deferred;
use crate::domain::{Person, SessionNumber};
use leptos::prelude::{RwSignal, StoredValue};

pub(super) use frame::OpenDialogs;
use frame::Wanted;
pub use frame::frame;
pub(super) use notices::reminder_is_due;

lazy! {
    /// What says that a new version of the app is ready.
    fn new_version_notice(leave: Handler) in dialogs { new_version::notice(leave) }

    /// The dialog *Keyboard shortcuts*.
    fn shortcuts_dialog(dialogs: OpenDialogs) in dialogs { shortcuts::shortcuts(dialogs) }

    /// Asks whether what was typed is to be lost; `wanted` is what waits for the answer.
    fn ask_to_leave(wanted: RwSignal<Option<Wanted>>, to: Wanted) in dialogs {
        frame::leave_question(wanted, to)
    }

    /// The dialog *Command palette*.
    fn palette_dialog(leave: Handler) in dialogs { palette::palette(move || leave()) }
}

deferred! {
    /// The session of the open drawer is not listed any more.
    fn tell_that_it_went(toasts: Toasts, number: SessionNumber) in dialogs { frame::session_went(toasts, number) } else {}

    /// What nobody waits for: the number on the icon, what comes of acting as somebody else than at first, and what the next
    /// page shows first.
    fn settle_in(performer: Performer, acted: StoredValue<Arc<Person>>) in dialogs { settle(performer, acted) } else {}

    /// The hint to name the first person was read.
    fn dismiss_rename_hint(performer: Performer) in dialogs { notices::dismiss(performer) } else { performer.not_fetched() }
}

fn settle(performer: Performer, acted: StoredValue<Arc<Person>>) {
    icon_badge::icon_badge(performer.store());
    acting_as::follow_the_actor(performer, acted);
    keep_first_rows(performer.store(), use_places());
}
