//! OKR sessions in the browser alone: the quarters, halves and years in which objectives are planned, tracked and
//! closed.
//!
//! Modules import downwards only: `app → ui → store → domain`, and `ui → route → domain`. `domain` is pure;
//! `store` alone knows storage and JSON; `ui` reads signals and calls the store's commands. `chunks` names none of them:
//! it fetches code that is split off. `tests/architecture.rs` holds these rules.

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
mod chunks;
pub mod domain;
pub mod route;
pub mod store;
pub mod ui;
