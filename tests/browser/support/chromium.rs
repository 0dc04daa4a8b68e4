//! One chromedriver and one Chromium for one test, with a profile that nobody used before and nobody will again.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use serde_json::json;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

use super::environment;
use super::failure::{Failure, Step};
use super::setup::Setup;

const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en-US",
    "--force-device-scale-factor=1",
    "--force-prefers-reduced-motion",
    "--hide-scrollbars",
];

/// A running browser. Dropping it ends its processes and removes its folder.
pub struct Chromium {
    driver_process: Child,
    folder: PathBuf,
    address: String,
}

impl Chromium {
    /// Starts chromedriver in the time zone of `setup`.
    pub fn start(setup: &Setup) -> Step<Self> {
        let folder = fresh_folder()?;
        fs::create_dir_all(folder.join("downloads"))?;
        let mut driver_process = Command::new(environment::chromedriver())
            .arg("--port=0")
            .env("TZ", setup.zone())
            .env("LANG", "en_US.UTF-8")
            .env("LANGUAGE", "en_US")
            .env("HOME", &folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let output = driver_process.stdout.take().ok_or_else(|| Failure::new("chromedriver has no output"))?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| {
            let port = line.split("successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        // Whatever it says later is read and dropped, so that its pipe never fills up.
        thread::spawn(move || lines.for_each(drop));
        let port = port.ok_or_else(|| Failure::new("chromedriver did not say on which port it listens"))?;
        Ok(Self { driver_process, folder, address: format!("http://127.0.0.1:{port}") })
    }

    /// Opens the browser.
    pub async fn session(&self, setup: &Setup) -> Step<WebDriver> {
        let (width, height) = setup.size();
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&environment::chromium().to_string_lossy())?;
        for flag in FLAGS {
            capabilities.add_arg(flag)?;
        }
        capabilities.add_arg(&format!("--window-size={width},{height}"))?;
        capabilities.add_arg(&format!("--user-data-dir={}", self.folder.join("profile").display()))?;
        capabilities.add_experimental_option(
            "prefs",
            json!({
                "download.default_directory": self.downloads(),
                "download.prompt_for_download": false,
                "intl.accept_languages": "en-US",
            }),
        )?;
        let network = if setup.has_network_log() { "ALL" } else { "OFF" };
        let logs = json!({ "browser": "ALL", "performance": network });
        capabilities.as_mut().set("goog:loggingPrefs", logs)?;
        capabilities.as_mut().set("unhandledPromptBehavior", json!("accept"))?;
        Ok(WebDriver::new(&self.address, capabilities).await?)
    }

    /// Where downloaded files land.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The group is the driver and the browsers that it started: all of them are ours.
        let group = format!("-{}", self.driver_process.id());
        drop(Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status());
        drop(self.driver_process.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn fresh_folder() -> Step<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("okr-browser-{}-{count}", std::process::id()));
    fs::create_dir(&folder)?;
    Ok(folder)
}
