//! localStorage and sessionStorage, behind a probe: gloo-storage panics where the browser blocks them.

use gloo_storage::{LocalStorage, SessionStorage, Storage};
use js_sys::{Array, Function, JsString, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::area::{Area, WriteError};
use super::keys::PREFIX;

/// The page's localStorage.
pub(super) struct BrowserArea {
    storage: web_sys::Storage,
}

impl BrowserArea {
    /// The area; `None` where the browser blocks it.
    pub(super) fn open() -> Option<Self> {
        let reachable = web_sys::window()?.local_storage().ok()?.is_some();
        reachable.then(|| Self { storage: LocalStorage::raw() })
    }

    /// All keys and all texts with a few calls into the browser: 20,000 of their own take longer than reading the
    /// records does, and `Object.entries` asks the storage three times for each text. `None` when a text of another app
    /// holds the separator.
    fn joined(&self) -> Option<[String; 2]> {
        let keys: Array = Reflect::own_keys(&self.storage).ok()?;
        let get_item = Reflect::get(&self.storage, &JsValue::from_str("getItem")).ok()?;
        let texts: Array = method(&keys, "map")?.call2(&keys, &get_item, &self.storage).ok()?.dyn_into().ok()?;
        let joined = |parts: &Array| {
            let text = in_utf8(&parts.join(SEPARATOR.encode_utf8(&mut [0; 4])))?;
            (text.matches(SEPARATOR).count() + 1 == parts.length() as usize).then_some(text)
        };
        Some([joined(&keys)?, joined(&texts)?])
    }
}

/// In no text of ours: JSON has it escaped.
const SEPARATOR: char = '\u{1e}';

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

/// wasm-bindgen copies a text character by character as long as it is ASCII, which takes five times as long for megabytes.
fn in_utf8(text: &JsString) -> Option<String> {
    let encoder = Reflect::construct(&method(&js_sys::global(), "TextEncoder")?, &Array::new()).ok()?;
    let bytes: Uint8Array = method(&encoder, "encode")?.call1(&encoder, text).ok()?.dyn_into().ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}

impl Area for BrowserArea {
    fn each(&self, visit: &mut dyn FnMut(&str, &str)) {
        if let Some([keys, texts]) = self.joined() {
            return keys.split(SEPARATOR).zip(texts.split(SEPARATOR)).for_each(|(key, text)| visit(key, text));
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
