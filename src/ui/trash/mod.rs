//! The Trash page: sessions that were put away, and the way back for them.

mod page;

pub use page::trash_page;
