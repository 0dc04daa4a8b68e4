//! The page: a table of the workspaces of this browser.

use leptos::prelude::*;

use crate::store::{Store, WorkspaceInfo};
use crate::ui::components::{IconName, icon};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

use super::dialogs::{delete_dialog, name_dialog};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// A name for a new workspace.
    Add,
    /// Another name for this one.
    Rename(WorkspaceInfo),
    /// Whether this one is to go for good.
    Delete(WorkspaceInfo),
}

/// The list of workspaces, and going from one to another.
pub(super) fn workspaces_page() -> El {
    document().set_title("Workspaces · OKR sessions");
    let store = use_store();
    let asked = RwSignal::new(None::<Asked>);
    // Read again when a dialog has closed, and when the open workspace changes.
    let workspaces = Memo::new(move |_| {
        asked.track();
        listed(store)
    });
    let add = el("button")
        .attr("type", "button")
        .class("button primary")
        .child(icon(IconName::Plus))
        .text("Add workspace")
        .on_click(move || asked.set(Some(Asked::Add)));
    let (add, intro) = if store.has_workspaces() {
        let intro = "Each workspace has its own people, sessions and history. They share the room that the browser gives. Other \
                     windows keep the workspace they show; new windows begin with the one that was opened last.";
        (Some(add), intro)
    } else {
        (
            None,
            "The browser blocks storage for this page: there is this one workspace, in memory, until the page closes.",
        )
    };
    el("div")
        .class("page scrolls")
        .child(
            el("header")
                .class("page-header")
                .child(el("h1").text("Workspaces"))
                .child(el("span").class("push"))
                .children(add),
        )
        .child(
            el("div")
                .class("page-body")
                .child(el("p").class("secondary").text(intro))
                .dynamic(move || [table(workspaces.get(), asked)]),
        )
        .dynamic(move || {
            let close = move || asked.set(None);
            asked.get().map(|asked| match asked {
                Asked::Add => name_dialog(None, close),
                Asked::Rename(workspace) => name_dialog(Some(workspace), close),
                Asked::Delete(workspace) => delete_dialog(workspace, close),
            })
        })
}

/// The workspaces, the open one with what it holds: of a new one nothing is stored, but its administrator is there.
fn listed(store: Store) -> Vec<WorkspaceInfo> {
    let mut found = store.workspaces();
    store.workspace().with(|workspace| {
        for info in found.iter_mut().filter(|info| info.is_open) {
            info.sessions = workspace.sessions().len();
            info.people = workspace.people().count();
        }
    });
    found
}

/// Name and class of each column.
const COLUMNS: [(&str, &str); 5] = [
    ("Name", "cell-text"),
    ("Sessions", "cell-count"),
    ("People", "cell-count"),
    ("Characters", "cell-count"),
    ("Actions", "actions"),
];

fn table(workspaces: Vec<WorkspaceInfo>, asked: RwSignal<Option<Asked>>) -> El {
    let header = |(name, class)| el("th").attr("role", "columnheader").attr("scope", "col").class(class).text(name);
    let table = el("table")
        .class("plain workspaces")
        .attr("role", "table")
        .attr("aria-label", "Workspaces")
        .child(el("thead").attr("role", "rowgroup").child(el("tr").attr("role", "row").children(COLUMNS.map(header))))
        .child(el("tbody").attr("role", "rowgroup").children(workspaces.into_iter().map(|found| row(found, asked))));
    el("div").class("plain-frame").child(table)
}

fn row(workspace: WorkspaceInfo, asked: RwSignal<Option<Asked>>) -> El {
    let store = use_store();
    let cell = |class: &str| el("td").attr("role", "cell").class(class);
    let count = |count: usize| cell("cell-count").text(&format::count(count));
    let button = |verb: &str, run: Box<dyn Fn()>| {
        let name = [verb, " ", &*workspace.name].concat();
        el("button").attr("type", "button").class("button small").attr("aria-label", &name).text(verb).on_click(run)
    };
    let (id, rename, delete) = (workspace.id.clone(), workspace.clone(), workspace.clone());
    let mut actions = el("div").class("workspace-actions");
    if !workspace.is_open {
        actions = actions.child(button("Open", Box::new(move || store.open_workspace(&id))));
    }
    let administers = store.actor().with(|actor| actor.is_administrator());
    if administers {
        // By its id the focus finds back to it: the table is made anew when a workspace has another name.
        let id = ["rename-", rename.id.as_str()].concat();
        let ask = Box::new(move || asked.set(Some(Asked::Rename(rename.clone()))));
        actions = actions.child(button("Rename", ask).attr("id", &id));
    }
    if administers && !workspace.is_open {
        actions = actions.child(button("Delete", Box::new(move || asked.set(Some(Asked::Delete(delete.clone()))))));
    }
    let open = workspace.is_open.then(|| el("span").class("workspace-open").text("Open in this window"));
    let name = el("span").attr("dir", "auto").attr("title", &workspace.name).text(&workspace.name);
    let name = cell("cell-text").child(el("div").class("workspace-name").child(name).children(open));
    el("tr")
        .attr("role", "row")
        .child(name)
        .child(count(workspace.sessions))
        .child(count(workspace.people))
        .child(count(workspace.units))
        .child(cell("actions").child(actions))
}
