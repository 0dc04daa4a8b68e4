//! Drives a browser and knows nothing of sessions.

pub mod ax_tree;
pub mod axe;
pub mod bidi;
pub mod browser;
pub mod chromium;
pub mod clock;
pub mod engine;
pub mod environment;
pub mod failure;
pub mod files;
pub mod firefox;
pub mod frames;
pub mod keys;
pub mod locator;
pub mod network;
pub mod process;
pub mod profile;
pub mod server;
pub mod setup;
pub mod storage;
pub mod versions;
pub mod wait;
pub mod webkit;
pub mod wheel;
pub mod window;
