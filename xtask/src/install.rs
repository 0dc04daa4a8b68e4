//! Installing programs into `.tools/`, and Debian's packages where this user may.

use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

/// Installs Debian packages when this user may.
///
/// The answer is whether it was tried and worked; `false` means that it is not allowed or that there is no apt here.
pub fn install_debian_packages(packages: &[&str], reason: &str, duration: &str) -> Result<bool> {
    static LISTS_ARE_FRESH: AtomicBool = AtomicBool::new(false);
    if process::on_path("apt-get").is_empty() {
        return Ok(false);
    }
    let is_root = process::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !is_root && process::output(Command::new("sudo").args(["-n", "true"])).is_none() {
        return Ok(false);
    }
    let apt = || {
        let mut command = Command::new(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.args(["-n", "env"]);
        }
        // Another apt may be running, for example one that a fresh machine starts by itself.
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]);
        command
    };
    announce(&packages.join(", "), reason, "apt-get", duration);
    if !LISTS_ARE_FRESH.load(Ordering::Relaxed) {
        process::run(apt().arg("update")).map_err(Failure::while_doing("apt-get update"))?;
        LISTS_ARE_FRESH.store(true, Ordering::Relaxed);
    }
    process::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
        .map_err(Failure::while_doing(format!("apt-get install {}", packages.join(" "))))?;
    Ok(true)
}

/// Installs what is not found, with no other run installing into `.tools/` at the same time.
pub fn found_or_installed(
    project: &Project,
    find: &dyn Fn() -> Option<PathBuf>,
    install: &dyn Fn() -> Result<()>,
) -> Result<Option<PathBuf>> {
    if let Some(found) = find() {
        return Ok(Some(found));
    }
    let _lock = lock(project)?;
    // The run that held the lock may have installed it.
    if let Some(found) = find() {
        return Ok(Some(found));
    }
    install()?;
    Ok(find())
}

/// Held until dropped; the system lets go of it when the process ends in whatever way.
fn lock(project: &Project) -> Result<File> {
    let folder = project.tools();
    fs::create_dir_all(&folder).map_err(Failure::while_doing(folder.display()))?;
    let path = folder.join("lock");
    let file = File::create(&path).map_err(Failure::while_doing(path.display()))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => {
            println!("xtask: waiting for another run that installs into .tools/")
        }
        Err(TryLockError::Error(error)) => {
            return Err(Failure::new(format!("{}: {error}", path.display())));
        }
    }
    file.lock().map_err(Failure::while_doing(path.display()))?;
    Ok(file)
}

/// Builds a program from its source into a folder.
pub fn cargo_install(
    project: &Project,
    name: &str,
    version: &str,
    lock: &[&str],
    features: &[&str],
    root: &Path,
) -> Result<()> {
    let build = project.tools().join("build").join(name);
    let mut command = process::cargo();
    command
        .args(["install", name, "--version", version, "--force", "--root"])
        .arg(root)
        .args(lock)
        .args(features)
        // Away from the project's own cargo settings.
        .current_dir(project.tools())
        .env("CARGO_TARGET_DIR", &build)
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS");
    // Tools that run for seconds are not worth the minutes of a fully optimised build.
    for (setting, value) in [("LTO", "false"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "1"), ("DEBUG", "false")] {
        command.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    let result = process::run(&mut command);
    if result.is_ok() {
        fs::remove_dir_all(&build).map_err(Failure::while_doing(build.display()))?;
    }
    result
}

/// Whether there is an npm, which may be installed for it.
pub fn npm_available(reason: &str) -> Result<bool> {
    if !process::on_path("npm").is_empty() {
        return Ok(true);
    }
    install_debian_packages(&["npm"], reason, "1 to 2 minutes")
}

/// Installs an npm package, `name@version`.
pub fn npm_install(project: &Project, package: &str) -> Result<()> {
    process::run(
        Command::new("npm")
            .args(["install", "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .arg("--prefix")
            .arg(project.tools())
            .arg(package)
            .current_dir(project.tools()),
    )
}

/// The folder of an npm package in `.tools/`, when it is there in this version.
pub fn npm_package(project: &Project, name: &str, version: &str) -> Option<PathBuf> {
    let folder = project.tools().join("node_modules").join(name);
    let manifest = fs::read_to_string(folder.join("package.json")).ok()?;
    manifest.contains(&format!("\"version\": \"{version}\"")).then_some(folder)
}

/// Says what is fetched, why, how and for how long.
pub fn announce(what: &str, reason: &str, how: &str, duration: &str) {
    println!("xtask: getting {what} through {how}: {reason}. Takes {duration}.");
}
