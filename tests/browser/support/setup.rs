//! What a test may want different from the usual: the clock, the zone, the screen, the storage.

use std::path::PathBuf;

use super::engine::Engine;
use super::environment;
use super::profile::Profile;

/// The day on which tests happen unless they say otherwise: a Tuesday in Q1 2026.
pub const NOW: &str = "2026-02-10T09:00:00Z";

/// How the browser of a test is set up. `Setup::default()` is a desktop in UTC with an empty storage.
#[derive(Clone, Debug)]
pub struct Setup {
    now: Option<String>,
    zone: String,
    size: (u32, u32),
    scripts: Vec<String>,
    below_okrs: bool,
    network_log: bool,
    not_in: Vec<(Engine, &'static str)>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            now: Some(NOW.to_owned()),
            zone: "UTC".to_owned(),
            size: (1440, 900),
            scripts: Vec::new(),
            below_okrs: false,
            network_log: false,
            not_in: Vec::new(),
        }
    }
}

impl Setup {
    /// The time at which the app starts, RFC 3339.
    pub fn at(mut self, now: &str) -> Self {
        self.now = Some(now.to_owned());
        self
    }

    /// The machine's own clock: for tests that also run where no script can come before the page's own.
    pub fn at_the_real_time(mut self) -> Self {
        self.now = None;
        self
    }

    /// Leaves an engine out, for a reason that lies in the engine or its driver.
    pub fn not_in(mut self, engine: Engine, reason: &'static str) -> Self {
        self.not_in.push((engine, reason));
        self
    }

    /// The time zone of the machine, as a name of the IANA database.
    pub fn in_zone(mut self, zone: &str) -> Self {
        self.zone = zone.to_owned();
        self
    }

    /// The size of the page in CSS pixels.
    pub fn sized(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// A script that runs in every document before the app's own.
    pub fn with_script(mut self, script: &str) -> Self {
        self.scripts.push(script.to_owned());
        self
    }

    /// The build for the path `/okrs/`, served there.
    pub fn below_okrs(mut self) -> Self {
        self.below_okrs = true;
        self
    }

    /// Every request of the page is written down, for [`Window::requests`](super::window::Window::requests).
    pub fn with_network_log(mut self) -> Self {
        self.network_log = true;
        self
    }

    pub(super) fn has_network_log(&self) -> bool {
        self.network_log
    }

    /// The folder that is served, and where.
    pub(super) fn site(&self) -> (PathBuf, &'static str) {
        match self.below_okrs {
            true => (environment::dist_below_okrs(), "/okrs/"),
            false => (environment::dist(), "/"),
        }
    }

    pub(super) fn now(&self) -> Option<&str> {
        self.now.as_deref()
    }

    /// Why the test cannot run in this engine, if it cannot.
    pub(super) fn reason_against(&self, engine: Engine) -> Option<&'static str> {
        if engine == Engine::WebKit && (self.now.is_some() || !self.scripts.is_empty()) {
            return Some("its driver cannot run a script before the page's own, and so not set the clock");
        }
        self.not_in.iter().find(|(excluded, _)| *excluded == engine).map(|(_, reason)| *reason)
    }

    /// The environment of the driver and so of the browser.
    pub(super) fn surroundings(&self, profile: &Profile) -> [(&'static str, PathBuf); 4] {
        [
            ("TZ", self.zone.as_str().into()),
            ("LANG", "en_US.UTF-8".into()),
            ("LANGUAGE", "en_US".into()),
            ("HOME", profile.folder().to_owned()),
        ]
    }

    pub(super) fn size(&self) -> (u32, u32) {
        self.size
    }

    pub(super) fn scripts(&self) -> &[String] {
        &self.scripts
    }
}
