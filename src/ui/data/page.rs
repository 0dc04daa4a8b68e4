//! The page: a card for each subject.

use leptos::prelude::*;

use super::export_card::ExportCard;
use super::import_card::ImportCard;
use super::storage_card::StorageCard;

/// Import, export, and where the data lives.
#[component]
pub fn DataPage() -> AnyView {
    document().set_title("Data · OKR sessions");
    view! {
        <div class="page scrolls">
            <header class="page-header">
                <h1>"Data"</h1>
            </header>
            <div class="page-body">
                <ImportCard />
                <ExportCard />
                <StorageCard />
            </div>
        </div>
    }
    .into_any()
}
