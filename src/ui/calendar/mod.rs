//! The Calendar page: when fiscal years begin.

mod page;

pub use page::calendar_page;
