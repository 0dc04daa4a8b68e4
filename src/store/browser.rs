//! localStorage and sessionStorage, behind a probe: gloo-storage panics where the browser blocks them.

use std::str::Split;
use std::time::Duration;

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue};

use super::area::{Area, WriteError};
use super::keys::PREFIX;

/// The page's localStorage.
pub(super) struct BrowserArea {
    storage: web_sys::Storage,
}

impl BrowserArea {
    /// The area; `None` where the browser blocks it, or gives a storage that refuses to be read.
    pub(super) fn open() -> Option<Self> {
        let read = web_sys::window()?.local_storage().ok()??.get_item(PREFIX);
        read.is_ok().then(|| Self { storage: LocalStorage::raw() })
    }
}

/// What `early_reading.js` read before the module was there: nothing where that does not run, nor a second time.
fn early_reading() -> Option<String> {
    let (window, name) = (js_sys::global(), JsValue::from_str("earlyReading"));
    let bytes: Uint8Array = Reflect::get(&window, &name).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&window, &name).ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}

/// Before each text of the early reading, and in none of them.
const SEPARATOR: char = '\u{1e}';

/// Keys and texts by turns; `None` where there are none.
fn pieces(reading: &str) -> Option<Split<'_, char>> {
    Some(reading.strip_prefix(SEPARATOR)?.split(SEPARATOR))
}

impl Area for BrowserArea {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        if let Some(mut pieces) = early_reading().as_deref().and_then(pieces) {
            while let (Some(key), Some(text)) = (pieces.next(), pieces.next()) {
                visit(key, text);
            }
            return;
        }
        let count = self.storage.length().unwrap_or_default();
        for key in (0..count).filter_map(|place| self.storage.key(place).ok().flatten()) {
            if let Some(text) = self.get(&key) {
                visit(&key, &text);
            }
        }
    }

    fn get(&self, key: &str) -> Option<String> {
        self.storage.get_item(key).ok().flatten()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), WriteError> {
        self.storage.set_item(key, text).map_err(|error| {
            let name = Reflect::get(&error, &JsValue::from_str("name")).ok().and_then(|name| name.as_string());
            match name.as_deref() {
                Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => WriteError::Full,
                _ => WriteError::Blocked,
            }
        })
    }

    fn remove(&self, key: &str) {
        // Removing fails only where storage is blocked, and then there is nothing to remove.
        let _ = self.storage.remove_item(key);
    }
}

/// What this window alone remembers, over a reload.
pub(super) fn window_text(name: &str) -> Option<String> {
    web_sys::window()?.session_storage().ok()??;
    SessionStorage::raw().get_item(&[PREFIX, name].concat()).ok().flatten()
}

/// Does something that takes the browser milliseconds and that the first rows need not wait for.
pub(super) fn after_the_first_rows(run: impl FnOnce() + 'static) {
    set_timeout(run, Duration::from_millis(60));
}

/// Remembers something for this window alone. Nothing is lost where the browser does not let it.
pub(super) fn remember_for_window(name: &str, text: &str) {
    if window_text(name).as_deref() != Some(text)
        && let Some(Ok(Some(_))) = web_sys::window().map(|window| window.session_storage())
    {
        let _ = SessionStorage::raw().set_item(&[PREFIX, name].concat(), text);
    }
}

/// Everything of ours as it is stored, a JSON array of pairs of key and text: what a person can save when the app itself
/// cannot run. Empty where storage is blocked.
pub fn raw_export() -> String {
    let mut texts: Vec<(String, String)> = Vec::new();
    if let Some(area) = BrowserArea::open() {
        area.each(&mut |key, text| {
            if key.starts_with(PREFIX) {
                texts.push((key.to_owned(), text.to_owned()));
            }
        });
    }
    serde_json::to_string(&texts).unwrap_or_default()
}
