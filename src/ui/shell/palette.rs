//! The command palette: go anywhere, do anything, by typing part of its name.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::domain::{ListQuery, SessionNumber, fold, list};
use crate::route::Route;
use crate::ui::components::{Dialog, dom};
use crate::ui::markup::{El, Handler, el};
use crate::ui::perform::use_store;
use crate::ui::places::{Places, use_places};

use super::frame::OpenDialogs;

/// As many as fit on a screen.
const SHOWN_MOST: usize = 12;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq)]
enum Target {
    AddSession,
    PlanYear,
    Shortcuts,
    Page(Route),
    Session(SessionNumber),
}

/// A target and its name.
type Found = (String, Target);

/// The dialog *Command palette*.
pub(super) fn palette(on_leave: impl Fn() + 'static) -> El {
    let leave: Handler = Rc::new(on_leave);
    let text = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = find(text);
    let list_id = dom::fresh_id();
    let run = runner(leave.clone(), found);
    let options = {
        let (run, list_id) = (run.clone(), list_id.clone());
        move || {
            let found = found.get();
            let option = |(place, (name, _)): (usize, &Found)| {
                let run = run.clone();
                el("li")
                    .attr("role", "option")
                    .attr("id", &option_id(&list_id, place))
                    .class("option")
                    .aria_fn("aria-selected", move || chosen.get() == place)
                    .text(name)
                    .on_click(move || run(place))
            };
            found.iter().enumerate().map(option).collect::<Vec<_>>()
        }
    };
    let active = {
        let list_id = list_id.clone();
        move || found.with(|found| !found.is_empty()).then(|| option_id(&list_id, chosen.get()))
    };
    let input = el("input")
        .class("input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-label", "Command or session")
        .attr("aria-expanded", "true")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", &list_id)
        .attr_fn("aria-activedescendant", active)
        .attr("placeholder", "Type a command or a session")
        .attr("autocomplete", "off")
        .flag("autofocus")
        .on_text(move |typed| {
            chosen.set(0);
            text.set(typed);
        })
        .on_key(move |event| move_or_run(event, found, chosen, &*run));
    let nothing = move || if found.with(Vec::is_empty) { "Nothing has this name." } else { "" }.to_owned();
    Dialog::new("Command palette").on_leave(move || leave()).view([
        input,
        el("ul")
            .class("options palette-options")
            .attr("role", "listbox")
            .attr("aria-label", "Found")
            .attr("id", &list_id)
            .dynamic(options),
        el("p").class("secondary").attr("role", "status").text_fn(nothing),
    ])
}

fn option_id(list: &str, place: usize) -> String {
    format!("{list}-{place}")
}

fn move_or_run(event: &KeyboardEvent, found: Memo<Vec<Found>>, chosen: RwSignal<usize>, run: &dyn Fn(usize)) {
    // An input method's own list takes these keys.
    if event.is_composing() {
        return;
    }
    let count = found.with_untracked(Vec::len);
    let at = chosen.get_untracked();
    match &*event.key() {
        "ArrowDown" if count > 0 => chosen.set((at + 1) % count),
        "ArrowUp" if count > 0 => chosen.set((at + count - 1) % count),
        "Enter" => run(at),
        _ => return,
    }
    dom::handled(event);
}

/// What choosing the option at a place does: the palette closes first, because what is run may open a dialog.
fn runner(leave: Handler, found: Memo<Vec<Found>>) -> Rc<dyn Fn(usize)> {
    let places = use_places();
    let dialogs = expect_context::<OpenDialogs>();
    Rc::new(move |place| {
        if let Some((_, target)) = found.with_untracked(|found| found.get(place).cloned()) {
            leave();
            request_animation_frame(move || go(places, dialogs, &target));
        }
    })
}

fn go(places: Places, dialogs: OpenDialogs, target: &Target) {
    match target {
        Target::AddSession => open_on_sessions(places, dialogs.add_session),
        Target::PlanYear => open_on_sessions(places, dialogs.plan_year),
        Target::Shortcuts => dialogs.shortcuts.set(true),
        Target::Page(route) => places.go(*route),
        Target::Session(number) => places.go(Route::Sessions { open: Some(*number) }),
    }
}

fn open_on_sessions(places: Places, dialog: RwSignal<bool>) {
    places.go(Route::Sessions { open: None });
    dialog.set(true);
}

/// Commands first, then sessions, both by part of their name.
fn find(text: RwSignal<String>) -> Memo<Vec<Found>> {
    let store = use_store();
    Memo::new(move |_| {
        let actor = store.actor().get();
        let needle = fold(text.get().trim());
        let edits = store.editor().with(|editor| editor.is_administrator());
        let mut found = commands(actor.is_administrator(), edits);
        found.retain(|(name, _)| fold(name).contains(&needle));
        let query = ListQuery { include_closed: true, search: needle, ..ListQuery::default() };
        store.workspace().with(|workspace| {
            for row in list(workspace, &actor, &query).into_iter().take(SHOWN_MOST) {
                if let Some(session) = workspace.session(row.session) {
                    found.push((session.called(), Target::Session(session.number)));
                }
            }
        });
        found.truncate(SHOWN_MOST);
        found
    })
}

/// `edits`: whether they may also change something.
fn commands(administrator: bool, edits: bool) -> Vec<Found> {
    let command = |name: &str, target: Target| (name.to_owned(), target);
    let mut commands = Vec::new();
    if edits {
        commands.push(command("Add Session", Target::AddSession));
        commands.push(command("Plan a fiscal year", Target::PlanYear));
    }
    commands.push(command("Sessions", Target::Page(Route::Sessions { open: None })));
    let pages = [
        ("Activity", Route::Activity),
        ("People", Route::People),
        ("Calendar", Route::Calendar),
        ("Data", Route::Data),
        ("Workspaces", Route::Workspaces),
        ("Trash", Route::Trash),
    ];
    let offered = |(_, route): &(&str, Route)| administrator || *route != Route::Trash;
    commands.extend(pages.into_iter().filter(offered).map(|(name, route)| command(name, Target::Page(route))));
    commands.push(command("Keyboard shortcuts", Target::Shortcuts));
    commands
}
