//! The list of keys.

use leptos::prelude::*;

use crate::ui::components::{Dialog, DialogFooter};

const KEYS: [(&str, &str); 9] = [
    ("/", "Search sessions"),
    ("Ctrl K or ⌘ K", "Open the command palette"),
    ("?", "Show this list"),
    ("↑ ↓", "Move between the rows of a table"),
    ("Page Up, Page Down, Home, End", "Move further"),
    ("Enter or Space", "Open the row"),
    ("Enter in a field", "Save it"),
    ("Escape", "Close what is on top"),
    ("Tab", "Move between controls"),
];

/// The dialog *Keyboard shortcuts*.
#[component]
pub(super) fn Shortcuts(
    /// It was left.
    on_leave: Callback<()>,
) -> AnyView {
    view! {
        <Dialog name="Keyboard shortcuts" on_leave=on_leave>
            <dl class="keys">
                {KEYS
                    .into_iter()
                    .map(|(key, what)| view! { <div><dt>{what}</dt><dd><kbd>{key}</kbd></dd></div> })
                    .collect_view()}
            </dl>
            <DialogFooter>
                <button type="button" class="button" on:click=move |_| on_leave.run(())>"Close"</button>
            </DialogFooter>
        </Dialog>
    }
    .into_any()
}
