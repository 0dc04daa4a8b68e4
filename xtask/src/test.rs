//! `cargo xtask test`: every check there is, in the order of their cost.

use crate::browser::Browser;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::{check, deny, dist, first_load, process, tools};
use std::time::Instant;

/// What the command line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    scope: Scope,
    keep_dist: bool,
    filter: Vec<String>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Scope {
    #[default]
    Everything,
    Native,
    BrowserOnly,
}

impl Options {
    /// Reads `[--native | --browser-only [--keep-dist]] [-- FILTER…]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        for (index, argument) in arguments.iter().enumerate() {
            match argument.as_str() {
                "--native" => options.scope = Scope::Native,
                "--browser-only" => options.scope = Scope::BrowserOnly,
                "--keep-dist" => options.keep_dist = true,
                "--" => {
                    options.filter = arguments.iter().skip(index + 1).cloned().collect();
                    break;
                }
                other => {
                    return Err(Failure::new(format!("test does not know {other:?}; see cargo xtask help")));
                }
            }
        }
        Ok(options)
    }
}

/// Gets what is missing, runs the steps, and fails if one of them did.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    // Everything is fetched first: a missing browser is better known now than after ten minutes of tests.
    let native = options.scope != Scope::BrowserOnly;
    if native {
        tools::checkers()?;
        tools::wasm_target()?;
    }
    let browser = match options.scope {
        Scope::Native => None,
        Scope::Everything | Scope::BrowserOnly => Some((Browser::ready(project)?, tools::build_tools(project)?)),
    };

    let mut report = Report::default();
    if native {
        report.step("Formatting", || check::formatting(project));
        report.step("Lints, host", || check::host_lints(project));
        report.step("Lints, wasm", || check::wasm_lints(project));
        report.step("Dependencies", || deny::check(project));
        report.step("Native tests", || check::native_tests(project));
        report.step("Documentation tests", || check::doc_tests(project));
    }
    if let Some((browser, tools)) = browser {
        let built = options.keep_dist
            || report.step("Production build", || dist::build(project, &tools, &dist::Options::default()));
        if built && !options.keep_dist {
            report.step("First load", || first_load::check(project));
        }
        if built {
            report.step("Builds for other places", || dist::variants(project));
            report.step("Reproducible finish", || dist::finishing_is_reproducible(project));
            report.step("Browser tests", || browser_tests(project, &browser, &options.filter));
        } else {
            report.fail("Browser tests", "not run, because there is no build to test");
        }
    }
    report.finish()
}

fn browser_tests(project: &Project, browser: &Browser, filter: &[String]) -> Result<()> {
    let mut command = process::cargo();
    command.current_dir(&project.root).args(["test", "-p", check::APP, "--test", check::BROWSER_TEST]);
    // Two browsers at a time: more of them make each other slow enough to fail on two cores.
    command.args(["--", "--test-threads", "2"]).args(filter);
    browser.give_to(&mut command, project)?;
    command.env("OKR_DIST_BELOW_OKRS", project.variant(dist::BELOW_OKRS));
    command.env("OKR_DIST_NEXT", project.variant(dist::NEXT));
    process::run(&mut command)
}

/// What each step came to. A failed step does not keep the later ones from running.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    failed: Vec<&'static str>,
}

impl Report {
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n=== {name}");
        let start = Instant::now();
        let result = work();
        let seconds = start.elapsed().as_secs_f32();
        match &result {
            Ok(()) => {
                println!("--- {name}: passed in {seconds:.1} s");
                self.lines.push(format!("passed  {seconds:>6.1} s  {name}"));
            }
            Err(failure) => {
                println!("--- {name}: FAILED after {seconds:.1} s: {failure}");
                self.lines.push(format!("FAILED  {seconds:>6.1} s  {name}: {failure}"));
                self.failed.push(name);
            }
        }
        result.is_ok()
    }

    fn fail(&mut self, name: &'static str, reason: &str) {
        self.lines.push(format!("FAILED       – s  {name}: {reason}"));
        self.failed.push(name);
    }

    fn finish(self) -> Result<()> {
        println!("\n=== Summary");
        for line in self.lines {
            println!("{line}");
        }
        if self.failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed: {}", self.failed.join(", ")))) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, Scope};

    fn parse(line: &str) -> Option<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn what_follows_two_dashes_is_for_the_browser_tests() {
        let filter = vec!["drawer".to_owned(), "--native".to_owned()];
        assert_eq!(parse("-- drawer --native"), Some(Options { filter, ..Options::default() }));
    }

    #[test]
    fn an_unknown_argument_is_refused_rather_than_ignored() {
        assert_eq!(parse("--nativ"), None);
        assert_eq!(parse("--native").map(|options| options.scope), Some(Scope::Native));
    }
}
