//! A button that shows more below itself.

use leptos::prelude::*;

use super::{Icon, IconName, dom};

/// Shows and hides what it holds. The hidden part is not in the page.
#[component]
pub fn Disclosure(
    /// The button while closed: `Show More`.
    #[prop(into)]
    open_label: String,
    /// The button while open: `Show Less`. May be the same as the other.
    #[prop(into)]
    close_label: String,
    /// Whether it is open, when somebody else has to know or decide.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    /// What it shows.
    children: ChildrenFn,
) -> AnyView {
    let open = open.unwrap_or_else(|| RwSignal::new(false));
    let id = dom::fresh_id();
    view! {
        <div class="disclosure">
            <button
                type="button"
                class="disclosure-button"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=IconName::ChevronRight />
                <span>{move || if open.get() { close_label.clone() } else { open_label.clone() }}</span>
            </button>
            <div class="disclosure-content" id=id>
                {move || open.get().then(|| children())}
            </div>
        </div>
    }
    .into_any()
}
