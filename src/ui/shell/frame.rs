//! Header, navigation, and the page that the address names.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::{PersonId, SessionNumber, is_listed};
use crate::route::Route;
use crate::store::single_keys;
use crate::ui::activity::activity_page;
use crate::ui::calendar::calendar_page;
use crate::ui::components::{IconName, Toasts, discard_question, dom, icon, toast_region};
use crate::ui::data::data_page;
use crate::ui::format;
use crate::ui::lazy::prefetch;
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, el, follow};
use crate::ui::people::people_page;
use crate::ui::perform::use_store;
use crate::ui::places::{Places, use_places};
use crate::ui::sessions::sessions_page;
use crate::ui::trash::trash_page;
use crate::ui::wording;
use crate::ui::workspaces::workspaces_page;

use super::acting_as::acting_as;
use super::keys::listen_for_keys;
use super::navigation::navigation;
use super::new_version::new_version;
use super::not_found::not_found;
use super::notices::notices;
use super::settings::settings;
use super::undo_buttons::undo_buttons;
use super::{ask_to_leave, palette_dialog, shortcuts_dialog, tell_that_it_went};

/// From this width on the navigation is a column beside the page.
const WIDE: f64 = 1200.0;
/// Long enough for what is done here to be said.
const SAID_BY_THEN: Duration = Duration::from_millis(300);

/// Dialogs that can be opened from anywhere.
#[derive(Clone, Copy)]
pub(crate) struct OpenDialogs {
    /// *Add Session*, on the Sessions page.
    pub(crate) add_session: RwSignal<bool>,
    /// *Plan a fiscal year*, on the Sessions page.
    pub(crate) plan_year: RwSignal<bool>,
    /// *Edit* of this person, on the People page.
    pub(crate) edit_person: RwSignal<Option<PersonId>>,
    pub(super) shortcuts: RwSignal<bool>,
    /// Whether `/` and `?` are shortcuts: who speaks to the browser may type them without meaning to (WCAG 2.2, 2.1.4).
    pub(super) single_keys: RwSignal<bool>,
    pub(super) palette: RwSignal<bool>,
}

impl OpenDialogs {
    /// The page goes, or what is typed in its dialogs.
    pub(crate) fn close_those_of_the_page(self) {
        for dialog in [self.add_session, self.plan_year] {
            dialog.try_set(false);
        }
    }

    /// Nobody goes to another page: what should have been opened there is not waited for.
    fn stay(self) {
        self.edit_person.set(None);
    }
}

/// Which page is shown; a drawer that opens or closes does not change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Sessions,
    Trash,
    Activity,
    People,
    Calendar,
    Data,
    Workspaces,
    NotFound,
}

/// What led to another page may be gone with the one before, or with its menu: then the page's main part has the focus, so that
/// a screen reader goes on there and the keys scroll it.
fn focus_each_page(page: Memo<Page>) {
    let mut is_first = true;
    follow(Box::new(move || {
        page.track();
        if !std::mem::replace(&mut is_first, false) {
            dom::focus_main_unless_something_else_has_it();
        }
    }));
}

/// The whole window.
pub fn frame() -> El {
    let toasts = Toasts::provide();
    use_store().on_told(move |entry| toasts.failed(wording::told_by_windows(entry)));
    let dialogs = OpenDialogs {
        add_session: RwSignal::new(false),
        plan_year: RwSignal::new(false),
        edit_person: RwSignal::new(None),
        shortcuts: RwSignal::new(false),
        single_keys: RwSignal::new(single_keys()),
        palette: RwSignal::new(false),
    };
    provide_context(dialogs);
    listen_for_keys(dialogs);
    prefetch();
    format::make_ready_soon();
    let wanted = RwSignal::new(None);
    follow_add_request(dialogs);
    let shown = follow_address(dialogs, wanted);
    let page = follow_session(toasts, shown);
    focus_each_page(page);
    let nav_open = RwSignal::new(false);
    let main =
        el("main").class("app-main").attr("id", "main").attr("tabindex", "-1").child(notices()).dynamic(move || {
            [match page.get() {
                Page::Sessions => untrack(|| sessions_page(shown)),
                Page::Trash => untrack(trash_page),
                Page::Activity => untrack(activity_page),
                Page::People => untrack(people_page),
                Page::Calendar => untrack(calendar_page),
                Page::Data => untrack(data_page),
                Page::Workspaces => untrack(workspaces_page),
                Page::NotFound => untrack(not_found),
            }]
        });
    let skip = el("a").class("skip-link").attr("href", "#main").attr("rel", "external").text("Skip to content");
    let places = use_places();
    el("div")
        .class("app")
        .on("click", move |event| follow_link(&event, places))
        .child(skip)
        .child(header(nav_open))
        .child(el("div").class("app-body").children(navigation(nav_open, shown)).child(main))
        .child(toast_region())
        .child(new_version())
        .when(move || dialogs.shortcuts.get(), move || shortcuts_dialog(dialogs))
        .when(move || dialogs.palette.get(), move || palette_dialog(Rc::new(move || dialogs.palette.set(false))))
        .dynamic(move || wanted.get().map(|to| ask_to_leave(wanted, to)))
}

