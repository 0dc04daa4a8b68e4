//! The page: a card for each subject.

use leptos::prelude::*;

use crate::store::Persistence;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

use super::backups::Backups;
use super::export_card::export_card;
use super::import_card::import_card;
use super::room_card::room_card;
use super::storage_card::storage_card;

/// Import, export, and where the data lives.
pub(super) fn data_page() -> El {
    let store = use_store();
    document().set_title("Data · OKR sessions");
    let administers = Memo::new(move |_| store.actor().with(|actor| actor.is_administrator()));
    let edits = Memo::new(move |_| store.editor().with(|editor| editor.is_administrator()));
    let files = move || {
        let (administers, edits) = (administers.get(), edits.get());
        untrack(|| {
            let backups = Backups::of(store);
            // Why nothing can be imported stands above the page where that is not for want of rights.
            let import = (edits || !administers).then(|| import_card(administers, backups));
            // Memory has no room that could be made.
            let room = (edits && store.persistence() == Persistence::Browser).then(room_card);
            let cards = [export_card(administers, backups), storage_card(administers, backups)];
            import.into_iter().chain(cards).chain(room).collect::<Vec<_>>()
        })
    };
    el("div")
        .class("page scrolls")
        .child(el("header").class("page-header").child(el("h1").text("Data")))
        .child(el("div").class("page-body").dynamic(files))
}

/// A card with its heading.
pub(super) fn card(heading: &str) -> El {
    el("section").class("card").child(el("h2").text(heading))
}
