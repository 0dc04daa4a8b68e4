//! OKR sessions in the browser alone.

#[cfg(target_arch = "wasm32")]
pub mod ui;
