//! The history as somebody may read it: of a session they may not see nothing is told, not even that it is there.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::history::{Deed, Entry, Field, FieldChange, Subject};
use super::ids::{PersonId, SessionId};
use super::listing::is_listed;
use super::number::SessionNumber;
use super::order::sort_by_text;
use super::person::Person;
use super::workspace::Workspace;

/// Which entries are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActivityFilter {
    /// What this person did.
    pub by: Option<PersonId>,
    /// What was done to this session.
    pub session: Option<SessionId>,
}

/// The entries that the viewer may read and asked for, newest first.
pub fn activity(workspace: &Workspace, viewer: &Person, filter: &ActivityFilter) -> Vec<Arc<Entry>> {
    let by = |entry: &Entry| filter.by.is_none_or(|by| entry.by == by);
    let about = |entry: &Entry| filter.session.is_none_or(|session| entry.subject == Subject::Session(session));
    let entries = workspace.entries().iter().rev().filter(|entry| by(entry) && about(entry));
    entries.filter_map(|entry| as_read_by(workspace, viewer, entry)).collect()
}

/// Those who did something that the viewer may read, by name; removed ones too.
pub fn authors(workspace: &Workspace, viewer: &Person) -> Vec<Arc<Person>> {
    let ids: BTreeSet<PersonId> =
        activity(workspace, viewer, &ActivityFilter::default()).iter().map(|entry| entry.by).collect();
    let mut people: Vec<Arc<Person>> = ids.into_iter().filter_map(|id| workspace.person(id).cloned()).collect();
    sort_by_text(&mut people, |person| person.name.as_str());
    people
}

/// The entry without what the viewer may not know; `None` where nothing is left to tell.
fn as_read_by(workspace: &Workspace, viewer: &Person, entry: &Arc<Entry>) -> Option<Arc<Entry>> {
    if viewer.is_administrator() {
        return Some(entry.clone());
    }
    if !may_read(workspace, viewer, entry) {
        return None;
    }
    if !entry.fields.iter().any(names_session) {
        return Some(entry.clone());
    }
    let mut fields = entry.fields.clone();
    fields.retain_mut(|change| !names_session(change) || hide_sessions(workspace, viewer, change));
    let told = entry.deed != Deed::Changed || !fields.is_empty();
    told.then(|| Arc::new(Entry { fields, ..(**entry).clone() }))
}

fn may_read(workspace: &Workspace, viewer: &Person, entry: &Entry) -> bool {
    match entry.subject {
        Subject::Session(id) => workspace.session(id).is_some_and(|session| is_listed(workspace, viewer, session)),
        Subject::Person(_) | Subject::Group(_) => true,
        // Settings are told with their values. All else that concerns the workspace counts sessions, among them some
        // that not everybody may see.
        Subject::Workspace => !entry.fields.is_empty(),
    }
}

/// Whether the values begin with the number of a session: a parent as it was called then, or a number that another
/// session has.
fn names_session(change: &FieldChange) -> bool {
    matches!(change.field, Field::Parent | Field::Number)
}

/// Takes sessions away that the viewer may not see; answers whether a change is left. Another session may have had the number
/// then, so of a title that is not the one of today nothing is told.
fn hide_sessions(workspace: &Workspace, viewer: &Person, change: &mut FieldChange) -> bool {
    for value in [&mut change.from, &mut change.to] {
        let number = value.split(' ').next().and_then(|number| number.parse::<SessionNumber>().ok());
        let session = number.and_then(|number| workspace.session_by_number(number));
        match session.filter(|session| is_listed(workspace, viewer, session)) {
            None => value.clear(),
            Some(session) if *value != session.called() => *value = session.number.to_string(),
            Some(_) => {}
        }
    }
    change.from != change.to
}
