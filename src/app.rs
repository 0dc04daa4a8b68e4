//! Wiring: the store, the router, the frame.

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::store::Store;
use crate::ui::shell::frame;
use crate::ui::{Places, base_path};

/// Puts the app in the place of the start shell; nowhere in a frame of another site, where the shell stays and says so.
pub fn mount() {
    let start = document().document_element().and_then(|root| root.get_attribute("data-start"));
    if start.as_deref() == Some("framed") {
        return;
    }
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    provide_context(Store::open());
    let base = base_path();
    let root = NodeRef::<html::Div>::new();
    let start = {
        let base = base.clone();
        move || {
            Places::provide(base.clone());
            root.on_load(|root| {
                if let Some(shell) = document().get_element_by_id("app-shell") {
                    shell.remove();
                }
                // Appending to an element that is in the document cannot fail.
                let _ = root.append_child(&frame().node());
            });
        }
    };
    view! {
        <Router base=base>
            <div node_ref=root></div>
            // Runs below the router, whose location the places read.
            {start()}
        </Router>
    }
}
