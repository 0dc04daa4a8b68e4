//! Where the app is and how it goes elsewhere: routes as addresses below the base path the app is served from.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::params::ParamsMap;
use wasm_bindgen::{JsCast, JsValue};

use crate::route::{ADD, ActivityQuery, Route, SessionsQuery};

use super::components::dom::after_the_frame;

/// Leptos' router, told to go to an address.
type Navigate = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// When the frame that shows a change is on its way: a new history entry takes the router and the browser as long as the
/// list takes for its rows.
const AFTER_THE_FRAME: Duration = Duration::from_millis(20);

/// An address that the address bar does not have yet.
struct Coming {
    address: String,
    /// Where the address bar was. It is elsewhere by now when the browser's own way back or forward was faster, which counts then.
    from: String,
    replace: bool,
    timer: Option<TimeoutHandle>,
}

/// Addresses of routes, and going to them.
#[derive(Clone, Copy)]
pub struct Places {
    base: StoredValue<String>,
    navigate: StoredValue<Navigate>,
    path: Memo<String>,
    params: Memo<ParamsMap>,
    query: Memo<SessionsQuery>,
    pushed: StoredValue<bool>,
    /// The path of what is coming.
    ahead: RwSignal<Option<String>>,
    coming: StoredValue<Option<Coming>>,
}

impl Places {
    /// Makes them available to everything below; below a `Router` with this base path, which has no slash at its end.
    pub fn provide(base: String) -> Self {
        let location = use_location();
        let navigate = use_navigate();
        let prefix = base.clone();
        let ahead = RwSignal::new(None::<String>);
        let path = Memo::new(move |_| {
            let path = ahead.get().unwrap_or_else(|| location.pathname.get());
            path.strip_prefix(&*prefix).unwrap_or(&path).to_owned()
        });
        let params = location.query;
        let query = Memo::new(move |_| params.with(|params| SessionsQuery::parse(|name| params.get(name))));
        let pushed = StoredValue::new(false);
        let (base, navigate) = (StoredValue::new(base), StoredValue::new(Box::new(navigate) as Navigate));
        let places = Self { base, navigate, path, params, query, pushed, ahead, coming: StoredValue::new(None) };
        provide_context(places);
        places
    }

    /// The route of the address bar, or the one it is about to get; `None` for no page.
    pub fn route(self) -> Option<Route> {
        self.path.with(|path| Route::parse(path))
    }

    /// The bare address of the app leads to its first page.
    pub fn leave_the_root(self) {
        if self.path.with_untracked(|path| path.is_empty() || path == "/") {
            let query = self.query.get_untracked();
            self.go_to(&self.href_with(Route::Sessions { open: None }, &query), true);
        }
    }

    /// Whether the address asks for a new session to be added.
    pub fn asks_to_add(self) -> bool {
        self.params.with(|params| params.get(ADD).is_some())
    }

    /// The address bar's address.
    pub fn address(self) -> String {
        let path = self.base.with_value(|base| self.path.with(|path| [base, &**path].concat()));
        [path, self.params.with(ParamsMap::to_query_string)].concat()
    }

    /// The list's query in the address bar.
    pub fn query(self) -> Memo<SessionsQuery> {
        self.query
    }

    /// The activity's query in the address bar.
    pub fn activity(self) -> ActivityQuery {
        self.params.with(|params| ActivityQuery::parse(|name| params.get(name)))
    }

    /// The address of a route.
    pub fn href(self, route: Route) -> String {
        self.base.with_value(|base| [base, &*route.path()].concat())
    }

    /// The address of the list, or of a drawer over it, as it is asked for.
    pub fn href_with(self, route: Route, query: &SessionsQuery) -> String {
        with_pairs(self.href(route), query.pairs())
    }

    /// The address of the activity, as it is asked for.
    pub fn activity_href(self, query: &ActivityQuery) -> String {
        let pairs = query.pairs();
        with_pairs(self.href(Route::Activity), pairs.iter().map(|(name, value)| (*name, &**value)).collect())
    }

