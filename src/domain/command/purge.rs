//! Deleting sessions for good.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::change::{Change, Record};
use crate::domain::history::{Deed, Subject};
use crate::domain::ids::SessionId;

use crate::domain::policy::{Refusal, may_purge};
use crate::domain::session::Session;

use super::Deciding;
use super::sessions::{counted, session_differences};

impl Deciding<'_, '_> {
    /// Sessions go with what the history tells of them, which takes as much room; one entry says which went. What was part
    /// of them stays, part of nothing.
    pub(super) fn purge(&mut self, ids: &[SessionId]) -> Result<(), Refusal> {
        let mut gone: Vec<Arc<Session>> = Vec::with_capacity(ids.len());
        for id in ids {
            let session = self.workspace.session(*id).ok_or(Refusal::NotFound)?;
            may_purge(self.actor, session)?;
            gone.push(session.clone());
        }
        let name = match &gone[..] {
            [] => return Ok(()),
            [one] => one.called(),
            many => counted(many.len(), "session"),
        };
        let ids: BTreeSet<SessionId> = ids.iter().copied().collect();
        let goes = |id: &SessionId| ids.contains(id);
        for child in
            self.workspace.sessions().filter(|child| child.parent.as_ref().is_some_and(goes) && !goes(&child.id))
        {
            let after =
                Session { parent: None, revision: child.revision + 1, changed: self.stamp(), ..(**child).clone() };
            let fields = session_differences(self.workspace, child, &after);
            self.changes.push(Change::replaced(Record::Session(child.clone()), Record::Session(Arc::new(after))));
            self.log(Deed::Changed, Subject::Session(child.id), child.called(), fields);
        }
        for entry in self.workspace.entries() {
            if matches!(&entry.subject, Subject::Session(id) if goes(id)) {
                self.changes.push(Change { before: Some(Record::Entry(entry.clone())), after: None });
            }
        }
        for session in gone {
            self.changes.push(Change { before: Some(Record::Session(session)), after: None });
        }
        self.log(Deed::Purged, Subject::Workspace, name, Vec::new());
        Ok(())
    }
}
