//! Who can see a session, and why.

use std::sync::Arc;

use super::directory::people_by_name;
use super::person::{Person, Principal};
use super::policy::is_granted;
use super::session::{Session, Visibility};
use super::workspace::Workspace;

/// Why somebody can see a session that is not visible to everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Administrators see every session.
    Administrator,
    /// They added it.
    Creator,
    /// It was granted to them, or to a team or role of theirs.
    Grant(Principal),
}

/// Everybody who can see a session now, by name, each with every reason; `None` where everyone can.
pub fn who_can_see(workspace: &Workspace, session: &Session) -> Option<Vec<(Arc<Person>, Vec<Sight>)>> {
    let Visibility::Custom(grants) = &session.visibility else {
        return None;
    };
    let reasons = |person: Arc<Person>| {
        let administrator = person.is_administrator().then_some(Sight::Administrator);
        let creator = (session.created.by == person.id).then_some(Sight::Creator);
        let granted = grants.iter().filter(|grant| is_granted(workspace, &person, **grant));
        let granted = granted.map(|grant| Sight::Grant(*grant));
        let reasons: Vec<Sight> = administrator.into_iter().chain(creator).chain(granted).collect();
        (!reasons.is_empty()).then_some((person, reasons))
    };
    Some(people_by_name(workspace).into_iter().filter_map(reasons).collect())
}
