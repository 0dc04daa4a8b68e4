//! What goes in and out: import, export, and where everything is kept.

mod export_card;
mod import_card;
mod page;
mod preview;
mod reading;
mod storage_card;

pub use page::data_page;
