//! What hosts are told, by those of the ways of telling that they know.

use super::base::MANIFEST;
use super::names;
use super::pages::PAGES;
use super::site::{PAGE, Site};
use super::worker::WORKER;
use crate::failure::Result;
use std::fmt::Write;

const NOT_FOUND: &str = "404.html";
const HEADERS: &str = "_headers";
const REDIRECTS: &str = "_redirects";

/// For every answer. Framing is forbidden here, since a page cannot forbid it itself.
const EVERYWHERE: [(&str, &str); 5] = [
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";

/// Whether a file is for the host, which does not serve it.
pub fn is_configuration(path: &str) -> bool {
    path == HEADERS || path == REDIRECTS
}

/// Adds `404.html`, which hosts without rewrites answer addresses of pages with, and the files that Netlify and
/// Cloudflare Pages read. These two stand in the root of what is deployed there.
pub fn add_configurations(site: &mut Site, base: &str) -> Result<()> {
    let headers = headers(site, base);
    site.set_text(NOT_FOUND, site.text(PAGE)?.to_owned());
    site.set_text(HEADERS, headers);
    let redirects = PAGES.map(|page| format!("{base}{page}/* {base}{PAGE} 200\n{base}{page} {base}{PAGE} 200\n"));
    site.set_text(REDIRECTS, redirects.concat());
    Ok(())
}

/// Hosts join the values of every rule that fits an address, so no two rules name one header for it.
fn headers(site: &Site, base: &str) -> String {
    let mut text = format!("{base}*\n");
    for (name, value) in EVERYWHERE {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let fixed = ["", PAGE, WORKER, MANIFEST].map(|path| (path.to_owned(), ASK_EACH_TIME));
    let pages = PAGES.map(|page| (format!("{page}/*"), ASK_EACH_TIME));
    let hashed = site.files.keys().filter(|path| names::is_hashed(path)).map(|path| (path.clone(), FOR_EVER));
    for (path, caching) in fixed.into_iter().chain(pages).chain(hashed) {
        let _ = writeln!(text, "{base}{path}\n  Cache-Control: {caching}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{HEADERS, NOT_FOUND, REDIRECTS, add_configurations};
    use crate::finish::site::{PAGE, Site};

    #[test]
    fn hashed_files_are_kept_for_ever_and_the_page_and_the_worker_never() {
        let mut site = Site::default();
        site.set_text(PAGE, "page".to_owned());
        site.set_text("app-0123456789abcdef.js", "app".to_owned());
        add_configurations(&mut site, "/okrs/").expect("configurations");
        let headers = site.text(HEADERS).expect("headers");
        let rule = |path: &str| headers.split_once(&format!("\n{path}\n")).and_then(|(_, rest)| rest.lines().next());
        assert!(rule("/okrs/app-0123456789abcdef.js").is_some_and(|rule| rule.contains("immutable")));
        for path in ["/okrs/", "/okrs/index.html", "/okrs/service-worker.js", "/okrs/okrs/*"] {
            assert_eq!(rule(path), Some("  Cache-Control: no-cache"), "{path}");
        }
        assert_eq!(site.text(NOT_FOUND).ok(), Some("page"));
        assert!(site.text(REDIRECTS).is_ok_and(|text| text.contains("/okrs/okrs/* /okrs/index.html 200")));
    }
}
