//! `cargo xtask dist`: the production build.

mod app;
mod glue;
mod order;
mod page;
mod sections;

use crate::failure::{Failure, Result};
use crate::finish::{self, Compressor, PAGE, Site, WORKER};
use crate::project::Project;
use crate::tools::{self, BuildTools};
use std::fs;
use std::path::Path;

/// What the command line says.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    public_url: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { public_url: "/".to_owned() }
    }
}

impl Options {
    /// Reads `[--public-url /x/]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--public-url" => options.public_url = public_url(arguments.next())?,
                other => {
                    return Err(Failure::new(format!("dist does not know {other:?}; see cargo xtask help")));
                }
            }
        }
        Ok(options)
    }
}

/// Gets the tools and builds.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let tools = tools::build_tools(project)?;
    build(project, &tools, options)?;
    println!("\nThe production build for {} is in {}", options.public_url, project.dist().display());
    Ok(())
}

/// Builds with tools that are there already: for the root of a host first; finishing moves that to any path.
pub fn build(project: &Project, tools: &BuildTools, options: &Options) -> Result<()> {
    let built = project.built();
    if built.exists() {
        fs::remove_dir_all(&built).map_err(Failure::while_doing(built.display()))?;
    }
    fs::create_dir_all(&built).map_err(Failure::while_doing(built.display()))?;
    let app = app::build(project, tools, &built)?;
    page::write(project, tools, &app, &built)?;
    finish::finish(Site::read(&built)?, &options.public_url, Some(&mut Compressor::default()))?.write(&project.dist())
}

/// A file's name with a digest of what the file holds, so that hosts may let browsers keep it for ever.
fn digest_name(name: &str, content: &[u8]) -> String {
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{kind}", &finish::hexadecimal(content)[..16])
}

fn text_of(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Failure::while_doing(path.display()))
}

/// The same build for the path `/okrs/`: a folder of [`Project::variant`].
pub const BELOW_OKRS: &str = "below-okrs";
/// A later version of it.
pub const NEXT: &str = "next";

/// Makes what the browser tests serve besides `dist/`. That may also be what `trunk build` alone has left there: then it
/// is finished first.
pub fn variants(project: &Project) -> Result<()> {
    if !project.dist().join(WORKER).exists() {
        let built = Site::read(&project.dist())?;
        built.write(&project.built())?;
        finish::finish(built, "/", None)?.write(&project.dist())?;
    }
    let built = Site::read(&project.built())?;
    finish::finish(built.clone(), "/okrs/", None)?.write(&project.variant(BELOW_OKRS))?;
    let mut next = built;
    let page = next.text(PAGE)?.replacen("<title>", "<meta name=version content=next><title>", 1);
    next.set_text(PAGE, page);
    finish::finish(next, "/", None)?.write(&project.variant(NEXT))
}

/// Finishing the same build twice gives the same bytes.
pub fn finishing_is_reproducible(project: &Project) -> Result<()> {
    let finished = || finish::finish(Site::read(&project.built())?, "/", None);
    let (first, second) = (finished()?, finished()?);
    match first.files == second.files {
        true => Ok(()),
        false => Err(Failure::new("finishing one build twice gave different files.")),
    }
}

/// A path that begins and ends with a slash, as links and the router's base need it.
pub fn public_url(argument: Option<&String>) -> Result<String> {
    match argument.map(|url| url.trim_matches('/')) {
        None => Err(Failure::new("--public-url needs a path, for example /okrs/")),
        Some(url) if url.contains("://") || url.contains("..") => {
            Err(Failure::new("--public-url is a path on the host, for example /okrs/"))
        }
        Some("") => Ok("/".to_owned()),
        Some(path) => Ok(format!("/{path}/")),
    }
}

#[cfg(test)]
mod tests {
    use super::public_url;

    #[test]
    fn a_public_url_begins_and_ends_with_a_slash() {
        for (given, read) in [("/", "/"), ("", "/"), ("okrs", "/okrs/"), ("/a/b", "/a/b/"), ("/okrs/", "/okrs/")] {
            assert_eq!(public_url(Some(&given.to_owned())).ok().as_deref(), Some(read), "{given:?}");
        }
    }

    #[test]
    fn a_public_url_is_a_path() {
        assert!(public_url(None).is_err());
        assert!(public_url(Some(&"https://example.org/".to_owned())).is_err());
        assert!(public_url(Some(&"/a/../b/".to_owned())).is_err());
    }
}
