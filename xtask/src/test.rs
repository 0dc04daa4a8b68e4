//! `cargo xtask test`: every check there is, in the order of their cost.

use crate::browser::{Browser, Engine};
use crate::failure::{Failure, Result};
use crate::hosts::Hosts;
use crate::project::Project;
use crate::tools::BuildTools;
use crate::{check, deny, dist, first_load, process, tools};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The browser tests that every engine runs each time; see there.
const CORE_SET: &str = "rules::core";

/// What Firefox keeps over a crash is its own affair, and so it runs these each time as well.
const CRASHES: &str = "rules::crash";

/// What the command line says.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    scope: Scope,
    engines: Vec<Engine>,
    /// Whether the engines were named: then Firefox runs the whole suite, too, which takes it longer than all the rest.
    named: bool,
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

impl Default for Options {
    fn default() -> Self {
        let engines = Engine::ALL.to_vec();
        Self { scope: Scope::default(), engines, named: false, keep_dist: false, filter: Vec::new() }
    }
}

impl Options {
    /// Reads `[--native | --browser-only [--keep-dist]] [--browser NAME] [-- FILTER…]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut named = None;
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--native" => options.scope = Scope::Native,
                "--browser-only" => options.scope = Scope::BrowserOnly,
                "--keep-dist" => options.keep_dist = true,
                "--browser" => named = Some(engines(arguments.next())?),
                "--" => options.filter = arguments.by_ref().cloned().collect(),
                other => {
                    return Err(Failure::new(format!("test does not know {other:?}; see cargo xtask help")));
                }
            }
        }
        // Some tests alone are run while working on them; what decides is the run of all.
        let unasked = if options.filter.is_empty() { Engine::ALL.to_vec() } else { vec![Engine::Chromium] };
        options.named = named.is_some();
        options.engines = named.unwrap_or(unasked);
        Ok(options)
    }

    /// Which of the browser tests an engine runs.
    fn selection(&self, engine: Engine) -> Vec<String> {
        let selected: &[&str] = match engine {
            _ if !self.filter.is_empty() => return self.filter.clone(),
            Engine::Chromium => &[],
            Engine::Firefox if self.named => &[],
            Engine::Firefox => &[CORE_SET, CRASHES],
            // Its driver can do too little for most of the others, which would only say so.
            Engine::WebKit => &[CORE_SET],
        };
        selected.iter().map(|tests| (*tests).to_owned()).collect()
    }
}

/// The engines that the value of `--browser` means.
fn engines(name: Option<&String>) -> Result<Vec<Engine>> {
    let name = name.map(String::as_str).unwrap_or_default();
    if name == "all" {
        return Ok(Engine::ALL.to_vec());
    }
    let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name);
    let engine = engine.ok_or_else(|| Failure::new("--browser takes chromium, firefox, webkit or all"))?;
    Ok(vec![engine])
}

/// Gets what is missing, runs the steps, and fails if one of them did.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    // Everything is fetched first: a missing browser is better known now than after ten minutes of tests.
    let native = options.scope != Scope::BrowserOnly;
    if native {
        tools::checkers()?;
        tools::wasm_target()?;
    }
    let of_the_build = match options.scope {
        Scope::Native => None,
        Scope::Everything | Scope::BrowserOnly => Some(OfTheBuild::ready(project, options)?),
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
    if let Some(of_the_build) = of_the_build {
        of_the_build.run(project, options, &mut report)?;
    }
    report.finish()
}

/// What the tests of the build need.
struct OfTheBuild {
    tools: BuildTools,
    /// None where only some of the browser tests are run.
    hosts: Option<Hosts>,
    browsers: Vec<Browser>,
}

impl OfTheBuild {
    fn ready(project: &Project, options: &Options) -> Result<Self> {
        let browsers = options.engines.iter().map(|engine| Browser::ready(project, *engine));
        let browsers = browsers.collect::<Result<_>>()?;
        let hosts = if options.filter.is_empty() { Some(Hosts::ready()?) } else { None };
        Ok(Self { tools: tools::build_tools(project)?, hosts, browsers })
    }

