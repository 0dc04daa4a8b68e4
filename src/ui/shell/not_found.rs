//! The page for addresses that name nothing, or nothing for this actor.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::components::{Icon, IconName};
use crate::ui::places::use_places;

/// Says so, with a way back.
#[component]
pub(super) fn NotFound() -> AnyView {
    let places = use_places();
    document().set_title("Page not found · OKR sessions");
    view! {
        <div class="screen">
            <h1>"Page not found"</h1>
            <p>"Nothing is at this address, or the person you act as may not see it."</p>
            <a class="button primary" href=places.href(Route::Sessions { open: None })>
                <Icon name=IconName::Calendar />
                "Go to Sessions"
            </a>
        </div>
    }
    .into_any()
}
