//! The page, its tabs, and the dialog that is open on it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{GroupId, GroupKind, PersonId, groups_by_name};
use crate::ui::components::{IconName, Tabs, Tone, empty_state, icon, notice};
use crate::ui::markup::{El, Handler, el, follow};
use crate::ui::perform::use_store;
use crate::ui::shell::OpenDialogs;

use super::group_dialog::group_dialog;
use super::person_dialog::person_dialog;
use super::rows;
use super::table::table;

/// The tabs: key and name, which are the same.
const TABS: [(&str, &str); 3] = [("People", "People"), ("Teams", "Teams"), ("Roles", "Roles")];

/// What a tab lists, unless it lists people.
fn kind_of(tab: &str) -> Option<GroupKind> {
    match tab {
        "Teams" => Some(GroupKind::Team),
        "Roles" => Some(GroupKind::Role),
        _ => None,
    }
}

/// A dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Somebody new, or somebody of the table.
    Person(Option<PersonId>),
    /// A new team or role, or one of the table.
    Group(GroupKind, Option<GroupId>),
}

/// What the page's parts share.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    /// Whether rows can be added and edited.
    pub(super) edits: Memo<bool>,
    /// The dialog that is open.
    pub(super) open: RwSignal<Option<Open>>,
}

/// People, teams and roles. Administrators manage them, everybody else reads.
pub(super) fn people_page() -> El {
    let store = use_store();
    document().set_title("People · OKR sessions");
    let tab = RwSignal::new("People".to_owned());
    let administers = Memo::new(move |_| store.actor().with(|actor| actor.is_administrator()));
    let edits = Memo::new(move |_| store.editor().with(|editor| editor.is_administrator()));
    let open = RwSignal::new(None::<Open>);
    let shown = Shown { edits, open };
    let asked_for = expect_context::<OpenDialogs>().edit_person;
    follow(Box::new(move || {
        if let Some(person) = asked_for.get() {
            asked_for.set(None);
            open.set(Some(Open::Person(Some(person))));
        }
    }));
    let kind = move || tab.with(|tab| kind_of(tab));
    // An empty tab offers the action in its middle.
    let has_rows = Memo::new(move |_| {
        kind().is_none_or(|kind| store.workspace().with(|workspace| !groups_by_name(workspace, kind).is_empty()))
    });
    let list = move || {
        let (kind, has_rows) = (kind(), has_rows.get());
        [match kind {
            None => untrack(|| people_table(shown)),
            Some(kind) if has_rows => untrack(|| groups_table(kind, shown)),
            Some(kind) => no_groups(kind, shown),
        }]
    };
    let dialog = move || {
        let close: Handler = Rc::new(move || open.set(None));
        open.get().map(|open| {
            untrack(|| match open {
                Open::Person(id) => person_dialog(id, close),
                Open::Group(kind, id) => group_dialog(kind, id, close),
            })
        })
    };
    let protection = "Roles in a local workspace guide, they do not protect: whoever has this browser has the data.";
    let read_only =
        el("p").flag_if("hidden", move || administers.get()).text("Only administrators can make changes here.");
    let tabs = Tabs::new("Lists", TABS.to_vec(), tab.into())
        .on_select(move |name| tab.set(name.to_owned()))
        .view([el("div").dynamic(list)]);
    let header = el("header").class("page-header").child(el("h1").text("People")).child(
        el("div").class("toolbar").dynamic(move || (edits.get() && has_rows.get()).then(|| add_button(kind(), shown))),
    );
    let body = el("div")
        .class("page-body people-page")
        .child(notice(Tone::Info, [el("p").text(protection), read_only]))
        .child(el("div").child(tabs));
    el("div").class("page scrolls").child(header).child(body).dynamic(dialog)
}

fn people_table(shown: Shown) -> El {
    let store = use_store();
    let heads = ["Name", "Access level", "Kind", "E-mail", "Teams and roles"];
    table("People", "plain people", &heads, shown, move || {
        let actor = store.actor().with(|actor| actor.id);
        store.workspace().with(|workspace| rows::people(workspace, actor))
    })
}

fn groups_table(kind: GroupKind, shown: Shown) -> El {
    let store = use_store();
    let name = match kind {
        GroupKind::Team => "Teams",
        GroupKind::Role => "Roles",
    };
    table(name, "plain groups", &["Name", "Members"], shown, move || {
        store.workspace().with(|workspace| rows::groups(workspace, kind))
    })
}

fn no_groups(kind: GroupKind, shown: Shown) -> El {
    let (title, text) = match kind {
        GroupKind::Team => ("No teams yet", "A team is people who work together. One person can be in several."),
        GroupKind::Role => ("No roles yet", "A role is people with the same function, such as OKR coaches."),
    };
    let add = shown.edits.get().then(|| add_button(Some(kind), shown));
    empty_state(move || title.to_owned(), move || text.to_owned(), add)
}

/// `Add person`, `Add team` or `Add role`.
fn add_button(kind: Option<GroupKind>, shown: Shown) -> El {
    let (name, what) = match kind {
        None => ("Add person", Open::Person(None)),
        Some(kind) => (add_name(kind), Open::Group(kind, None)),
    };
    el("button")
        .attr("type", "button")
        .class("button primary")
        .child(icon(IconName::Plus))
        .text(name)
        .on_click(move || shown.open.set(Some(what)))
}

/// What adding one is called.
pub(super) fn add_name(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Team => "Add team",
        GroupKind::Role => "Add role",
    }
}
