//! data

use leptos::prelude::*;

/// Page.
#[component]
pub fn DataPage() -> AnyView {
    view! { <h1>"data"</h1> }.into_any()
}
