//! The questions before a session changes its status: what becomes possible and impossible, in numbers.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{ActiveStatus, Command, Session, SessionAction, SessionId, Status, children_of};
use crate::ui::components::{Confirm, dom};
use crate::ui::markup::{El, Handler, el};
use crate::ui::perform::{Performer, use_performer};
use crate::ui::wording;

/// Asks, and does it.
pub(super) fn action_question(session: &Session, action: SessionAction, on_close: impl Fn() + 'static) -> El {
    let performer = use_performer();
    let id = session.id;
    let actor = performer.store().actor().get_untracked();
    let workspace = performer.store().workspace();
    let children = workspace.with_untracked(|workspace| children_of(workspace, &actor, session).len());
    let verb = verb(action);
    let close: Handler = Rc::new(on_close);
    let cancel = close.clone();
    let confirm = move || {
        close();
        // It would open the menu that gets the focus back, in which the opposite stands first.
        dom::swallow_second_enter();
        act(performer, id, action);
    };
    Confirm::new(format!("{verb} {}?", session.number), verb)
        .on_confirm(confirm)
        .on_cancel(move || cancel())
        .view(Consequences::of(action, session.status).map(|found| found.lines(children)).unwrap_or_default())
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

/// What a change of status means, in sentences (`domain.md`, Transitions).
struct Consequences {
    possible: &'static str,
    impossible: &'static str,
    otherwise: &'static str,
}

impl Consequences {
    fn of(action: SessionAction, status: Status) -> Option<Self> {
        let (possible, impossible, otherwise) = match (action, status) {
            (SessionAction::Start, _) => (
                "Objectives can be marked as achieved or abandoned.",
                "Objectives and key results cannot be added, changed or deleted, nor sent for approval. Approval cannot \
                 be raised, and the session cannot be moved to the trash.",
                "Check-ins go on. Planning can be reopened.",
            ),
            (SessionAction::ReopenPlanning, _) => (
                "Objectives and key results can be added, changed and deleted again, and sent for approval. Approval \
                 can be raised.",
                "Objectives cannot be marked as achieved or abandoned.",
                "Check-ins go on.",
            ),
            (SessionAction::Close, _) => (
                "It can still be read, exported and cloned, and it can be reopened, which loses nothing.",
                "Nobody can change it, add objectives or check in, administrators included. It takes no further child \
                 sessions.",
                "It leaves the list unless closed sessions are included.",
            ),
            (SessionAction::Reopen, Status::Closed { was: ActiveStatus::Open }) => (
                "It is open again, as it was before it was closed: it can be changed, and objectives and key results can \
                 be added, changed and deleted.",
                "Nothing.",
                "Everything in it is as it was.",
            ),
            (SessionAction::Reopen, _) => (
                "It is in progress again, as it was before it was closed: it can be changed, and check-ins go on.",
                "It cannot be moved to the trash.",
                "Everything in it is as it was.",
            ),
            _ => return None,
        };
        Some(Self { possible, impossible, otherwise })
    }

    fn lines(&self, children: usize) -> Vec<El> {
        let line = |name: &str, text: &str| el("p").child(el("strong").text(name)).text(" ").text(text);
        let children = (children > 0).then(|| {
            el("p").text(&[&*wording::counted(children, "child session"), " in it stay as they are."].concat())
        });
        let lines = [
            line("Possible now:", self.possible),
            line("No longer possible:", self.impossible),
            el("p").text(self.otherwise),
        ];
        lines.into_iter().chain(children).collect()
    }
}
