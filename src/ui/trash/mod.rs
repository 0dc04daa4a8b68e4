//! The Trash page: sessions that were put away, and the way back for them.

mod page;

use super::lazy::lazy;

lazy! {
    /// What was put away, and the way back for it.
    pub fn trash_page() in pages { page::trash_page() }
}
