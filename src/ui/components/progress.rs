//! How much of a long job is done.

use leptos::prelude::*;

/// A bar with counts.
#[component]
pub fn Progress(
    /// What is going on; the accessible name of the bar.
    #[prop(into)]
    label: String,
    /// How many are done.
    #[prop(into)]
    done: Signal<usize>,
    /// Of how many.
    #[prop(into)]
    total: Signal<usize>,
) -> AnyView {
    view! {
        <div class="progress">
            <span class="progress-label" aria-hidden="true">
                <span>{label.clone()}</span>
                <span class="figures">{move || done.get()} " of " {move || total.get()}</span>
            </span>
            <progress
                aria-label=label
                max=move || total.get().max(1).to_string()
                prop:value=move || done.get() as f64
            ></progress>
        </div>
    }
    .into_any()
}
