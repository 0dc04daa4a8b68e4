//! The settings menu of the header: the theme, and the pages of settings.

use leptos::prelude::*;

use crate::route::Route;
use crate::store::{Theme, read_theme, write_theme};
use crate::ui::components::{Choice, IconName, Popover, SelectField, icon};
use crate::ui::markup::{El, el};
use crate::ui::places::use_places;

/// The settings menu.
pub(super) fn settings() -> El {
    let theme = RwSignal::new(read_theme());
    show_theme(theme.get_untracked());
    Popover::new("Settings").view(icon(IconName::Settings), move || {
        vec![
            theme_choice(theme),
            page_link(Route::People, IconName::People, "People"),
            page_link(Route::Calendar, IconName::Calendar, "Calendar"),
            page_link(Route::Data, IconName::Download, "Data"),
            page_link(Route::Workspaces, IconName::Copy, "Workspaces"),
            page_link(Route::Activity, IconName::Clock, "Activity"),
        ]
    })
}

fn theme_choice(theme: RwSignal<Theme>) -> El {
    let value = RwSignal::new(theme.get_untracked().label().to_owned());
    let options: Vec<Choice> = Theme::ALL.into_iter().map(|theme| Choice::plain(theme.label())).collect();
    let choose = move |label: String| {
        let chosen = Theme::named(&label).unwrap_or_default();
        theme.set(chosen);
        show_theme(chosen);
        write_theme(chosen);
    };
    SelectField::new("Theme", value, Signal::stored(options)).on_change(choose).view()
}

fn page_link(route: Route, sign: IconName, name: &str) -> El {
    el("a")
        .class("nav-link")
        .attr("href", &use_places().href(route))
        .child(icon(sign))
        .child(el("span").class("nav-name").text(name))
}

/// The styles follow the system unless the root says otherwise, and the browser's own frame follows the page: which of
/// its two colours holds, the page says by media (`index.html` does the same before the first paint).
fn show_theme(theme: Theme) {
    let chosen = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    if let Some(root) = document().document_element() {
        let _ = match chosen {
            None => root.remove_attribute("data-theme"),
            Some(name) => root.set_attribute("data-theme", name),
        };
    }
    for (name, of_the_system) in [("light", "(prefers-color-scheme: light)"), ("dark", "(prefers-color-scheme: dark)")]
    {
        let media = chosen.map_or(of_the_system, |chosen| if chosen == name { "all" } else { "not all" });
        if let Some(colour) = document().get_element_by_id(&["theme-", name].concat()) {
            let _ = colour.set_attribute("media", media);
        }
    }
}
