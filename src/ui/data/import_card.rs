//! Sessions in, from a file: choose, look, import.

use std::sync::Arc;

use leptos::{html, prelude::*, task::spawn_local};

use crate::domain::{Command, plan_import};
use crate::store::csv;
use crate::ui::components::{Notice, Tone, dom};
use crate::ui::perform::{use_performer, use_store, wording_of};
use crate::ui::wording;

use super::preview::{added, refused, sessions};
use super::reading::{FileRead, after_paint, bytes_of};

/// How far one is.
#[derive(Debug, Clone)]
enum Stage {
    /// No file is chosen.
    Waiting,
    /// The file of this name is being read.
    Reading(String),
    /// The file is not one that can be imported.
    Unreadable {
        /// Its name.
        name: String,
        /// Why, and what to do.
        problem: String,
    },
    /// It is read: the preview.
    Read(Arc<FileRead>),
}

/// Imports a file of sessions, for administrators.
#[component]
pub(super) fn ImportCard() -> AnyView {
    let store = use_store();
    let administers = Memo::new(move |_| store.actor().with(|actor| actor.is_administrator()));
    view! {
        <section class="card">
            <h2>"Import"</h2>
            {move || {
                if administers.get() {
                    view! { <Import /> }.into_any()
                } else {
                    view! { <p>"Only administrators can import sessions. Ask one of them, or act as one."</p> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Import() -> AnyView {
    let (store, performer) = (use_store(), use_performer());
    let stage = RwSignal::new(Stage::Waiting);
    let importing = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    // A file that is chosen while another is read wins.
    let turn = StoredValue::new(0_u32);
    let input = NodeRef::<html::Input>::new();
    let (id, help) = (dom::fresh_id(), dom::fresh_id());

    // The browser says nothing when the same file is chosen again, unless the field was emptied.
    let empty_field = move || {
        if let Some(input) = input.try_get_untracked().flatten() {
            input.set_value("");
        }
    };
    let check = move |name: String, bytes: &[u8]| match csv::read(bytes) {
        Err(problem) => Stage::Unreadable { name, problem: wording::file_problem(&problem) },
        Ok(rows) => {
            let actor = store.actor().get_untracked().id;
            let read = store.workspace().with_untracked(|workspace| FileRead::check(name, rows, workspace, actor));
            Stage::Read(Arc::new(read))
        }
    };
    let show = move |next: Stage| {
        if !matches!(&next, Stage::Read(file) if file.refused.is_empty()) {
            empty_field();
        }
        stage.try_set(next);
    };
    let choose = move |_| {
        let Some(file) = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            return;
        };
        turn.update_value(|turn| *turn += 1);
        let this = turn.get_value();
        let is_current = move || turn.try_get_value() == Some(this);
        let name = file.name();
        failure.set(None);
        stage.set(Stage::Reading(name.clone()));
        spawn_local(async move {
            let bytes = bytes_of(&file).await;
            after_paint(move || {
                if is_current() {
                    show(match bytes {
                        Ok(bytes) => check(name, &bytes),
                        Err(problem) => Stage::Unreadable { name, problem },
                    });
                }
            });
        });
    };
    let start_over = move || {
        turn.update_value(|turn| *turn += 1);
        failure.set(None);
        stage.set(Stage::Waiting);
        empty_field();
        // The button that was pressed is gone.
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let import = move |file: Arc<FileRead>| {
        // Checked once more: another window may have taken a number since.
        let actor = store.actor().get_untracked().id;
        let (plan, refused) = store.workspace().with_untracked(|workspace| plan_import(workspace, actor, &file.rows));
        if !refused.is_empty() {
            show(Stage::Read(Arc::new(FileRead { refused, ..(*file).clone() })));
            return;
        }
        match performer.run_in_place(Command::Import(plan), |_| ["Imported ", &*sessions(file.sessions)].concat()) {
            Ok(_) => start_over(),
            Err(reason) => failure.set(Some(wording_of(&reason))),
        }
    };
    let import_soon = move |file: Arc<FileRead>| {
        if importing.get_untracked() {
            return;
        }
        importing.set(true);
        failure.set(None);
        after_paint(move || {
            // The page may have been left.
            if importing.try_set(false).is_none() {
                import(file);
            }
        });
    };
    let now = move || match stage.get() {
        Stage::Reading(name) => ["Reading ", &name, "…"].concat(),
        Stage::Read(file) if file.refused.is_empty() => [&*file.name, " adds ", &*sessions(file.sessions)].concat(),
        Stage::Read(file) => file.name.clone(),
        Stage::Unreadable { name, .. } => name,
        Stage::Waiting => String::new(),
    };
    let cancel =
        move || view! { <button type="button" class="button" on:click=move |_| start_over()>"Cancel"</button> };
    let result = move || match stage.get() {
        Stage::Waiting | Stage::Reading(_) => ().into_any(),
        Stage::Unreadable { problem, .. } => view! { <p class="field-error" role="alert">{problem}</p> }.into_any(),
        Stage::Read(file) if !file.refused.is_empty() => view! {
            {refused(&file)}
            <div class="actions-row">{cancel()}</div>
        }
        .into_any(),
        Stage::Read(file) => {
            let verb = ["Import ", &*sessions(file.sessions)].concat();
            let doing = ["Importing ", &*sessions(file.sessions), "…"].concat();
            view! {
                {added(&file)}
                <div class="actions-row">
                    {cancel()}
                    <button
                        type="button"
                        class="button primary"
                        aria-disabled=move || importing.get().then_some("true")
                        on:click=move |_| import_soon(file.clone())
                    >
                        {verb}
                    </button>
                    <span class="secondary" aria-live="polite">
                        {move || importing.get().then(|| doing.clone())}
                    </span>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <p id=help.clone()>
            "A CSV file with the columns Name, Begin and End (dates as YYYY-MM-DD), and if you like Number, State, \
             Created By and Last Edited By. You see what it adds before anything is changed."
        </p>
        <div class="file-field">
            <label class="field-label" for=id.clone()>"Import file"</label>
            <input
                type="file"
                id=id
                accept=".csv,text/csv"
                aria-describedby=help
                node_ref=input
                on:click=move |_| empty_field()
                on:change=choose
            />
        </div>
        <p class="import-now" aria-live="polite">{now}</p>
        {result}
        {move || {
            failure
                .get()
                .map(|failure| view! { <div role="alert"><Notice tone=Tone::Error><p>{failure}</p></Notice></div> })
        }}
    }
    .into_any()
}
