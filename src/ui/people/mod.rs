//! people

use leptos::prelude::*;

/// Page.
#[component]
pub fn PeoplePage() -> AnyView {
    view! { <h1>"people"</h1> }.into_any()
}
