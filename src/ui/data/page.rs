//! The page: a card for each subject.

use leptos::prelude::*;

use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

use super::export_card::export_card;
use super::import_card::import_card;
use super::storage_card::storage_card;

/// Import, export, and where the data lives.
pub(super) fn data_page() -> El {
    let store = use_store();
    document().set_title("Data · OKR sessions");
    let administers = Memo::new(move |_| store.actor().with(|actor| actor.is_administrator()));
    let import = move || {
        let administers = administers.get();
        [untrack(|| import_card(administers))]
    };
    el("div")
        .class("page scrolls")
        .child(el("header").class("page-header").child(el("h1").text("Data")))
        .child(el("div").class("page-body").dynamic(import).child(export_card()).child(storage_card()))
}

/// A card with its heading.
pub(super) fn card(heading: &str) -> El {
    el("section").class("card").child(el("h2").text(heading))
}
