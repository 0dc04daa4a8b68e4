//! Mounts the app; see the library for everything else.

fn main() {}
