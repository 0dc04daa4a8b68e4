//! What is set for this browser, not for the workspace.

use super::area::Area;
use super::browser::BrowserArea;

const KEY: &str = "okr-sessions/theme";
const SINGLE_KEYS: &str = "okr-sessions/single-keys";
const OFF: &str = "Off";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name as it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Theme::System => "System",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        }
    }

    /// The theme with this name.
    pub fn named(label: &str) -> Option<Theme> {
        Self::ALL.into_iter().find(|theme| theme.label() == label)
    }
}

/// The theme that was chosen.
pub fn read_theme() -> Theme {
    let label = BrowserArea::open().and_then(|area| area.get(KEY));
    label.and_then(|label| Theme::named(&label)).unwrap_or_default()
}

/// Remembers the chosen theme. Where there is no room for it, it lasts as long as the page.
pub fn write_theme(theme: Theme) {
    if let Some(area) = BrowserArea::open() {
        let _ = area.set(KEY, theme.label());
    }
}

/// Whether single keys are shortcuts.
pub fn single_keys() -> bool {
    BrowserArea::open().and_then(|area| area.get(SINGLE_KEYS)).as_deref() != Some(OFF)
}

/// Remembers whether single keys are shortcuts. Where there is no room for it, it lasts as long as the page.
pub fn keep_single_keys(on: bool) {
    if let Some(area) = BrowserArea::open() {
        if on {
            area.remove(SINGLE_KEYS);
        } else {
            let _ = area.set(SINGLE_KEYS, OFF);
        }
    }
}
