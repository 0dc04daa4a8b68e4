//! The folder that a host serves: the build, at the root or in a folder of it.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Failure, Step};

/// A folder of the test's own, removed when dropped.
pub struct Site {
    folder: PathBuf,
    /// Where the app is: `/` or `/okrs/`.
    pub base: &'static str,
}

impl Site {
    /// Lays the build for `base` where the configuration for `base` expects it.
    pub fn lay(base: &'static str) -> Step<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("okr-host-{}-{count}", std::process::id()));
        let site = Self { folder, base };
        let built = named(if base == "/" { "OKR_DIST" } else { "OKR_DIST_BELOW_OKRS" })?;
        copy_below(&built, &site.app())?;
        // The build for a path other than the root is made without compressed copies; most are those of the root.
        complete_copies(&site.app(), &named("OKR_DIST")?)?;
        Ok(site)
    }

    /// The folder that the host serves.
    pub fn root(&self) -> PathBuf {
        self.folder.join("root")
    }

    /// A folder for what the host writes.
    pub fn scratch(&self) -> Step<PathBuf> {
        let folder = self.folder.join("scratch");
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The path of a page or a file of the app.
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// What the app's file of this name holds.
    pub fn content(&self, name: &str) -> Step<Vec<u8>> {
        let path = self.app().join(name);
        fs::read(&path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
    }

    /// The names of the app's files with this ending that have a digest in their name.
    pub fn hashed(&self, ending: &str) -> Step<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.app())? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let digest = |part: &str| part.len() == 16 && part.chars().all(|c| c.is_ascii_hexdigit());
            if name.ends_with(ending) && name.split(['-', '_', '.']).any(digest) {
                names.push(name);
            }
        }
        match names.is_empty() {
            true => {
                Err(Failure::new(format!("the build has no file with a digest in its name that ends with {ending}")))
            }
            false => Ok(names),
        }
    }

    fn app(&self) -> PathBuf {
        self.root().join(self.base.trim_matches('/'))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The path that the runner gives under this name.
pub fn named(variable: &str) -> Step<PathBuf> {
    let value = env::var_os(variable).map(PathBuf::from);
    value.ok_or_else(|| Failure::new(format!("{variable} is not set: run these tests through `cargo xtask test`")))
}

fn copy_below(from: &Path, to: &Path) -> Step {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_below(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// Puts a `.br` and a `.gz` beside each file that has none: from a build with the same file, else quickly made.
fn complete_copies(app: &Path, other: &Path) -> Step {
    for entry in fs::read_dir(app)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() || name.starts_with('_') || name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let content = fs::read(&path)?;
        let is_same = fs::read(other.join(&name)).is_ok_and(|others| others == content);
        for (ending, compress) in [("br", brotli as fn(&[u8]) -> Step<Vec<u8>>), ("gz", gzip)] {
            let copy = app.join(format!("{name}.{ending}"));
            let ready = fs::read(other.join(format!("{name}.{ending}"))).ok().filter(|_| is_same);
            if !copy.exists() {
                fs::write(copy, ready.map_or_else(|| compress(&content), Ok)?)?;
            }
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Step<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 1, 22);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

fn gzip(content: &[u8]) -> Step<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(content)?;
    Ok(writer.finish()?)
}
