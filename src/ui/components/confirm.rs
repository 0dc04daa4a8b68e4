//! An alert dialog with two buttons: a verb and Cancel.

use leptos::prelude::*;

use super::{dialog, dom};

/// Asks before something is done. Cancel and Escape change nothing. It may stand on another modal dialog.
#[component]
pub fn Confirm(
    /// The heading: the question, in short.
    #[prop(into)]
    name: String,
    /// The name of the button that does it.
    #[prop(into)]
    verb: String,
    /// What it does cannot be undone: the button is red, and Cancel has the focus.
    #[prop(optional)]
    danger: bool,
    /// The name of the button that changes nothing.
    #[prop(default = "Cancel")]
    cancel: &'static str,
    /// The verb was chosen.
    on_confirm: Callback<()>,
    /// Cancel or Escape.
    on_cancel: Callback<()>,
    /// What will happen, in numbers.
    children: Children,
) -> AnyView {
    let heading = dom::fresh_id();
    let text = dom::fresh_id();
    let (class, first) = if danger { ("button danger", "[data-cancel]") } else { ("button primary", "[data-confirm]") };
    let content = view! {
        <h2 id=heading.clone()>{name}</h2>
        <div class="dialog-text" id=text.clone()>{children()}</div>
        <div class="dialog-footer">
            <button type="button" class="button" data-cancel="" on:click=move |_| on_cancel.run(())>{cancel}</button>
            <button type="button" class=class data-confirm="" on:click=move |_| on_confirm.run(())>{verb}</button>
        </div>
    }
    .into_any();
    dialog::modal("dialog confirm", "alertdialog", heading, Some(text), first, on_cancel, content)
}
