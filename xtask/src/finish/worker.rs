//! The service worker with the list of what it keeps, and the page's side of it. Their code is in `service-worker/`.

use super::pages::PAGES;
use super::site::{PAGE, Site};
use super::{digest, names, page};
use crate::failure::Result;
use std::fmt::Write;

/// Its name never changes: browsers look for a new version under the address of the old one.
pub const WORKER: &str = "service-worker.js";
const WORKER_CODE: &str = include_str!("../../../service-worker/worker.js");
const UPDATES_CODE: &str = include_str!("../../../service-worker/updates.js");

/// Adds the page's side: a script that registers the worker and follows its versions.
pub fn add_updates(site: &mut Site, base: &str) -> Result<()> {
    let name = format!("updates-{}.js", &digest::hexadecimal(UPDATES_CODE.as_bytes())[..16]);
    site.set_text(&name, UPDATES_CODE.to_owned());
    page::load_later(site, &format!("{base}{name}"))
}

/// Adds the worker. What comes into the site later is not kept by it.
pub fn add_worker(site: &mut Site, base: &str) {
    let list = precache(site);
    let version = &digest::hexadecimal(format!("{list}{WORKER_CODE}").as_bytes())[..16];
    let pages = PAGES.map(|page| format!("{page:?}")).join(", ");
    let facts = format!("base: {base:?}, version: {version:?}, pages: [{pages}], files: [\n{list}]");
    site.set_text(WORKER, format!("\"use strict\";\nconst SITE = {{ {facts} }};\n\n{WORKER_CODE}"));
}

/// One line a file. The page goes by the address of its folder: hosts may lead from its file's name to there.
fn precache(site: &Site) -> String {
    let mut list = String::new();
    for (path, content) in &site.files {
        let address = if path == PAGE { "" } else { path };
        // What a name says of the content holds for ever; anything else may be old in the browser's own cache.
        let cache = if names::is_hashed(path) { "default" } else { "reload" };
        let integrity = digest::sha256(content);
        // Writing to a text cannot fail.
        let _ = writeln!(list, "  {{ path: {address:?}, integrity: {integrity:?}, cache: {cache:?} }},");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{WORKER, add_worker};
    use crate::finish::site::{PAGE, Site};

    fn worker(page: &str, base: &str) -> String {
        let mut site = Site::default();
        site.set_text(PAGE, page.to_owned());
        site.set_text("app-0123456789abcdef.js", "app".to_owned());
        add_worker(&mut site, base);
        site.text(WORKER).expect("a worker").to_owned()
    }

    #[test]
    fn the_worker_lists_the_page_under_its_folder_and_hashed_files_from_any_cache() {
        let worker = worker("page", "/okrs/");
        assert!(worker.contains("base: \"/okrs/\""));
        assert!(worker.contains("{ path: \"\", integrity: \"sha256-"), "{worker}");
        assert!(worker.lines().any(|line| line.contains("path: \"app-") && line.contains("cache: \"default\"")));
        assert!(worker.lines().any(|line| line.contains("path: \"\"") && line.contains("cache: \"reload\"")));
    }

    #[test]
    fn another_content_is_another_version_and_the_same_content_the_same() {
        assert_eq!(worker("page", "/"), worker("page", "/"));
        let version = |worker: String| worker.split("version: ").nth(1).map(|rest| rest[..18].to_owned());
        assert_ne!(version(worker("page", "/")), version(worker("other page", "/")));
    }
}
