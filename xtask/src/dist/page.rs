//! The page and what stands beside it: made from the same `index.html` that trunk serves while developing.
//!
//! Its `data-trunk` links say what there is: an icon, styles, a folder that is copied as it is, and the app.

use super::app::{App, minified};
use super::{digest_name, text_of};
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::tools::BuildTools;
use std::fs;
use std::path::Path;

const LINK: &str = "<link data-trunk ";
/// Marks the styles that no first screen needs; they come with the first chunk.
const LATER: &str = " data-later";

/// Writes the page and its files into a folder, for the root of a host.
pub fn write(project: &Project, tools: &BuildTools, app: &App, into: &Path) -> Result<()> {
    let template = text_of(&project.root.join("index.html"))?;
    let mut page = String::new();
    let (mut styles, mut later) = (String::new(), String::new());
    let mut early = String::new();
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once(LINK) {
        page += before;
        let (link, after) = after.split_once('>').ok_or_else(|| Failure::new("index.html: a link does not end"))?;
        rest = after;
        let source = |name| attribute(link, name).map(|path| project.root.join(path));
        match attribute(link, "rel")? {
            "icon" => {
                let file = copy(&source("href")?, into)?;
                page += &format!(r#"<link rel="icon" href="/{file}">"#);
            }
            // One file each: every file costs the browser a request, and together they compress better.
            "css" if link.contains(LATER) => later += &text_of(&source("href")?)?,
            "css" => styles += &text_of(&source("href")?)?,
            "copy-dir" => copy_folder(&source("href")?, into)?,
            "rust" => {
                let styles = style_sheet(tools, &styles, "app.css", into)?;
                early = requests(app, &styles);
                page += &format!(r#"<link rel="stylesheet" href="/{styles}">"#);
                // The script switches it on when it fetches the first chunk.
                let later = style_sheet(tools, &later, "later.css", into)?;
                page += &format!(r#"<link rel="stylesheet" disabled href="/{later}">"#);
            }
            other => return Err(Failure::new(format!("index.html: a link of the unknown kind {other}"))),
        }
    }
    page += rest;
    let script = |path| -> Result<String> {
        let text = text_of(&project.root.join(path))?;
        let script = String::from_utf8(minified(tools, text.as_bytes(), "js")?)
            .map_err(|_| Failure::new(format!("{path} is no text when it is minified")))?;
        // Scripts of one page share the names of their outermost block.
        Ok(format!("{{{}}}", script.trim()))
    };
    let page = around_the_first_script(&page, &early, &script("src/store/early_reading.js")?)?;
    let page = with_the_app_at_its_end(&page, &script("src/ui/sessions/first_rows.js")?, &app.script)?;
    fs::write(into.join("index.html"), without_comments(&page)).map_err(Failure::while_doing("index.html"))
}

/// Writes a style sheet and gives its name.
fn style_sheet(tools: &BuildTools, styles: &str, name: &str, into: &Path) -> Result<String> {
    let styles = minified(tools, styles.as_bytes(), "css")?;
    let name = digest_name(name, &styles);
    fs::write(into.join(&name), styles).map_err(Failure::while_doing(&name))?;
    Ok(name)
}

/// Asks for what the start needs, all at once. The browser compiles the main module while it comes in; the script takes it
/// from there, and fetches it itself where that failed.
fn requests(App { script, main }: &App, styles: &str) -> String {
    format!(
        r#"<link rel="modulepreload" href="/{script}"><link rel="preload" href="/{styles}" as="style"><script>mainModule=WebAssembly.compileStreaming(fetch("/{main}")).catch(()=>{{}})</script>"#
    )
}

/// The page's first script looks up the chosen theme, and for that the browser reads all of localStorage, some ten
/// milliseconds for a thousand sessions: what is asked for before it (`requests`) is on its way meanwhile, and while it is,
/// another script (`meanwhile`) does what the app would otherwise wait for.
fn around_the_first_script(page: &str, requests: &str, meanwhile: &str) -> Result<String> {
    let none = || Failure::new("index.html: no script of its own");
    let (before, rest) = page.split_once("<script>").ok_or_else(none)?;
    let (first, after) = rest.split_once("</script>").ok_or_else(none)?;
    Ok([before, requests, "\n<script>", first, "</script>\n<script>", meanwhile, "</script>", after].concat())
}

/// The app's script runs when the page is read (which waits for the styles), and is not waited for by the browser: what it
/// does once a page is complete takes milliseconds, and less for a page that is still empty. Before it, what is shown first.
fn with_the_app_at_its_end(page: &str, first: &str, script: &str) -> Result<String> {
    let (before, after) =
        page.rsplit_once("</body>").ok_or_else(|| Failure::new("index.html: its body does not end"))?;
    Ok(format!(
        r#"{before}<script>{first}</script><script type="module" async src="/{script}"></script></body>{after}"#
    ))
}

fn attribute<'a>(link: &'a str, name: &str) -> Result<&'a str> {
    link.split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value)
        .ok_or_else(|| Failure::new(format!("index.html: a link has no {name}: {link}")))
}

/// Copies a file under the name of its content, and gives that.
fn copy(file: &Path, into: &Path) -> Result<String> {
    let bytes = fs::read(file).map_err(Failure::while_doing(file.display()))?;
    let name = digest_name(&file.file_name().unwrap_or_default().to_string_lossy(), &bytes);
    fs::write(into.join(&name), bytes).map_err(Failure::while_doing(&name))?;
    Ok(name)
}

fn copy_folder(folder: &Path, into: &Path) -> Result<()> {
    fs::create_dir_all(into).map_err(Failure::while_doing(into.display()))?;
    for entry in fs::read_dir(folder).map_err(Failure::while_doing(folder.display()))?.flatten() {
        let (from, to) = (entry.path(), into.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to)?;
        } else {
            fs::copy(&from, &to).map_err(Failure::while_doing(from.display()))?;
        }
    }
    Ok(())
}

/// The page without comments, indentation and empty lines.
fn without_comments(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        text += before;
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    text += rest;
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{around_the_first_script, attribute, with_the_app_at_its_end, without_comments};

    #[test]
    fn a_links_attributes_are_found_by_name() {
        let link = r#"rel="css" href="style/a.css""#;
        assert_eq!(attribute(link, "href").ok(), Some("style/a.css"));
        assert!(attribute(link, "media").is_err());
    }

    #[test]
    fn what_the_start_needs_is_asked_for_before_the_first_script_and_waited_for_after_it() {
        let page = around_the_first_script("<head><script>1</script><script>2</script>", "<link>", "1.5;");
        assert_eq!(
            page.expect("a script"),
            "<head><link>\n<script>1</script>\n<script>1.5;</script><script>2</script>"
        );
        assert!(around_the_first_script("<script type=module></script>", "<link>", "").is_err());
    }

    #[test]
    fn the_apps_script_comes_after_everything_that_it_needs() {
        let page = with_the_app_at_its_end("<body><p>1</p></body></html>", "2;", "app.js");
        assert_eq!(
            page.expect("a body"),
            r#"<body><p>1</p><script>2;</script><script type="module" async src="/app.js"></script></body></html>"#
        );
    }

    #[test]
    fn a_page_is_read_without_what_only_developers_need() {
        assert_eq!(without_comments("<p>\n  <!-- why\n so -->\n  <b>x</b>\n</p>\n"), "<p>\n<b>x</b>\n</p>");
    }
}
