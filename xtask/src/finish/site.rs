//! A built site in memory, file by file.

use crate::failure::{Failure, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The page of the app, which stands for all of its addresses.
pub const PAGE: &str = "index.html";

/// Every file by its path below the site's folder, with `/` between its parts. In order, so that what is made from it
/// is the same each time.
#[derive(Clone, Default)]
pub struct Site {
    /// Path and content.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Reads a folder with everything below it.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut site = Self::default();
        site.read_below(folder, "")?;
        Ok(site)
    }

    fn read_below(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in fs::read_dir(folder).map_err(Failure::while_doing(folder.display()))? {
            let path = entry.map_err(Failure::while_doing(folder.display()))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                self.read_below(&path, &format!("{prefix}{name}/"))?;
            } else {
                let content = fs::read(&path).map_err(Failure::while_doing(path.display()))?;
                self.files.insert(format!("{prefix}{name}"), content);
            }
        }
        Ok(())
    }

    /// A file that is text.
    pub fn text(&self, path: &str) -> Result<&str> {
        let content = self.files.get(path).ok_or_else(|| Failure::new(format!("the build has no {path}.")))?;
        std::str::from_utf8(content).map_err(Failure::while_doing(path))
    }

    /// Puts a text in the place of a file, or adds it.
    pub fn set_text(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text.into_bytes());
    }

    /// Makes a folder hold these files and nothing else. It is never seen half written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let fresh = beside(folder, "new");
        remove(&fresh)?;
        for (path, content) in &self.files {
            let file = fresh.join(path);
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent).map_err(Failure::while_doing(parent.display()))?;
            }
            fs::write(&file, content).map_err(Failure::while_doing(file.display()))?;
        }
        let old = beside(folder, "old");
        remove(&old)?;
        if folder.exists() {
            fs::rename(folder, &old).map_err(Failure::while_doing(folder.display()))?;
        }
        fs::rename(&fresh, folder).map_err(Failure::while_doing(folder.display()))?;
        remove(&old)
    }
}

fn beside(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    PathBuf::from(name)
}

fn remove(folder: &Path) -> Result<()> {
    match folder.exists() {
        true => fs::remove_dir_all(folder).map_err(Failure::while_doing(folder.display())),
        false => Ok(()),
    }
}
