//! The script beside the main module: what wasm-bindgen and the splitter wrote, made one, without what nobody uses.
//!
//! Works on the text as these two tools write it, whose versions are pinned; what is not found is an error, so that a tool
//! that writes something else is noticed here and not by a visitor.

use crate::failure::{Failure, Result};
use std::collections::BTreeMap;

/// Where imports stand in the script: entries of objects, one after another, indented like this.
const ENTRY: &str = "        ";

/// The styles that no first screen needs are there before what needs them.
const STYLES: &str = r#"
let styled;
function styles() {
    return styled ??= new Promise((resolve, reject) => {
        const link = document.querySelector("link[disabled]");
        link.onload = resolve;
        link.onerror = () => {
            link.disabled = true;
            styled = undefined;
            reject(new Error(`failed to fetch ${link.href}`));
        };
        link.disabled = false;
    });
}
"#;

/// The end of the script: fetches the main module beside it and starts it.
const START: &str = r#"
const { instance, module } = await __wbg_load(await fetch(new URL("./MAIN", import.meta.url)), __wbg_get_imports());
__wbg_finalize_init(instance, module);
dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
"#;

/// The script, not yet minified. `bindings` is wasm-bindgen's, `loader` the splitter's; `main` is the file's name that the
/// main module will have.
pub fn join(bindings: &str, loader: &str, main: &str) -> Result<String> {
    let (imports, rest): (Vec<&str>, Vec<&str>) = bindings.lines().partition(|line| line.starts_with("import * as "));
    let rest: String =
        rest.iter().filter(|line| !line.starts_with("export {")).map(|line| line.to_string() + "\n").collect();
    let chunks =
        loader.lines().filter_map(|line| line.strip_prefix("export const ")?.split_once(' ')).map(|(name, _)| name);
    let chunks = chunks.collect::<Vec<_>>().join(", ");
    let loader = loader
        .lines()
        .filter(|line| !line.starts_with("import "))
        .map(|line| line.strip_prefix("export ").unwrap_or(line).to_owned() + "\n")
        .collect::<String>();
    // The main module runs by the time a chunk is fetched. A host that does not know wasm's type is got along with too.
    let loader = replaced(&loader, "initSync(undefined, undefined)", "wasm")?;
    let loader = replaced(
        &loader,
        "WebAssembly.instantiateStreaming(src, imports)",
        "src.then(response => __wbg_load(response, imports))",
    )?;
    let loader =
        replaced(&loader, "await Promise.all(parallelStuff);", "await Promise.all([...parallelStuff, styles()]);")?;
    let mut script = rest + STYLES + &loader;
    // One import a chunk, all of the same file; one is enough.
    let import = imports.first().and_then(|import| import.split(' ').nth(3)).ok_or_else(|| unexpected("import"))?;
    script += &format!("const {import} = {{ {chunks} }};\n");
    for other in imports.iter().skip(1).filter_map(|import| import.split(' ').nth(3)) {
        script = replaced(&script, &format!("        \"./__wasm_split.js\": {other},\n"), "")?;
    }
    Ok(script + &START.replace("MAIN", main))
}

/// Whether a word stands in the script.
pub fn names(script: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    script.match_indices(word).any(|(place, _)| {
        let before = script[..place].chars().next_back();
        let after = script[place + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// Gives the functions that the script lends to the main module other names, and drops those that have none.
pub fn rename_imports(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut renamed = String::new();
    let mut dropping = false;
    for line in script.lines() {
        match entry(line) {
            Some((name, rest)) => {
                dropping = !names.contains_key(name);
                if let Some(short) = names.get(name) {
                    renamed += &format!("{ENTRY}{short}{rest}\n");
                }
            }
            None => {
                // The end of the object of entries.
                dropping &= line.starts_with(ENTRY);
                if !dropping {
                    renamed += line;
                    renamed.push('\n');
                }
            }
        }
    }
    renamed
}

/// An entry of the object of imports: its name, and the rest of its first line.
fn entry(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix(ENTRY)?;
    let (name, _) = line.split_once(": function(")?;
    (name.starts_with("__wb") && !name.contains(' ')).then(|| line.split_at(name.len()))
}

/// Gives what the script calls in the main module other names.
pub fn rename_exports(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut renamed = String::new();
    let mut rest = script;
    while let Some((before, after)) = rest.split_once("wasm.") {
        renamed += before;
        renamed += "wasm.";
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        renamed += names.get(name).map_or(name, |short| short);
        rest = after;
    }
    renamed + rest
}

fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        return Err(unexpected(from));
    }
    Ok(text.replace(from, to))
}

fn unexpected(what: &str) -> Failure {
    Failure::new(format!(
        "the scripts of wasm-bindgen and wasm-split are not as this version of xtask knows them: {what}"
    ))
}
