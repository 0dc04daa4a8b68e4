//! `cargo xtask bench`: measures the production build in the browser.

use crate::browser::{Browser, Engine};
use crate::failure::{Failure, Result};
use crate::hosts::Hosts;
use crate::project::Project;
use crate::{check, dist, lighthouse, process, tools};

const BENCHMARK: &str = "browser";

/// What the command line says.
#[derive(Default)]
pub struct Options {
    keep_dist: bool,
    arguments: Vec<String>,
}

impl Options {
    /// Reads `[--keep-dist] [-- ARGUMENT…]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        for (index, argument) in arguments.iter().enumerate() {
            match argument.as_str() {
                "--keep-dist" => options.keep_dist = true,
                "--" => {
                    options.arguments = arguments.iter().skip(index + 1).cloned().collect();
                    break;
                }
                other => {
                    return Err(Failure::new(format!("bench does not know {other:?}; see cargo xtask help")));
                }
            }
        }
        Ok(options)
    }
}

/// Gets what is missing, builds, and runs the benchmark.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let browser = Browser::ready(project, Engine::Chromium)?;
    let hosts = Hosts::ready()?;
    let lighthouse = tools::lighthouse(project)?;
    if !options.keep_dist {
        dist::build(project, &tools::build_tools(project)?, &dist::Options::default())?;
    }
    let mut command = process::cargo();
    command.current_dir(&project.root).args(["bench", "-p", check::APP, "--bench", BENCHMARK]);
    if !options.arguments.is_empty() {
        command.arg("--").args(&options.arguments);
    }
    // What is measured runs in the browser; the program that drives it need not be built as slowly as the app is.
    for (setting, value) in [("LTO", "false"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "1")] {
        command.env(format!("CARGO_PROFILE_BENCH_{setting}"), value);
    }
    browser.give_to(&mut command, project)?;
    process::run(&mut command)?;
    lighthouse::run(project, &lighthouse, &browser, &hosts)
}
