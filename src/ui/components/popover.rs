//! A button with a small panel that is no menu: it may hold fields and links.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use super::dom;
use crate::ui::markup::{El, Place, el};

/// Shows and hides a panel beside its button. It closes on Escape, on a click elsewhere, on a link in it, and when the
/// focus goes on beyond it.
pub struct Popover {
    label: String,
    class: &'static str,
}

impl Popover {
    /// A panel with the accessible name of the button and of the panel, and the tooltip.
    pub fn new(label: &str) -> Self {
        Self { label: label.to_owned(), class: "icon-button" }
    }

    /// Class of the button.
    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// The button, with what it shows; and what the panel holds.
    pub fn view(self, trigger: El, content: impl Fn() -> Vec<El> + 'static) -> El {
        self.build(trigger, Rc::new(content))
    }

    fn build(self, trigger: El, content: Rc<dyn Fn() -> Vec<El>>) -> El {
        let Self { label, class } = self;
        let open = RwSignal::new(false);
        let button = Place::new();
        let frame = Place::new();
        let id = dom::fresh_id();
        let trigger = el("button")
            .attr("type", "button")
            .class(class)
            .at(button)
            .aria_fn("aria-expanded", move || open.get())
            .attr("aria-controls", &id)
            .attr("aria-label", &label)
            .attr("title", &label)
            .on_click(move || open.update(|open| *open = !*open))
            .child(trigger);
        el("span")
            .class("menu")
            .at(frame)
            .on_key(move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    dom::handled(event);
                    open.set(false);
                    if let Some(button) = button.get() {
                        button.focus();
                    }
                }
            })
            .on("focusout", move |event| left(&event, frame, open))
            .child(trigger)
            .when(move || open.get(), move || panel(&label, &id, open, button, frame, Rc::clone(&content)))
    }
}

/// The focus left something in the frame: the panel closes when it went on beyond the frame.
fn left(event: &Event, frame: Place, open: RwSignal<bool>) {
    if let Some((element, frame)) = dom::goes_to(event).zip(frame.get())
        && !frame.node().contains(Some(&element))
    {
        open.try_set(false);
    }
}

fn panel(
    label: &str,
    id: &str,
    open: RwSignal<bool>,
    button: Place,
    frame: Place,
    content: Rc<dyn Fn() -> Vec<El>>,
) -> El {
    let node = Place::new();
    dom::once_mounted(Box::new(move || {
        if let Some((panel, button)) = node.get_as::<HtmlElement>().zip(button.get()) {
            dom::show_on_top(&panel);
            dom::place(&button.node(), &panel, false);
            panel.query_selector("select, input, button, a").ok().flatten().into_iter().for_each(dom::focus_in_place);
        }
    }));
    dom::on_window("pointerdown", move |event| {
        if let Some(frame) = frame.get()
            && !dom::inside(&event, &frame.node())
        {
            open.try_set(false);
        }
    });
    let click = move |event: Event| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|target| target.closest("a[href]").ok().flatten().is_some());
        if link {
            open.set(false);
        }
    };
    el("div")
        .class("popover-panel")
        .attr("id", id)
        .attr("role", "group")
        .attr("popover", "manual")
        .attr("aria-label", label)
        .at(node)
        .on("click", click)
        .dynamic(move || content())
}
