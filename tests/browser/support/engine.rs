//! The browser engines that the tests run in.

use std::fmt;

/// An engine, under the name that `cargo xtask test --browser` and `OKR_ENGINE` give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by chromedriver and the DevTools protocol.
    Chromium,
    /// Firefox, driven by geckodriver and WebDriver BiDi.
    Firefox,
    /// WebKitGTK, driven by WebKitWebDriver, which knows classic WebDriver only.
    WebKit,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
