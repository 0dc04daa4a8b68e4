//! The navigation: the pages, and under OKRs the sessions of the navigation window.

use leptos::ev;
use leptos::prelude::*;

use crate::route::Route;
use crate::ui::components::{Icon, IconName, dom};
use crate::ui::places::use_places;

/// A column beside a wide page, over a narrower one when it is open.
#[component]
pub(super) fn Navigation(
    /// Whether it lies over the page.
    open: RwSignal<bool>,
    /// The route that is shown.
    route: Signal<Option<Route>>,
) -> AnyView {
    let places = use_places();
    let close = move || {
        open.set(false);
        if let Some(button) = document().get_element_by_id("menu-button") {
            let _ = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(button).focus();
        }
    };
    let keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            dom::handled(&event);
            close();
        }
    };
    let is_sessions = move || matches!(route.get(), Some(Route::Sessions { .. })).then_some("page");
    let class = move || if open.get() { "app-nav open" } else { "app-nav" };
    view! {
        <div class="nav-backdrop" class:open=open on:click=move |_| close()></div>
        <nav class=class id="navigation" aria-label="Main" on:keydown=keydown on:click=move |_| open.set(false)>
            <div role="group" aria-labelledby="nav-okrs">
                <div class="nav-group" id="nav-okrs">"OKRs"</div>
                <a class="nav-link" href=places.href(Route::Sessions { open: None }) aria-current=is_sessions>
                    <Icon name=IconName::Calendar />
                    <span class="nav-name">"Sessions"</span>
                </a>
            </div>
        </nav>
    }
    .into_any()
}
