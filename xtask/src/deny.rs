//! What the project depends on, held against `deny.toml` by cargo-deny.

use crate::failure::Result;
use crate::process;
use crate::project::Project;
use crate::tools;
use std::process::Command;

/// Licences, bans and sources; and advisories, where their database can be reached.
pub fn check(project: &Project) -> Result<()> {
    let program = tools::cargo_deny(project)?;
    let cargo_deny = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.current_dir(&project.root).args(arguments);
        command
    };
    process::run(&mut cargo_deny(&["check", "bans", "licenses", "sources"]))?;
    if process::output(&mut cargo_deny(&["fetch", "db"])).is_none() {
        println!(
            "The database of advisories (github.com/RustSec/advisory-db) cannot be reached from here: not checked."
        );
        return Ok(());
    }
    process::run(&mut cargo_deny(&["check", "advisories"]))
}
