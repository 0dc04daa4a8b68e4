//! The page for addresses that name nothing, or nothing for this actor.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::components::{IconName, icon};
use crate::ui::markup::{El, el};
use crate::ui::places::use_places;

/// Says so, with a way back.
pub(super) fn not_found() -> El {
    document().set_title("Page not found · OKR sessions");
    let back = el("a")
        .class("button primary")
        .attr("href", &use_places().href(Route::Sessions { open: None }))
        .child(icon(IconName::Calendar))
        .text("Go to Sessions");
    el("div")
        .class("screen")
        .child(el("h1").text("Page not found"))
        .child(el("p").text("Nothing is at this address, or the person you act as may not see it."))
        .child(back)
}
