//! The build tools: what fits, and how a missing one is got.
//!
//! A fitting tool on `PATH` is taken first, then one in `.tools/`; else it is installed into `.tools/`. Only the Rust
//! target and Debian's packages change the machine outside of the project.

use crate::failure::{Failure, Result};
use crate::install::{announce, cargo_install, found_or_installed, npm_available, npm_install, npm_package};
use crate::process;
use crate::project::Project;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Rust target that browsers run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// 0.22 needs a newer Rust than the project does and has other settings.
const TRUNK_VERSION: &str = "0.21.14";
const TRUNK_SERIES: &str = "0.21.";
const BINARYEN_VERSION: &str = "132.0.0";
/// The oldest wasm-opt that reads what Rust emits: the one that the crate below builds.
const WASM_OPT_OLDEST: u32 = 116;
const WASM_OPT_CRATE_VERSION: &str = "0.116.1";
/// The version of wasm_split_helpers in Cargo.lock must be one that it reads.
const WASM_SPLIT_VERSION: &str = "0.2.4";
const ESBUILD_VERSION: &str = "0.28.2";
const AXE_VERSION: &str = "4.14.1";
/// 13 needs a newer Node than Debian has.
const LIGHTHOUSE_VERSION: &str = "12.8.2";
const GECKODRIVER_VERSION: &str = "0.37.1";

/// trunk, and the `PATH` on which it finds the tools it calls.
pub struct Trunk {
    program: PathBuf,
    path: OsString,
}

impl Trunk {
    /// A call of trunk in the project's folder.
    pub fn command(&self, project: &Project) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&project.root).env("PATH", &self.path).env("TRUNK_SKIP_VERSION_CHECK", "true");
        // trunk 0.21 takes NO_COLOR for a switch of its own and refuses the usual value 1.
        if std::env::var_os("NO_COLOR").is_some() {
            command.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
        }
        command
    }
}

/// What the production build is made with.
pub struct BuildTools {
    /// Makes the script that stands between wasm and the browser.
    pub wasm_bindgen: PathBuf,
    /// Cuts the module into chunks.
    pub wasm_split: PathBuf,
    /// Makes wasm small.
    pub wasm_opt: PathBuf,
    /// Makes scripts and styles small.
    pub esbuild: PathBuf,
}

/// Everything that the production build takes: the wasm target and four tools.
pub fn build_tools(project: &Project) -> Result<BuildTools> {
    wasm_target()?;
    Ok(BuildTools {
        wasm_bindgen: wasm_bindgen(project)?,
        wasm_split: wasm_split(project)?,
        wasm_opt: wasm_opt(project)?,
        esbuild: esbuild(project)?,
    })
}

/// Everything that the development build takes: the wasm target, trunk, wasm-bindgen, wasm-opt.
pub fn serve_tools(project: &Project) -> Result<Trunk> {
    wasm_target()?;
    let program = trunk(project)?;
    let wasm_bindgen = wasm_bindgen(project)?;
    let wasm_opt = wasm_opt(project)?;

    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let chosen = [wasm_bindgen, wasm_opt];
    let folders = chosen.iter().filter_map(|tool| tool.parent()).map(Path::to_path_buf);
    let path = std::env::join_paths(folders.chain(std::env::split_paths(&inherited)))
        .map_err(Failure::while_doing("a folder's name cannot stand in PATH"))?;
    Ok(Trunk { program, path })
}

/// The Rust target that browsers run.
pub fn wasm_target() -> Result<()> {
    let installed = || {
        let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
        Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).join("lib").is_dir()
    };
    if installed() {
        return Ok(());
    }
    announce(&format!("Rust's target {WASM_TARGET}"), "the app runs as WebAssembly", "rustup", "half a minute");
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))?;
    if installed() {
        return Ok(());
    }
    Err(Failure::new(format!("the target is still missing. Install it by hand: rustup target add {WASM_TARGET}")))
}

