//! Lasting notices above every page: where data is kept, what could not be read, whom to rename.

use leptos::prelude::*;

use crate::domain::Command;
use crate::route::Route;
use crate::store::Persistence;
use crate::ui::components::{Notice, Tone};
use crate::ui::format::download;
use crate::ui::perform::{use_performer, use_store};
use crate::ui::places::use_places;
use crate::ui::wording::counted;

/// The notices that hold now.
#[component]
pub(super) fn Notices() -> AnyView {
    let store = use_store();
    let damaged = store.damaged();
    view! {
        <div class="notices">
            {(store.persistence() == Persistence::MemoryOnly).then(|| view! {
                <Notice tone=Tone::Warning>
                    "The browser blocks storage for this page: your changes are kept in memory only and are gone when it closes."
                </Notice>
            })}
            {move || {
                let count = damaged.with(Vec::len);
                (count > 0).then(|| view! {
                    <Notice tone=Tone::Warning>
                        <span>
                            {counted(count, "stored record")}
                            " could not be read. Everything else is here, and what could not be read is left as it is."
                        </span>
                        <button type="button" class="button small" on:click=move |_| download_damaged(store)>
                            "Download damaged records"
                        </button>
                    </Notice>
                })
            }}
            <RenameHint />
        </div>
    }
    .into_any()
}

fn download_damaged(store: crate::store::Store) {
    let text = store.damaged().with_untracked(|damaged| crate::store::damaged_text(damaged));
    download("damaged-records.json", "application/json", &text);
}

/// A new workspace has one person; the hint offers to give them a real name.
#[component]
fn RenameHint() -> AnyView {
    let store = use_store();
    let performer = use_performer();
    let places = use_places();
    let shown = Memo::new(move |_| {
        let actor = store.actor().get();
        actor.is_administrator()
            && actor.name.as_str() == "Administrator"
            && store.workspace().with(|workspace| {
                !workspace.settings().rename_hint_done
                    && workspace.people().count() == 1
                    && workspace.sessions().next().is_some()
            })
    });
    let dismiss = move |_| drop(performer.run(Command::DismissRenameHint, |_| "Hint dismissed".to_owned()));
    view! {
        <Show when=move || shown.get()>
            <Notice tone=Tone::Info>
                <span>"You act as “Administrator”. Give them your name, so that the history says who did what."</span>
                <button type="button" class="button small" on:click=move |_| places.go(Route::People)>"Rename"</button>
                <button type="button" class="button small quiet" on:click=dismiss>"Dismiss"</button>
            </Notice>
        </Show>
    }
    .into_any()
}