    fn run(&self, project: &Project, options: &Options, report: &mut Report) -> Result<()> {
        let built = options.keep_dist
            || report.step("Production build", || dist::build(project, &self.tools, &dist::Options::default()));
        if !built {
            report.fail("Tests of the build", "not run, because there is no build to test");
            return Ok(());
        }
        if !options.keep_dist {
            report.step("First load", || first_load::check(project));
        }
        report.step("Builds for other places", || dist::variants(project));
        report.step("Reproducible finish", || dist::finishing_is_reproducible(project));
        if let Some(hosts) = &self.hosts {
            report.step("Hosts", || hosts.tests(project));
        }
        for browser in &self.browsers {
            let name = format!("Browser tests, {}", browser.engine);
            let selection = options.selection(browser.engine);
            let mut again = Vec::new();
            report.step(&name, || browser_tests(project, browser, &selection, &mut again));
            report.tried_again(&again);
            report.not_run(&not_run(project, browser)?);
            if selection != options.filter {
                report.not_run(&[format!("{}: all but {}", browser.engine, selection.join(" and "))]);
            }
        }
        Ok(())
    }
}

/// `again`: the tests that failed and were tried once more.
fn browser_tests(project: &Project, browser: &Browser, filter: &[String], again: &mut Vec<String>) -> Result<()> {
    let list = browser.not_run(project);
    fs::write(&list, "").map_err(Failure::while_doing(list.display()))?;
    let tests = |selection: &[String]| {
        let mut command = process::cargo();
        command.current_dir(&project.root).args(["test", "-p", check::APP, "--test", check::BROWSER_TEST]);
        // Two browsers at a time: more of them make each other slow enough to fail on two cores.
        command.args(["--", "--test-threads", "2"]).args(selection);
        browser.give_to(&mut command, project)?;
        // A report says what a test did; where in its code that was follows from it.
        command.env("RUST_BACKTRACE", "0");
        command.env("OKR_DIST_BELOW_OKRS", project.variant(dist::BELOW_OKRS));
        command.env("OKR_DIST_NEXT", project.variant(dist::NEXT));
        Ok(command)
    };
    let first = TestRun::of(tests(filter)?)?;
    if first.failed.is_empty() {
        return Ok(());
    }
    let failed = first.failed.join(", ");
    println!("\nOnce more, since a browser on a busy machine can be too late for once: {failed}");
    again.extend(first.failed.iter().map(|test| format!("{}: {test}", browser.engine)));
    let second = TestRun::of(tests(&[vec!["--exact".to_owned()], first.failed].concat())?)?;
    // The end of a long log is what is read first, and sometimes all that is kept of it.
    if second.failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed twice.\n{}", second.reports))) }
}

/// What a run of tests came to.
#[derive(Debug, Default, PartialEq, Eq)]
struct TestRun {
    /// The names of those that failed.
    failed: Vec<String>,
    /// What these had to say.
    reports: String,
    /// Whether that was all.
    reported: bool,
}

impl TestRun {
    /// Runs them, with what they print on this terminal.
    fn of(mut command: Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(Failure::while_doing("cargo test"))?;
        let output = child.stdout.take().ok_or_else(|| Failure::new("cargo test has no output"))?;
        let mut run = Self::default();
        for line in BufReader::new(output).lines() {
            let line = line.map_err(Failure::while_doing("the output of cargo test"))?;
            println!("{line}");
            run.read(&line);
        }
        let status = child.wait().map_err(Failure::while_doing("cargo test"))?;
        if !status.success() && run.failed.is_empty() {
            return Err(Failure::new(format!("cargo test failed ({status}).")));
        }
        Ok(run)
    }

    /// Takes a line of cargo's output: first one for each test, then the reports, then the failed ones once more.
    fn read(&mut self, line: &str) {
        let failed = line.strip_prefix("test ").and_then(|line| line.strip_suffix(" ... FAILED"));
        self.failed.extend(failed.map(str::to_owned));
        self.reported |= line == "failures:" && !self.reports.is_empty();
        if !self.reported && (line.starts_with("---- ") || !self.reports.is_empty()) {
            self.reports.push_str(line);
            self.reports.push('\n');
        }
    }
}

/// One line for each test that this engine cannot run, with the reason.
fn not_run(project: &Project, browser: &Browser) -> Result<Vec<String>> {
    let list = browser.not_run(project);
    let text = fs::read_to_string(&list).map_err(Failure::while_doing(list.display()))?;
    let mut lines: Vec<String> = text.lines().map(|line| format!("{}: {line}", browser.engine)).collect();
    lines.sort();
    Ok(lines)
}

