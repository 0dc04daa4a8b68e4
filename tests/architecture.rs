//! The arrows of the architecture: who may name whom, and where the one place for a thing is. Reads the source text.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path from the project's root, and its code without comments.
struct Source {
    path: String,
    code: String,
}

impl Source {
    fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(&format!("{folder}/")) || self.path == format!("{folder}.rs")
    }

    /// The code as the product runs it: without the unit tests at its end.
    fn without_tests(&self) -> &str {
        self.code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(Source { path, code: without_comments(&text) });
        }
    }
}

/// What stands after `//` on a line is a comment unless the line has a text with `//` in it, as addresses do.
fn without_comments(text: &str) -> String {
    let code = |line: &str| match line.find("//") {
        Some(place) if !line[..place].contains('"') => line[..place].trim_end().to_owned() + "\n",
        _ => line.to_owned() + "\n",
    };
    text.lines().map(code).collect()
}

/// Whether code names a module path or word, and not a longer word that ends or begins like it.
fn names(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(place, _)| {
        let before = code[..place].chars().next_back();
        let after = code[place + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn assert_silent(folder: &str, words: &[&str]) {
    for source in sources("src").iter().filter(|source| source.is_in(folder)) {
        for word in words {
            assert!(!names(&source.code, word), "{} names {word}", source.path);
        }
    }
}

#[test]
fn the_reader_of_sources_sees_what_it_should() {
    assert!(names("use crate::store::load;", "crate::store"));
    assert!(!names("use crate::storeroom;", "crate::store"));
    assert_eq!(
        without_comments("let a = 1; // crate::ui\n/// crate::ui\nlet b = \"//x\";"),
        "let a = 1;\n\nlet b = \"//x\";\n"
    );
}

#[test]
fn the_domain_names_nothing_above_it() {
    assert_silent("src/domain", &["crate::store", "crate::ui", "crate::app", "crate::route"]);
}

#[test]
fn the_domain_has_no_clock_no_randomness_no_browser_and_no_storage() {
    let outside = [
        "Local::now",
        "Utc::now",
        "chrono::Local",
        "chrono::Utc",
        "SystemTime",
        "Instant",
        "rand",
        "getrandom",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "gloo_storage",
        "leptos",
        "leptos_router",
        "serde_json",
        "std::fs",
        "std::env",
    ];
    assert_silent("src/domain", &outside);
}

#[test]
fn the_store_names_nothing_above_it() {
    assert_silent("src/store", &["crate::ui", "crate::app", "crate::route"]);
}

#[test]
fn routes_know_the_domain_alone() {
    assert_silent("src/route", &["crate::ui", "crate::app", "crate::store", "leptos", "web_sys"]);
}

#[test]
fn the_interface_names_no_storage_no_json_and_no_write_signal_of_the_workspace() {
    let kept_by_the_store = [
        "serde_json",
        "gloo_storage",
        "web_sys::Storage",
        "local_storage",
        "session_storage",
        "localStorage",
        "WriteSignal<Workspace>",
        "RwSignal<Workspace>",
        "crate::app",
    ];
    assert_silent("src/ui", &kept_by_the_store);
}

#[test]
fn components_know_nothing_of_sessions() {
    let above = ["crate::domain", "crate::store", "crate::route", "crate::app", "okr_sessions"];
    assert_silent("src/ui/components", &above);
    for source in sources("src/ui/components") {
        let other = source.code.match_indices("crate::ui::").find(|(place, _)| {
            let named = &source.code[place + "crate::ui::".len()..];
            // Elements are what components are made of.
            !named.starts_with("components") && !named.starts_with("markup")
        });
        assert!(other.is_none(), "{} names another part of the interface", source.path);
    }
}

/// The folders of pages. `components` stands below all of them, `shell` is the frame around them.
fn page_folders() -> Vec<String> {
    let entries = fs::read_dir(root().join("src/ui")).unwrap().map(|entry| entry.unwrap().path());
    let folders = entries.filter(|path| path.is_dir());
    let names = folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| name != "components" && name != "shell").collect()
}

#[test]
fn pages_do_not_import_each_other() {
    let folders = page_folders();
    for folder in &folders {
        for source in sources(&format!("src/ui/{folder}")) {
            for other in folders.iter().filter(|other| *other != folder) {
                let named = names(&source.code, &format!("ui::{other}"));
                assert!(!named, "{} imports the page {other}", source.path);
            }
        }
    }
}

#[test]
fn path_strings_stand_in_the_routes_alone() {
    for source in sources("src").iter().filter(|source| source.path != "src/route.rs") {
        for path in ["\"/okrs", "\"/settings", "\"/activity", "okrs/sessions", "settings/people", "settings/data"] {
            assert!(!source.without_tests().contains(path), "{} has the path {path}", source.path);
        }
    }
}

#[test]
fn storage_is_named_by_the_store_alone() {
    for source in sources("src").iter().filter(|source| !source.is_in("src/store")) {
        for word in ["gloo_storage", "local_storage", "localStorage", "serde_json"] {
            assert!(!names(&source.code, word), "{} names {word}", source.path);
        }
    }
}

#[test]
fn files_are_named_by_what_they_hold() {
    let vague = ["utils", "util", "helpers", "helper", "manager", "managers", "models", "common", "misc"];
    for source in ["src", "xtask/src", "tests"].into_iter().flat_map(sources) {
        let mut parts = source.path.trim_end_matches(".rs").split('/');
        assert!(parts.all(|part| !vague.contains(&part)), "{}", source.path);
    }
}

#[test]
fn nothing_is_unsafe_and_nothing_is_left_to_do() {
    for source in ["src", "xtask/src"].into_iter().flat_map(sources) {
        // The word alone is one of content security policies too.
        for left in ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(!source.code.contains(left), "{} has {left}", source.path);
        }
    }
}

#[test]
fn nothing_a_person_or_the_browser_supplies_is_unwrapped() {
    for source in sources("src").iter().filter(|source| source.path != "src/domain/test_workspace.rs") {
        for call in [".unwrap()", ".expect(\"", "panic!("] {
            assert!(!source.without_tests().contains(call), "{} calls {call}", source.path);
        }
    }
}

/// The content security policy refuses `style` attributes; `.style()` of `src/ui/markup.rs` goes through the CSSOM.
#[test]
fn nothing_sets_a_style_attribute() {
    for source in sources("src") {
        for attribute in ["attr(\"style\"", "attribute(\"style\"", "attr_fn(\"style\"", "style=\\\"", " style=\""] {
            assert!(!source.code.contains(attribute), "{} has {attribute}", source.path);
        }
    }
    assert!(!fs::read_to_string(root().join("index.html")).unwrap().contains(" style="), "index.html");
}
