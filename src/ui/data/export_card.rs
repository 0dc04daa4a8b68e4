//! Sessions out, as a file.

use leptos::prelude::*;

use crate::domain::is_listed;
use crate::store::csv;
use crate::ui::components::{Icon, IconName};
use crate::ui::format;
use crate::ui::perform::use_store;

/// Offers what the actor may see.
#[component]
pub(super) fn ExportCard() -> AnyView {
    let store = use_store();
    let count = Memo::new(move |_| {
        let actor = store.actor().get();
        store
            .workspace()
            .with(|workspace| workspace.sessions().filter(|session| is_listed(workspace, &actor, session)).count())
    });
    let export = move |_| {
        let actor = store.actor().get_untracked();
        let text = store.workspace().with_untracked(|workspace| csv::write(workspace, &actor));
        format::download("sessions.csv", "text/csv;charset=utf-8", &text);
    };
    let what = move || match count.get() {
        0 => "There are no sessions yet: the file would hold the column names alone.".to_owned(),
        1 => "The 1 session that you may see, as a file for spreadsheets and for Import.".to_owned(),
        count => format!(
            "The {} sessions that you may see, closed ones too, as a file for spreadsheets and for Import.",
            format::count(count)
        ),
    };
    view! {
        <section class="card">
            <h2>"Export"</h2>
            <p>{what}</p>
            <div class="actions-row">
                <button type="button" class="button" on:click=export>
                    <Icon name=IconName::Download />
                    "Export sessions (CSV)"
                </button>
            </div>
        </section>
    }
    .into_any()
}
