//! A switch: acts at once.

use leptos::prelude::*;

/// On or off, with its label beside it.
#[component]
pub fn Switch(
    /// The visible label and the accessible name.
    #[prop(into)]
    label: String,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// The other state was asked for.
    on_toggle: Callback<bool>,
) -> AnyView {
    view! {
        <button
            type="button"
            role="switch"
            class="switch"
            aria-checked=move || if checked.get() { "true" } else { "false" }
            on:click=move |_| on_toggle.run(!checked.get_untracked())
        >
            <span class="switch-track" aria-hidden="true"></span>
            {label}
        </button>
    }
    .into_any()
}
