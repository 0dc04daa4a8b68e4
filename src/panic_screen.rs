//! What a panic shows: never a dead page. It works without the app: no signals, no handlers, links only.

use std::panic::PanicHookInfo;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Document, Element, Url};

/// From now on a panic replaces the page by a screen with *Reload* and *Download my data*.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        // Nothing is left to try where even this fails.
        let _ = show(info);
    }));
}

fn show(info: &PanicHookInfo<'_>) -> Result<(), JsValue> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Ok(());
    };
    // A panic while unwinding another must not stack screens.
    if document.get_element_by_id("panic").is_some() {
        return Ok(());
    }
    let screen = document.create_element("div")?;
    screen.set_id("panic");
    screen.set_class_name("panic");
    screen.set_attribute("role", "alertdialog")?;
    screen.set_attribute("aria-labelledby", "panic-title")?;
    let title = text(&document, "h1", "Something went wrong")?;
    title.set_id("panic-title");
    let saved = "The app stopped because of an error of its own. What was shown as saved is kept in this browser. \
                 Reload to go on; if it happens again, download your data first.";
    screen.append_child(&title)?;
    screen.append_child(&*text(&document, "p", saved)?)?;
    let actions = document.create_element("p")?;
    actions.set_class_name("actions-row");
    actions.append_child(&*link(&document, "Reload", "")?)?;
    let data = Array::of1(&okr_sessions::store::raw_export().into());
    let data = Url::create_object_url_with_blob(&Blob::new_with_str_sequence(&data)?)?;
    let download = link(&document, "Download my data", &data)?;
    download.set_attribute("download", "okr-sessions-raw.json")?;
    actions.append_child(&download)?;
    screen.append_child(&actions)?;
    screen.append_child(&*text(&document, "pre", &info.to_string())?)?;
    if let Some(body) = document.body() {
        body.append_child(&screen)?;
    }
    if let Some(first) = screen.query_selector("a")?.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        first.focus()?;
    }
    web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
    Ok(())
}

fn text(document: &Document, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(name)?;
    element.set_text_content(Some(text));
    Ok(element)
}

/// A link that looks like a button; its role says what it does.
fn link(document: &Document, name: &str, address: &str) -> Result<Element, JsValue> {
    let link = text(document, "a", name)?;
    link.set_class_name("button");
    link.set_attribute("role", "button")?;
    link.set_attribute("href", address)?;
    // The router would take a link for a way within the app.
    link.set_attribute("rel", "external")?;
    Ok(link)
}
