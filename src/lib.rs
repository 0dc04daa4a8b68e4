//! OKR sessions in the browser alone: the quarters, halves and years in which objectives are planned, tracked and
//! closed.
//!
//! Modules import downwards only: `app → ui → store → domain`, and `ui → route → domain`. `domain` is pure;
//! `store` alone knows storage and JSON; `ui` reads signals and calls the store's commands.
//! `tests/architecture.rs` holds these rules.

pub mod domain;
pub mod store;
