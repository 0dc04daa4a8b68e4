//! A button with a small panel that is no menu: it may hold fields and links.

use leptos::{children::ViewFn, ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::dom;

/// Shows and hides a panel beside its button. It closes on Escape, on a click elsewhere, on a link in it, and when the
/// focus goes on beyond it.
#[component]
pub fn Popover(
    /// The accessible name of the button and of the panel, and the tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows.
    #[prop(into)]
    trigger: ViewFn,
    /// Class of the button.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// What the panel holds.
    children: ChildrenFn,
) -> AnyView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let frame = NodeRef::<html::Span>::new();
    let id = dom::fresh_id();
    let panel_id = id.clone();
    let keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            dom::handled(&event);
            open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    let focusout = move |event: ev::FocusEvent| {
        let went_to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if let Some((node, frame)) = went_to.zip(frame.try_get_untracked().flatten())
            && !frame.contains(Some(&node))
        {
            open.try_set(false);
        }
    };
    view! {
        <span class="menu" node_ref=frame on:keydown=keydown on:focusout=focusout>
            <button
                type="button"
                class=class
                node_ref=button
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=id
                aria-label=label
                title=label
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {trigger.run()}
            </button>
            {move || open.get().then(|| panel(label, panel_id.clone(), open, button, frame, children()))}
        </span>
    }
    .into_any()
}

fn panel(
    label: Signal<String>,
    id: String,
    open: RwSignal<bool>,
    button: NodeRef<html::Button>,
    frame: NodeRef<html::Span>,
    content: AnyView,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some((panel, button)) = node.get().zip(button.get()) {
            dom::show_on_top(&panel);
            dom::place(&button, &panel, false);
        }
    });
    dom::on_window("pointerdown", move |event| {
        if let Some(frame) = frame.try_get_untracked().flatten()
            && !dom::inside(&event, &frame)
        {
            open.try_set(false);
        }
    });
    let click = move |event: ev::MouseEvent| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|target| target.closest("a[href]").ok().flatten().is_some());
        if link {
            open.set(false);
        }
    };
    view! {
        <div class="popover-panel" id=id role="group" popover="manual" aria-label=label node_ref=node on:click=click>
            {content}
        </div>
    }
    .into_any()
}
