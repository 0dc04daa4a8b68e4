//! The command palette: go anywhere, do anything, by typing part of its name.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::{ev, html};

use crate::domain::{ListQuery, fold, list};
use crate::route::Route;
use crate::ui::components::{Dialog, dom};
use crate::ui::perform::use_store;
use crate::ui::places::{Places, use_places};

use super::frame::OpenDialogs;

/// As many as fit on a screen.
const SHOWN_MOST: usize = 12;

/// Not a `Callback`: that one dies with the palette, which is closed before anything runs.
type Run = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Found {
    name: String,
    run: Run,
}

/// The dialog *Command palette*.
#[component]
pub(super) fn Palette(
    /// It was left.
    on_leave: Callback<()>,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let found = find(text);
    let list_id = dom::fresh_id();
    let option_id = {
        let list_id = list_id.clone();
        move |place: usize| format!("{list_id}-{place}")
    };
    let input = NodeRef::<html::Input>::new();
    let run = move |place: usize| {
        if let Some(found) = found.with_untracked(|found| found.get(place).cloned()) {
            on_leave.run(());
            // After the dialog has given the focus back: what is run may open another one.
            request_animation_frame(move || (found.run)());
        }
    };
    let keydown = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let at = chosen.get_untracked();
        match &*event.key() {
            "ArrowDown" if count > 0 => chosen.set((at + 1) % count),
            "ArrowUp" if count > 0 => chosen.set((at + count - 1) % count),
            "Enter" => run(at),
            _ => return,
        }
        dom::handled(&event);
    };
    let active = {
        let option_id = option_id.clone();
        move || found.with(|found| !found.is_empty()).then(|| option_id(chosen.get()))
    };
    let options = move || {
        let option_id = option_id.clone();
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(place, found)| {
                view! {
                    <li
                        role="option"
                        id=option_id(place)
                        class="option"
                        aria-selected=move || if chosen.get() == place { "true" } else { "false" }
                        on:click=move |_| run(place)
                    >
                        {found.name}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Dialog name="Command palette" on_leave=on_leave>
            <input
                class="input"
                type="text"
                role="combobox"
                aria-label="Command or session"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=list_id.clone()
                aria-activedescendant=active
                placeholder="Type a command or a session"
                autocomplete="off"
                autofocus=true
                node_ref=input
                prop:value=text
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    chosen.set(0);
                }
                on:keydown=keydown
            />
            <ul class="options palette-options" role="listbox" aria-label="Found" id=list_id>{options}</ul>
            <p class="secondary" role="status">
                {move || found.with(Vec::is_empty).then_some("Nothing has this name.")}
            </p>
        </Dialog>
    }
    .into_any()
}

/// Commands first, then sessions, both by part of their name.
fn find(text: RwSignal<String>) -> Memo<Vec<Found>> {
    let store = use_store();
    let places = use_places();
    let dialogs = expect_context::<OpenDialogs>();
    let commands = StoredValue::new(commands(places, dialogs, store.actor().get_untracked().is_administrator()));
    Memo::new_with_compare(
        move |_| {
            let needle = fold(text.get().trim());
            let mut found: Vec<Found> = commands.with_value(|commands| {
                commands.iter().filter(|found| fold(&found.name).contains(&needle)).cloned().collect()
            });
            let query = ListQuery { include_closed: true, search: needle, ..ListQuery::default() };
            let actor = store.actor().get();
            store.workspace().with(|workspace| {
                for row in list(workspace, &actor, &query).into_iter().take(SHOWN_MOST) {
                    if let Some(session) = workspace.session(row.session) {
                        let number = session.number;
                        let run = Arc::new(move || places.go(Route::Sessions { open: Some(number) }));
                        found.push(Found { name: format!("{} {}", session.number, session.title), run });
                    }
                }
            });
            found.truncate(SHOWN_MOST);
            found
        },
        |_, _| true,
    )
}

fn commands(places: Places, dialogs: OpenDialogs, administrator: bool) -> Vec<Found> {
    let go = |name: &str, route: Route| Found { name: name.to_owned(), run: Arc::new(move || places.go(route)) };
    let open = |name: &str, dialog: RwSignal<bool>| Found {
        name: name.to_owned(),
        run: Arc::new(move || {
            places.go(Route::Sessions { open: None });
            dialog.set(true);
        }),
    };
    let mut commands = Vec::new();
    if administrator {
        commands.push(open("Add Session", dialogs.add_session));
        commands.push(open("Plan a fiscal year", dialogs.plan_year));
    }
    commands.push(go("Sessions", Route::Sessions { open: None }));
    commands.push(go("People", Route::People));
    commands.push(go("Data", Route::Data));
    commands.push(Found { name: "Keyboard shortcuts".to_owned(), run: Arc::new(move || dialogs.shortcuts.set(true)) });
    commands
}
