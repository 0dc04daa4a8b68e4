//! Who may do what when (`domain.md`, Transitions and People). The decisions ask it, and so does the interface
//! before it offers anything.

use super::number::SessionNumber;
use super::person::{Person, Principal};
use super::session::{ActiveStatus, Session, Status, Visibility};
use super::workspace::Workspace;

/// Why something is not done. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Only administrators may do it.
    AdministratorsOnly,
    /// The session is closed and with that read-only.
    SessionClosed(SessionNumber),
    /// The session's status does not allow it; somebody else may have changed it.
    StatusDoesNotAllow(SessionNumber),
    /// The session, person or group is gone or was never there for this actor.
    NotFound,
    /// Nobody would be left to administer the workspace.
    LastAdministrator,
    /// Approval can be raised, not lowered.
    ApprovalLowered,
    /// Approval can be raised only while the session is open.
    ApprovalOnlyWhileOpen(SessionNumber),
    /// The chosen parent is the session itself or lies below it.
    ParentCycle,
    /// A closed session takes no further children.
    ParentClosed(SessionNumber),
    /// The session is in the trash.
    InTrash(SessionNumber),
    /// What should be undone was changed again since.
    ChangedSince,
    /// Something else refers to what undoing would remove.
    StillReferenced,
    /// The highest session number is taken.
    NumbersUsedUp,
    /// The workspace holds something already.
    NotEmpty,
}

/// What the action menu of a session offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionAction {
    /// From open to in progress.
    Start,
    /// From in progress to open.
    ReopenPlanning,
    /// To closed.
    Close,
    /// Back from closed.
    Reopen,
    /// Propose the session that follows on.
    CreateNext,
    /// Make another with the same settings.
    Clone,
    /// Put away, restorable.
    MoveToTrash,
    /// Back from the trash.
    Restore,
}

impl SessionAction {
    const ALL: [SessionAction; 8] = [
        SessionAction::Start,
        SessionAction::ReopenPlanning,
        SessionAction::Close,
        SessionAction::Reopen,
        SessionAction::CreateNext,
        SessionAction::Clone,
        SessionAction::MoveToTrash,
        SessionAction::Restore,
    ];
}

/// Whether `viewer` may know of the session at all, trash aside: administrators and the creator always may.
pub fn may_see(workspace: &Workspace, viewer: &Person, session: &Session) -> bool {
    let Visibility::Custom(grants) = &session.visibility else {
        return true;
    };
    viewer.is_administrator()
        || session.created.by == viewer.id
        || grants.iter().any(|grant| is_granted(workspace, viewer, *grant))
}

/// Whether the person may go, or administer no longer: somebody must.
pub fn may_do_without(workspace: &Workspace, person: &Person) -> Result<(), Refusal> {
    if person.is_administrator() && workspace.administrators() <= 1 { Err(Refusal::LastAdministrator) } else { Ok(()) }
}

/// Whether a grant to this principal reaches the person now.
pub fn is_granted(workspace: &Workspace, person: &Person, principal: Principal) -> bool {
    match principal {
        Principal::Person(id) => id == person.id,
        Principal::Group(id) => {
            workspace.group(id).is_some_and(|group| group.removed.is_none() && group.members.contains(&person.id))
        }
    }
}

/// Whether the actor manages people, teams, roles, sessions and settings.
pub fn may_administer(actor: &Person) -> Result<(), Refusal> {
    if actor.is_administrator() { Ok(()) } else { Err(Refusal::AdministratorsOnly) }
}

/// Whether the actor may change fields of the session. The approval level has a rule of its own besides.
pub fn may_edit(actor: &Person, session: &Session) -> Result<(), Refusal> {
    may_administer(actor)?;
    if session.trashed.is_some() {
        return Err(Refusal::InTrash(session.number));
    }
    if session.status.is_closed() {
        return Err(Refusal::SessionClosed(session.number));
    }
    Ok(())
}

/// Whether the actor may delete the session for good: from the trash, or closed, as *Archive* does.
pub fn may_purge(actor: &Person, session: &Session) -> Result<(), Refusal> {
    may_administer(actor)?;
    if session.trashed.is_some() || session.status.is_closed() {
        Ok(())
    } else {
        Err(Refusal::StatusDoesNotAllow(session.number))
    }
}

/// Whether the actor may take this action on the session now.
pub fn may_act(actor: &Person, session: &Session, action: SessionAction) -> Result<(), Refusal> {
    may_administer(actor)?;
    if session.trashed.is_some() != (action == SessionAction::Restore) {
        return Err(if session.trashed.is_some() {
            Refusal::InTrash(session.number)
        } else {
            Refusal::StatusDoesNotAllow(session.number)
        });
    }
    let allowed = match (action, session.status) {
        (SessionAction::Start, status) => status == Status::OPEN,
        (SessionAction::ReopenPlanning, status) => status == Status::IN_PROGRESS,
        (SessionAction::Close, status) => !status.is_closed(),
        (SessionAction::Reopen, status) => status.is_closed(),
        (SessionAction::MoveToTrash, status) => status != Status::Active(ActiveStatus::InProgress),
        (SessionAction::CreateNext | SessionAction::Clone | SessionAction::Restore, _) => true,
    };
    match (allowed, session.status) {
        (true, _) => Ok(()),
        (false, Status::Closed { .. }) => Err(Refusal::SessionClosed(session.number)),
        (false, Status::Active(_)) => Err(Refusal::StatusDoesNotAllow(session.number)),
    }
}

/// The actions to offer on a session, in the order of the menu.
pub fn offered_actions(actor: &Person, session: &Session) -> Vec<SessionAction> {
    SessionAction::ALL.into_iter().filter(|action| may_act(actor, session, *action).is_ok()).collect()
}
