//! A panel at the right that leaves the page usable.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dom;
use crate::ui::markup::{El, Handler, el, follow};

/// The frame of a non-modal dialog; what it holds, its heading and its close button are the caller's.
///
/// Whoever opened it by key or click gets the focus moved into it and back; a page that loads with it open keeps its focus.
pub struct Drawer {
    name: Signal<String>,
    shown: Signal<bool>,
    on_close: Handler,
}

impl Drawer {
    /// By its accessible name. Until it is `shown` it is in the page, laid out, but not to be seen.
    pub fn new(name: Signal<String>, shown: Signal<bool>) -> Self {
        Self { name, shown, on_close: Rc::new(|| {}) }
    }

    /// Escape was pressed in it, and nothing on top of it took the key.
    pub fn on_close(mut self, run: impl Fn() + 'static) -> Self {
        self.on_close = Rc::new(run);
        self
    }

    /// With what it holds: a `.drawer-header`, then what scrolls in a `.drawer-body`.
    pub fn view(self, children: impl IntoIterator<Item = El>) -> El {
        self.view_of(children.into_iter().collect())
    }

    fn view_of(self, children: Vec<El>) -> El {
        let Self { name, shown, on_close } = self;
        let drawer = el("div")
            .class("drawer")
            .attr("role", "dialog")
            .attr_fn("aria-label", move || Some(name.get()))
            .attr("tabindex", "-1")
            .on_key(move |event| {
                let on_top = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok())
                    .is_some_and(|target| target.closest("dialog, [popover]").ok().flatten().is_some());
                if event.key() == "Escape" && !event.default_prevented() && !event.is_composing() && !on_top {
                    dom::handled(event);
                    on_close();
                }
            })
            .children(children);
        let opened = drawer.clone();
        follow(Box::new(move || {
            if shown.get() {
                keep_focus(&opened);
            }
        }));
        drawer.class_if("waiting", move || !shown.get())
    }
}

/// Moves the focus into a drawer that is now shown, and back when it has gone.
fn keep_focus(drawer: &El) {
    let opener = dom::focused();
    let closing = drawer.node();
    if opener.is_some() {
        let opened = drawer.clone();
        // In the frame that shows it: at once it would make the browser lay the page out twice. Does nothing when the
        // drawer has gone again by then, and takes the focus from nobody who is in it already.
        request_animation_frame(move || {
            if dom::focused().is_none_or(|focused| !opened.node().contains(Some(&focused))) {
                opened.focus();
            }
        });
    }
    dom::once_gone(Box::new(move || dom::give_focus_back(opener, &closing)));
}
