//! What the history tells when two windows changed the same field at the same time: the value that does not stand.

use crate::domain::change::Record;
use crate::domain::dates::Moment;
use crate::domain::history::{Deed, Entry, Subject};
use crate::domain::ids::{EntryId, FreshIds, PersonId};
use crate::domain::workspace::Workspace;

use super::{groups, people, sessions};

/// The entry about a record that stands and the same record as it would be if the other window's values stood. Its id
/// follows from the record and `stamp`, the change that lost: every window that sees it writes the same entry.
pub fn overruled_entry(workspace: &Workspace, stands: &Record, lost: &Record, stamp: u64) -> Option<Entry> {
    let (subject, name, fields) = match (stands, lost) {
        (Record::Session(stands), Record::Session(lost)) => {
            let fields = sessions::changed_fields(workspace, lost, stands);
            (Subject::Session(stands.id), sessions::called(stands), fields)
        }
        (Record::Person(stands), Record::Person(lost)) => {
            (Subject::Person(stands.id), stands.name.to_string(), people::changed_fields(lost, stands))
        }
        (Record::Group(stands), Record::Group(lost)) => {
            let fields = groups::changed_fields(workspace, lost, stands);
            (Subject::Group(stands.id), stands.name.to_string(), fields)
        }
        _ => return None,
    };
    let (by, at) = changed(lost).unwrap_or((PersonId::NOBODY, Moment::EPOCH));
    let id = EntryId::fresh(&mut Derived { name: &name_of(&subject), stamp });
    let entry = Entry { id, place: workspace.next_place(), at, by, deed: Deed::Overruled, subject, name, fields };
    (!entry.fields.is_empty()).then_some(entry)
}
