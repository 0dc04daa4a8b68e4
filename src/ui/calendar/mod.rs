//! The Calendar page: when fiscal years begin.

mod page;

use super::lazy::lazy;

lazy! {
    /// When fiscal years begin.
    pub fn calendar_page() in pages { page::calendar_page() }
}
