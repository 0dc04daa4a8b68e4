//! A modal dialog: mounted is open.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{
    dom,
    toast::{ToastRegion, Toasts},
};

/// The native `<dialog>`, opened as a modal when it is mounted and closed when it is unmounted.
///
/// It never closes by itself: Escape asks `on_leave`, which may first ask whether typed text is to be dropped, and a click
/// beside it does nothing.
#[component]
pub fn Dialog(
    /// The heading, and by it the accessible name.
    #[prop(into)]
    name: String,
    /// Escape was pressed, or the platform's back gesture was made.
    on_leave: Callback<()>,
    /// 720 px instead of 480 px.
    #[prop(optional)]
    wide: bool,
    /// What it holds; buttons go into a `DialogFooter`.
    children: Children,
) -> AnyView {
    let id = dom::fresh_id();
    let class = if wide { "dialog wide" } else { "dialog" };
    let content = view! {
        <h2 id=id.clone()>{name}</h2>
        {children()}
    }
    .into_any();
    modal(class, "dialog", id, None, "[autofocus], input:not([readonly]), select, textarea, button", on_leave, content)
}

/// The row of buttons at the end of a dialog; the primary one is the last.
#[component]
pub fn DialogFooter(
    /// The buttons.
    children: Children,
) -> AnyView {
    view! { <div class="dialog-footer">{children()}</div> }.into_any()
}

/// What `Dialog` and `Confirm` share. `first` selects what takes the focus.
pub(super) fn modal(
    class: &'static str,
    role: &'static str,
    labelled_by: String,
    described_by: Option<String>,
    first: &'static str,
    on_leave: Callback<()>,
    content: AnyView,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(dom::focused());
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        open(&dialog, first);
        let dialog = StoredValue::new_local(dialog);
        on_cleanup(move || {
            dialog.with_value(|dialog: &HtmlDialogElement| {
                // Closed before it is removed: only then does the page below stop being inert at once.
                dialog.close();
                opener.try_with_value(|opener| dom::give_focus_back(opener.as_ref(), dialog));
            });
        });
    });
    let keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            // Taken here and not as `cancel`: Chromium lets a second Escape in a row through, whatever a page says.
            dom::handled(&event);
            on_leave.run(());
        }
    };
    let of_this = move |event: &web_sys::Event| {
        event.target().zip(event.current_target()).is_some_and(|(target, current)| target == current)
    };
    let cancel = move |event: web_sys::Event| {
        if of_this(&event) && event.cancelable() {
            event.prevent_default();
            on_leave.run(());
        }
    };
    let close = move |event: web_sys::Event| {
        // Closed by the browser against our will: stands again, and asks.
        if of_this(&event)
            && let Some(dialog) = node.try_get_untracked().flatten()
            && dialog.is_connected()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            on_leave.run(());
        }
    };
    let toasts = use_context::<Toasts>().map(|_| view! { <ToastRegion /> });
    view! {
        <dialog
            node_ref=node
            class=class
            role=role
            aria-labelledby=labelled_by
            aria-describedby=described_by
            on:keydown=keydown
            on:cancel=cancel
            on:close=close
        >
            {content}
            {toasts}
        </dialog>
    }
    .into_any()
}

fn open(dialog: &HtmlDialogElement, first: &str) {
    if !dialog.open() && dialog.show_modal().is_err() {
        return;
    }
    let found = |selector: &str| dialog.query_selector(selector).ok().flatten()?.dyn_into::<HtmlElement>().ok();
    if let Some(element) = found("[autofocus]").or_else(|| found(first)) {
        let _ = element.focus();
    }
}
