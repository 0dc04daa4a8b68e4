//! The number on the icon of the installed app, where the platform shows one: sessions that ended and are not closed.

use std::time::Duration;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::ended_not_closed;
use crate::store::Store;
use crate::ui::markup::follow;

/// Counting goes through all sessions, so it waits until nobody waits for the page, and changes are taken together.
const COUNT_AFTER: Duration = Duration::from_secs(1);

/// Keeps the number true for the actor as long as the app runs.
pub(super) fn icon_badge(store: Store) {
    let Some((navigator, set_badge)) = badge_of_the_platform() else {
        return;
    };
    let waiting = StoredValue::new(false);
    let count = move || {
        waiting.set_value(false);
        let (actor, today) = (store.actor().get_untracked(), store.today().get_untracked());
        let count = store.workspace().with_untracked(|workspace| ended_not_closed(workspace, &actor, today));
        show(&navigator, &set_badge, count);
    };
    follow(Box::new(move || {
        store.workspace().track();
        store.actor().track();
        store.today().track();
        if !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(count.clone(), COUNT_AFTER);
        }
    }));
}

/// The navigator and its `setAppBadge`; `None` in browsers that install nothing.
fn badge_of_the_platform() -> Option<(JsValue, Function)> {
    let navigator = Reflect::get(&window(), &JsValue::from_str("navigator")).ok()?;
    let set_badge = Reflect::get(&navigator, &JsValue::from_str("setAppBadge")).ok()?.dyn_into().ok()?;
    Some((navigator, set_badge))
}

/// Zero takes the number away.
fn show(navigator: &JsValue, set_badge: &Function, count: usize) {
    let shown = set_badge.call1(navigator, &JsValue::from(count as u32));
    if let Some(shown) = shown.ok().and_then(|shown| shown.dyn_into::<Promise>().ok()) {
        spawn_local(async move {
            // Refused where the app is not installed, or the system shows no numbers: nothing is lost.
            let _ = shown.await;
        });
    }
}