/// What each step came to. A failed step does not keep the later ones from running.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    failed: Vec<String>,
    not_run: Vec<String>,
    tried_again: Vec<String>,
}

impl Report {
    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
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
                let failure = failure.to_string();
                // The rest of it stands in the summary.
                let what = failure.lines().next().unwrap_or_default();
                println!("--- {name}: FAILED after {seconds:.1} s: {what}");
                self.lines.push(format!("FAILED  {seconds:>6.1} s  {name}: {failure}"));
                self.failed.push(name.to_owned());
            }
        }
        result.is_ok()
    }

    fn fail(&mut self, name: &str, reason: &str) {
        self.lines.push(format!("FAILED       – s  {name}: {reason}"));
        self.failed.push(name.to_owned());
    }

    fn not_run(&mut self, lines: &[String]) {
        self.not_run.extend_from_slice(lines);
    }

    fn tried_again(&mut self, tests: &[String]) {
        self.tried_again.extend_from_slice(tests);
    }

    fn finish(self) -> Result<()> {
        println!("\n=== Summary");
        for line in self.lines {
            println!("{line}");
        }
        for line in self.not_run {
            println!("not run  {line}");
        }
        // One that needs it again and again is wrong, or what it tests is.
        for line in self.tried_again {
            println!("failed the first time  {line}");
        }
        if self.failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed: {}", self.failed.join(", ")))) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Engine, Options, Scope, TestRun};

    #[test]
    fn the_names_of_failed_tests_and_what_they_said_are_kept() {
        let output = "running 2 tests\ntest a::b ... ok\ntest a::c ... FAILED\n\nfailures:\n\n---- a::c stdout ----\n\
            no button\n    a step\n\nfailures:\n    a::c\n\ntest result: FAILED. 1 passed; 1 failed";
        let mut run = TestRun::default();
        output.lines().for_each(|line| run.read(line));
        assert_eq!(run.failed, ["a::c"]);
        assert_eq!(run.reports, "---- a::c stdout ----\nno button\n    a step\n\n");
    }

    fn parse(line: &str) -> Option<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn what_follows_two_dashes_is_for_the_browser_tests() {
        let filter = vec!["drawer".to_owned(), "--native".to_owned()];
        let engines = vec![Engine::Chromium];
        assert_eq!(parse("-- drawer --native"), Some(Options { filter, engines, ..Options::default() }));
    }

    #[test]
    fn an_unknown_argument_is_refused_rather_than_ignored() {
        assert_eq!(parse("--nativ"), None);
        assert_eq!(parse("--browser opera"), None);
        assert_eq!(parse("--browser"), None);
        assert_eq!(parse("--native").map(|options| options.scope), Some(Scope::Native));
    }

    #[test]
    fn firefox_runs_the_whole_suite_where_it_is_named_and_the_core_set_and_the_crashes_each_time() {
        let core = vec!["rules::core".to_owned()];
        let core_and_crashes = vec!["rules::core".to_owned(), "rules::crash".to_owned()];
        let selection = |line: &str, engine| parse(line).map(|options| options.selection(engine));
        assert_eq!(selection("", Engine::Chromium), Some(Vec::new()));
        assert_eq!(selection("", Engine::Firefox), Some(core_and_crashes));
        assert_eq!(selection("--browser all", Engine::Firefox), Some(Vec::new()));
        assert_eq!(selection("--browser all", Engine::WebKit), Some(core));
        assert_eq!(selection("--browser webkit -- drawer", Engine::WebKit), Some(vec!["drawer".to_owned()]));
    }

    #[test]
    fn every_engine_runs_tests_and_some_alone_only_chromium_unless_one_is_named() {
        assert_eq!(parse("").map(|options| options.engines), Some(Engine::ALL.to_vec()));
        assert_eq!(parse("--browser all").map(|options| options.engines), Some(Engine::ALL.to_vec()));
        assert_eq!(parse("-- drawer").map(|options| options.engines), Some(vec![Engine::Chromium]));
        assert_eq!(parse("--browser firefox -- drawer").map(|options| options.engines), Some(vec![Engine::Firefox]));
    }
}
