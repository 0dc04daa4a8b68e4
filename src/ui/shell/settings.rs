//! The settings menu of the header: the theme, and the pages of settings.

use leptos::prelude::*;

use crate::route::Route;
use crate::store::{Theme, read_theme, write_theme};
use crate::ui::components::{Choice, Icon, IconName, Popover, SelectField};
use crate::ui::places::use_places;

/// The settings menu.
#[component]
pub(super) fn Settings() -> AnyView {
    let theme = RwSignal::new(read_theme());
    show_theme(theme.get_untracked());
    let choose = move |label: String| {
        let chosen = Theme::named(&label).unwrap_or_default();
        theme.set(chosen);
        show_theme(chosen);
        write_theme(chosen);
    };
    view! {
        <Popover label="Settings" trigger=|| view! { <Icon name=IconName::Settings /> }>
            <ThemeChoice theme=theme choose=Callback::new(choose) />
            <PageLink route=Route::People icon=IconName::People name="People" />
            <PageLink route=Route::Data icon=IconName::Download name="Data" />
        </Popover>
    }
    .into_any()
}

#[component]
fn ThemeChoice(theme: RwSignal<Theme>, choose: Callback<String>) -> AnyView {
    let value = RwSignal::new(theme.get_untracked().label().to_owned());
    let options: Vec<Choice> = Theme::ALL
        .into_iter()
        .map(|theme| Choice { value: theme.label().to_owned(), label: theme.label().to_owned() })
        .collect();
    view! { <SelectField label="Theme" value=value options=Signal::stored(options) on_change=choose /> }.into_any()
}

#[component]
fn PageLink(route: Route, icon: IconName, name: &'static str) -> AnyView {
    let places = use_places();
    view! {
        <a class="nav-link" href=places.href(route)>
            <Icon name=icon />
            <span class="nav-name">{name}</span>
        </a>
    }
    .into_any()
}

/// The styles follow the system unless the root says otherwise.
fn show_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light => root.set_attribute("data-theme", "light"),
            Theme::Dark => root.set_attribute("data-theme", "dark"),
        };
    }
}
