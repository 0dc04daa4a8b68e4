//! File names that follow from what the files hold, so that hosts may let browsers keep them for ever.
//!
//! trunk names a script and its wasm before wasm-opt has run: another wasm-opt makes other bytes under the same name. A
//! browser that kept the old bytes would then run two halves that do not belong together.

use super::digest;
use super::site::{PAGE, Site};
use crate::failure::{Failure, Result};
use std::collections::BTreeMap;
use std::ops::Range;

/// Shorter runs of hexadecimal digits may be words.
const SHORTEST: usize = 8;

/// A piece of a file: bytes, or the name of a file whose name changes.
enum Piece<'a> {
    Bytes(&'a [u8]),
    Name(usize),
}

/// Whether a file has a digest in its name.
pub fn is_hashed(path: &str) -> bool {
    digest_in(base_name(path)).is_some()
}

/// Gives each file that has a digest in its name the digest of what it holds, with the names in it, wherever these names
/// stand: in pages, scripts, and in wasm, whose lengths stay. The page's `integrity` values follow.
pub fn follow_content(site: &mut Site) -> Result<()> {
    let named: Vec<(String, Range<usize>)> = site
        .files
        .keys()
        .filter_map(|path| digest_in(base_name(path)).map(|digest| (base_name(path).to_owned(), digest)))
        .collect();
    let pieces: BTreeMap<&String, Vec<Piece<'_>>> =
        site.files.iter().map(|(path, content)| (path, pieces(content, &named))).collect();
    let digests = digests(&pieces, &named);
    let names: Vec<String> = named
        .iter()
        .zip(&digests)
        .map(|((name, place), digest)| [&name[..place.start], &digest[..place.len()], &name[place.end..]].concat())
        .collect();
    let mut renamed = Site::default();
    let mut integrities = Vec::new();
    for (path, pieces) in &pieces {
        let content = joined(pieces, |name| names[name].as_bytes());
        if let Some(old) = site.files.get(*path).filter(|old| **old != content) {
            integrities.push((digest::sha384(old), digest::sha384(&content)));
        }
        let at = named.iter().position(|(name, _)| name == base_name(path));
        let folder = &path[..path.len() - base_name(path).len()];
        let path = at.map_or_else(|| (*path).clone(), |at| format!("{folder}{}", names[at]));
        // Files that hold the same become one.
        if renamed.files.get(&path).is_some_and(|other| *other != content) {
            return Err(Failure::new(format!("two files of the build would get the name {path}.")));
        }
        renamed.files.insert(path, content);
    }
    let mut page = renamed.text(PAGE)?.to_owned();
    for (old, new) in integrities {
        page = page.replace(&old, &new);
    }
    renamed.set_text(PAGE, page);
    *site = renamed;
    Ok(())
}

/// Each `integrity` of the page is that of a file: a page with another one would not start.
pub fn check_integrity(site: &Site) -> Result<()> {
    let known: Vec<String> = site.files.values().map(|content| digest::sha384(content)).collect();
    for (place, _) in site.text(PAGE)?.match_indices("sha384-") {
        let rest = &site.text(PAGE)?[place..];
        let end = rest.find(['"', '\'', ' ', '>']).unwrap_or(rest.len());
        if !known.iter().any(|known| *known == rest[..end]) {
            return Err(Failure::new(format!("no file of the build has the integrity {} of the page.", &rest[..end])));
        }
    }
    Ok(())
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Where in a file's name its digest is: the run of hexadecimal digits behind a hyphen.
fn digest_in(name: &str) -> Option<Range<usize>> {
    let starts = name.match_indices('-').map(|(hyphen, _)| hyphen + 1);
    starts
        .map(|start| start..start + digits(&name.as_bytes()[start..]))
        .find(|range| range.len() >= SHORTEST && name[range.clone()].bytes().any(|byte| byte.is_ascii_digit()))
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).count()
}

/// Takes a content apart at the names in it.
fn pieces<'a>(content: &'a [u8], named: &[(String, Range<usize>)]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while at < content.len() {
        let run = if content[at] == b'-' { digits(&content[at + 1..]) } else { 0 };
        let found = (run >= SHORTEST).then(|| name_around(&content[done..], at + 1 - done, named)).flatten();
        if let Some((start, name)) = found {
            pieces.push(Piece::Bytes(&content[done..done + start]));
            pieces.push(Piece::Name(name));
            done += start + named[name].0.len();
            at = done;
        } else {
            at += 1;
        }
    }
    pieces.push(Piece::Bytes(&content[done..]));
    pieces
}

/// The name whose digest stands at `digest`, and where the name begins.
fn name_around(content: &[u8], digest: usize, named: &[(String, Range<usize>)]) -> Option<(usize, usize)> {
    named.iter().enumerate().find_map(|(at, (name, place))| {
        let start = digest.checked_sub(place.start)?;
        content[start..].starts_with(name.as_bytes()).then_some((start, at))
    })
}

