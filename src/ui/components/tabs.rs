//! Tabs over one panel.

use std::rc::Rc;

use leptos::prelude::*;

use super::dom;
use crate::ui::markup::{El, el};

/// A row of tabs of which one is selected; arrow keys, Home and End select another.
pub struct Tabs {
    label: String,
    tabs: Vec<(&'static str, &'static str)>,
    selected: Signal<String>,
    on_select: Rc<dyn Fn(&'static str)>,
}

impl Tabs {
    /// With the accessible name of the row, key and name of each tab, and the key of the selected one.
    pub fn new(label: &str, tabs: Vec<(&'static str, &'static str)>, selected: Signal<String>) -> Self {
        Self { label: label.to_owned(), tabs, selected, on_select: Rc::new(|_| {}) }
    }

    /// Another one was selected.
    pub fn on_select(mut self, run: impl Fn(&'static str) + 'static) -> Self {
        self.on_select = Rc::new(run);
        self
    }

    /// With the panel of the selected tab.
    pub fn view(self, panel: impl IntoIterator<Item = El>) -> El {
        self.view_of(el("div").class("tab-panel").attr("role", "tabpanel").children(panel))
    }

    fn view_of(self, panel: El) -> El {
        let Self { label, tabs, selected, on_select } = self;
        let id = dom::fresh_id();
        let panel_id = dom::fresh_id();
        let keys: Vec<&'static str> = tabs.iter().map(|(key, _)| *key).collect();
        let mut row = el("div").class("tabs").attr("role", "tablist").attr("aria-label", &label);
        for (key, name) in tabs {
            let chosen = move || selected.with(|selected| selected == key);
            let on_select = on_select.clone();
            let tab = el("button")
                .attr("type", "button")
                .attr("role", "tab")
                .class("tab")
                .attr("id", &tab_id(&id, key))
                .aria_fn("aria-selected", chosen)
                .attr("aria-controls", &panel_id)
                .word_fn("tabindex", move || Some(if chosen() { "0" } else { "-1" }))
                .on_click(move || on_select(key))
                .text(name);
            row = row.child(tab);
        }
        let node = row.node();
        let row = row.on_key(move |event| {
            let at = selected.with_untracked(|selected| keys.iter().position(|key| key == selected)).unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowRight" => (at + 1) % keys.len(),
                "ArrowLeft" => (at + keys.len() - 1) % keys.len(),
                "Home" => 0,
                "End" => keys.len() - 1,
                _ => return,
            };
            dom::handled(event);
            if let Some(tab) = dom::all(&node, "[role=tab]").get(next) {
                let _ = tab.focus();
            }
            on_select(keys[next]);
        });
        let panel = panel
            .attr("id", &panel_id)
            .attr_fn("aria-labelledby", move || Some(selected.with(|selected| tab_id(&id, selected))));
        // Without a box of its own: row and panel are laid out by what holds the tabs.
        el("div").class("tabs-frame").child(row).child(panel)
    }
}

fn tab_id(row: &str, key: &str) -> String {
    [row, "-", key].concat()
}
