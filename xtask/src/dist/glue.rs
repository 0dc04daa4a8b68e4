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
            reject(new TypeError(`failed to fetch ${link.href}`));
        };
        link.disabled = false;
    });
}
"#;

/// The end of the script: takes the main module that the page asked for, or fetches it, and starts it.
const START: &str = r#"
const { instance, module } = await __wbg_load(
    await window.mainModule ?? await fetch(new URL("./MAIN", import.meta.url)), __wbg_get_imports());
__wbg_finalize_init(instance, module);
dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
"#;

/// Begins the script: all its functions are called by the start, so browsers that know the comment compile them together, on
/// another thread, and not one by one when each is called.
pub const COMPILE_AT_ONCE: &str = "//# allFunctionsCalledOnLoad\n";

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
    // A fetch that fails is told by the browser, and by the app where somebody waits for it. Firefox lets every fetch fail
    // that a page was left in the middle of, while the page can still hear of it.
    let loader = replaced(
        &loader,
        "console.error(e);",
        "if (!(e instanceof TypeError || e.name === \"AbortError\")) console.error(e);",
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

#[cfg(test)]
mod tests {
    use super::{join, names, rename_exports, rename_imports};
    use std::collections::BTreeMap;

    const BINDINGS: &str = r#"import * as import1 from "./__wasm_split.js"
import * as import2 from "./__wasm_split.js"
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_1: function() {
            const ret = wasm.__wbindgen_malloc(8);
            return ret;
        },
        __wbg_then_2: function() { return handleError(function (arg0) {
            return arg0;
        }, arguments); },
    };
    return {
        __proto__: null,
        "./app_bg.js": import0,
        "./__wasm_split.js": import1,
        "./__wasm_split.js": import2,
    };
}
export { initSync, __wbg_init as default };
"#;
    const LOADER: &str = r#"import { initSync } from "./app.js";
const { memory, } = initSync(undefined, undefined);
            console.error(e);
    await Promise.all(parallelStuff);
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
export const __wasm_split_load_pages = wrapAsyncCb(load);
export const __wasm_split_load_dialogs = wrapAsyncCb(load);
"#;

    fn renaming(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
    }

    #[test]
    fn bindings_and_loader_become_one_script_that_starts_the_app() {
        let script = join(BINDINGS, LOADER, "app-1.wasm").unwrap();
        assert!(!script.contains("import *") && !script.contains("export"), "{script}");
        assert!(script.contains("const import1 = { __wasm_split_load_pages, __wasm_split_load_dialogs };"), "{script}");
        assert!(!script.contains("import2"), "the same file twice: {script}");
        assert!(script.contains("const { memory, } = wasm;"));
        assert!(script.contains("./app-1.wasm"));
    }

    #[test]
    fn what_another_version_of_a_tool_writes_is_refused() {
        assert!(join(BINDINGS, "export const load = () => {};", "app-1.wasm").is_err());
    }

    #[test]
    fn functions_that_the_module_does_not_import_are_dropped() {
        let script = rename_imports(BINDINGS, &renaming(&[("__wbg_now_1", "a")]));
        assert!(script.contains("        a: function() {\n            const ret"), "{script}");
        assert!(!script.contains("then_2") && !script.contains("arguments"), "{script}");
        assert!(script.contains("    };\n    return {"), "{script}");
    }

    #[test]
    fn exports_are_renamed_where_they_are_called() {
        let renamed = renaming(&[("__wbindgen_malloc", "b")]);
        assert_eq!(
            rename_exports("wasm.__wbindgen_malloc(1); f(__wbindgen_malloc)", &renamed),
            "wasm.b(1); f(__wbindgen_malloc)"
        );
        assert_eq!(rename_exports("no wasm.\n", &renamed), "no wasm.\n");
    }

    #[test]
    fn a_word_is_no_part_of_a_longer_one() {
        assert!(names("wasm.memory.buffer", "memory"));
        assert!(!names("wasm.memory2", "memory"));
    }
}
