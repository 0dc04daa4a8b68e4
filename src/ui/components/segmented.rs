//! One of a few, all of them visible.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::dom;
use crate::ui::markup::{El, el};

/// Native radio buttons that look like segments.
///
/// The label is the accessible name of the group; each option has a key and a name. `on_select` gets the key of another
/// one that was chosen.
pub fn radio_group(
    label: &str,
    options: Vec<(&'static str, &'static str)>,
    selected: Signal<String>,
    on_select: impl Fn(&'static str) + 'static,
) -> El {
    boxed(label, options, selected, Rc::new(on_select))
}

fn boxed(
    label: &str,
    options: Vec<(&'static str, &'static str)>,
    selected: Signal<String>,
    on_select: Rc<dyn Fn(&'static str)>,
) -> El {
    let group = dom::fresh_id();
    let mut row = el("div").class("segmented").attr("role", "radiogroup").attr("aria-label", label);
    for (key, name) in options {
        let on_select = on_select.clone();
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &group)
            .attr("value", key)
            .prop_fn("checked", move || JsValue::from_bool(selected.with(|selected| selected == key)))
            .on("change", move |_| on_select(key));
        row = row.child(el("label").class("segment").child(input).child(el("span").text(name)));
    }
    row
}
