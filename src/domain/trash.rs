//! The trash: sessions that were put away and can be restored.

use std::sync::Arc;

use super::order::sort_by;
use super::person::Person;
use super::policy::{SessionAction, may_act, may_see};
use super::session::Session;
use super::workspace::Workspace;

/// The sessions in the trash, the one that was moved there last first. Nothing for those who cannot restore them.
pub fn trash(workspace: &Workspace, viewer: &Person) -> Vec<Arc<Session>> {
    let mut sessions: Vec<Arc<Session>> = workspace
        .sessions()
        .filter(|session| session.trashed.is_some() && may_see(workspace, viewer, session))
        .filter(|session| may_act(viewer, session, SessionAction::Restore).is_ok())
        .cloned()
        .collect();
    let moved = |session: &Session| session.trashed.map(|stamp| stamp.at);
    sort_by(&mut sessions, |a, b| (moved(b), b.number).cmp(&(moved(a), a.number)));
    sessions
}
