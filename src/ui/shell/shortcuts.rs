//! The list of keys.

use leptos::prelude::*;

use crate::store::keep_single_keys;
use crate::ui::components::{Dialog, dialog_footer, switch};
use crate::ui::markup::{El, el};

use super::frame::OpenDialogs;

const KEYS: [(&str, &str); 12] = [
    ("/", "Search sessions"),
    ("Ctrl K or ⌘ K", "Open the command palette"),
    ("?", "Show this list"),
    ("Ctrl Z or ⌘ Z", "Undo"),
    ("Ctrl Shift Z or ⌘ Shift Z", "Redo"),
    ("↑ ↓", "Move between the rows of a table or the bars of the timeline"),
    ("Page Up, Page Down, Home, End", "Move further"),
    ("Enter or Space", "Open the row or bar"),
    ("← → + −", "Scroll the timeline, look closer or wider"),
    ("Enter in a field", "Save it"),
    ("Escape", "Close what is on top"),
    ("Tab", "Move between controls"),
];

/// The dialog *Keyboard shortcuts*.
pub(super) fn shortcuts(dialogs: OpenDialogs) -> El {
    let leave = move || dialogs.shortcuts.set(false);
    let turn = move |on| {
        dialogs.single_keys.set(on);
        keep_single_keys(on);
    };
    let keys = KEYS.map(|(key, what)| el("div").child(el("dt").text(what)).child(el("dd").child(el("kbd").text(key))));
    Dialog::new("Keyboard shortcuts").on_leave(leave).view([
        el("dl").class("keys").children(keys),
        switch("Use / and ? as shortcuts", dialogs.single_keys.into(), turn),
        dialog_footer([el("button")
            .attr("type", "button")
            .attr("autofocus", "")
            .class("button")
            .text("Close")
            .on_click(leave)]),
    ])
}
