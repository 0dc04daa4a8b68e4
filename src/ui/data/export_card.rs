//! Sessions out, as a file.

use leptos::prelude::*;

use crate::domain::is_listed;
use crate::store::csv;
use crate::ui::components::{IconName, icon};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

use super::page::card;

/// Offers what the actor may see.
pub(super) fn export_card() -> El {
    let store = use_store();
    let count = move || {
        let actor = store.actor().get();
        store
            .workspace()
            .with(|workspace| workspace.sessions().filter(|session| is_listed(workspace, &actor, session)).count())
    };
    let export = move || {
        let actor = store.actor().get_untracked();
        let text = store.workspace().with_untracked(|workspace| csv::write(workspace, &actor));
        format::download("sessions.csv", "text/csv;charset=utf-8", &text);
    };
    let what = move || match count() {
        0 => "There are no sessions yet: the file would hold the column names alone.".to_owned(),
        1 => "The 1 session that you may see, as a file for spreadsheets and for Import.".to_owned(),
        count => {
            let text = " sessions that you may see, closed ones too, as a file for spreadsheets and for Import.";
            ["The ", &format::count(count), text].concat()
        }
    };
    let button = el("button")
        .attr("type", "button")
        .class("button")
        .child(icon(IconName::Download))
        .text("Export sessions (CSV)")
        .on_click(export);
    card("Export").child(el("p").text_fn(what)).child(el("div").class("actions-row").child(button))
}
