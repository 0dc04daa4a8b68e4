//! What stands where nothing is yet.

use leptos::prelude::*;

/// Says in a sentence what belongs here and offers the action.
#[component]
pub fn EmptyState(
    /// A few words.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// The buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="empty-state">
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|actions| view! { <div class="empty-actions">{actions()}</div> })}
        </div>
    }
    .into_any()
}