/// An address may ask for the dialog *Add Session*; once it is open, the address is that of the list.
fn follow_add_request(dialogs: OpenDialogs) {
    let editor = use_store().editor();
    let places = use_places();
    follow(Box::new(move || {
        if !places.asks_to_add() {
            return;
        }
        if let Some(route @ Route::Sessions { .. }) = untrack(|| places.route()) {
            dialogs.add_session.set(editor.with_untracked(|editor| editor.is_administrator()));
            places.go_to(&places.href_with(route, &places.query().get_untracked()), true);
        }
    }));
}

/// A click on a link within the app. Leptos' router would show its page, but put the address of another path into the
/// address bar only once its `Routes` say that they are ready, and this app has none.
fn follow_link(event: &web_sys::Event, places: Places) {
    let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() else {
        return;
    };
    let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.button() != 0;
    if elsewhere || event.default_prevented() {
        return;
    }
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("a[href^='/']:not([target], [download], [rel~=external])").ok().flatten());
    if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        places.go_to(&address, false);
    }
}

/// Where the way was to go that waits for an answer.
#[derive(Clone)]
pub(super) struct Wanted {
    address: String,
    /// Or else by the browser's own way back or forward.
    by_the_app: bool,
}

/// The route that is shown. It follows the address, but where something typed would be lost the user is asked first,
/// and the address waits: `wanted` is where it was to go.
fn follow_address(dialogs: OpenDialogs, wanted: RwSignal<Option<Wanted>>) -> Signal<Option<Route>> {
    let places = use_places();
    places.leave_the_root();
    let leaving = Leaving::provide();
    let shown = RwSignal::new(untrack(|| places.route()));
    let mut here = String::new();
    follow(Box::new(move || {
        let asked_for = places.route();
        let address = places.address();
        let before = shown.get_untracked();
        let pushed = places.take_pushed();
        if asked_for == before {
            here = address;
            return;
        }
        // A session that another window took away is not left by anybody: its drawer says what was typed there, and what stands
        // in a dialog over the list stays.
        let is_gone = asked_for == Some(Route::Sessions { open: None })
            && matches!(before, Some(Route::Sessions { open: Some(_) }))
            && !untrack(|| is_there(before));
        let leave = if is_gone { Leave::Free } else { untrack(|| leaving.ask()) };
        if leave != Leave::Free {
            if leave == Leave::Ask {
                wanted.set(Some(Wanted { address, by_the_app: pushed }));
            } else {
                dialogs.stay();
            }
            if before.is_some() {
                places.stay(&here, pushed);
            }
            return;
        }
        here = address;
        shown.set(asked_for);
    }));
    shown.into()
}

pub(super) fn leave_question(wanted: RwSignal<Option<Wanted>>, to: Wanted) -> El {
    let places = use_places();
    let leaving = expect_context::<Leaving>();
    let dialogs = expect_context::<OpenDialogs>();
    let go = move || {
        wanted.set(None);
        leaving.discard();
        // The way may lead to another drawer of the same page, which leaves the page's dialogs open.
        dialogs.close_those_of_the_page();
        if to.by_the_app { places.go_to(&to.address, false) } else { places.go_back() }
    };
    discard_question(go, move || {
        wanted.set(None);
        dialogs.stay();
        dom::focus_what_is_refused();
    })
}

