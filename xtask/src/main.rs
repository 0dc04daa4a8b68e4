//! The project's own commands: `cargo xtask serve | test | dist | reproduce | bench`.
//!
//! They use little besides the standard library, so that the first call compiles in seconds, and they fetch by themselves
//! what the machine lacks (see [`tools`] and [`browser`]).

mod bench;
mod browser;
mod check;
mod deny;
mod dist;
mod failure;
mod finish;
mod first_load;
mod hosts;
mod install;
mod lighthouse;
mod process;
mod project;
mod reproduce;
mod serve;
mod test;
mod tools;

use failure::{Failure, Result};
use project::Project;
use std::process::ExitCode;

const HELP: &str = "\
The project's own commands. Each one fetches what is missing first.

cargo xtask serve [--port N] [--public-url /x/]
    Serve the app at http://127.0.0.1:8080/ and rebuild it on every change.

cargo xtask test [--native | --browser-only [--keep-dist]] [--browser NAME] [-- FILTER…]
    Formatting, clippy for host and wasm, cargo-deny, native tests, the production build, the tests of
    the hosts' configurations, the browser tests.
    --native        everything that needs no browser
    --browser-only  the production build and the browser tests
    --browser NAME  chromium, firefox, webkit (its core set) or all; without it the whole suite in Chromium and the
                    core set in Firefox and WebKitGTK, with a filter Chromium
    --keep-dist     test dist/ as it is, without building it again
    FILTER…         arguments for the browser tests, for example a part of a test's name

cargo xtask dist [--public-url /okrs/]
    Make the production build in dist/.

cargo xtask reproduce
    Make the production build of the commit at hand twice, in two places, and compare them byte for byte.

cargo xtask bench [--keep-dist] [-- ARGUMENT…]
    Make the production build, measure it in the browser, and print what Lighthouse says of it.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "serve" => serve::run(&Project::find()?, &serve::Options::parse(rest)?),
        "test" => test::run(&Project::find()?, &test::Options::parse(rest)?),
        "dist" => dist::run(&Project::find()?, &dist::Options::parse(rest)?),
        "reproduce" => reproduce::run(&Project::find()?),
        "bench" => bench::run(&Project::find()?, &bench::Options::parse(rest)?),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command {other:?}.\n\n{HELP}"))),
    }
}
