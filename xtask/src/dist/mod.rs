//! `cargo xtask dist`: the production build.

use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use crate::tools::{self, Trunk};

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
    let trunk = tools::build_tools(project)?;
    build(project, &trunk, options)?;
    println!("\nThe production build for {} is in {}", options.public_url, project.dist().display());
    Ok(())
}

/// Builds with tools that are there already.
pub fn build(project: &Project, trunk: &Trunk, options: &Options) -> Result<()> {
    let mut command = trunk.command(project);
    command.args(["build", "--release", "--public-url", &options.public_url, "--dist"]).arg(project.dist());
    process::run(&mut command)
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
