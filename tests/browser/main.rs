//! The product as a user meets it: the built app in Debian's Chromium, found by role and accessible name.
//!
//! `rules` holds the tests, one file a numbered point of the issue; `pages` says where things are on the screen;
//! `support` drives the browser and knows nothing of sessions.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on says so by panicking")]

mod pages;
mod rules;
mod support;
