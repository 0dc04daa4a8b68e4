//! The checks that need no browser.

use crate::failure::Result;
use crate::process::{cargo, run};
use crate::project::Project;

/// The integration test that needs a browser and is run apart from the others.
pub const BROWSER_TEST: &str = "browser";
/// The integration test that needs the build and hosts that serve it.
pub const HOSTS_TEST: &str = "hosts";
/// The package with the app; the other one is this `xtask`.
pub const APP: &str = "okr-sessions";

/// Is everything formatted as rustfmt does it?
pub fn formatting(project: &Project) -> Result<()> {
    run(cargo().current_dir(&project.root).args(["fmt", "--all", "--check"]))
}

/// Lints of everything that runs on this machine: rules, stored formats, tests, xtask.
pub fn host_lints(project: &Project) -> Result<()> {
    let targets = ["--workspace", "--all-targets"];
    run(cargo().current_dir(&project.root).arg("clippy").args(targets).args(["--", "-D", "warnings"]))
}

/// Lints of the app as the browser gets it.
pub fn wasm_lints(project: &Project) -> Result<()> {
    let targets = ["--target", "wasm32-unknown-unknown", "--lib", "--bins", "-p", APP];
    run(cargo().current_dir(&project.root).arg("clippy").args(targets).args(["--", "-D", "warnings"]))
}

/// Every test but those of what was built.
pub fn native_tests(project: &Project) -> Result<()> {
    let mut command = cargo();
    command.current_dir(&project.root).args(["test", "--workspace", "--no-fail-fast", "--lib", "--bins"]);
    for name in project.integration_tests()? {
        if ![BROWSER_TEST, HOSTS_TEST].contains(&name.as_str()) {
            command.args(["--test", &name]);
        }
    }
    run(&mut command)
}

/// The examples in the documentation.
pub fn doc_tests(project: &Project) -> Result<()> {
    run(cargo().current_dir(&project.root).args(["test", "--workspace", "--doc"]))
}