/// rustfmt and clippy, which rustup's minimal profile leaves out.
pub fn checkers() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::output(process::cargo().args([subcommand, "--version"])).is_none() {
            announce(component, "the tests begin with formatting and lints", "rustup", "half a minute");
            process::run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// axe-core's one file, which the browser tests load into each page to find accessibility problems.
pub fn axe(project: &Project) -> Result<PathBuf> {
    let reason = "the browser tests check accessibility with it";
    npm_file(project, ("axe-core", AXE_VERSION), "axe.min.js", reason)
}

/// Lighthouse's program for Node.
pub fn lighthouse(project: &Project) -> Result<PathBuf> {
    npm_file(project, ("lighthouse", LIGHTHOUSE_VERSION), "cli/index.js", "it measures the start of the app")
}

/// A file of an npm package in this version.
fn npm_file(project: &Project, (name, version): (&str, &str), file: &str, reason: &str) -> Result<PathBuf> {
    let find = || Some(npm_package(project, name, version)?.join(file)).filter(|file| file.is_file());
    found_or_installed(project, &find, &|| {
        let package = format!("{name}@{version}");
        announce(&package, reason, "npm, into .tools/", "a few seconds");
        if !npm_available(&format!("npm brings {name}"))? {
            return Err(Failure::new(
                "npm is missing and cannot be installed by this command. Run: apt-get install npm",
            ));
        }
        npm_install(project, &package)
    })?
    .ok_or_else(|| Failure::new(format!("{name} was installed but .tools/node_modules/{name}/{file} is missing.")))
}

/// Firefox's WebDriver, which Debian does not package.
pub fn geckodriver(project: &Project) -> Result<PathBuf> {
    // Older ones drive Firefox as well, but cannot let a test choose the system's theme.
    let fits = |text: &str| text.split_whitespace().nth(1).is_some_and(|version| version.starts_with("0.37."));
    let find = || find_program(project, "geckodriver", &fits);
    found_or_installed(project, &find, &|| {
        announce(
            &format!("geckodriver {GECKODRIVER_VERSION}"),
            "the browser tests drive Firefox with it",
            "cargo install, into .tools/",
            "2 to 4 minutes on two cores, once",
        );
        cargo_install(project, "geckodriver", GECKODRIVER_VERSION, &["--locked"], &[], &project.tools())
    })?
    .ok_or_else(|| Failure::new("geckodriver was installed but does not run: .tools/bin/geckodriver"))
}

fn trunk(project: &Project) -> Result<PathBuf> {
    let fits = |text: &str| text.trim().strip_prefix("trunk ").is_some_and(|version| version.starts_with(TRUNK_SERIES));
    let find = || find_program(project, "trunk", &fits);
    found_or_installed(project, &find, &|| {
        announce(
            &format!("trunk {TRUNK_VERSION}"),
            "it builds, bundles and serves the app",
            "cargo install, into .tools/",
            "5 to 10 minutes on two cores, once",
        );
        // Without the check for updates, which would go to the network on each call.
        let features = ["--no-default-features", "--features", "rustls"];
        cargo_install(project, "trunk", TRUNK_VERSION, &["--locked"], &features, &project.tools())
    })?
    .ok_or_else(|| Failure::new("trunk was installed but does not run: .tools/bin/trunk"))
}

fn wasm_bindgen(project: &Project) -> Result<PathBuf> {
    let version = project.wasm_bindgen_version()?;
    let fits = |text: &str| text.split_whitespace().nth(1) == Some(version.as_str());
    let find = || find_program(project, "wasm-bindgen", &fits);
    found_or_installed(project, &find, &|| {
        announce(
            &format!("wasm-bindgen-cli {version}"),
            "it joins the app and the browser, and must have the version in Cargo.lock",
            "cargo install, into .tools/",
            "2 to 4 minutes on two cores, once",
        );
        cargo_install(project, "wasm-bindgen-cli", &version, &["--locked"], &[], &project.tools()).or_else(|_| {
            println!("xtask: its own lock file may name a crate that the registry does not serve; trying without it");
            cargo_install(project, "wasm-bindgen-cli", &version, &[], &[], &project.tools())
        })
    })?
    .ok_or_else(|| Failure::new("wasm-bindgen was installed but does not run: .tools/bin/wasm-bindgen"))
}

/// It cannot say its version, so one on `PATH` may be any: the folder's name says that of ours.
fn wasm_split(project: &Project) -> Result<PathBuf> {
    let root = project.tools().join(format!("wasm-split-{WASM_SPLIT_VERSION}"));
    let program = root.join("bin").join(format!("wasm-split-cli{}", std::env::consts::EXE_SUFFIX));
    let find = || program.is_file().then(|| program.clone());
    found_or_installed(project, &find, &|| {
        announce(
            &format!("wasm-split-cli {WASM_SPLIT_VERSION}"),
            "it cuts the app into the part that is loaded first and the rest",
            "cargo install, into .tools/",
            "1 to 2 minutes on two cores, once",
        );
        let features = ["--features", "build-binary"];
        cargo_install(project, "wasm_split_cli_support", WASM_SPLIT_VERSION, &["--locked"], &features, &root)
    })?
    .ok_or_else(|| Failure::new("wasm-split-cli was installed but is not found in .tools/"))
}

fn esbuild(project: &Project) -> Result<PathBuf> {
    let fits = |text: &str| text.trim() == ESBUILD_VERSION;
    let find = || {
        find_program_on_path("esbuild", &fits).or_else(|| {
            npm_package(project, "esbuild", ESBUILD_VERSION)?;
            Some(project.tools().join("node_modules/.bin/esbuild")).filter(|file| file.is_file())
        })
    };
    found_or_installed(project, &find, &|| {
        let package = format!("esbuild@{ESBUILD_VERSION}");
        announce(&package, "it makes scripts and styles small", "npm, into .tools/", "a few seconds");
        if !npm_available("npm brings esbuild")? {
            return Err(Failure::new(
                "npm is missing and cannot be installed by this command. Run: apt-get install npm",
            ));
        }
        npm_install(project, &package)
    })?
    .ok_or_else(|| Failure::new("esbuild was installed but is not found in .tools/node_modules/"))
}

fn wasm_opt(project: &Project) -> Result<PathBuf> {
    let find = || {
        let from_npm = || {
            npm_package(project, "binaryen", BINARYEN_VERSION)?;
            Some(project.tools().join("node_modules/.bin/wasm-opt")).filter(|file| file.is_file())
        };
        // The package's version is read from its file, because starting Node takes longer than everything else here.
        find_program_on_path("wasm-opt", &wasm_opt_fits)
            .or_else(|| Some(project.tools().join("bin/wasm-opt")).filter(|file| file.is_file()))
            .or_else(from_npm)
    };
    found_or_installed(project, &find, &|| {
        let reason = "it makes the production build smaller";
        if npm_available("npm brings wasm-opt and axe-core")? {
            let package = format!("binaryen@{BINARYEN_VERSION}");
            announce(&format!("wasm-opt ({package})"), reason, "npm, into .tools/", "a few seconds");
            let installed = npm_install(project, &package);
            let program = project.tools().join("node_modules/.bin/wasm-opt");
            if installed.is_ok() && process::version_text(program).is_some_and(|text| wasm_opt_fits(&text)) {
                return Ok(());
            }
            println!("xtask: npm's wasm-opt does not run here; building it instead");
        }
        let name = format!("wasm-opt {WASM_OPT_CRATE_VERSION}");
        announce(&name, reason, "cargo install (needs g++), into .tools/", "5 to 10 minutes on two cores, once");
        cargo_install(project, "wasm-opt", WASM_OPT_CRATE_VERSION, &["--locked"], &[], &project.tools())
    })?
    .ok_or_else(|| Failure::new("wasm-opt was installed but is not found in .tools/"))
}

/// Its version text is `wasm-opt version 132 (version_132)`.
fn wasm_opt_fits(text: &str) -> bool {
    let version = text.split_whitespace().nth(2).and_then(|version| version.parse::<u32>().ok());
    version.is_some_and(|version| version >= WASM_OPT_OLDEST)
}

/// A program that fits, on `PATH` or else in `.tools/`.
pub fn find_program(project: &Project, name: &str, fits: &dyn Fn(&str) -> bool) -> Option<PathBuf> {
    find_program_on_path(name, fits).or_else(|| {
        let installed = project.tools().join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        process::version_text(&installed).is_some_and(|text| fits(&text)).then_some(installed)
    })
}

fn find_program_on_path(name: &str, fits: &dyn Fn(&str) -> bool) -> Option<PathBuf> {
    process::on_path(name).into_iter().find(|file| process::version_text(file).is_some_and(|text| fits(&text)))
}

#[cfg(test)]
mod tests {
    use super::wasm_opt_fits;

    #[test]
    fn wasm_opt_is_taken_from_the_oldest_version_on_that_reads_what_rust_emits() {
        assert!(wasm_opt_fits("wasm-opt version 132 (version_132)\n"));
        assert!(wasm_opt_fits("wasm-opt version 116\n"));
        assert!(!wasm_opt_fits("wasm-opt version 108 (version_108)\n"));
        assert!(!wasm_opt_fits("something else\n"));
    }
}
