//! Drives a browser and knows nothing of sessions.

pub mod ax_tree;
pub mod axe;
pub mod chromium;
pub mod clock;
pub mod environment;
pub mod failure;
pub mod files;
pub mod keys;
pub mod locator;
pub mod network;
pub mod server;
pub mod setup;
pub mod storage;
pub mod versions;
pub mod wait;
pub mod window;
