//! What makes room when the storage is full. All of it works with not one character free.

use leptos::prelude::*;

use crate::domain::{Command, Session, SessionId, Workspace, trash};
use crate::store::{Done, Failure, Store, WriteError, backup};
use crate::ui::components::{Confirm, toasts};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::perform::{Performer, use_performer, use_store, wording_of};

use super::export_card::export;
use super::page::card;
use super::preview::sessions;

/// So many sessions go at a time where all at once are too many for a full storage, which has to note how to take it back.
const PORTION: usize = 100;

/// What is asked before something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Archive,
    EmptyTrash,
}

/// For administrators: archiving closed sessions, and deleting for good what is in the trash.
pub(super) fn room_card() -> El {
    let store = use_store();
    let asked = RwSignal::new(None::<Question>);
    let closed = Memo::new(move |_| store.workspace().with(|workspace| closed_sessions(workspace).len()));
    let trashed = Memo::new(move |_| trashed_sessions(store).len());
    let archive = move || {
        let what = [
            "A file with ",
            &*sessions(closed.get()),
            ", their history and everybody whom they name. Here they go then; Import brings them back.",
        ]
        .concat();
        [if closed.get() == 0 {
            nothing("There are no closed sessions to archive.")
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
            export("Delete the trash for good", &what, move || asked.set(Some(Question::EmptyTrash)))
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
    let performer = use_performer();
    let store = performer.store();
    let ids = match question {
        Question::Archive => store.workspace().with_untracked(closed_sessions),
        Question::EmptyTrash => trashed_sessions(store),
    };
    let what = sessions(ids.len());
    let (heading, verb, text) = match question {
        Question::Archive => (
            ["Archive ", &*what, "?"].concat(),
            "Archive",
            "A file with them and their history is saved first. Then they go from this workspace; sessions that are part of \
             them stay. Importing the file brings them back.",
        ),
        Question::EmptyTrash => (
            ["Delete ", &*what, " for good?"].concat(),
            "Delete for good",
            "They go with their history. Undo brings them back as long as this browser remembers it.",
        ),
    };
    let run = move || {
        asked.set(None);
        if question == Question::Archive {
            let file = backup::write(&backup::closed_sessions(&store.stored_texts()));
            let day = store.today().get_untracked().to_string();
            format::download(&["okr-archive-", &*day, ".json"].concat(), "application/json", &file);
        }
        let deed = if question == Question::Archive { "Archived " } else { "Deleted " };
        if let Err(failure) = purge(performer, &ids, &[deed, &*what].concat()) {
            toasts().failed(wording_of(&failure));
        }
    };
    let confirm = Confirm::new(heading, verb).on_cancel(move || asked.set(None)).on_confirm(run);
    let confirm = if question == Question::EmptyTrash { confirm.danger() } else { confirm };
    confirm.view([el("p").text(text)])
}

/// Deletes sessions at once, which is one step to undo; in portions only where the storage has no room to note so much.
fn purge(performer: Performer, ids: &[SessionId], text: &str) -> Result<Done, Failure> {
    let run = |ids: &[SessionId]| performer.run_in_place(Command::Purge(ids.to_vec()), |_| text.to_owned());
    match run(ids) {
        Err(Failure::NotSaved(WriteError::Full)) if ids.len() > PORTION => {
            let mut portions = ids.chunks(PORTION);
            let first = run(portions.next().unwrap_or_default());
            portions.try_fold(first?, |_, portion| run(portion))
        }
        result => result,
    }
}

fn closed_sessions(workspace: &Workspace) -> Vec<SessionId> {
    let archived = |session: &&std::sync::Arc<Session>| session.status.is_closed() && session.trashed.is_none();
    workspace.sessions().filter(archived).map(|session| session.id).collect()
}

fn trashed_sessions(store: Store) -> Vec<SessionId> {
    let actor = store.actor().get();
    store.workspace().with(|workspace| trash(workspace, &actor).iter().map(|session| session.id).collect())
}
