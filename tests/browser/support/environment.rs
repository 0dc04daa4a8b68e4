//! What the runner (`cargo xtask test`) tells the tests. A missing value is a failure, never a skipped test.

use std::env;
use std::path::PathBuf;

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

/// The browser.
pub fn chromium() -> PathBuf {
    existing("OKR_CHROMIUM")
}

/// Its WebDriver.
pub fn chromedriver() -> PathBuf {
    existing("OKR_CHROMEDRIVER")
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

fn path(name: &str) -> PathBuf {
    match env::var_os(name) {
        Some(value) => PathBuf::from(value),
        None => panic!("{name} is not set: run the browser tests through `cargo xtask test`, which sets it"),
    }
}

fn existing(name: &str) -> PathBuf {
    let path = path(name);
    assert!(path.exists(), "{name} names {}, which does not exist", path.display());
    path
}
