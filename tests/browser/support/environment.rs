//! What the runner (`cargo xtask test`) tells the tests. A missing value is a failure, never a skipped test.

use std::env;
use std::path::PathBuf;

use super::engine::Engine;

/// The built app: a folder with `index.html`.
pub fn dist() -> PathBuf {
    existing("OKR_DIST")
}

/// The same build for the path `/okrs/`.
pub fn dist_below_okrs() -> PathBuf {
    existing("OKR_DIST_BELOW_OKRS")
}

/// A later version of the build; its page has a `<meta name=version>`.
pub fn dist_next() -> PathBuf {
    existing("OKR_DIST_NEXT")
}

/// The engine to test in.
pub fn engine() -> Engine {
    let name = value("OKR_ENGINE");
    Engine::named(&name.to_string_lossy()).unwrap_or_else(|| panic!("OKR_ENGINE names no engine: {name:?}"))
}

/// The browser of that engine.
pub fn browser() -> PathBuf {
    existing("OKR_BROWSER")
}

/// Its WebDriver.
pub fn driver() -> PathBuf {
    existing("OKR_DRIVER")
}

/// The X server without a screen, for the engine that cannot do without a display.
pub fn xvfb() -> PathBuf {
    existing("OKR_XVFB")
}

/// The file that takes one line for each test that an engine cannot run.
pub fn not_run() -> PathBuf {
    path("OKR_NOT_RUN")
}

/// `axe.min.js`.
pub fn axe() -> PathBuf {
    existing("OKR_AXE")
}

/// Where screenshots go; made when it does not exist.
pub fn screenshots() -> PathBuf {
    let folder = path("OKR_SCREENSHOTS");
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("cannot make {}: {error}", folder.display()));
    folder
}

fn value(name: &str) -> std::ffi::OsString {
    env::var_os(name)
        .unwrap_or_else(|| panic!("{name} is not set: run the browser tests through `cargo xtask test`, which sets it"))
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(value(name))
}

fn existing(name: &str) -> PathBuf {
    let path = path(name);
    assert!(path.exists(), "{name} names {}, which does not exist", path.display());
    path
}
