//! A panel at the right that leaves the page usable.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dom;

/// The frame of a non-modal dialog; what it holds, its heading and its close button are the caller's.
///
/// Whoever opened it by key or click gets the focus moved into it and back; a page that loads with it open keeps its focus.
#[component]
pub fn Drawer(
    /// The accessible name.
    #[prop(into)]
    name: Signal<String>,
    /// Escape was pressed in it, and nothing on top of it took the key.
    on_close: Callback<()>,
    /// What it holds: a `.drawer-header`, then what scrolls in a `.drawer-body`.
    children: Children,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let opener = StoredValue::new_local(dom::focused());
    Effect::new(move |_| {
        let Some(drawer) = node.get() else { return };
        if opener.with_value(Option::is_some) {
            let _ = drawer.focus();
        }
        let drawer = StoredValue::new_local(drawer);
        on_cleanup(move || {
            drawer.with_value(|drawer| {
                opener.try_with_value(|opener| dom::give_focus_back(opener.as_ref(), drawer));
            });
        });
    });
    let keydown = move |event: ev::KeyboardEvent| {
        let on_top = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| target.closest("dialog, [popover]").ok().flatten().is_some());
        if event.key() == "Escape" && !event.default_prevented() && !event.is_composing() && !on_top {
            dom::handled(&event);
            on_close.run(());
        }
    };
    view! {
        <div class="drawer" role="dialog" aria-label=name tabindex="-1" node_ref=node on:keydown=keydown>
            {children()}
        </div>
    }
    .into_any()
}
