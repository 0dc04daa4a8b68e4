//! The navigation: the pages, and under OKRs the sessions of the navigation window.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::{Session, Timing, sessions_in_menu};
use crate::route::Route;
use crate::ui::components::{IconName, dom, icon};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;
use crate::ui::places::use_places;
use crate::ui::swatch::swatch;

/// More sessions than this are counted: thousands of links at once would take a second at every change.
const LISTED_MOST: usize = 50;

/// A column beside a wide page, over a narrower one when it is `open`; and what lies behind it then.
pub(super) fn navigation(open: RwSignal<bool>, route: Signal<Option<Route>>) -> [El; 2] {
    let backdrop = el("div").class("nav-backdrop").class_if("open", move || open.get()).on_click(move || close(open));
    let sessions = el("div")
        .attr("role", "group")
        .attr("aria-labelledby", "nav-okrs")
        .child(el("div").class("nav-group").attr("id", "nav-okrs").text("OKRs"))
        .child(sessions_link(route))
        .child(listed_sessions(route));
    let column = el("nav")
        .class("app-nav")
        .class_if("open", move || open.get())
        .attr("id", "navigation")
        .attr("aria-label", "Main")
        .on_key(move |event| {
            if event.key() == "Escape" && open.get_untracked() {
                dom::handled(event);
                close(open);
            }
        })
        .on("focusout", move |event| {
            let goes_to = dom::goes_to(&event).filter(|_| open.get_untracked());
            // The button shuts it by itself.
            if goes_to.is_some_and(|goes_to| matches!(goes_to.closest("#navigation, #menu-button"), Ok(None))) {
                open.set(false);
            }
        })
        .on_click(move || open.set(false))
        .child(sessions);
    [backdrop, column]
}

fn close(open: RwSignal<bool>) {
    open.set(false);
    if let Some(button) = document().get_element_by_id("menu-button")
        && let Ok(button) = button.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = button.focus();
    }
}

fn sessions_link(route: Signal<Option<Route>>) -> El {
    el("a")
        .class("nav-link")
        .attr("href", &use_places().href(Route::Sessions { open: None }))
        .word_fn("aria-current", move || matches!(route.get(), Some(Route::Sessions { open: None })).then_some("page"))
        .child(icon(IconName::Calendar))
        .child(el("span").class("nav-name").text("Sessions"))
}

/// The sessions from a month before their begin to a month after their end, those of the actor only.
fn listed_sessions(route: Signal<Option<Route>>) -> El {
    let store = use_store();
    let sessions = Memo::new(move |_| {
        let actor = store.actor().get();
        let today = store.today().get();
        store.workspace().with(|workspace| sessions_in_menu(workspace, &actor, today))
    });
    let more = move || sessions.with(Vec::len).saturating_sub(LISTED_MOST);
    let rest = move || {
        (more() > 0).then(|| {
            el("a")
                .class("nav-link sub")
                .attr("href", &use_places().href(Route::Sessions { open: None }))
                .child(el("span").class("nav-name").text(&["and ", &format::count(more()), " more"].concat()))
        })
    };
    el("div")
        .dynamic(move || {
            sessions.with(|sessions| {
                sessions.iter().take(LISTED_MOST).map(|session| session_link(session, route)).collect::<Vec<_>>()
            })
        })
        .dynamic(rest)
}

fn session_link(session: &Arc<Session>, route: Signal<Option<Route>>) -> El {
    let number = session.number;
    let upcoming = session.timing(use_store().today().get()) == Timing::Upcoming;
    let badge = match session.status.is_closed() {
        true => Some("Closed"),
        false => upcoming.then_some("Upcoming"),
    };
    el("a")
        .class("nav-link sub")
        .attr("href", &use_places().href(Route::Sessions { open: Some(number) }))
        .attr("title", session.title.as_str())
        .word_fn("aria-current", move || {
            (route.get() == Some(Route::Sessions { open: Some(number) })).then_some("page")
        })
        .child(swatch(session.colour))
        .child(el("span").class("nav-name").attr("dir", "auto").text(session.title.as_str()))
        .children(badge.map(|word| el("span").class("badge").text(word)))
}
