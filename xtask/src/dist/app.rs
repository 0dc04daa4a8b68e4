//! The app's own files: the main module with its script, and the chunks.
//!
//! cargo builds one module with relocations; the splitter cuts it where `src/ui/lazy.rs` says; wasm-bindgen makes the
//! script for the main module; wasm-opt makes each module small; then the names by which main module and script know each
//! other are shortened, and the script is made one and minified.

use super::order::alike;
use super::sections::Module;
use super::{digest_name, glue, text_of};
use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use crate::tools::{BuildTools, WASM_TARGET};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What Rust emits for browsers of the last years; wasm-opt reads it only when it is told so.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Smallest once compressed, measured: `-Oz` makes a smaller module of which brotli makes 2.7 kB more. What is called once
/// compresses better where it is, unless it is small; what is tiny costs less than the call, and less to compile.
const SMALL_TO_SEND: [&str; 4] =
    ["-O2", "--shrink-level=1", "--one-caller-inline-max-function-size=50", "--always-inline-max-function-size=4"];

/// What crates below the app export to scripts, by source and by a part of the exports' names. No script calls it here,
/// and what is exported is kept with all that it needs: leptos' server functions bring streams.
const UNUSED_BINDINGS: [(&str, &str); 1] = [("::into_underlying_", "intounderlying")];

/// The files the page starts with; the chunks are named by the script.
pub struct App {
    /// File name of the script.
    pub script: String,
    /// File name of the main module.
    pub main: String,
}

/// Builds the app into a folder.
pub fn build(project: &Project, tools: &BuildTools, into: &Path) -> Result<App> {
    let work = project.root.join("target").join("split");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(Failure::while_doing(work.display()))?;
    }
    fs::create_dir_all(&work).map_err(Failure::while_doing(work.display()))?;
    let mut module = Module::read(&read(&compile(project)?)?)?;
    for (source, export) in UNUSED_BINDINGS {
        module.drop_bindings(source, export)?;
    }
    let path = work.join("app.whole");
    write(&path, &module.bytes())?;
    split(tools, &path, &work)?;
    let loader = text_of(&work.join("__wasm_split.js"))?;
    let bindings = bind(tools, &work)?;

    let mut files = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for chunk in chunks(&work)? {
        let module = Module::read(&read(&chunk)?)?;
        shared.extend(module.imports()?.into_iter().map(|(_, name)| name));
        let bytes = optimise(tools, &chunk, &module)?;
        let old = chunk.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = digest_name(&old, &bytes);
        write(&into.join(&name), &bytes)?;
        files.insert(old, name);
    }
    let loader =
        files.iter().fold(loader, |loader, (old, name)| loader.replace(&format!("./{old}"), &format!("./{name}")));
    let script = glue::join(&bindings, &loader, "MAIN-MODULE")?;
    let (main, script) = shorten(tools, &work.join("app_bg.wasm"), &script, &shared)?;
    let name = digest_name("app.wasm", &main);
    write(&into.join(&name), &main)?;
    let mut script = minified(tools, script.replace("MAIN-MODULE", &name).as_bytes(), "js")?;
    script.splice(..0, glue::COMPILE_AT_ONCE.bytes());
    let script_name = digest_name("app.js", &script);
    write(&into.join(&script_name), &script)?;
    Ok(App { script: script_name, main: name })
}

/// One module, with what the splitter has to know about it. Where things lie on this machine does not get into it.
fn compile(project: &Project) -> Result<PathBuf> {
    let mut flags = vec![OsString::from("-Clink-arg=--emit-relocs")];
    for (from, to) in local_paths(project) {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(from);
        flag.push("=");
        flag.push(to);
        flags.push(flag);
    }
    let target = project.root.join("target");
    let mut command = process::cargo();
    command
        .current_dir(&project.root)
        .args(["build", "--release", "--bin", "okr-sessions", "--features", "split", "--target", WASM_TARGET])
        .arg("--target-dir")
        .arg(&target)
        .env_remove("RUSTFLAGS")
        // Separated by a byte that no path holds.
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join(&OsString::from("\x1f")));
    process::run(&mut command)?;
    Ok(target.join(WASM_TARGET).join("release").join("okr-sessions.wasm"))
}

