//! The browser and what else the browser tests are told through the environment.

use crate::failure::{Failure, Result};
use crate::process;
use crate::project::Project;
use crate::tools;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const CHROMIUM_NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER_NAMES: [&str; 2] = ["chromedriver", "chromium.chromedriver"];
/// Without a font the screenshots show boxes; without the sandbox's helper some kernels refuse users other than root.
const DEBIAN_PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "chromium-sandbox", "fonts-liberation"];

/// A browser with its driver, and the accessibility checker.
pub struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
    axe: PathBuf,
}

impl Browser {
    /// Finds or installs it; a machine on which that fails gets a message that names what to install.
    pub fn ready(project: &Project) -> Result<Self> {
        let (chromium, driver) = chromium_and_driver()?;
        let axe = tools::axe(project)?;
        Ok(Self { chromium, driver, axe })
    }

    /// Tells the tests where everything is.
    pub fn give_to(&self, command: &mut Command, project: &Project) -> Result<()> {
        let screenshots = project.screenshots();
        fs::create_dir_all(&screenshots).map_err(Failure::while_doing(screenshots.display()))?;
        command
            .env("OKR_DIST", project.dist())
            .env("OKR_CHROMIUM", &self.chromium)
            .env("OKR_CHROMEDRIVER", &self.driver)
            .env("OKR_AXE", &self.axe)
            .env("OKR_SCREENSHOTS", &screenshots);
        Ok(())
    }
}

fn chromium_and_driver() -> Result<(PathBuf, PathBuf)> {
    let find = || Some((find("OKR_CHROMIUM", &CHROMIUM_NAMES)?, find("OKR_CHROMEDRIVER", &DRIVER_NAMES)?));
    let pair = match find() {
        Some(pair) => pair,
        None => {
            let installed = tools::install_debian_packages(
                &DEBIAN_PACKAGES,
                "the browser tests use the app as a person does",
                "1 to 3 minutes",
            )?;
            find().filter(|_| installed).ok_or_else(|| {
                Failure::new(format!(
                    "the browser tests need Chromium and its driver, and this command may not install them.\n\
                     Install them by hand: sudo apt-get update && sudo apt-get install {}\n\
                     or name them: OKR_CHROMIUM=/path/to/chromium OKR_CHROMEDRIVER=/path/to/chromedriver\n\
                     Without a browser: cargo xtask test --native",
                    DEBIAN_PACKAGES.join(" ")
                ))
            })?
        }
    };
    same_major_version(&pair)?;
    Ok(pair)
}

fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file());
    named.or_else(|| names.iter().find_map(|name| process::on_path(name).into_iter().next()))
}

/// A driver refuses a browser of another version, with a message that is hard to understand.
fn same_major_version((chromium, driver): &(PathBuf, PathBuf)) -> Result<()> {
    let text = |program: &PathBuf| {
        process::version_text(program).ok_or_else(|| Failure::new(format!("{} --version fails.", program.display())))
    };
    let (browser_version, driver_version) = (text(chromium)?, text(driver)?);
    if major_version(&browser_version) == major_version(&driver_version) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the browser and its driver have different versions:\n{}: {}\n{}: {}",
        chromium.display(),
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
