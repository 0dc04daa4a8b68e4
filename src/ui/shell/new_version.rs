//! A new version of the app: said when the service worker has it ready, taken when the user says so.

use std::rc::Rc;

use leptos::prelude::*;

use crate::ui::components::{IconName, discard_question, dom, icon};
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, Handler, el};

use super::new_version_notice;

/// What the page's side of the service worker says (`service-worker/updates.js`).
const READY: &str = "okr-sessions:new-version";
/// And what it does then: the new version takes over, and the page starts again.
const TAKE: &str = "okr-sessions:take-new-version";

/// The place of the notice. It is there before its text comes in, so that the text is announced.
pub(super) fn new_version() -> El {
    let ready = RwSignal::new(false);
    dom::on_window(READY, move |_| ready.set(true));
    let later = move || {
        dom::keep_focus();
        ready.set(false);
    };
    el("div")
        .class("new-version")
        .attr("role", "status")
        .when(move || ready.get(), move || new_version_notice(Rc::new(later)))
}

/// What is said, and the choice. Nothing happens in the middle of an edit: what was typed and cannot be saved is asked for.
pub(super) fn notice(later: Handler) -> El {
    let leaving = expect_context::<Leaving>();
    let asking = RwSignal::new(false);
    let take = move || match leaving.ask() {
        Leave::Free => take_new_version(),
        Leave::Ask => asking.set(true),
        Leave::Stay => {}
    };
    let discard = move || {
        leaving.discard();
        take_new_version();
    };
    let question = move || discard_question(discard, move || asking.set(false));
    let button = |name: &str| el("button").attr("type", "button").class("toast-button").text(name);
    el("div")
        .class("toast")
        .child(icon(IconName::Info))
        .child(el("p").text("A new version is ready."))
        .child(button("Reload now").on_click(take))
        .child(button("Later").on_click(move || later()))
        .when(move || asking.get(), question)
}

fn take_new_version() {
    if let Ok(event) = web_sys::Event::new(TAKE) {
        let _ = window().dispatch_event(&event);
    }
}
