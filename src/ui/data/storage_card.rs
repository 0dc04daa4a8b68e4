//! Where everything is kept.

use crate::store::Persistence;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

use super::page::card;

/// Says in plain words where the data lives and how safe it is. What could not be read there stands above every page.
pub(super) fn storage_card() -> El {
    let place = match use_store().persistence() {
        Persistence::Browser => {
            "Everything is kept in this browser's local storage, on this device. Nothing is sent anywhere: nobody else \
             sees it, and other browsers and devices do not have it."
        }
        Persistence::MemoryOnly => {
            "This browser blocks local storage. Everything is kept in memory only and is gone when this page closes."
        }
    };
    let deletion = "Clearing the site data of this address in the browser deletes it, and so does closing a private \
                    window. Export regularly and keep the files somewhere safe.";
    let access = "Whoever can use this browser profile can read and change everything, whatever their role here.";
    card("Where your data lives").children([place, deletion, access].map(|text| el("p").text(text)))
}
