//! The Activity page: the history of everything, as far as the actor may read it.

mod filters;
mod page;

pub use page::activity_page;
