//! Chromium: chromedriver, and the DevTools protocol for what WebDriver does not have.

use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::{By, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver, WebElement};

use super::ax_tree::AxTree;
use super::environment;
use super::failure::{Failure, Step};
use super::process::Process;
use super::profile::Profile;
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

/// A running Chromium.
pub struct Chromium {
    session: WebDriver,
    /// Ends the driver and the browsers that it started.
    _process: Process,
}

impl Chromium {
    /// Starts chromedriver and through it the browser.
    pub async fn start(setup: &Setup, profile: &Profile) -> Step<Self> {
        let mut command = Command::new(environment::driver());
        command.arg("--port=0").envs(setup.surroundings(profile));
        let (process, port) = Process::announcing(&mut command, |line| {
            let port = line.split("successfully on port ").nth(1)?;
            port.trim_end_matches('.').parse::<u16>().ok()
        })?;
        let (width, height) = setup.size();
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&environment::browser().to_string_lossy())?;
        for flag in FLAGS {
            capabilities.add_arg(flag)?;
        }
        capabilities.add_arg(&format!("--window-size={width},{height}"))?;
        capabilities.add_arg(&format!("--user-data-dir={}", profile.kept().display()))?;
        capabilities.add_experimental_option(
            "prefs",
            json!({
                "download.default_directory": profile.downloads(),
                "download.prompt_for_download": false,
                "intl.accept_languages": "en-US",
            }),
        )?;
        let network = if setup.has_network_log() { "ALL" } else { "OFF" };
        let logs = json!({ "browser": "ALL", "performance": network });
        capabilities.as_mut().set("goog:loggingPrefs", logs)?;
        capabilities.as_mut().set("unhandledPromptBehavior", json!("accept"))?;
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Self { session, _process: process })
    }

    /// The WebDriver session.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// Sends a command of the DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Step<Value> {
        Ok(self.session.cdp().send_raw(method, parameters).await?)
    }

    /// Adds a script that runs in every document before its own.
    pub async fn add_early_script(&self, script: &str) -> Step<String> {
        let answer = self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(answer["identifier"].as_str().unwrap_or_default().to_owned())
    }

    /// Takes such a script away.
    pub async fn remove_early_script(&self, identifier: &str) -> Step {
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": identifier })).await?;
        Ok(())
    }

    /// Makes the page this large.
    pub async fn resize(&self, width: u32, height: u32) -> Step {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Lets the system ask for a theme.
    pub async fn prefer_dark(&self, dark: bool) -> Step {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.cdp("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// The tree as Chromium itself computes it.
    pub async fn ax_tree(&self) -> Step<AxTree> {
        AxTree::read(&self.cdp("Accessibility.getFullAXTree", json!({})).await?)
    }

    /// The element of a node of that tree.
    pub async fn element(&self, backend: u64) -> Step<WebElement> {
        // chromedriver's element ids are the frame's, the document's and the node's number in one text.
        let root = self.session.find(By::Tag("html")).await?;
        let id = root.element_id().to_string();
        let (document, _) = id
            .rsplit_once(".e.")
            .ok_or_else(|| Failure::new(format!("chromedriver names elements in a new way: {id:?}")))?;
        let reference = json!({ "element-6066-11e4-a52e-4f735466cecf": format!("{document}.e.{backend}") });
        Ok(WebElement::from_json(reference, self.session.handle().clone())?)
    }

    /// Puts text in at once where the focus is.
    pub async fn insert_text(&self, text: &str) -> Step {
        self.cdp("Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    /// What the console said since the last call: errors, and warnings of the app itself.
    pub async fn complaints(&self) -> Step<Vec<String>> {
        let entries = self.session.browser_log().await?;
        let counts = |level: &str, message: &str| {
            level == "SEVERE" || (level == "WARNING" && message.contains("/okr-sessions-"))
        };
        let counted = entries.into_iter().filter(|entry| counts(&entry.level, &entry.message));
        Ok(counted.map(|entry| entry.message).collect())
    }

    /// The addresses that were asked for since the last call.
    pub async fn requests(&self) -> Step<Vec<String>> {
        let mut addresses = Vec::new();
        for entry in self.session.get_log("performance").await? {
            let event: Value = serde_json::from_str(&entry.message)?;
            let message = &event["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let address = message["params"]["request"]["url"].as_str();
                addresses.push(address.ok_or_else(|| Failure::new("a request without an address"))?.to_owned());
            }
        }
        Ok(addresses)
    }
}