/// Folders whose names messages of panics would have, and what stands in their place.
fn local_paths(project: &Project) -> Vec<(PathBuf, &'static str)> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let registries = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    registries.chain([project.root.clone()]).map(|folder| (folder, "")).collect()
}

fn split(tools: &BuildTools, module: &Path, work: &Path) -> Result<()> {
    process::run(Command::new(&tools.wasm_split).arg(module).arg(work).args(["--out-name", "app", "--target", "web"]))
}

/// Makes the script of the main module and gives its text.
fn bind(tools: &BuildTools, work: &Path) -> Result<String> {
    let mut command = Command::new(&tools.wasm_bindgen);
    command
        .arg(work.join("app.wasm"))
        .arg("--out-dir")
        .arg(work)
        // What the linker exports is what the chunks share.
        .args(["--out-name", "app", "--target", "web", "--no-typescript", "--keep-lld-exports"]);
    process::run(&mut command)?;
    text_of(&work.join("app.js"))
}

fn chunks(work: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(work).map_err(Failure::while_doing(work.display()))?;
    let mut chunks: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.extension().is_some_and(|kind| kind == "wasm") && !name.starts_with("app")
        })
        .collect();
    chunks.sort();
    Ok(chunks)
}

/// Drops what the script does not use from the main module, makes it small, and shortens the names that both know, but
/// for what the chunks import (`shared`): they are modules of their own. Gives module and script.
fn shorten(tools: &BuildTools, path: &Path, script: &str, shared: &BTreeSet<String>) -> Result<(Vec<u8>, String)> {
    let mut module = Module::read(&read(path)?)?;
    module.keep_exports(|name| glue::names(script, name))?;
    let mut module = Module::read(&optimise(tools, path, &module)?)?;

    let lent = module.imports()?.into_iter().map(|(_, name)| name).filter(|name| name.starts_with("__wb"));
    let lent = numbered(lent);
    module.rename_imports(|from, name| (from.to_owned(), lent.get(name).map_or(name, |short| short).to_owned()))?;
    let called = numbered(module.exports()?.into_iter().filter(|name| !shared.contains(name)));
    module.rename_exports(|name| called.get(name).map_or(name, |short| short).to_owned())?;
    let script = glue::rename_exports(&glue::rename_imports(script, &lent), &called);
    Ok((module.bytes(), script))
}

/// Short names: `a`, `b`, …, `aa`, …
fn numbered(names: impl Iterator<Item = String>) -> BTreeMap<String, String> {
    let short = |mut number: usize| {
        let mut name = String::new();
        loop {
            name.push(char::from(b'a' + (number % 26) as u8));
            number /= 26;
            if number == 0 {
                return name;
            }
            number -= 1;
        }
    };
    names.enumerate().map(|(number, name)| (name, short(number))).collect()
}

fn optimise(tools: &BuildTools, path: &Path, module: &Module) -> Result<Vec<u8>> {
    let (before, after) = (path.with_extension("before.wasm"), path.with_extension("after.wasm"));
    write(&before, &module.bytes())?;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&tools.wasm_opt);
        process::run(command.args(FEATURES).args(arguments).arg(&before).arg("-o").arg(&after))?;
        read(&after)
    };
    let mut small =
        Module::read(&run(&[&SMALL_TO_SEND[..], &["--strip-producers", "--strip-target-features"]].concat())?)?;
    small.name_functions(&names_in_order(&alike(&small.functions()?)))?;
    write(&before, &small.bytes())?;
    run(&["--reorder-functions-by-name", "--strip-debug"])
}

/// For each function a name; sorted by them, the functions are in this order.
fn names_in_order(order: &[usize]) -> Vec<String> {
    let mut names = vec![String::new(); order.len()];
    for (rank, place) in order.iter().enumerate() {
        names[*place] = format!("{rank:08}");
    }
    names
}

/// A script (`js`) or styles (`css`), minified.
pub fn minified(tools: &BuildTools, text: &[u8], kind: &str) -> Result<Vec<u8>> {
    let mut command = Command::new(&tools.esbuild);
    command.arg(format!("--loader={kind}")).args(["--minify", "--charset=utf8", "--log-level=warning"]);
    if kind == "js" {
        command.args(["--format=esm", "--tree-shaking=true", "--target=es2022"]);
    }
    process::filtered(&mut command, text)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Failure::while_doing(path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(Failure::while_doing(path.display()))
}
