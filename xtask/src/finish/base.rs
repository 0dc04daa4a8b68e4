//! The path that the site is served from. trunk builds for the root; addresses of the site's files in its page are put
//! below another path here, so that one build serves at every path.

use super::site::{PAGE, Site};
use crate::failure::{Failure, Result};

/// The file that says how the app is installed.
pub const MANIFEST: &str = "manifest.webmanifest";

/// Moves a site that was built for `/` below `base`, which begins and ends with a slash.
pub fn move_below(site: &mut Site, base: &str) -> Result<()> {
    let page = below(site.text(PAGE)?, site.files.keys().map(String::as_str), base);
    site.set_text(PAGE, page);
    // Its addresses are relative to itself. The identity of the installed app is not: it is relative to the origin,
    // which two apps may share.
    let manifest = site.text(MANIFEST)?;
    let own = manifest.replacen("\"id\": \"/\"", &format!("\"id\": \"{base}\""), 1);
    if own == manifest && base != "/" {
        return Err(Failure::new(format!("{MANIFEST} has no \"id\": \"/\" to be put below {base}.")));
    }
    site.set_text(MANIFEST, own);
    Ok(())
}

/// The page with `base` before each file that it names from the root: in attributes, quoted or not, and in scripts.
fn below<'a>(page: &str, files: impl Iterator<Item = &'a str> + Clone, base: &str) -> String {
    let mut moved = String::with_capacity(page.len());
    let mut done = 0;
    for (slash, _) in page.match_indices('/') {
        let begins = page[..slash].ends_with(['"', '\'', '=', ' ', '\n']);
        let rest = &page[slash + 1..];
        let names_a_file = |file: &str| {
            rest.strip_prefix(file)
                .is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || "-_./".contains(c)))
        };
        if begins && files.clone().any(names_a_file) {
            moved.push_str(&page[done..slash]);
            moved.push_str(base);
            done = slash + 1;
        }
    }
    moved.push_str(&page[done..]);
    moved
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn files_of_the_site_are_put_below_the_path_and_nothing_else_is() {
        let files = ["app.js", "icons/192.png", "app_bg.wasm"];
        for (page, moved) in [
            ("<link href=/app.js rel=preload>", "<link href=/okrs/app.js rel=preload>"),
            ("<link href=\"/icons/192.png\">", "<link href=\"/okrs/icons/192.png\">"),
            ("import '/app.js'; init('/app_bg.wasm')", "import '/okrs/app.js'; init('/okrs/app_bg.wasm')"),
            ("<a href=/app.json>", "<a href=/app.json>"),
            ("<a href=/other/app.js>", "<a href=/other/app.js>"),
            ("<p>and/app.js</p>", "<p>and/app.js</p>"),
        ] {
            assert_eq!(below(page, files.into_iter(), "/okrs/"), moved);
            assert_eq!(below(page, files.into_iter(), "/"), page);
        }
    }
}
