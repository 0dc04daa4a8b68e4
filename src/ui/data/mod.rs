//! What goes in and out: import, export, and where everything is kept.

mod backup_preview;
mod backups;
mod columns;
mod export_card;
mod import_backup;
mod import_card;
mod import_rows;
mod page;
mod preview;
mod reading;
mod room_card;
mod running;
mod storage_card;

use super::lazy::lazy;

lazy! {
    /// Import, export, and where the data lives.
    pub fn data_page() in pages { page::data_page() }
}
