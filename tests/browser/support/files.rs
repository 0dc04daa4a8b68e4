//! Files that go into the page and come out of it.

use std::fs;
use std::path::PathBuf;

use super::failure::{Failure, Step};
use super::locator::Locator;
use super::wait::{PATIENCE, until};
use super::window::Window;

impl Window {
    /// Writes a file that a file input can take.
    pub fn write_file(&self, name: &str, content: &[u8]) -> Step<PathBuf> {
        let path = self.folder().join(name);
        fs::write(&path, content)?;
        Ok(path)
    }

    /// Waits for a file to be downloaded, takes it away and gives its name and content.
    pub async fn downloaded(&self) -> Step<(String, Vec<u8>)> {
        let folder = self.downloads();
        until(PATIENCE, async || {
            let paths = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
            // Chromium and Firefox write beside the file's place; Firefox keeps the place with an empty file.
            let is_partial = |path: &PathBuf| path.extension().is_some_and(|end| end == "crdownload" || end == "part");
            if paths.iter().any(is_partial) {
                return Ok(Err("a file is still being downloaded".to_owned()));
            }
            for path in paths {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let content = fs::read(&path)?;
                if !content.is_empty() && !name.starts_with('.') {
                    fs::remove_file(&path)?;
                    return Ok(Ok((name, content)));
                }
            }
            Ok(Err("no file was downloaded".to_owned()))
        })
        .await
    }
}

impl Locator<'_> {
    /// Gives a file to a file input.
    pub async fn give_file(&self, name: &str, content: &[u8]) -> Step {
        let window = self.window();
        window.note(format!("give {name} ({} bytes) to {self}", content.len()));
        let path = window.write_file(name, content)?;
        let path = path.to_str().ok_or_else(|| Failure::new("the folder for files is not UTF-8"))?;
        Ok(self.element().await?.send_keys(path).await?)
    }
}
