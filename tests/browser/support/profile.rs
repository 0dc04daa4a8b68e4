//! The folder in which a browser keeps what it stores: new for each test, gone after it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::failure::Step;

/// A folder of its own, removed when dropped. It outlives the browser, so that a second one can start on it.
pub struct Profile {
    folder: PathBuf,
}

impl Profile {
    /// A profile that nobody used before.
    pub fn fresh() -> Step<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("okr-browser-{}-{count}", std::process::id()));
        fs::create_dir(&folder)?;
        let profile = Self { folder };
        fs::create_dir(profile.downloads())?;
        fs::create_dir(profile.kept())?;
        Ok(profile)
    }

    /// The folder itself: the browser's home, and the place for files of the test.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the browser keeps from one start to the next.
    pub fn kept(&self) -> PathBuf {
        self.folder.join("profile")
    }

    /// Where downloaded files land.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}
