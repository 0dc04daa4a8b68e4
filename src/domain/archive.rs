//! Which sessions go into an archive.

use std::collections::BTreeSet;

use super::{Session, SessionId, Workspace};

/// Closed sessions, without those of which something that stays is a part: it would lose its parent, and could not be given
/// it back, since closed sessions take no others (`domain.md`). What is in the trash stays there.
///
/// ```
/// # use okr_sessions::domain::{Workspace, archivable};
/// assert!(archivable(&Workspace::default()).is_empty());
/// ```
pub fn archivable(workspace: &Workspace) -> BTreeSet<SessionId> {
    let stays = |session: &Session| !session.status.is_closed() || session.trashed.is_some();
    let mut kept: BTreeSet<SessionId> =
        workspace.sessions().filter(|session| stays(session)).map(|session| session.id).collect();
    for session in workspace.sessions().filter(|session| stays(session)) {
        let mut above = session.parent;
        while let Some(parent) = above.filter(|parent| kept.insert(*parent)) {
            above = workspace.session(parent).and_then(|parent| parent.parent);
        }
    }
    workspace.sessions().map(|session| session.id).filter(|id| !kept.contains(id)).collect()
}
