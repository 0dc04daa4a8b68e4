//! The Activity page: the history of everything, as far as the actor may read it.

mod filters;
mod page;

use super::lazy::lazy;

lazy! {
    /// The history of everything, as far as the actor may read it.
    pub fn activity_page() in pages { page::activity_page() }
}
