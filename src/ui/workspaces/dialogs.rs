//! The dialogs of the page: a name, and the last word before a workspace goes.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{Title, check_name, fold};
use crate::store::{Failure, WorkspaceInfo, backup};
use crate::ui::components::{Dialog, TextField, Tone, dialog_footer, discard_question, notice, toasts};
use crate::ui::format;
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, Handler, el};
use crate::ui::perform::{use_store, wording_of};
use crate::ui::wording::{counted, problem};

/// A form of one line of text.
struct LineForm {
    heading: String,
    label: &'static str,
    help: String,
    verb: &'static str,
    danger: bool,
    text: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl LineForm {
    fn view(self, before: Option<El>, submit: impl Fn() + 'static, leave: Handler) -> El {
        let Self { heading, label, help, verb, danger, text, error } = self;
        let cancel = leave.clone();
        let field = TextField::new(label, text).autofocus().error(error.into());
        let field = if help.is_empty() { field } else { field.help(&help) };
        let class = if danger { "button danger" } else { "button primary" };
        let form = el("form")
            .class("form")
            .on("submit", move |event| {
                event.prevent_default();
                submit();
            })
            .children(before)
            .child(field.view())
            .child(dialog_footer([
                el("button").attr("type", "button").class("button").text("Cancel").on_click(move || cancel()),
                el("button").attr("type", "submit").class(class).text(verb),
            ]));
        Dialog::new(&heading).on_leave(move || leave()).view([form])
    }
}

/// Asks for the name of a new workspace, which is opened then, or for another name of one.
pub(super) fn name_dialog(workspace: Option<WorkspaceInfo>, close: impl Fn() + Copy + 'static) -> El {
    let store = use_store();
    let toasts = toasts();
    let heading = match &workspace {
        None => "Add workspace".to_owned(),
        Some(workspace) => ["Rename ", &*workspace.name].concat(),
    };
    let before = workspace.as_ref().map(|workspace| workspace.name.clone()).unwrap_or_default();
    let text = RwSignal::new(before.clone());
    let asking = RwSignal::new(false);
    let is_changed = Signal::derive(move || text.with(|text| *text != before));
    let leaving = expect_context::<Leaving>();
    leaving.answer_with(move || Leave::from_dialog(is_changed.get_untracked(), asking.get_untracked()));
    let leave = move || if is_changed.get_untracked() { asking.set(true) } else { close() };
    let error = RwSignal::new(None);
    let help = match workspace {
        None => "It begins empty, and opens in this window. This one stays as it is.",
        Some(_) => "",
    };
    let save = move || {
        let name: Title = match check_name(&text.get_untracked()) {
            Ok(name) => name,
            Err(found) => return error.set(Some(problem(found).to_owned())),
        };
        let is_own = |other: &WorkspaceInfo| workspace.as_ref().is_some_and(|own| own.id == other.id);
        let has_it = |other: &WorkspaceInfo| !is_own(other) && fold(&other.name) == fold(name.as_str());
        if store.workspaces().iter().any(has_it) {
            return error.set(Some("Another workspace has this name. Choose one that tells them apart.".to_owned()));
        }
        let saved = match &workspace {
            None => store.add_workspace(&name).map(|id| {
                // The page starts anew, and what was typed is saved.
                leaving.discard();
                store.open_workspace(&id);
            }),
            Some(workspace) => store.rename_workspace(&workspace.id, &name).map(|()| {
                close();
                toasts.done(["Workspace renamed to ", name.as_str()].concat(), None);
            }),
        };
        if let Err(failed) = saved {
            error.set(Some(wording_of(&Failure::NotSaved(failed))));
        }
    };
    let form = LineForm { heading, label: "Name", help: help.to_owned(), verb: "Save", danger: false, text, error };
    el("div")
        .child(form.view(None, save, Rc::new(leave)))
        .when(move || asking.get(), move || discard_question(close, move || asking.set(false)))
}

/// Asks for the name once more before everything in a workspace goes, and offers a backup of it.
pub(super) fn delete_dialog(workspace: WorkspaceInfo, close: impl Fn() + Copy + 'static) -> El {
    let store = use_store();
    let toasts = toasts();
    let people = match workspace.people {
        1 => "1 person".to_owned(),
        count => [&*format::count(count), " people"].concat(),
    };
    let holds = [&*counted(workspace.sessions, "session"), " and ", &people].concat();
    let text = ["It holds ", &*holds, ". They go for good, with their history: this cannot be undone."].concat();
    let (id, name) = (workspace.id.clone(), workspace.name.clone());
    let saved_id = id.clone();
    let save = move || {
        let day = store.today().get_untracked().to_string();
        let file = backup::write(&store.stored_texts_of(&saved_id));
        format::download(toasts, &["okr-workspace-", &*day, ".json"].concat(), "application/json", &file);
    };
    let button =
        el("button").attr("type", "button").class("button small").text("Export it first (JSON)").on_click(save);
    let before = notice(Tone::Warning, [el("span").text(&text), button]);
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let submit = move || {
        if typed.with_untracked(|typed| typed.trim() != name.trim()) {
            return error.set(Some(["Type ", &*name, " to delete it."].concat()));
        }
        store.delete_workspace(&id);
        close();
        toasts.done(["Workspace ", name.trim(), " deleted"].concat(), None);
    };
    let form = LineForm {
        heading: ["Delete ", &*workspace.name, "?"].concat(),
        label: "Name of the workspace",
        help: ["Type the name “", &*workspace.name, "” to confirm."].concat(),
        verb: "Delete workspace",
        danger: true,
        text: typed,
        error,
    };
    form.view(Some(before), submit, Rc::new(close))
}
