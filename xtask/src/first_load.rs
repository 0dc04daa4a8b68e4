//! The bound on the first load: a visitor's bytes, as a host sends them.

use crate::failure::{Failure, Result};
use crate::project::Project;
use std::fs;

/// Bytes, compressed with brotli's quality 11, that a first visit may take until the page can be used.
const MOST: usize = 190_000;

/// Prints what a first visit to the production build fetches, and fails when that is more than it may be.
pub fn check(project: &Project) -> Result<()> {
    let page = project.dist().join("index.html");
    let page = fs::read_to_string(&page).map_err(Failure::while_doing(page.display()))?;
    let mut total = 0;
    for name in ["index.html"].into_iter().chain(fetched_at_once(&page)) {
        let compressed = project.dist().join(format!("{name}.br"));
        let size = fs::read(&compressed).map_err(Failure::while_doing(compressed.display()))?.len();
        println!("{size:>9}  {name}");
        total += size;
    }
    println!("{total:>9}  bytes in all, of {MOST}");
    if total <= MOST {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the first load takes {total} bytes, and may take {MOST}. What the first page does not show belongs into a chunk: \
         see src/ui/lazy.rs."
    )))
}

/// The files of a page for the root of a host that a browser fetches with it. Styles that are switched off wait for
/// their page; the manifest and the icon of an installed app wait for the installation.
fn fetched_at_once(page: &str) -> impl Iterator<Item = &str> {
    let tags = page.split('<').filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
    let later = ["rel=\"manifest\"", "rel=\"apple-touch-icon\"", " disabled"];
    let mut files: Vec<&str> = tags
        .filter(|tag| tag.starts_with("link ") || tag.starts_with("script "))
        .filter(|tag| !later.iter().any(|later| tag.contains(later)))
        .filter_map(|tag| ["href=\"/", "src=\"/"].iter().find_map(|name| tag.split_once(name)))
        .filter_map(|(_, rest)| rest.split_once('"').map(|(file, _)| file))
        .collect();
    files.extend(page.split("fetch(\"/").skip(1).filter_map(|rest| rest.split_once('"').map(|(file, _)| file)));
    files.sort_unstable();
    // Scripts and styles are named by their preloads as well.
    files.dedup();
    files.into_iter()
}

#[cfg(test)]
mod tests {
    use super::fetched_at_once;

    #[test]
    fn what_the_page_names_is_counted_once_and_what_waits_is_not() {
        let page = "<link rel=\"modulepreload\" href=\"/a.js\"><script type=\"module\" src=\"/a.js\"></script>\
                    <link rel=\"stylesheet\" href=\"/b.css\"><link rel=\"stylesheet\" disabled href=\"/c.css\">\
                    <link rel=\"manifest\" href=\"/d.json\"><a href=\"/e.html\"><script>m=fetch(\"/f.wasm\")</script>";
        assert_eq!(fetched_at_once(page).collect::<Vec<_>>(), ["a.js", "b.css", "f.wasm"]);
    }
}
