//! What is seen and worked with.

#[cfg(target_arch = "wasm32")]
pub mod components;
pub mod wording;