    /// Whether the app itself added the newest entry to the history, since this was asked last; it was the browser's
    /// own way back or forward otherwise.
    pub fn take_pushed(self) -> bool {
        self.pushed.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// Goes to a route; back leads here.
    pub fn go(self, route: Route) {
        self.go_to(&self.href(route), false);
    }

    /// Goes to an address of this app. `replace`: back leads to where it led before.
    pub fn go_to(self, address: &str, replace: bool) {
        self.arrive();
        self.pushed.set_value(!replace);
        self.navigate_to(address, replace);
    }

    /// Stays at an address that is still shown, where what was asked for is not gone to. `pushed`: the app itself asked for it.
    pub fn stay(self, here: &str, pushed: bool) {
        self.arrive();
        if !pushed {
            // Who went back stands one entry before this one, which comes again after it: replacing that entry would let the
            // next way back lead out of the list, or out of the app.
            self.navigate_to(here, false);
            let here = here.to_owned();
            after_the_frame(move || self.give_the_bar(&here));
        } else if !bar().ends_with(here)
            && let Ok(history) = window().history()
        {
            // Replaced, the entry that the app added would be this one once more, and the next way back would lead nowhere.
            let _ = history.back();
        }
    }

    /// Goes after all where the browser's own way led when it was stayed here: that entry is the one before this one's.
    pub fn go_back(self) {
        self.arrive();
        if let Ok(history) = window().history() {
            let _ = history.back();
        }
    }

    /// The router leaves out an entry that it takes for the newest one: its list of them goes wrong where addresses were replaced.
    fn give_the_bar(self, here: &str) {
        if !bar().ends_with(here)
            && untrack(|| self.address()) == here
            && let Ok(history) = window().history()
        {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(here));
        }
    }

    /// The same within a page, which shows where it went at once, and the address bar a moment later.
    pub fn go_ahead(self, address: &str, replace: bool) {
        self.arrive();
        self.pushed.set_value(!replace);
        let path = address.split_once('?').map_or(address, |(path, _)| path);
        self.ahead.set(Some(path.to_owned()));
        let timer = set_timeout_with_handle(move || self.arrive(), AFTER_THE_FRAME).ok();
        self.coming.set_value(Some(Coming { address: address.to_owned(), from: bar(), replace, timer }));
    }

    /// Goes where the app is already, unless it is on its way elsewhere: see `sessions/rehearsal.rs`.
    pub fn go_nowhere(self) {
        let address = self.address();
        if bar().ends_with(&address) && self.coming.with_value(Option::is_none) {
            self.go_ahead(&address, true);
        }
    }

    /// Gives the address bar what is coming.
    fn arrive(self) {
        let Some(Coming { address, from, replace, timer }) = self.coming.try_update_value(Option::take).flatten()
        else {
            return;
        };
        if let Some(timer) = timer {
            timer.clear();
        }
        if bar() == from {
            self.navigate_to(&address, replace);
        }
        self.ahead.set(None);
    }

    fn navigate_to(self, address: &str, replace: bool) {
        let options = NavigateOptions { resolve: false, scroll: false, replace, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(address, options));
    }
}

/// What the address bar says, whole.
fn bar() -> String {
    window().location().href().unwrap_or_default()
}

fn with_pairs(mut address: String, pairs: Vec<(&str, &str)>) -> String {
    for (place, (name, value)) in pairs.into_iter().enumerate() {
        address.push(if place == 0 { '?' } else { '&' });
        address.push_str(name);
        if !value.is_empty() {
            address.push('=');
            address.push_str(&String::from(js_sys::encode_uri_component(value)));
        }
    }
    address
}

/// The places, from anywhere below the app.
pub(super) fn use_places() -> Places {
    expect_context()
}

/// The path the app is served from, without a slash at its end: read from the address of its own script, so that a
/// build works at any path that it was made for without being told again.
pub fn base_path() -> String {
    let link = document().query_selector("link[rel=modulepreload]").ok().flatten();
    let address = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()?.get_attribute("href"));
    let path = address.as_deref().and_then(|address| address.rsplit_once('/')).map_or("", |(folder, _)| folder);
    if path.starts_with('/') { path.to_owned() } else { String::new() }
}
