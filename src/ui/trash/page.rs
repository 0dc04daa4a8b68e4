//! The page: a table of what is in the trash, last moved there first.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Command, Session, SessionAction, trash};
use crate::route::Route;
use crate::store::{Done, Store};
use crate::ui::components::{IconName, dom, empty_state, icon, pager};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::person_name::person_name;
use crate::ui::places::use_places;
use crate::ui::purge::{EMPTY_TRASH, empty_trash_question};
use crate::ui::swatch::swatch;

/// So many sessions are in the page at once.
const ON_A_PAGE: usize = 100;

/// The sessions in the trash, for those who may restore them.
pub(super) fn trash_page() -> El {
    let store = use_store();
    document().set_title("Trash · OKR sessions");
    let sessions = Memo::new(move |_| {
        let actor = store.actor().get();
        store.workspace().with(|workspace| trash(workspace, &actor))
    });
    let empty = Memo::new(move |_| sessions.with(Vec::is_empty));
    let pages = Signal::derive(move || sessions.with(Vec::len).div_ceil(ON_A_PAGE).max(1));
    let chosen = RwSignal::new(0);
    let page = Signal::derive(move || chosen.get().min(pages.get() - 1));
    let shown = Memo::new(move |_| {
        let first = page.get() * ON_A_PAGE;
        sessions.with(|sessions| sessions.iter().skip(first).take(ON_A_PAGE).cloned().collect::<Vec<_>>())
    });
    let content = move || match empty.get() {
        true => untrack(|| vec![nothing()]),
        false => untrack(|| vec![explanation(), table(shown), pager(page, pages, move |page| chosen.set(page))]),
    };
    let back = el("a")
        .class("button")
        .attr("href", &sessions_address())
        .child(icon(IconName::ArrowLeft))
        .text("Back to Sessions");
    let edits = edits();
    let asked = RwSignal::new(false);
    let delete =
        move || el("button").attr("type", "button").class("button").text(EMPTY_TRASH).on_click(move || asked.set(true));
    let toolbar = el("div").class("toolbar").child(back).when(move || edits.get() && !empty.get(), delete);
    let header = el("header").class("page-header").child(el("h1").text("Trash")).child(toolbar);
    el("div")
        .class("page scrolls")
        .child(header)
        .child(el("div").class("page-body trash").dynamic(content))
        .when(move || asked.get(), move || empty_trash_question(move || asked.set(false)))
}

/// Whether anything here can be restored or deleted.
fn edits() -> Memo<bool> {
    let editor = use_store().editor();
    Memo::new(move |_| editor.with(|editor| editor.is_administrator()))
}

fn sessions_address() -> String {
    use_places().href(Route::Sessions { open: None })
}

fn nothing() -> El {
    let text = "A session that is moved to the trash waits here until somebody restores it. Its number stays its own.";
    empty_state(|| "The trash is empty".to_owned(), || text.to_owned(), [])
}

fn explanation() -> El {
    let text = "Nobody sees these sessions anywhere else. Restoring one brings it back as it was; removing them for good makes \
                room, and they go with their history.";
    el("p").class("secondary").text(text)
}

fn table(sessions: Memo<Vec<Arc<Session>>>) -> El {
    let header = |name: &str| el("th").attr("role", "columnheader").attr("scope", "col").text(name);
    let names = ["Number", "Name", "Begin", "End", "Moved by", "Moved"].map(header);
    let actions = header("").class("actions").child(el("span").class("visually-hidden").text("Actions"));
    let edits = edits();
    let rows = move || {
        let sessions = sessions.get();
        let edits = edits.get();
        sessions.iter().enumerate().map(|(place, session)| row(place, session, edits)).collect::<Vec<_>>()
    };
    let table = el("table")
        .class("plain trashed")
        .attr("role", "table")
        .attr("aria-label", "Trash")
        .child(el("thead").attr("role", "rowgroup").child(el("tr").attr("role", "row").children(names).child(actions)))
        .child(el("tbody").attr("role", "rowgroup").dynamic(rows));
    el("div").class("plain-frame").child(table)
}

fn row(place: usize, session: &Arc<Session>, edits: bool) -> El {
    let cell = |class: &str| el("td").attr("role", "cell").class(class);
    let title = el("span").attr("dir", "auto").text(session.title.as_str());
    let moved = session.trashed.map(|stamp| {
        [
            cell("cell-moved-by").child(person_name(stamp.by)),
            cell("cell-moved")
                .child(el("time").attr("datetime", &stamp.at.to_string()).text(&format::moment(stamp.at))),
        ]
    });
    el("tr")
        .attr("role", "row")
        .child(cell("cell-number").text(&session.number.to_string()))
        .child(cell("cell-name").attr("title", session.title.as_str()).child(swatch(session.colour)).child(title))
        .child(cell("cell-begin").text(&format::date(session.span.begin())))
        .child(cell("cell-end").text(&format::date(session.span.end())))
        .children(moved.into_iter().flatten())
        .child(cell("actions").children(edits.then(|| restore_button(place, session))))
}

fn restore_button(place: usize, session: &Session) -> El {
    let performer = use_performer();
    let id = session.id;
    let restore = move || {
        let text = |done: &Done| restored(performer.store(), done);
        if performer.run(Command::Act(id, SessionAction::Restore), text).is_ok() {
            // The button goes away with its row.
            request_animation_frame(move || focus_restore_button(place));
        }
    };
    el("button")
        .attr("type", "button")
        .class("button small")
        .attr("aria-label", &["Restore ", session.title.as_str()].concat())
        .text("Restore")
        .on_click(restore)
}

/// What came back, and what to know of the session that it is part of.
fn restored(store: Store, done: &Done) -> String {
    let Some(session) = done.session() else {
        return String::new();
    };
    let parent = store.workspace().with_untracked(|workspace| workspace.session(session.parent?).cloned());
    let state = match parent.as_deref() {
        Some(parent) if parent.trashed.is_some() => " is in the trash itself.",
        Some(parent) if parent.status.is_closed() => " is closed.",
        _ => return format!("{} restored", session.number),
    };
    let parent = parent.map(|parent| parent.number.to_string()).unwrap_or_default();
    format!("{} restored. {parent}, which it is part of,{state}", session.number)
}

/// The button of the row that stands there now, or the last one.
fn focus_restore_button(place: usize) {
    let page = document().query_selector(".trashed").ok().flatten();
    let buttons = page.map(|table| dom::all(&table, ".actions button")).unwrap_or_default();
    match buttons.get(place).or(buttons.last()) {
        Some(button) => drop(button.focus()),
        None => dom::focus_main(),
    }
}
