//! The list of keys.

use std::rc::Rc;

use crate::ui::components::{Dialog, dialog_footer};
use crate::ui::markup::{El, Handler, el};

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
pub(super) fn shortcuts(on_leave: impl Fn() + 'static) -> El {
    let leave: Handler = Rc::new(on_leave);
    let close = leave.clone();
    let keys = KEYS.map(|(key, what)| el("div").child(el("dt").text(what)).child(el("dd").child(el("kbd").text(key))));
    Dialog::new("Keyboard shortcuts").on_leave(move || leave()).view([
        el("dl").class("keys").children(keys),
        dialog_footer([el("button").attr("type", "button").class("button").text("Close").on_click(move || close())]),
    ])
}
