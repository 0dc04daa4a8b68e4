//! What is kept: the stored records, how they are read and written, and the files that come in and go out. The only
//! place that knows storage and JSON.

#[cfg(target_arch = "wasm32")]
mod acting;
mod area;
pub mod backup;
mod batch;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod clock;
pub mod csv;
#[cfg(target_arch = "wasm32")]
mod exchange;
mod fields;
#[cfg(target_arch = "wasm32")]
mod first_rows;
pub mod icalendar;
#[cfg(target_arch = "wasm32")]
mod importing;
mod interrupted;
#[cfg(target_arch = "wasm32")]
mod journal;
#[cfg(target_arch = "wasm32")]
mod kept_backups;
mod keys;
#[cfg(target_arch = "wasm32")]
mod live;
mod load;
#[cfg(target_arch = "wasm32")]
mod mending;
mod merge;
mod note;
#[cfg(target_arch = "wasm32")]
mod random;
#[cfg(target_arch = "wasm32")]
mod receipt;
mod records;
mod recovery;
#[cfg(target_arch = "wasm32")]
mod reminder;
mod replica;
mod reserve;
mod returning;
mod revision;
#[cfg(target_arch = "wasm32")]
mod settings;
#[cfg(target_arch = "wasm32")]
mod steps;
#[cfg(target_arch = "wasm32")]
mod undo;
#[cfg(target_arch = "wasm32")]
mod usage;
#[cfg(target_arch = "wasm32")]
mod windows;
mod words;
#[cfg(target_arch = "wasm32")]
mod workspaces;

pub use area::{Area, MemoryArea, WriteError};
pub use batch::{Write, WritesMaking, carry_out, writes_of};
#[cfg(target_arch = "wasm32")]
pub use browser::raw_export;
#[cfg(target_arch = "wasm32")]
pub use first_rows::{FIRST_ROWS_MOST, FirstRows};
#[cfg(target_arch = "wasm32")]
pub use importing::Importing;
pub use interrupted::{notes, take_back};
#[cfg(target_arch = "wasm32")]
pub use kept_backups::KeptBackup;
pub use keys::{PREFIX, WorkspaceId, named_record, record_name};
#[cfg(target_arch = "wasm32")]
pub use live::{Done, Failure, Persistence, Store};
pub use load::{DamagedRecord, Loaded, damaged_text, load};
pub use merge::{Merged, Overruled, merged};
#[cfg(target_arch = "wasm32")]
pub use receipt::{Kept, Receipt};
pub use records::{FORMAT_VERSION, is_newer, read_record, write_record};
pub use recovery::Journaled;
pub use replica::{Replica, Taken};
pub use reserve::{keep_reserve, with_reserve};
pub use returning::{TextBefore, nothing_returns, texts_before};
pub use revision::{Author, PageTag, rewritten};
#[cfg(target_arch = "wasm32")]
pub use settings::{Theme, keep_single_keys, read_theme, single_keys, write_theme};
#[cfg(target_arch = "wasm32")]
pub use steps::{StepId, StepName};
#[cfg(target_arch = "wasm32")]
pub use usage::{Estimate, PORTABLE_UNITS, Usage, ask_to_persist, can_persist, estimate, is_persisted};
#[cfg(target_arch = "wasm32")]
pub use workspaces::WorkspaceInfo;

/// The longest file that is read, in bytes. 10,000 sessions are about 1.5 MB as CSV and 5 MB as JSON.
pub const FILE_MOST: usize = 20_000_000;
