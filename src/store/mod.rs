//! What is kept: the stored records, how they are read and written, and the files that come in and go out. The only
//! place that knows storage and JSON.

mod area;
#[cfg(target_arch = "wasm32")]
mod browser;
pub mod calendar;
#[cfg(target_arch = "wasm32")]
mod clock;
pub mod csv;
mod fields;
mod keys;
#[cfg(target_arch = "wasm32")]
mod live;
mod load;
mod records;
mod revision;
#[cfg(target_arch = "wasm32")]
mod settings;
mod words;
mod write;

pub use area::{Area, MemoryArea, WriteError};
#[cfg(target_arch = "wasm32")]
pub use browser::raw_export;
pub use keys::{PREFIX, WorkspaceId, named_record, record_name};
#[cfg(target_arch = "wasm32")]
pub use live::{Done, Failure, Persistence, Store};
pub use load::{DamagedRecord, Loaded, damaged_text, load};
pub use records::{FORMAT_VERSION, is_newer, read_record, write_record};
pub use revision::{Author, PageTag, rewritten};
#[cfg(target_arch = "wasm32")]
pub use settings::{Theme, read_theme, write_theme};
pub use write::write_changes;

/// The longest file that is read, in bytes. 10,000 sessions are about 1.5 MB as CSV and 5 MB as JSON.
pub const FILE_MOST: usize = 20_000_000;
