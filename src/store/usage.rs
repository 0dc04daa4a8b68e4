//! How much of the browser's storage is used, and whether the browser promised to keep it.

use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use super::keys::PREFIX;
use super::live::Store;

/// What every browser gives: WebKit counts two bytes a character as soon as one of them is not Latin.
pub const PORTABLE_UNITS: usize = 5 * 1024 * 1024 / 2;

/// What localStorage holds, in characters (UTF-16 units) of keys and texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// The open workspace.
    pub workspace: usize,
    /// Everything of this app.
    pub app: usize,
    /// Everything at this address, other apps too.
    pub all: usize,
}

/// What the browser says of all its storage for this address, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Taken.
    pub usage: f64,
    /// Given.
    pub quota: f64,
}

impl Store {
    /// How much is used now.
    pub fn usage(self) -> Usage {
        let mut usage = Usage::default();
        self.inner.with_value(|inner| {
            inner.replica.area().each(&mut |key, text| {
                let units = key.encode_utf16().count() + text.encode_utf16().count();
                usage.all += units;
                if key.starts_with(PREFIX) {
                    usage.app += units;
                }
                if inner.replica.id().name_in(key).is_some() {
                    usage.workspace += units;
                }
            });
        });
        usage
    }
}

/// Gives what the browser estimates, if it does.
pub fn estimate(then: impl FnOnce(Estimate) + 'static) {
    ask("estimate", move |answer| {
        let number = |name: &str| Reflect::get(answer, &JsValue::from_str(name)).ok()?.as_f64();
        if let (Some(usage), Some(quota)) = (number("usage"), number("quota")) {
            then(Estimate { usage, quota });
        }
    });
}

/// Tells whether the browser promised to keep the data; nothing where it cannot say.
pub fn is_persisted(then: impl FnOnce(bool) + 'static) {
    ask("persisted", move |answer| then(answer.is_truthy()));
}

/// Asks the browser to promise it. The answer may never come: nothing waits for it.
pub fn ask_to_persist(then: impl FnOnce(bool) + 'static) {
    ask("persist", move |answer| then(answer.is_truthy()));
}

/// Whether the browser can be asked to promise it.
pub fn can_persist() -> bool {
    method("persist").is_some()
}

/// `navigator.storage` is missing on plain http, some of its functions in some browsers.
fn method(name: &str) -> Option<(JsValue, js_sys::Function)> {
    let navigator = Reflect::get(&window(), &JsValue::from_str("navigator")).ok()?;
    let storage = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    let function = Reflect::get(&storage, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
    Some((storage, function))
}

fn ask(name: &str, then: impl FnOnce(&JsValue) + 'static) {
    let Some(promise) = method(name).and_then(|(storage, ask)| ask.call0(&storage).ok()?.dyn_into::<Promise>().ok())
    else {
        return;
    };
    spawn_local(async move {
        if let Ok(answer) = promise.await {
            then(&answer);
        }
    });
}
