//! Going through a long list page by page, the newest first.

use std::rc::Rc;

use leptos::prelude::*;

use super::{IconName, icon};
use crate::ui::markup::{El, Handler, el};

/// The navigation *Pages*, where there is more than one page. `page` counts from 0; `go` is called with another one.
pub fn pager(page: Signal<usize>, pages: Signal<usize>, go: impl Fn(usize) + 'static) -> El {
    let go: Rc<dyn Fn(usize)> = Rc::new(go);
    let navigation = move || {
        let (newer, older) = (go.clone(), go.clone());
        let place = move || ["Page ", &(page.get() + 1).to_string(), " of ", &pages.get().to_string()].concat();
        el("nav")
            .class("pager")
            .attr("aria-label", "Pages")
            .child(step(
                "Newer",
                IconName::ArrowLeft,
                move || page.get() == 0,
                Rc::new(move || newer(page.get_untracked().saturating_sub(1))),
            ))
            .child(el("span").attr("aria-current", "page").text_fn(place))
            .child(step(
                "Older",
                IconName::ArrowRight,
                move || page.get() + 1 >= pages.get(),
                Rc::new(move || older(page.get_untracked() + 1)),
            ))
    };
    el("div").class("pager-frame").when(move || pages.get() > 1, navigation)
}

/// Not `disabled` at an end: who came there by key would lose the focus.
fn step(name: &str, sign: IconName, at_end: impl Fn() -> bool + Copy + Send + Sync + 'static, go: Handler) -> El {
    let at_end = Memo::new(move |_| at_end());
    el("button")
        .attr("type", "button")
        .class("button")
        .aria_fn("aria-disabled", move || at_end.get())
        .on_click(move || {
            if !at_end.get_untracked() {
                go();
            }
        })
        .child(icon(sign))
        .text(name)
}
