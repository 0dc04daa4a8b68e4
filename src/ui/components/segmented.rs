//! A few choices side by side, of which one holds.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::dom;
use crate::ui::markup::{El, el};

/// A group of radio buttons by its accessible name; options, and which of them is chosen, by their place.
pub fn segmented(name: &str, options: &[&str], chosen: Signal<usize>, on_choose: impl Fn(usize) + 'static) -> El {
    segments(name, options, chosen, Rc::new(on_choose))
}

fn segments(name: &str, options: &[&str], chosen: Signal<usize>, on_choose: Rc<dyn Fn(usize)>) -> El {
    let group = dom::fresh_id();
    let segment = |(place, option): (usize, &&str)| {
        let on_choose = on_choose.clone();
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &group)
            .prop_fn("checked", move || JsValue::from_bool(chosen.get() == place))
            .on("change", move |_| on_choose(place));
        el("label").class("segment").child(input).text(option)
    };
    el("div")
        .class("segmented")
        .attr("role", "radiogroup")
        .attr("aria-label", name)
        .children(options.iter().enumerate().map(segment))
}
