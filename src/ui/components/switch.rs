//! A switch: acts at once.

use leptos::prelude::*;

use crate::ui::markup::{El, el};

/// On or off, with its label beside it, which is its accessible name. `on_toggle` gets the other state, which was asked
/// for.
pub fn switch(label: &str, checked: Signal<bool>, on_toggle: impl Fn(bool) + 'static) -> El {
    el("button")
        .attr("type", "button")
        .attr("role", "switch")
        .class("switch")
        .aria_fn("aria-checked", move || checked.get())
        .on_click(move || on_toggle(!checked.get_untracked()))
        .child(el("span").class("switch-track").attr("aria-hidden", "true"))
        .text(label)
}
