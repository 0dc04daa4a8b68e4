//! Where everything is kept.

use leptos::prelude::*;

use crate::store::Persistence;
use crate::ui::perform::use_store;

/// Says in plain words where the data lives and how safe it is. What could not be read there stands above every page.
#[component]
pub(super) fn StorageCard() -> AnyView {
    let store = use_store();
    let place = match store.persistence() {
        Persistence::Browser => {
            "Everything is kept in this browser's local storage, on this device. Nothing is sent anywhere: nobody else \
             sees it, and other browsers and devices do not have it."
        }
        Persistence::MemoryOnly => {
            "This browser blocks local storage. Everything is kept in memory only and is gone when this page closes."
        }
    };
    view! {
        <section class="card">
            <h2>"Where your data lives"</h2>
            <p>{place}</p>
            <p>
                "Clearing the site data of this address in the browser deletes it, and so does closing a private window. \
                 Export regularly and keep the files somewhere safe."
            </p>
            <p>"Whoever can use this browser profile can read and change everything, whatever their role here."</p>
        </section>
    }
    .into_any()
}
