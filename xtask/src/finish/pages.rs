//! Which addresses are the app's own pages.

/// The first parts of the paths of its pages. Hosts and the service worker answer addresses below them with the page;
/// `tests/route.rs` holds that every route of the app begins with one of them.
pub const PAGES: [&str; 3] = ["activity", "okrs", "settings"];
