//! What is seen: the generic components.

pub mod components;
