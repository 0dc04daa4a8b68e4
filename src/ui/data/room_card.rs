//! What makes room when the storage is full. All of it works with not one character free.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Session, SessionId, archivable};
use crate::store::backup;
use crate::ui::components::{Confirm, dom, toasts};
use crate::ui::format::{self, sessions};
use crate::ui::markup::{El, el};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::purge::{EMPTY_TRASH, empty_trash_question, purge, trashed_sessions};

use super::export_card::export;
use super::page::card;

/// What is asked before something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Archive,
    EmptyTrash,
}

/// For administrators: archiving closed sessions, and removing for good what is in the trash.
pub(super) fn room_card() -> El {
    let store = use_store();
    let asked = RwSignal::new(None::<Question>);
    let closed = Memo::new(move |_| {
        store.workspace().with(|workspace| {
            let archived = archivable(workspace).len();
            let closed = |session: &&Arc<Session>| session.status.is_closed() && session.trashed.is_none();
            (archived, workspace.sessions().filter(closed).count() - archived)
        })
    });
    let trashed = Memo::new(move |_| trashed_sessions(store).len());
    let archive = move || {
        let (archived, staying) = closed.get();
        let stay = match staying {
            0 => String::new(),
            1 => " 1 more stays, because sessions that are not archived are part of it.".to_owned(),
            count => {
                [" ", &*format::count(count), " more stay, because sessions that are not archived are part of them."]
                    .concat()
            }
        };
        let what = [
            "A file with ",
            &*sessions(archived),
            ", their history and everybody whom they name. Here they go then; Import brings them back.",
            &*stay,
        ]
        .concat();
        [if archived == 0 {
            nothing(if staying == 0 {
                "There are no closed sessions to archive."
            } else {
                "There is nothing to archive: sessions that are not closed are part of the closed ones."
            })
        } else {
            export("Archive closed sessions to a file", &what, move || asked.set(Some(Question::Archive)))
        }]
    };
    let empty = move || {
        let what =
            [&*sessions(trashed.get()), " in the trash. They go with their history, and without a file."].concat();
        [if trashed.get() == 0 {
            nothing("The trash is empty.")
        } else {
            export(EMPTY_TRASH, &what, move || asked.set(Some(Question::EmptyTrash)))
        }]
    };
    let advice = "When the browser's storage is full nothing more can be saved. Export a backup, then make room: both of these \
                  work even when not one character is free.";
    card("Make room")
        .child(el("p").text(advice))
        .child(el("ul").class("exports").dynamic(archive).dynamic(empty))
        .dynamic(move || asked.get().map(|question| confirmation(question, asked)))
}

fn nothing(text: &str) -> El {
    el("li").class("export").child(el("p").class("secondary").text(text))
}

fn confirmation(question: Question, asked: RwSignal<Option<Question>>) -> El {
    let close = move || asked.set(None);
    match question {
        Question::Archive => archive_question(close),
        Question::EmptyTrash => empty_trash_question(close),
    }
}

fn archive_question(close: impl Fn() + Copy + 'static) -> El {
    let (performer, toasts) = (use_performer(), toasts());
    let store = performer.store();
    let archived = store.workspace().with_untracked(archivable);
    let ids: Vec<SessionId> = archived.iter().copied().collect();
    let what = sessions(ids.len());
    let heading = ["Archive ", &*what, "?"].concat();
    let run = move || {
        close();
        let file = backup::write(&backup::archive(&store.stored_texts(), &archived));
        let day = store.today().get_untracked().to_string();
        if !format::download(toasts, &["okr-archive-", &*day, ".json"].concat(), "application/json", &file) {
            return;
        }
        let ids = ids.clone();
        // Whether the file is on the disk in the end no browser tells.
        store.keep_backup(move |_| {
            purge(performer, &ids, |what| ["Archived ", what].concat());
            dom::focus_main_unless_something_else_has_it();
        });
    };
    let text = "A file with them and their history is saved first. Then they go from this workspace. Importing the file brings \
                them back.";
    Confirm::new(heading, "Archive").on_cancel(close).on_confirm(run).view([el("p").text(text)])
}
