//! What is seen and worked with. Pages read the store's signals and call its commands.
//!
//! What the first page does not show loads when it is first needed: a page, a dialog, the drawer. Its folder's `mod.rs`
//! declares the one function that shows it with [`lazy::lazy!`], as `people/mod.rs` does, and names the chunk that holds its
//! code, one of those in [`chunks`](crate::chunks); what changes the workspace from the first page's code goes through
//! `deferred!` in the same way. Whatever such a function alone reaches stands in the chunk, so nothing else of it may be
//! named by the first page's code; arguments are signals and `Handler`s, not `impl Fn`.

#[cfg(target_arch = "wasm32")]
pub mod activity;
#[cfg(target_arch = "wasm32")]
pub mod calendar;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod data;
pub mod file_wording;
#[cfg(target_arch = "wasm32")]
mod fiscal_periods;
#[cfg(target_arch = "wasm32")]
mod format;
#[cfg(target_arch = "wasm32")]
mod history_entry;
#[cfg(target_arch = "wasm32")]
mod lazy;
#[cfg(target_arch = "wasm32")]
mod leaving;
#[cfg(target_arch = "wasm32")]
pub mod markup;
#[cfg(target_arch = "wasm32")]
pub mod people;
#[cfg(target_arch = "wasm32")]
mod perform;
#[cfg(target_arch = "wasm32")]
mod person_name;
#[cfg(target_arch = "wasm32")]
mod places;
#[cfg(target_arch = "wasm32")]
mod purge;
#[cfg(target_arch = "wasm32")]
pub mod sessions;
#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
mod swatch;
#[cfg(target_arch = "wasm32")]
pub mod trash;
pub mod wording;
#[cfg(target_arch = "wasm32")]
pub mod workspaces;

#[cfg(target_arch = "wasm32")]
pub use places::{Places, base_path};