fn joined<'a>(pieces: &[Piece<'a>], name: impl Fn(usize) -> &'a [u8]) -> Vec<u8> {
    let mut content = Vec::new();
    for piece in pieces {
        content.extend_from_slice(match piece {
            Piece::Bytes(bytes) => bytes,
            Piece::Name(at) => name(*at),
        });
    }
    content
}

/// The digests of the named files. A file's digest depends on those of the files it names, and files may name each
/// other: so each round takes the digests of the one before, as many rounds as a chain of names can be long.
fn digests(pieces: &BTreeMap<&String, Vec<Piece<'_>>>, named: &[(String, Range<usize>)]) -> Vec<String> {
    let contents: Vec<&Vec<Piece<'_>>> = named
        .iter()
        .filter_map(|(name, _)| pieces.iter().find(|(path, _)| base_name(path) == name).map(|(_, pieces)| pieces))
        .collect();
    let mut digests = vec![String::new(); named.len()];
    for round in 0..=named.len() {
        let before = digests.clone();
        for (digest, pieces) in digests.iter_mut().zip(&contents) {
            let names_others = pieces.len() > 1;
            if round == 0 || names_others {
                *digest = digest::hexadecimal(&joined(pieces, |name| before[name].as_bytes()));
            }
        }
    }
    digests
}

#[cfg(test)]
mod tests {
    use super::{check_integrity, follow_content, is_hashed};
    use crate::finish::digest;
    use crate::finish::site::{PAGE, Site};

    fn site(files: &[(&str, &str)]) -> Site {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Site { files: files.collect() }
    }

    fn named(files: &[(&str, &str)]) -> Site {
        let mut site = site(files);
        follow_content(&mut site).expect("names");
        site
    }

    fn name(site: &Site, beginning: &str) -> String {
        site.files.keys().find(|path| path.starts_with(beginning)).cloned().unwrap_or_default()
    }

    const WASM: &str = "app-0123456789abcdef_bg.wasm";
    const SCRIPT: &str = "app-0123456789abcdef.js";

    #[test]
    fn a_digest_in_a_name_is_told_from_words() {
        for hashed in [WASM, SCRIPT, "chunks/people-89abcdef01.wasm", "base-9ebf4b5ba0b2ea2e.css"] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["index.html", "favicon.svg", "a-facade.js", "icon-192.png", "x-deadbeefdeadbeef.js.map/readme"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn a_name_changes_with_the_content_and_with_what_the_content_names() {
        let page = format!("<script src=/{SCRIPT}></script>");
        let script = format!("fetch('./{WASM}')");
        let first = named(&[(PAGE, &page), (SCRIPT, &script), (WASM, "one")]);
        let second = named(&[(PAGE, &page), (SCRIPT, &script), (WASM, "two")]);
        assert_ne!(name(&first, "app-"), name(&second, "app-"), "the wasm's");
        let scripts = [&first, &second].map(|site| site.files.keys().find(|path| path.ends_with(".js")).cloned());
        assert_ne!(scripts[0], scripts[1], "the script's, which holds the name of the wasm");
        let script = scripts[0].clone().expect("a script");
        assert!(first.text(PAGE).expect("a page").contains(&script));
        let wasm = first.files.keys().find(|path| path.ends_with(".wasm")).cloned().expect("a wasm");
        assert!(first.text(&script).expect("the script").contains(&wasm));
    }

    #[test]
    fn files_that_name_each_other_get_names_as_well() {
        let files = |tail: &str| {
            named(&[
                (PAGE, "<a href=a-0000000011111111.js>"),
                ("a-0000000011111111.js", "import 'b-2222222233333333.js'"),
                ("b-2222222233333333.js", &format!("import 'a-0000000011111111.js'{tail}")),
            ])
        };
        let (one, two) = (files(""), files(";"));
        assert_ne!(name(&one, "a-"), name(&two, "a-"));
        assert!(one.text(&name(&one, "a-")).expect("a").contains(&name(&one, "b-")));
        assert!(one.text(&name(&one, "b-")).expect("b").contains(&name(&one, "a-")));
    }

    #[test]
    fn the_same_content_gets_the_same_name_whatever_it_was_called() {
        let one = named(&[(PAGE, "x"), ("a-0000000011111111.css", "text")]);
        let two = named(&[(PAGE, "x"), ("a-2222222233333333.css", "text")]);
        assert_eq!(name(&one, "a-"), name(&two, "a-"));
    }

    #[test]
    fn integrity_values_follow_and_wrong_ones_are_refused() {
        let script = format!("fetch('./{WASM}')");
        let page = format!("<link integrity={} href=/{SCRIPT}>", digest::sha384(script.as_bytes()));
        let site = named(&[(PAGE, &page), (SCRIPT, &script), (WASM, "one")]);
        assert!(check_integrity(&site).is_ok());
        let mut tampered = site;
        let script = tampered.files.keys().find(|path| path.ends_with(".js")).cloned().expect("a script");
        tampered.set_text(&script, "something else".to_owned());
        assert!(check_integrity(&tampered).is_err());
    }
}
