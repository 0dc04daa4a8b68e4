//! WebKitGTK: WebKitWebDriver and its MiniBrowser on an X server without a screen. It has classic WebDriver only.

use std::process::Command;

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use super::environment;
use super::failure::Step;
use super::process::{Process, free_port};
use super::profile::Profile;
use super::setup::Setup;
use super::wait::{PATIENCE, until};

/// A running MiniBrowser.
pub struct WebKit {
    session: WebDriver,
    /// Ends the driver and the browser that it started, and then their display: fields are dropped in this order.
    _process: Process,
    _display: Process,
}

impl WebKit {
    /// Starts display, driver and browser.
    pub async fn start(setup: &Setup, profile: &Profile) -> Step<Self> {
        let mut command = Command::new(environment::xvfb());
        command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        let (display_process, display) = Process::announcing(&mut command, |line| line.trim().parse::<u32>().ok())?;
        let port = free_port()?;
        let process = Process::start(
            Command::new(environment::driver())
                .arg(format!("--port={port}"))
                .envs(setup.surroundings(profile))
                .env("DISPLAY", format!(":{display}"))
                .env("GTK_THEME", "Adwaita")
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null()),
        )?;
        let options = json!({ "binary": environment::browser(), "args": ["--automation"] });
        let mut capabilities = Capabilities::new();
        capabilities.set("webkitgtk:browserOptions", options)?;
        let address = format!("http://127.0.0.1:{port}");
        let session = until(PATIENCE, async || {
            // It does not say when it listens.
            Ok(WebDriver::new(&address, capabilities.clone()).await.map_err(|error| error.to_string()))
        })
        .await?;
        Ok(Self { session, _process: process, _display: display_process })
    }

    /// The WebDriver session.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// Makes the page this large: the window without what the browser draws around the page.
    pub async fn resize(&self, width: u32, height: u32) -> Step {
        self.session.set_window_rect(0, 0, width, height).await?;
        let script = "return [arguments[0] - innerWidth, arguments[1] - innerHeight]";
        let answer = self.session.execute(script, vec![width.into(), height.into()]).await?;
        let [more, higher]: [u32; 2] = serde_json::from_value(answer.json().clone())?;
        Ok(self.session.set_window_rect(0, 0, width + more, height + higher).await?)
    }
}
