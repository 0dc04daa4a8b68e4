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

pub use frame::Frame;
pub(super) use frame::OpenDialogs;
