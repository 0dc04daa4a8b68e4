//! One of a few, all of them visible.

use leptos::prelude::*;

use super::dom;

/// Native radio buttons that look like segments.
#[component]
pub fn RadioGroup(
    /// The accessible name of the group.
    #[prop(into)]
    label: String,
    /// Key and name of each.
    options: Vec<(&'static str, String)>,
    /// The key of the chosen one.
    #[prop(into)]
    selected: Signal<String>,
    /// Another one was chosen.
    on_select: Callback<String>,
) -> AnyView {
    let group = dom::fresh_id();
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(key, name)| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name=group.clone()
                        value=key
                        prop:checked=move || selected.with(|selected| selected == key)
                        on:change=move |_| on_select.run(key.to_owned())
                    />
                    <span>{name}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! { <div class="segmented" role="radiogroup" aria-label=label>{options}</div> }.into_any()
}
