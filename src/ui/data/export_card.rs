//! Sessions out, as files.

use leptos::prelude::*;

use crate::domain::is_listed;
use crate::store::{csv, icalendar};
use crate::ui::components::{IconName, icon, toasts};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

use super::backups::Backups;
use super::page::card;

/// Offers what the actor may see, in a form for each use. The whole workspace is for administrators: it holds what others
/// may not see.
pub(super) fn export_card(administers: bool, backups: Backups) -> El {
    let (store, toasts) = (use_store(), toasts());
    let count = move || {
        let actor = store.actor().get();
        store
            .workspace()
            .with(|workspace| workspace.sessions().filter(|session| is_listed(workspace, &actor, session)).count())
    };
    let what = move || match count() {
        0 => "There are no sessions yet: the files would be empty.".to_owned(),
        1 => "The 1 session that you may see.".to_owned(),
        count => ["The ", &*format::count(count), " sessions that you may see, closed ones too."].concat(),
    };
    let sessions = move || {
        let actor = store.actor().get_untracked();
        let text = store.workspace().with_untracked(|workspace| csv::write(workspace, &actor));
        format::download(toasts, "sessions.csv", "text/csv;charset=utf-8", &text);
    };
    let dates = move || {
        let actor = store.actor().get_untracked();
        let text = store.workspace().with_untracked(|workspace| icalendar::write(workspace, &actor));
        format::download(toasts, "sessions.ics", "text/calendar;charset=utf-8", &text);
    };
    let workspace = administers.then(|| {
        export(
            "Export workspace (JSON)",
            "Everything: people, teams, roles, all sessions with the trash, the history and the settings. This is the \
             backup; Import brings it back.",
            move || backups.save(),
        )
    });
    card("Export").child(el("p").text_fn(what)).child(
        el("ul")
            .class("exports")
            .child(export("Export sessions (CSV)", "A table for spreadsheets, which Import reads again.", sessions))
            .child(export(
                "Export calendar (iCalendar)",
                "Sessions and their check-in dates as all-day events for your calendar. Exported and imported again, \
                 they are updated and not doubled.",
                dates,
            ))
            .children(workspace),
    )
}

/// A file that can be had: what it is for, and its button.
pub(super) fn export(name: &str, what: &str, run: impl Fn() + 'static) -> El {
    let button =
        el("button").attr("type", "button").class("button").child(icon(IconName::Download)).text(name).on_click(run);
    el("li").class("export").child(el("p").class("secondary").text(what)).child(button)
}
