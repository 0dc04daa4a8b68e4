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

pub(super) use frame::OpenDialogs;
pub use frame::frame;
