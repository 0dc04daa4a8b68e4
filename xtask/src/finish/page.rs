//! What is written into the page: its content security policy, and the script that later starts the service worker.

use super::digest;
use super::site::{PAGE, Site};
use crate::failure::{Failure, Result};

/// Writes the policy into the page, before everything that it holds for.
///
/// `'wasm-unsafe-eval'` lets wasm be compiled and no script be made from text. Every other inline script is refused.
/// Under Trusted Types no code can write markup or load a script from an address; the one policy that may name a script
/// is that of `updates.js`, for the service worker. A page cannot say who may frame it: see [`super::hosts`].
pub fn lock_down(site: &mut Site) -> Result<()> {
    let page = site.text(PAGE)?;
    let hashes: String =
        inline_scripts(page).map(|script| format!(" '{}'", digest::sha256(script.as_bytes()))).collect();
    let rules = [
        "default-src 'none'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{hashes}"),
        "style-src 'self'",
        // `data:` for the pictures of people, which are kept with them.
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types okr-sessions",
    ];
    let policy = format!(r#"<meta http-equiv="Content-Security-Policy" content="{}">"#, rules.join("; "));
    // First the encoding: a browser looks for it in the first 1,024 bytes only.
    let charset = page.find("<meta charset").ok_or_else(|| Failure::new(format!("{PAGE} says no charset.")))?;
    let end = charset + page[charset..].find('>').unwrap_or_default() + 1;
    let locked = [&page[..end], &policy, &page[end..]].concat();
    site.set_text(PAGE, locked);
    Ok(())
}

/// Loads a script some time after the app has started: what it does must not slow the start down.
pub fn load_later(site: &mut Site, address: &str) -> Result<()> {
    let page = site.text(PAGE)?;
    // It fails where the page is left or the network is away meanwhile: the next start will do.
    let script = format!(
        "<script>addEventListener(\"TrunkApplicationStarted\",\
         ()=>setTimeout(()=>import(\"{address}\").catch(()=>{{}}),2000),{{once:true}})</script>"
    );
    let head = page.find("<body").ok_or_else(|| Failure::new(format!("{PAGE} has no body.")))?;
    let head = page[..head].rfind("</head>").unwrap_or(head);
    let with_script = [&page[..head], &script, &page[head..]].concat();
    site.set_text(PAGE, with_script);
    Ok(())
}

/// The texts of the scripts that stand in the page.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices("<script").filter_map(|(start, _)| {
        let (attributes, rest) = page[start..].split_once('>')?;
        let has_address = attributes.split_whitespace().any(|attribute| attribute.starts_with("src="));
        (!has_address).then(|| rest.split_once("</script>").map(|(script, _)| script)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::{inline_scripts, load_later, lock_down};
    use crate::finish::digest;
    use crate::finish::site::{PAGE, Site};

    fn page(text: &str) -> Site {
        let mut site = Site::default();
        site.set_text(PAGE, text.to_owned());
        site
    }

    #[test]
    fn every_inline_script_is_found_and_no_other() {
        let page = "<script>one</script><script type=module src=/x.js></script><script type=module>two\n</script>";
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["one", "two\n"]);
    }

    #[test]
    fn the_policy_stands_behind_the_charset_and_names_the_inline_scripts() {
        let mut site = page("<html><meta charset=utf-8><title>T</title></head><body><script>one</script></body>");
        load_later(&mut site, "/okrs/updates-1.js").expect("later");
        lock_down(&mut site).expect("locked");
        let text = site.text(PAGE).expect("a page");
        assert!(text.starts_with("<html><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\""), "{text}");
        let scripts: Vec<&str> = inline_scripts(text).collect();
        assert_eq!(scripts.len(), 2);
        for script in scripts {
            assert!(text.contains(&digest::sha256(script.as_bytes())), "{script}");
        }
        assert!(!text.contains("unsafe-inline"));
    }
}
