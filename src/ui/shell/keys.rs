//! The keys that work everywhere (`interface.md`, Habits).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::ui::components::dom;
use crate::ui::perform::use_performer;

use super::frame::OpenDialogs;

/// What has an undo of its own.
const TEXT: &str = "input:not([type=checkbox], [type=radio], [type=file]), textarea, [contenteditable]";

/// `/` focuses the search, `?` lists the keys, Ctrl/⌘ K opens the command palette, Ctrl/⌘ Z undoes and with Shift does again;
/// Escape closes the drawer from outside.
pub(super) fn listen_for_keys(dialogs: OpenDialogs) {
    let performer = use_performer();
    dom::on_window("keydown", move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
            return;
        };
        let command = event.ctrl_key() || event.meta_key();
        let key = if command { letter(&event) } else { event.key() };
        // First, because every key that is pressed comes here, and looking for an open dialog takes longer than to show it.
        if !matches!(&*key, "k" | "K" | "z" | "Z" | "/" | "Escape" | "?") {
            return;
        }
        if event.default_prevented() || event.is_composing() || a_dialog_is_open() {
            return;
        }
        match &*key {
            "k" | "K" if command && !event.shift_key() && !event.alt_key() => {
                dom::handled(&event);
                dialogs.palette.set(true);
            }
            "z" | "Z" if command && !event.alt_key() && !is_in(&event, TEXT) => {
                dom::handled(&event);
                if event.shift_key() { performer.redo() } else { performer.undo() }
            }
            _ if command || event.alt_key() || types_text(&event) => {}
            "/" if dialogs.single_keys.get_untracked() && dom::focus_search() => dom::handled(&event),
            "Escape" if !has_its_own_escape(&event) => {
                if let Some(close) = element::<HtmlElement>(".drawer:not(.waiting) [aria-label='Close drawer']") {
                    dom::handled(&event);
                    close.click();
                }
            }
            "?" if dialogs.single_keys.get_untracked() => {
                dom::handled(&event);
                dialogs.shortcuts.set(true);
            }
            _ => {}
        }
    });
}

/// The letter that a key stands for. On keyboards of other scripts it is the one at that place of a Latin keyboard.
fn letter(event: &KeyboardEvent) -> String {
    let key = event.key();
    if key.is_ascii() {
        return key;
    }
    event.code().strip_prefix("Key").map(str::to_owned).unwrap_or(key)
}

fn a_dialog_is_open() -> bool {
    element::<Element>("dialog[open]").is_some()
}

/// Whether a menu is open, or what has the focus closes on Escape itself: this listener hears the key before they do.
fn has_its_own_escape(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element::<Element>(":popover-open").is_some()
        || target.is_some_and(|target| target.closest(".drawer, .app-nav").ok().flatten().is_some())
}

/// Whether the key goes into a field.
fn types_text(event: &KeyboardEvent) -> bool {
    is_in(event, "input, select, textarea, [contenteditable]")
}

fn is_in(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches(selector).unwrap_or(false))
}

fn element<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
