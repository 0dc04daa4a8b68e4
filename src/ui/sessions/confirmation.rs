//! The questions before a session changes its status: what becomes possible and impossible, in numbers.

use std::rc::Rc;

use crate::domain::{Command, Session, SessionAction, SessionId};
use crate::ui::components::Confirm;
use crate::ui::markup::{El, Handler, el};
use crate::ui::perform::{Performer, use_performer};
use crate::ui::wording;

/// Asks, and does it.
pub(super) fn action_question(session: &Session, action: SessionAction, on_close: impl Fn() + 'static) -> El {
    let performer = use_performer();
    let id = session.id;
    let verb = verb(action);
    let close: Handler = Rc::new(on_close);
    let cancel = close.clone();
    let confirm = move || {
        close();
        act(performer, id, action);
    };
    Confirm::new(format!("{verb} {}?", session.number), verb)
        .on_confirm(confirm)
        .on_cancel(move || cancel())
        .view(consequences(action).iter().map(|line| el("p").text(line)))
}

/// Does it without asking.
pub(super) fn act(performer: Performer, id: SessionId, action: SessionAction) {
    let _ = performer.run(Command::Act(id, action), |done| {
        done.session().map_or_else(String::new, |session| format!("{} {}", session.number, done_word(action)))
    });
}

/// Whether it is asked before.
pub(super) fn asks(action: SessionAction) -> bool {
    matches!(
        action,
        SessionAction::Start | SessionAction::ReopenPlanning | SessionAction::Close | SessionAction::Reopen
    )
}

fn verb(action: SessionAction) -> &'static str {
    match action {
        SessionAction::Start => "Start session",
        SessionAction::Close => "Close session",
        SessionAction::Reopen => "Reopen session",
        other => wording::action(other),
    }
}

fn done_word(action: SessionAction) -> &'static str {
    match action {
        SessionAction::Start => "started",
        SessionAction::ReopenPlanning => "is open for planning again",
        SessionAction::Close => "closed",
        SessionAction::Reopen => "reopened",
        SessionAction::MoveToTrash => "moved to the trash",
        SessionAction::Restore => "restored",
        SessionAction::CreateNext | SessionAction::Clone => "added",
    }
}

fn consequences(action: SessionAction) -> &'static [&'static str] {
    match action {
        SessionAction::Start => &[
            "Planning ends: objectives and key results can no longer be added, removed or changed.",
            "Progress can be checked in. An administrator can reopen planning.",
        ],
        SessionAction::ReopenPlanning => &[
            "The session is open again: objectives and key results can be added, removed and changed.",
            "Progress can still be checked in.",
        ],
        SessionAction::Close => &[
            "Everything in it stays and can be read. Nobody can change it or add new objectives, administrators included.",
            "It leaves the list unless closed sessions are included. Reopening it loses nothing.",
        ],
        SessionAction::Reopen => {
            &["The session gets back the status it had before it was closed, and can be changed again."]
        }
        _ => &[],
    }
}
