//! The frame around every page: header, navigation, notices, messages, the keys that work everywhere.

mod acting_as;
mod frame;
mod keys;
mod navigation;
mod not_found;
mod notices;
mod palette;
mod settings;
mod shortcuts;

use super::lazy::lazy;
use super::markup::Handler;

pub(super) use frame::OpenDialogs;
pub use frame::frame;

lazy! {
    /// The dialog *Keyboard shortcuts*.
    fn shortcuts_dialog(leave: Handler) in dialogs { shortcuts::shortcuts(move || leave()) }

    /// The dialog *Command palette*.
    fn palette_dialog(leave: Handler) in dialogs { palette::palette(move || leave()) }
}