/// The page of the route. A session that is not there, or not for this actor, is a page that is not there; but where a
/// session goes while its drawer is open (undone, moved to the trash), the list stays and the address follows.
fn follow_session(toasts: Toasts, shown: Signal<Option<Route>>) -> Memo<Page> {
    let actor = use_store().actor();
    let places = use_places();
    // Whose drawer is or was open, and for whom: only they saw it go.
    let seen = StoredValue::new(None);
    let page = Memo::new(move |_| {
        let route = shown.get();
        let here = is_there(route);
        let looking = Some((route, actor.with(|actor| actor.id)));
        if here {
            seen.set_value(looking);
        }
        let page = match route {
            None => Page::NotFound,
            Some(Route::Trash) if here => Page::Trash,
            Some(Route::Trash) => Page::NotFound,
            Some(Route::Activity) => Page::Activity,
            Some(Route::People) => Page::People,
            Some(Route::Calendar) => Page::Calendar,
            Some(Route::Data) => Page::Data,
            Some(Route::Workspaces) => Page::Workspaces,
            Some(Route::Sessions { .. }) if here || seen.get_value() == looking => Page::Sessions,
            Some(Route::Sessions { .. }) => Page::NotFound,
        };
        (page, here)
    });
    follow(Box::new(move || {
        if page.get() == (Page::Sessions, false) {
            if let Some(Route::Sessions { open: Some(number) }) = shown.get_untracked() {
                tell_that_it_went(toasts, number);
            }
            places.go_to(&places.href_with(Route::Sessions { open: None }, &places.query().get_untracked()), true);
        }
    }));
    Memo::new(move |_| page.get().0)
}

/// Nobody asked here for what took the session away, unless something is said of that by then: it was undone or done again.
pub(super) fn session_went(toasts: Toasts, number: SessionNumber) {
    let before = toasts.shown();
    let tell = move || {
        if toasts.shown() == before {
            let text = [&*number.to_string(), " went to the trash, was removed or is not visible any more."].concat();
            toasts.done(text, None);
        }
    };
    set_timeout(tell, SAID_BY_THEN);
}

/// Whether what the route names is there for the actor.
fn is_there(route: Option<Route>) -> bool {
    let store = use_store();
    match route {
        Some(Route::Sessions { open: Some(number) }) => {
            let actor = store.actor().get();
            store.workspace().with(|workspace| {
                workspace.session_by_number(number).is_some_and(|session| is_listed(workspace, &actor, session))
            })
        }
        // Who cannot restore anything is not told that there is a trash.
        Some(Route::Trash) => store.actor().with(|actor| actor.is_administrator()),
        _ => true,
    }
}

/// `nav_open`: whether the navigation lies over the page, where the window is not wide.
fn header(nav_open: RwSignal<bool>) -> El {
    let places = use_places();
    let wide = RwSignal::new(is_wide());
    dom::on_window("resize", move |_| {
        if wide.get_untracked() != is_wide() {
            wide.set(is_wide());
        }
    });
    let toggle = move || {
        // Beside a wide page the column stays; the button leads into it.
        if !wide.get_untracked() {
            nav_open.update(|open| *open = !*open);
        }
        if wide.get_untracked() || nav_open.get_untracked() {
            request_animation_frame(focus_navigation);
        }
    };
    let menu = el("button")
        .attr("type", "button")
        .attr("id", "menu-button")
        .class("icon-button")
        .attr("aria-label", "Menu")
        .attr("title", "Menu")
        .attr("aria-controls", "navigation")
        .aria_fn("aria-expanded", move || wide.get() || nav_open.get())
        .on_click(toggle)
        .child(icon(IconName::Menu));
    let home = places.href(Route::Sessions { open: None });
    el("header")
        .class("app-header")
        .child(menu)
        .child(el("a").class("app-name").attr("href", &home).text("OKR sessions"))
        .child(el("span").class("push"))
        .child(undo_buttons())
        .child(acting_as())
        .child(settings())
}

fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= WIDE)
}

fn focus_navigation() {
    let link = document().query_selector("#navigation a").ok().flatten();
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = link.focus();
    }
}
