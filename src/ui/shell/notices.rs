//! Lasting notices above every page: where data is kept, what could not be read, whom to rename.

use leptos::prelude::*;

use crate::domain::Command;
use crate::route::Route;
use crate::store::{Persistence, Store, damaged_text};
use crate::ui::components::{Tone, dom, notice, toasts};
use crate::ui::format::download;
use crate::ui::markup::{El, el};
use crate::ui::perform::{Performer, use_performer, use_store};
use crate::ui::places::use_places;
use crate::ui::wording::counted;

use super::{OpenDialogs, dismiss_rename_hint};

/// The notices that hold now.
pub(super) fn notices() -> El {
    let store = use_store();
    let damaged = store.damaged();
    let memory_only = (store.persistence() == Persistence::MemoryOnly).then(|| {
        let text = "The browser blocks storage for this page: your changes are kept in memory only and are gone when it closes.";
        notice(Tone::Warning, [el("span").text(text)])
    });
    let deleted = store.take_deleted().map(|name| {
        // A session in the address was one of that workspace.
        let places = use_places();
        if let Some(Route::Sessions { open: Some(_) }) = untrack(|| places.route()) {
            places.go_to(&places.href(Route::Sessions { open: None }), true);
        }
        let text =
            ["The workspace “", &*name, "” was deleted in another window. This one is shown in its place."].concat();
        notice(Tone::Warning, [el("span").text(&text)])
    });
    el("div")
        .class("notices")
        .children(memory_only)
        .children(deleted)
        .when(move || store.read_only().get(), || {
            let text = "This workspace was written by a newer version of the app. It is read-only here, so that nothing of \
                        it is lost: reload to get the newer version, or export it on the Data page.";
            notice(Tone::Warning, [el("span").text(text)])
        })
        .dynamic(move || Some(damaged.with(Vec::len)).filter(|count| *count > 0).map(damaged_notice))
        .when(rename_hint_is_due(), rename_hint)
        .children(backup_reminder())
}

/// After how many changes the actor is to be reminded of a backup.
pub(in crate::ui) fn reminder_is_due(store: Store) -> Option<usize> {
    store.backup_is_due().filter(|_| store.actor().with_untracked(|actor| actor.is_administrator()))
}

/// Asked once, when the app starts: it must not push the page down while somebody works.
fn backup_reminder() -> Option<El> {
    let (store, places) = (use_store(), use_places());
    let changes = reminder_is_due(store)?;
    let due = RwSignal::new(true);
    let text = [&*counted(changes, "change"), " since the last backup. Everything is in this browser alone."].concat();
    let back_up = move || {
        due.set(false);
        places.go(Route::Data);
    };
    let dismiss = move || {
        store.dismiss_reminder();
        due.set(false);
    };
    let reminder = move || {
        let buttons = [small_button("Back up", back_up), small_button("Not now", dismiss)];
        notice(Tone::Info, [el("span").text(&text)].into_iter().chain(buttons))
    };
    Some(el("div").when(move || due.get(), reminder))
}

fn damaged_notice(count: usize) -> El {
    let (store, toasts) = (use_store(), toasts());
    let text = " could not be read. Everything else is here, and what could not be read is left as it is.";
    let save = move || {
        let text = store.damaged().with_untracked(|damaged| damaged_text(damaged));
        download(toasts, "damaged-records.json", "application/json", &text);
    };
    notice(
        Tone::Warning,
        [el("span").text(&counted(count, "stored record")).text(text), small_button("Download damaged records", save)],
    )
}

fn small_button(name: &str, on_click: impl Fn() + 'static) -> El {
    el("button").attr("type", "button").class("button small").text(name).on_click(move || {
        dom::keep_focus();
        on_click();
    })
}

/// A new workspace has one person; the hint offers to give them a real name once there is something they made.
fn rename_hint_is_due() -> impl Fn() -> bool + Send + Sync + 'static {
    let store = use_store();
    move || {
        let editor = store.editor().get();
        editor.is_administrator()
            && editor.name.as_str() == "Administrator"
            && store.workspace().with(|workspace| {
                !workspace.settings().rename_hint_done
                    && workspace.people().count() == 1
                    && workspace.sessions().next().is_some()
            })
    }
}

/// The hint was read.
pub(super) fn dismiss(performer: Performer) {
    let _ = performer.run(Command::DismissRenameHint, |_| "Hint dismissed".to_owned());
}

fn rename_hint() -> El {
    let performer = use_performer();
    let places = use_places();
    let dialogs = expect_context::<OpenDialogs>();
    let text = "You act as “Administrator”. Give them your name, so that the history says who did what.";
    notice(
        Tone::Info,
        [
            el("span").text(text),
            small_button("Rename", move || {
                places.go(Route::People);
                dialogs.edit_person.set(Some(performer.store().actor().with_untracked(|actor| actor.id)));
            }),
            small_button("Dismiss", move || dismiss_rename_hint(performer)),
        ],
    )
}
