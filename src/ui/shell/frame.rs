//! Header, navigation, and the page that the address names.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::components::{Confirm, Icon, IconName, ToastRegion, Toasts, dom};
use crate::ui::data::DataPage;
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::people::PeoplePage;
use crate::ui::perform::use_store;
use crate::ui::places::use_places;
use crate::ui::sessions::SessionsPage;

use super::acting_as::ActingAs;
use super::keys::listen_for_keys;
use super::navigation::Navigation;
use super::not_found::NotFound;
use super::notices::Notices;
use super::palette::Palette;
use super::settings::Settings;
use super::shortcuts::Shortcuts;

/// From this width on the navigation is a column beside the page.
const WIDE: f64 = 1200.0;

/// Dialogs that can be opened from anywhere.
#[derive(Clone, Copy)]
pub(crate) struct OpenDialogs {
    /// *Add Session*, on the Sessions page.
    pub(crate) add_session: RwSignal<bool>,
    /// *Plan a fiscal year*, on the Sessions page.
    pub(crate) plan_year: RwSignal<bool>,
    pub(super) shortcuts: RwSignal<bool>,
    pub(super) palette: RwSignal<bool>,
}

/// Which page is shown; a drawer that opens or closes does not change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Sessions,
    People,
    Data,
    NotFound,
}

/// The whole window.
#[component]
pub fn Frame() -> AnyView {
    Toasts::provide();
    let dialogs = OpenDialogs {
        add_session: RwSignal::new(false),
        plan_year: RwSignal::new(false),
        shortcuts: RwSignal::new(false),
        palette: RwSignal::new(false),
    };
    provide_context(dialogs);
    listen_for_keys(dialogs);
    let (shown, question) = follow_address();
    let page = Memo::new(move |_| page_of(shown.get()));
    let nav_open = RwSignal::new(false);
    view! {
        <div class="app">
            <a class="skip-link" href="#main" rel="external">"Skip to content"</a>
            <Header nav_open=nav_open />
            <div class="app-body">
            <Navigation open=nav_open route=shown />
            <main class="app-main" id="main" tabindex="-1">
                <Notices />
                {move || match page.get() {
                    Page::Sessions => view! { <SessionsPage route=shown /> }.into_any(),
                    Page::People => view! { <PeoplePage /> }.into_any(),
                    Page::Data => view! { <DataPage /> }.into_any(),
                    Page::NotFound => view! { <NotFound /> }.into_any(),
                }}
            </main>
            </div>
            <ToastRegion />
        </div>
        <Show when=move || dialogs.shortcuts.get()>
            <Shortcuts on_leave=Callback::new(move |()| dialogs.shortcuts.set(false)) />
        </Show>
        <Show when=move || dialogs.palette.get()>
            <Palette on_leave=Callback::new(move |()| dialogs.palette.set(false)) />
        </Show>
        {question}
    }
    .into_any()
}

/// The route that is shown. It follows the address, but where something typed would be lost the user is asked first,
/// and the address waits.
fn follow_address() -> (Signal<Option<Route>>, impl IntoView) {
    let places = use_places();
    let leaving = Leaving::provide();
    let shown = RwSignal::new(places.route());
    let wanted = RwSignal::new(None::<Option<Route>>);
    Effect::new(move |_| {
        let asked_for = places.route();
        let before = shown.get_untracked();
        if asked_for == before {
            return;
        }
        if leaving.ask() == Leave::Ask {
            if let Some(before) = before {
                places.go_to(&places.href_with(before, &places.query().get_untracked()), true);
            }
            wanted.set(Some(asked_for));
            return;
        }
        shown.set(asked_for);
    });
    let question = move || {
        let wanted_route = wanted.get()?;
        let go = move |()| {
            wanted.set(None);
            leaving.discard();
            if let Some(route) = wanted_route {
                places.go_to(&places.href_with(route, &places.query().get_untracked()), false);
            }
        };
        Some(view! {
            <Confirm
                name="Discard what you typed?"
                verb="Discard"
                cancel="Keep editing"
                on_confirm=Callback::new(go)
                on_cancel=Callback::new(move |()| wanted.set(None))
            >
                <p>"A value cannot be saved as it stands. It would be lost."</p>
            </Confirm>
        })
    };
    (shown.into(), question)
}

/// A session that is not there, or not for this actor, is a page that is not there.
fn page_of(route: Option<Route>) -> Page {
    let store = use_store();
    match route {
        None => Page::NotFound,
        Some(Route::People) => Page::People,
        Some(Route::Data) => Page::Data,
        Some(Route::Sessions { open: None }) => Page::Sessions,
        Some(Route::Sessions { open: Some(number) }) => {
            let actor = store.actor().get();
            let there = store.workspace().with(|workspace| {
                workspace
                    .session_by_number(number)
                    .is_some_and(|session| crate::domain::is_listed(workspace, &actor, session))
            });
            if there { Page::Sessions } else { Page::NotFound }
        }
    }
}

#[component]
fn Header(
    /// Whether the navigation lies over the page, where the window is not wide.
    nav_open: RwSignal<bool>,
) -> AnyView {
    let places = use_places();
    let wide = RwSignal::new(is_wide());
    dom::on_window("resize", move |_| {
        if wide.get_untracked() != is_wide() {
            wide.set(is_wide());
        }
    });
    let toggle = move |_| {
        // Beside a wide page the column stays; the button leads into it.
        if !wide.get_untracked() {
            nav_open.update(|open| *open = !*open);
        }
        if wide.get_untracked() || nav_open.get_untracked() {
            request_animation_frame(focus_navigation);
        }
    };
    view! {
        <header class="app-header">
            <button
                type="button"
                id="menu-button"
                class="icon-button"
                aria-label="Menu"
                title="Menu"
                aria-controls="navigation"
                aria-expanded=move || if wide.get() || nav_open.get() { "true" } else { "false" }
                on:click=toggle
            >
                <Icon name=IconName::Menu />
            </button>
            <a class="app-name" href=places.href(Route::Sessions { open: None })>"OKR sessions"</a>
            <span class="push"></span>
            <ActingAs />
            <Settings />
        </header>
    }
    .into_any()
}

fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= WIDE)
}

fn focus_navigation() {
    let link = document().query_selector("#navigation a").ok().flatten();
    if let Some(link) = link.and_then(|link| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(link).ok()) {
        let _ = link.focus();
    }
}
