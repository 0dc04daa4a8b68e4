//! Parts of the interface whose code is fetched when they are first shown (see [`chunks`](crate::chunks)).

use std::rc::Rc;
use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use crate::chunks::{Later, fetch_all};

use super::components::{Tone, notice};
use super::markup::{El, el};

/// Long enough for everything that the first page needs.
const AFTER_THE_START: Duration = Duration::from_millis(760);

/// Long enough for the first page to be shown, where the browser has the app's files already and need not fetch more.
const AFTER_A_CACHED_START: Duration = Duration::from_millis(120);

/// Long enough for the first things that somebody does, for which fetching what is needed less must not be in the way.
const AFTER_THE_FIRST_STEPS: Duration = Duration::from_secs(5);

/// How a part comes about: first its chunk is fetched, then it is made.
struct Part {
    owner: Owner,
    fetch: Box<dyn Fn() -> Later<()>>,
    make: Box<dyn Fn() -> Later<El>>,
}

/// Declares a function that gives an element at once and fills it as soon as the code behind it is there:
///
/// ```ignore
/// lazy! {
///     /// The page *People*.
///     pub fn people_page() in pages { page::people_page() }
/// }
/// ```
///
/// `pages` is the chunk, one of those in [`chunks`](crate::chunks). Arguments are cloned: signals and [`Handler`](super::markup::Handler)s.
macro_rules! lazy {
    ($(
        $(#[$doc:meta])*
        $vis:vis fn $name:ident($($argument:ident: $kind:ty),*) in $chunk:ident { $made:expr }
    )*) => {$(
        $(#[$doc])*
        $vis fn $name($($argument: $kind),*) -> $crate::ui::markup::El {
            $crate::chunks::split! {
                $chunk, fn $name($($argument: $kind),*) -> $crate::ui::markup::El { $made }
            }
            $crate::ui::lazy::part(
                || Box::pin(fetch()),
                move || Box::pin($name($($argument.clone()),*)),
            )
        }
    )*};
}
pub(super) use lazy;

/// Runs something that nobody waits for, once what the first page needs is there and shown.
pub(super) fn after_the_start(run: impl FnOnce() + 'static) {
    let owner = Owner::current().unwrap_or_default();
    let here = StoredValue::new(());
    request_animation_frame(move || {
        let run = move || {
            if here.try_get_value().is_some() {
                owner.with(run);
            }
        };
        set_timeout(run, if started_from_the_cache() { AFTER_A_CACHED_START } else { AFTER_THE_START });
    });
}

/// Whether the main module came from the browser's cache: an earlier start will have put the chunks there, too.
fn started_from_the_cache() -> bool {
    let property = |entry: &JsValue, name| Reflect::get(entry, &JsValue::from_str(name)).ok();
    let is_main_module = |entry: &JsValue| {
        property(entry, "name").and_then(|name| name.as_string()).is_some_and(|name| name.ends_with(".wasm"))
    };
    let fetched = window().performance().map(|performance| performance.get_entries_by_type("resource"));
    let main_module = fetched.and_then(|fetched| fetched.iter().find(is_main_module));
    main_module.and_then(|entry| property(&entry, "transferSize")?.as_f64()) == Some(0.0)
}

/// Fetches all chunks, so that they are there when they are wanted, also without a network.
pub(super) fn prefetch() {
    let fetching = || {
        spawn_local(async {
            for fetched in fetch_all() {
                // What cannot be fetched now is fetched again when it is wanted, and then says so.
                let _ = fetched.await;
            }
        });
    };
    set_timeout(fetching, AFTER_THE_FIRST_STEPS);
}

/// Called by [`lazy!`].
pub(super) fn part(fetch: impl Fn() -> Later<()> + 'static, make: impl Fn() -> Later<El> + 'static) -> El {
    let place = el("div").class("lazy");
    let owner = Owner::current().unwrap_or_default();
    fill(place.clone(), Rc::new(Part { owner, fetch: Box::new(fetch), make: Box::new(make) }));
    place
}

/// Shows the part in its place as soon as it can be made, unless the place has gone by then.
fn fill(place: El, part: Rc<Part>) {
    let node = place.node();
    let owner = part.owner.clone();
    let here = owner.with(|| StoredValue::new(()));
    // Seen only when it takes longer than the styles let it be hidden.
    node.replace_children_with_node_1(&el("p").class("lazy-wait").attr("role", "status").text("Loading…").node());
    let filled = async move {
        let fetched = (part.fetch)().await;
        if here.try_get_value().is_none() {
            return;
        }
        let made = match fetched {
            Ok(()) => (part.make)().await,
            Err(failed) => Err(failed),
        };
        let shown = made.unwrap_or_else(|_| failure(place.clone(), part));
        node.replace_children_with_node_1(&shown.node());
    };
    // The part belongs to the owner of its place, like everything else that is made there.
    spawn_local(owner.with(|| ScopedFuture::new_untracked(filled)));
}

fn failure(place: El, part: Rc<Part>) -> El {
    let text = "This part of the app could not be loaded. It needs the network when it is opened for the first time.";
    let again = el("button")
        .attr("type", "button")
        .class("button small")
        .text("Try again")
        .on_click(move || fill(place.clone(), part.clone()));
    el("div").class("lazy-failed").attr("role", "alert").child(notice(Tone::Error, [el("span").text(text), again]))
}
