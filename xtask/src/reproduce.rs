//! `cargo xtask reproduce`: two builds of one commit are the same bytes.

use crate::dist;
use crate::failure::{Failure, Result};
use crate::finish::Site;
use crate::process;
use crate::project::Project;
use crate::tools;
use std::fs;
use std::process::Command;

/// Builds the commit at hand, and once more from nothing in a folder of another name, and compares the two.
pub fn run(project: &Project) -> Result<()> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(&project.root).args(arguments);
        command
    };
    let changed = process::output(&mut git(&["status", "--porcelain"]));
    if changed.is_none_or(|changed| !changed.trim().is_empty()) {
        return Err(Failure::new("there are changes that are in no commit; what is compared are two builds of one."));
    }
    let tools = tools::build_tools(project)?;
    let copy = Project { root: project.root.join("target").join("reproduce") };
    if copy.root.exists() {
        fs::remove_dir_all(&copy.root).map_err(Failure::while_doing(copy.root.display()))?;
    }
    process::run(git(&["clone", "--quiet", "."]).arg(&copy.root))?;
    let sites = [project, &copy].map(|project| {
        dist::build(project, &tools, &dist::Options::default())?;
        Site::read(&project.dist())
    });
    let [first, second] = sites;
    let (first, second) = (first?, second?);
    let names = first.files.keys().chain(second.files.keys());
    let different: Vec<&str> =
        names.filter(|name| first.files.get(*name) != second.files.get(*name)).map(String::as_str).collect();
    if !different.is_empty() {
        return Err(Failure::new(format!("two builds of one commit differ: {}", different.join(", "))));
    }
    fs::remove_dir_all(&copy.root).map_err(Failure::while_doing(copy.root.display()))?;
    println!("\nTwo builds of one commit are the same {} files, byte for byte.", first.files.len());
    Ok(())
}
