//! The questions before a session changes its status: what becomes possible and impossible, in numbers.

use leptos::prelude::*;

use crate::domain::{Command, Session, SessionAction};
use crate::ui::components::Confirm;
use crate::ui::perform::{Performer, use_performer};
use crate::ui::wording;

/// Asks, and does it.
#[component]
pub(super) fn ActionQuestion(
    /// The session.
    session: std::sync::Arc<Session>,
    /// What is to be done.
    action: SessionAction,
    /// It was done or not.
    on_close: Callback<()>,
) -> AnyView {
    let performer = use_performer();
    let id = session.id;
    let number = session.number;
    let confirm = Callback::new(move |()| {
        on_close.run(());
        act(performer, id, action);
    });
    let verb = verb(action);
    view! {
        <Confirm name=format!("{verb} {number}?") verb=verb on_confirm=confirm on_cancel=on_close>
            {consequences(action).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </Confirm>
    }
    .into_any()
}

/// Does it without asking.
pub(super) fn act(performer: Performer, id: crate::domain::SessionId, action: SessionAction) {
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

fn consequences(action: SessionAction) -> Vec<&'static str> {
    match action {
        SessionAction::Start => vec![
            "Planning ends: objectives and key results can no longer be added, removed or changed.",
            "Progress can be checked in. An administrator can reopen planning.",
        ],
        SessionAction::ReopenPlanning => vec![
            "The session is open again: objectives and key results can be added, removed and changed.",
            "Progress can still be checked in.",
        ],
        SessionAction::Close => vec![
            "Everything in it stays and can be read. Nobody can change it or add new objectives, administrators included.",
            "It leaves the list unless closed sessions are included. Reopening it loses nothing.",
        ],
        SessionAction::Reopen => {
            vec!["The session gets back the status it had before it was closed, and can be changed again."]
        }
        _ => Vec::new(),
    }
}
