//! Wiring: the store, the router, the frame.

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::store::Store;
use crate::ui::shell::Frame;
use crate::ui::{Places, base_path};

/// Puts the app in the place of the start shell.
pub fn mount() {
    if let Some(shell) = document().get_element_by_id("app-shell") {
        shell.remove();
    }
    mount_to_body(App);
}

#[component]
fn App() -> AnyView {
    provide_context(Store::open());
    let base = base_path();
    view! {
        <Router base=base.clone()>
            {
                Places::provide(base);
                view! { <Frame /> }
            }
        </Router>
    }
    .into_any()
}
