//! Tabs over one panel.

use leptos::{ev, html, prelude::*};

use super::dom;

/// A row of tabs of which one is selected; arrow keys, Home and End select another.
#[component]
pub fn Tabs(
    /// The accessible name of the row.
    #[prop(into)]
    label: String,
    /// Key and name of each.
    tabs: Vec<(&'static str, String)>,
    /// The key of the selected one.
    #[prop(into)]
    selected: Signal<String>,
    /// Another one was selected.
    on_select: Callback<String>,
    /// The panel of the selected tab.
    children: Children,
) -> AnyView {
    let id = dom::fresh_id();
    let panel = dom::fresh_id();
    let row = NodeRef::<html::Div>::new();
    let keys: Vec<&'static str> = tabs.iter().map(|(key, _)| *key).collect();
    let tab_id = move |key: &str| [id.as_str(), "-", key].concat();
    let keydown = move |event: ev::KeyboardEvent| {
        let Some(row) = row.get_untracked() else {
            return;
        };
        let at = selected.with_untracked(|selected| keys.iter().position(|key| key == selected)).unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % keys.len(),
            "ArrowLeft" => (at + keys.len() - 1) % keys.len(),
            "Home" => 0,
            "End" => keys.len() - 1,
            _ => return,
        };
        dom::handled(&event);
        if let Some(tab) = dom::all(&row, "[role=tab]").get(next) {
            let _ = tab.focus();
        }
        on_select.run(keys[next].to_owned());
    };
    let buttons: Vec<AnyView> = tabs
        .into_iter()
        .map(|(key, name)| {
            let chosen = Memo::new(move |_| selected.with(|selected| selected == key));
            view! {
                <button
                    type="button"
                    role="tab"
                    class="tab"
                    id=tab_id(key)
                    aria-selected=move || if chosen.get() { "true" } else { "false" }
                    aria-controls=panel.clone()
                    tabindex=move || if chosen.get() { "0" } else { "-1" }
                    on:click=move |_| on_select.run(key.to_owned())
                >
                    {name}
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=row on:keydown=keydown>{buttons}</div>
        <div
            class="tab-panel"
            role="tabpanel"
            id=panel
            aria-labelledby=move || selected.with(|selected| tab_id(selected))
        >
            {children()}
        </div>
    }
    .into_any()
}
