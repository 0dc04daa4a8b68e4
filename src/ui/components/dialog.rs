//! A modal dialog: mounted is open.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{
    dom,
    toast::{Toasts, toast_region},
};
use crate::ui::markup::{El, Handler, el};

/// The native `<dialog>`, opened as a modal when it is mounted and closed when it is unmounted.
///
/// It never closes by itself: Escape asks `on_leave`, which may first ask whether typed text is to be dropped, and a click
/// beside it does nothing.
pub struct Dialog {
    name: String,
    class: &'static str,
    on_leave: Handler,
}

impl Dialog {
    /// By its heading, which is the accessible name as well.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), class: "dialog", on_leave: Rc::new(|| {}) }
    }

    /// 720 px instead of 480 px.
    pub fn wide(mut self) -> Self {
        self.class = "dialog wide";
        self
    }

    /// Escape was pressed, or the platform's back gesture was made.
    pub fn on_leave(mut self, run: impl Fn() + 'static) -> Self {
        self.on_leave = Rc::new(run);
        self
    }

    /// With what it holds; buttons go into a `dialog_footer`.
    pub fn view(self, children: impl IntoIterator<Item = El>) -> El {
        self.view_of(children.into_iter().collect())
    }

    fn view_of(self, mut content: Vec<El>) -> El {
        let id = dom::fresh_id();
        content.insert(0, el("h2").attr("id", &id).text(&self.name));
        let first = "[autofocus], input:not([readonly]), select, textarea, button";
        modal(self.class, "dialog", &id, None, first, self.on_leave, content)
    }
}

/// The row of buttons at the end of a dialog; the primary one is the last.
pub fn dialog_footer(children: impl IntoIterator<Item = El>) -> El {
    el("div").class("dialog-footer").children(children)
}

/// What `Dialog` and `Confirm` share. `first` selects what takes the focus.
pub(super) fn modal(
    class: &'static str,
    role: &'static str,
    labelled_by: &str,
    described_by: Option<&str>,
    first: &'static str,
    on_leave: Handler,
    content: Vec<El>,
) -> El {
    let opener = dom::focused();
    let mut dialog = el("dialog").class(class).attr("role", role).attr("aria-labelledby", labelled_by);
    if let Some(text) = described_by {
        dialog = dialog.attr("aria-describedby", text);
    }
    let leave = on_leave.clone();
    let dialog = dialog.on_key(move |event| {
        if event.key() == "Escape" && !event.is_composing() {
            // Taken here and not as `cancel`: Chromium lets a second Escape in a row through, whatever a page says.
            dom::handled(event);
            leave();
        }
    });
    let leave = on_leave.clone();
    let dialog = dialog.on("cancel", move |event| {
        if of_this(&event) && event.cancelable() {
            event.prevent_default();
            leave();
        }
    });
    let dialog = dialog.on("close", move |event| {
        // Closed by the browser against our will: stands again, and asks.
        if of_this(&event)
            && let Some(dialog) = event.current_target().and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
            && dialog.is_connected()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            on_leave();
        }
    });
    let toasts = use_context::<Toasts>().map(|_| toast_region());
    let dialog = dialog.children(content).children(toasts);
    if let Some(node) = dialog.as_node::<HtmlDialogElement>() {
        let closing = node.clone();
        dom::remember_opener(&closing, opener.as_ref());
        dom::once_mounted(Box::new(move || {
            if node.is_connected() {
                open(&node, first);
            }
        }));
        dom::once_gone(Box::new(move || {
            // Closed before it is removed: only then does the page below stop being inert at once.
            dom::close_dialog(&closing);
            dom::swallow_double_click();
            dom::give_focus_back(opener, &closing);
        }));
    }
    dialog
}

fn of_this(event: &web_sys::Event) -> bool {
    event.target().zip(event.current_target()).is_some_and(|(target, current)| target == current)
}

fn open(dialog: &HtmlDialogElement, first: &str) {
    if !dialog.open() && dialog.show_modal().is_err() {
        return;
    }
    let found = |selector: &str| dialog.query_selector(selector).ok().flatten()?.dyn_into::<HtmlElement>().ok();
    if let Some(element) = found("[autofocus]").or_else(|| found(first)) {
        let _ = element.focus();
    }
    // Where a button of the footer has the focus, the browser has scrolled to the place that it has at the end; it is in sight from
    // the beginning on.
    dialog.set_scroll_top(0);
}
