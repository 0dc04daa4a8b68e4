//! Parents and children as a viewer sees them, and which parents can be chosen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ids::SessionId;
use super::listing::{ListQuery, is_listed, list};
use super::person::Person;
use super::session::Session;
use super::workspace::{Workspace, fold};

/// The session that this one is part of, unless it is in the trash or the viewer may not see it.
pub fn parent_of(workspace: &Workspace, viewer: &Person, session: &Session) -> Option<Arc<Session>> {
    let parent = session.parent.and_then(|parent| workspace.session(parent))?;
    is_listed(workspace, viewer, parent).then(|| parent.clone())
}

/// The sessions in this one, in the order of creation, as far as the viewer sees them.
pub fn children_of(workspace: &Workspace, viewer: &Person, session: &Session) -> Vec<Arc<Session>> {
    workspace.children(session.id).filter(|child| is_listed(workspace, viewer, child)).cloned().collect()
}

/// Whether a session can be chosen as the parent of others: neither closed nor in the trash, and not hidden.
pub fn takes_children(workspace: &Workspace, viewer: &Person, parent: SessionId) -> bool {
    workspace.session(parent).is_some_and(|parent| !parent.status.is_closed() && is_listed(workspace, viewer, parent))
}

/// The sessions that can be chosen as the parent of `own`, neither itself nor one below it, whose number and title hold
/// the text. Newest first.
pub fn possible_parents(
    workspace: &Workspace,
    viewer: &Person,
    own: Option<SessionId>,
    search: &str,
) -> Vec<Arc<Session>> {
    let needle = fold(search.trim());
    list(workspace, viewer, &ListQuery::default())
        .into_iter()
        .filter(|row| own.is_none_or(|own| !workspace.is_within(row.session, own)))
        .filter_map(|row| workspace.session(row.session))
        .filter(|session| fold(&session.called()).contains(&needle))
        .cloned()
        .collect()
}

/// Those of them from which following the parents leads back to the same one.
pub fn in_cycles<T: Ord + Copy>(all: impl IntoIterator<Item = T>, parent: impl Fn(T) -> Option<T>) -> BTreeSet<T> {
    let (mut found, mut done) = (BTreeSet::new(), BTreeSet::new());
    for start in all {
        let mut path = Vec::new();
        let mut current = Some(start);
        while let Some(one) = current {
            if !done.insert(one) {
                // Seen on this path, not on one before: the path bit its tail.
                if let Some(from) = path.iter().position(|earlier| *earlier == one) {
                    found.extend(&path[from..]);
                }
                break;
            }
            path.push(one);
            current = parent(one);
        }
    }
    found
}
