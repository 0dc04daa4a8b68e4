//! Firefox: geckodriver, WebDriver BiDi for what classic WebDriver does not have, and preferences for the rest.

use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{Capabilities, RequestData, SessionId, WebDriver};

use super::bidi::Bidi;
use super::environment;
use super::failure::{Failure, Step};
use super::process::Process;
use super::profile::Profile;
use super::setup::Setup;

/// The events that tell what the console says, and what the page asks the network for.
const LOG: &str = "log.entryAdded";
const REQUESTS: &str = "network.beforeRequestSent";

/// What Firefox says of requests that were under way when their page was left: the worker's answer can be written to
/// nobody. Seen of the chunks that are fetched ahead where a page is left 1.3 s after its start, and of none where it stays
/// until it has them all. A worker that really fails is noticed by what the page then lacks.
const LEFT_PENDING: &str = "A ServiceWorker intercepted the request and encountered an unexpected error.";

/// The preference that says which theme the system asks for; its values are these.
const SCHEME: &str = "layout.css.prefers-color-scheme.content-override";
const DARK: u8 = 0;
const LIGHT: u8 = 1;

/// A running Firefox.
pub struct Firefox {
    session: WebDriver,
    bidi: Bidi,
    /// Ends the driver and the browser that it started.
    _process: Process,
}

impl Firefox {
    /// Starts geckodriver and through it the browser.
    pub async fn start(setup: &Setup, profile: &Profile) -> Step<Self> {
        let mut command = Command::new(environment::driver());
        command
            .args(["--port", "0", "--websocket-port", "0", "--allow-system-access"])
            .args(["--log", "info"])
            .envs(setup.surroundings(profile));
        let (process, port) = Process::announcing(&mut command, |line| {
            let (_, address) = line.split_once("Listening on ")?;
            address.trim().rsplit_once(':')?.1.parse::<u16>().ok()
        })?;
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(setup, profile)?).await?;
        let address = session.handle().capabilities().get("webSocketUrl").and_then(Value::as_str);
        let address = address.ok_or_else(|| Failure::new("geckodriver offers no WebDriver BiDi"))?;
        let bidi = Bidi::connect(address).await?;
        bidi.follow(LOG).await?;
        if setup.has_network_log() {
            bidi.follow(REQUESTS).await?;
        }
        Ok(Self { session, bidi, _process: process })
    }

    /// The WebDriver session.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// Adds a script that runs in every document before its own.
    pub async fn add_early_script(&self, script: &str) -> Step<String> {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        let added = self.bidi.send("script.addPreloadScript", function).await?;
        Ok(added["script"].as_str().unwrap_or_default().to_owned())
    }

    /// Takes such a script away.
    pub async fn remove_early_script(&self, identifier: &str) -> Step {
        self.bidi.send("script.removePreloadScript", json!({ "script": identifier })).await?;
        Ok(())
    }

    /// Makes the page this large.
    pub async fn resize(&self, width: u32, height: u32) -> Step {
        let viewport = json!({ "context": self.bidi.tab().await?, "viewport": { "width": width, "height": height } });
        self.bidi.send("browsingContext.setViewport", viewport).await?;
        Ok(())
    }

    /// Lets the system ask for a theme.
    pub async fn prefer_dark(&self, dark: bool) -> Step {
        let value = if dark { DARK } else { LIGHT };
        self.session.handle().cmd(SetContext("chrome")).await?;
        let script = "Services.prefs.setIntPref(arguments[0], arguments[1])";
        let result = self.session.execute(script, vec![json!(SCHEME), json!(value)]).await;
        self.session.handle().cmd(SetContext("content")).await?;
        result?;
        Ok(())
    }

    /// What the console said since the last call: errors, and warnings of the app itself.
    pub async fn complaints(&self) -> Step<Vec<String>> {
        Ok(self.bidi.events(LOG).await?.iter().filter_map(complaint).collect())
    }

    /// The addresses that were asked for since the last call.
    pub async fn requests(&self) -> Step<Vec<String>> {
        let requests = self.bidi.events(REQUESTS).await?;
        let addresses = requests.iter().filter_map(|request| request["request"]["url"].as_str());
        Ok(addresses.map(str::to_owned).collect())
    }
}

fn capabilities(setup: &Setup, profile: &Profile) -> Step<Capabilities> {
    let (width, height) = setup.size();
    let options = json!({
        "binary": environment::browser(),
        "args": [
            "-headless", "-profile", profile.kept(),
            format!("--width={width}"), format!("--height={height}"),
        ],
        "prefs": {
            "browser.download.dir": profile.downloads(),
            "browser.download.folderList": 2,
            "browser.download.always_ask_before_handling_new_types": false,
            "browser.download.alwaysOpenPanel": false,
            "intl.accept_languages": "en-US",
            "intl.locale.requested": "en-US",
            "ui.prefersReducedMotion": 1,
            "layout.css.devPixelsPerPx": "1",
            SCHEME: LIGHT,
        },
    });
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("moz:firefoxOptions", options)?;
    capabilities.set("webSocketUrl", true)?;
    capabilities.set("unhandledPromptBehavior", "accept")?;
    Ok(capabilities)
}

/// The text of an entry of the console that a test must not bring about.
fn complaint(entry: &Value) -> Option<String> {
    let of_the_app = || entry["stackTrace"].to_string().contains("/okr-sessions-");
    let text = entry["text"].as_str().unwrap_or_default();
    let counts = match entry["level"].as_str() {
        Some("error") => !text.contains(LEFT_PENDING),
        Some("warn") => of_the_app(),
        _ => false,
    };
    counts.then(|| text.to_owned())
}

/// geckodriver's own command: whether scripts run in the page (`content`) or in the browser (`chrome`).
#[derive(Debug)]
struct SetContext(&'static str);

impl FormatRequestData for SetContext {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/moz/context");
        RequestData::new(http::Method::POST, path).add_body(json!({ "context": self.0 }))
    }
}
