//! Where things are in this project, and what its lock file says.

use crate::failure::{Failure, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The project's folders, all absolute.
pub struct Project {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
}

impl Project {
    /// The project that this `xtask` belongs to, whatever folder it was called from.
    pub fn find() -> Result<Self> {
        // Cargo sets it for what it runs. The compile-time value would be wrong in a folder moved since.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .ok_or_else(|| Failure::new("start it as `cargo xtask …`, so that it knows where the project is."))?;
        let root =
            Path::new(&manifest).parent().ok_or_else(|| Failure::new("xtask/ has no parent folder."))?.to_path_buf();
        Ok(Self { root })
    }

    /// Tools that these commands installed. Ignored by git; deleting it costs only the time to install again.
    pub fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// The production build, ready for hosts.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The production build before it is finished, for the root of a host.
    pub fn built(&self) -> PathBuf {
        self.root.join("target").join("built")
    }

    /// The same build for other places and times, for the browser tests.
    pub fn variant(&self, name: &str) -> PathBuf {
        self.root.join("target").join("variants").join(name)
    }

    /// The development build of `cargo xtask serve`, apart from [`Self::dist`] so that serving while testing is safe.
    pub fn serve_dist(&self) -> PathBuf {
        self.root.join("target").join("serve")
    }

    /// Where browser tests put screenshots for a person to look at.
    pub fn screenshots(&self) -> PathBuf {
        self.root.join("screenshots")
    }

    /// The names of the integration tests: `tests/<name>.rs` and `tests/<name>/main.rs`.
    pub fn integration_tests(&self) -> Result<Vec<String>> {
        let folder = self.root.join("tests");
        let entries = fs::read_dir(&folder).map_err(Failure::while_doing(folder.display()))?;
        let mut names = Vec::new();
        for entry in entries {
            let path = entry.map_err(Failure::while_doing(folder.display()))?.path();
            let is_test = path.extension().is_some_and(|extension| extension == "rs") || path.join("main.rs").is_file();
            if let (true, Some(name)) = (is_test, path.file_stem()) {
                names.push(name.to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// The version of wasm-bindgen in `Cargo.lock`; its command-line tool must be the very same.
    pub fn wasm_bindgen_version(&self) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).map_err(Failure::while_doing(path.display()))?;
        locked_version(&lock, "wasm-bindgen")
            .ok_or_else(|| Failure::new("Cargo.lock names no wasm-bindgen; run `cargo generate-lockfile`."))
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next();
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";

    #[test]
    fn the_locked_version_is_that_of_the_package_with_exactly_this_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
