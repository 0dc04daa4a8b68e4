//! Mounts the app, and shows a readable screen when it fails; see the library for everything else.

#[cfg(target_arch = "wasm32")]
mod panic_screen;

#[cfg(target_arch = "wasm32")]
fn main() {
    panic_screen::install();
    okr_sessions::app::mount();
}

/// The app runs in the browser; on other machines only its rules and formats are built, and tested.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Open the app with `cargo xtask serve`.");
}
