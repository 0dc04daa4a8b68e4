//! The browsers of the tests, and what else the tests are told through the environment.

use crate::failure::{Failure, Result};
use crate::install;
use crate::process;
use crate::project::Project;
use crate::tools;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Without a font the screenshots show boxes.
const FONTS: &str = "fonts-liberation";
/// Without the sandbox's helper some kernels refuse users other than root.
const CHROMIUM_PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "chromium-sandbox", FONTS];
const FIREFOX_PACKAGES: [&str; 2] = ["firefox-esr", FONTS];
const WEBKIT_PACKAGES: [&str; 3] = ["webkit2gtk-driver", "xvfb", FONTS];

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// All of them, in the order in which the tests run.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name on the command line and in the tests' environment.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        })
    }
}

/// The programs of one engine.
struct Programs {
    browser: PathBuf,
    driver: PathBuf,
    /// The X server without a screen, for the engine that has no mode without a display.
    xvfb: Option<PathBuf>,
}

/// A browser with its driver, and the accessibility checker.
pub struct Browser {
    /// The engine that it has.
    pub engine: Engine,
    programs: Programs,
    axe: PathBuf,
}

impl Browser {
    /// Finds or installs it; a machine on which that fails gets a message that names what to install.
    pub fn ready(project: &Project, engine: Engine) -> Result<Self> {
        let programs = match engine {
            Engine::Chromium => chromium()?,
            Engine::Firefox => firefox(project)?,
            Engine::WebKit => webkit()?,
        };
        Ok(Self { engine, programs, axe: tools::axe(project)? })
    }

    /// The browser itself.
    pub fn program(&self) -> &Path {
        &self.programs.browser
    }

    /// Tells the tests where everything is.
    pub fn give_to(&self, command: &mut Command, project: &Project) -> Result<()> {
        let screenshots = project.screenshots();
        fs::create_dir_all(&screenshots).map_err(Failure::while_doing(screenshots.display()))?;
        command
            .env("OKR_DIST", project.dist())
            .env("OKR_ENGINE", self.engine.name())
            .env("OKR_BROWSER", &self.programs.browser)
            .env("OKR_DRIVER", &self.programs.driver)
            .env("OKR_AXE", &self.axe)
            .env("OKR_SCREENSHOTS", &screenshots)
            .env("OKR_NOT_RUN", self.not_run(project));
        if let Some(xvfb) = &self.programs.xvfb {
            command.env("OKR_XVFB", xvfb);
        }
        Ok(())
    }

    /// The file to which tests that cannot run in this engine write their name and the reason.
    pub fn not_run(&self, project: &Project) -> PathBuf {
        project.root.join("target").join(format!("not-run-{}.txt", self.engine.name()))
    }
}

fn chromium() -> Result<Programs> {
    let found = found_or_installed(Engine::Chromium, &CHROMIUM_PACKAGES, &|| {
        let browser = find("OKR_CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])?;
        let driver = find("OKR_CHROMEDRIVER", &["chromedriver", "chromium.chromedriver"])?;
        Some(Programs { browser, driver, xvfb: None })
    })?;
    same_major_version(&found)?;
    Ok(found)
}

fn firefox(project: &Project) -> Result<Programs> {
    let browser =
        found_or_installed(Engine::Firefox, &FIREFOX_PACKAGES, &|| find("OKR_FIREFOX", &["firefox-esr", "firefox"]))?;
    // Debian has no package of geckodriver.
    let driver = find("OKR_GECKODRIVER", &[]).map_or_else(|| tools::geckodriver(project), Ok)?;
    Ok(Programs { browser, driver, xvfb: None })
}

fn webkit() -> Result<Programs> {
    found_or_installed(Engine::WebKit, &WEBKIT_PACKAGES, &|| {
        let browser = find("OKR_MINIBROWSER", &["MiniBrowser"]).or_else(mini_browser)?;
        let driver = find("OKR_WEBKITDRIVER", &["WebKitWebDriver"])?;
        Some(Programs { browser, driver, xvfb: Some(find("OKR_XVFB", &["Xvfb"])?) })
    })
}

/// It comes with the library and is kept out of `PATH`, in a folder named after the machine.
fn mini_browser() -> Option<PathBuf> {
    let machines = fs::read_dir("/usr/lib").ok()?.flatten();
    machines.map(|machine| machine.path().join("webkit2gtk-4.1/MiniBrowser")).find(|file| file.is_file())
}

fn found_or_installed<T>(engine: Engine, packages: &[&str], find: &dyn Fn() -> Option<T>) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let reason = format!("the browser tests use the app in {engine} as a person does");
    let installed = install::install_debian_packages(packages, &reason, "1 to 3 minutes")?;
    find().filter(|_| installed).ok_or_else(|| {
        Failure::new(format!(
            "the browser tests need {engine} and its driver, and this command may not install them.\n\
             Install them by hand: sudo apt-get update && sudo apt-get install {}\n\
             or name them by the variables that the README lists.\n\
             Tests in another browser: cargo xtask test --browser NAME; without any: cargo xtask test --native",
            packages.join(" ")
        ))
    })
}

fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file());
    named.or_else(|| names.iter().find_map(|name| process::on_path(name).into_iter().next()))
}

/// chromedriver refuses a browser of another version, with a message that is hard to understand.
fn same_major_version(Programs { browser, driver, .. }: &Programs) -> Result<()> {
    let text = |program: &PathBuf| {
        process::version_text(program).ok_or_else(|| Failure::new(format!("{} --version fails.", program.display())))
    };
    let (browser_version, driver_version) = (text(browser)?, text(driver)?);
    if major_version(&browser_version) == major_version(&driver_version) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the browser and its driver have different versions:\n{}: {}\n{}: {}",
        browser.display(),
        browser_version.trim(),
        driver.display(),
        driver_version.trim()
    )))
}

/// The first number of the first word that begins with a digit: 156 of `Chromium 156.0.8078.79 built on Debian`.
fn major_version(text: &str) -> Option<&str> {
    let version = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    version.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::major_version;

    #[test]
    fn the_major_version_is_read_from_browser_and_driver_alike() {
        assert_eq!(major_version("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"), Some("156"));
        assert_eq!(major_version("ChromeDriver 156.0.8078.79 (a21ce95-refs/heads@{#1704})"), Some("156"));
        assert_eq!(major_version("Google Chrome"), None);
    }
}
