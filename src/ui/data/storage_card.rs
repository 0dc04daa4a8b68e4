//! Where everything is kept, and what could not be read there.

use leptos::prelude::*;

use crate::store::{Persistence, damaged_text};
use crate::ui::components::{Notice, Tone};
use crate::ui::format;
use crate::ui::perform::use_store;
use crate::ui::wording::counted;

/// Says in plain words where the data lives and how safe it is.
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
    let damaged = move || {
        let records = store.damaged().get();
        (!records.is_empty()).then(|| {
            let heading = [&*counted(records.len(), "record"), " could not be read"].concat();
            let save = move |_| {
                let text = store.damaged().with_untracked(|records| damaged_text(records));
                format::download("damaged-records.json", "application/json", &text);
            };
            view! {
                <Notice tone=Tone::Warning>
                    <p>
                        <strong>{heading}</strong>
                        ". They stay where they are, untouched; everything else works."
                    </p>
                    <button type="button" class="button small" on:click=save>"Download damaged records"</button>
                </Notice>
            }
        })
    };
    view! {
        <section class="card">
            <h2>"Where your data lives"</h2>
            {damaged}
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
