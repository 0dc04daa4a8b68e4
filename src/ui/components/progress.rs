//! How much of a long job is done.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::ui::markup::{El, el};

/// A bar with counts. The label says what is going on; it is the accessible name of the bar.
pub fn progress(label: &str, done: Signal<usize>, total: Signal<usize>) -> El {
    let figures = el("span")
        .class("figures")
        .text_fn(move || done.get().to_string())
        .text(" of ")
        .text_fn(move || total.get().to_string());
    let words =
        el("span").class("progress-label").attr("aria-hidden", "true").child(el("span").text(label)).child(figures);
    let bar = el("progress")
        .attr("aria-label", label)
        .attr_fn("max", move || Some(total.get().max(1).to_string()))
        .prop_fn("value", move || JsValue::from_f64(done.get() as f64));
    el("div").class("progress").child(words).child(bar)
}
