//! A button that shows more below itself.

use leptos::prelude::*;

use super::{IconName, dom, icon};
use crate::ui::markup::{El, el};

/// Shows and hides what it holds. The hidden part is not in the page: it is made when it is shown.
///
/// The button's name while closed, `Show More`, and while open, `Show Less`, may be the same.
pub fn disclosure(open_label: &'static str, close_label: &'static str, content: impl Fn() -> El + 'static) -> El {
    boxed(open_label, close_label, Box::new(content))
}

fn boxed(open_label: &'static str, close_label: &'static str, content: Box<dyn Fn() -> El>) -> El {
    let open = RwSignal::new(false);
    let id = dom::fresh_id();
    let button = el("button")
        .attr("type", "button")
        .class("disclosure-button")
        .aria_fn("aria-expanded", move || open.get())
        .attr("aria-controls", &id)
        .on_click(move || open.update(|open| *open = !*open))
        .child(icon(IconName::ChevronRight))
        .child(el("span").text_fn(move || if open.get() { close_label } else { open_label }.to_owned()));
    let shown =
        el("div").class("disclosure-content").attr("id", &id).dynamic(move || open.get().then(|| untrack(&content)));
    el("div").class("disclosure").child(button).child(shown)
}
