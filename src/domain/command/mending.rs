//! What two windows did at the same time may break a rule that each of them kept. Nobody asks for what mends it: whoever looks
//! at the workspace next does it, and the history tells.

use std::sync::Arc;

use crate::domain::change::{Change, Record};
use crate::domain::history::{Deed, Field, FieldChange, Subject};
use crate::domain::ids::{PersonId, SessionId};
use crate::domain::person::{AccessLevel, Person};
use crate::domain::policy::Refusal;
use crate::domain::session::Session;

use super::Deciding;

impl Deciding<'_, '_> {
    /// Gives a session the next free number where it shares its own with another.
    pub(super) fn renumber(&mut self, id: SessionId) -> Result<(), Refusal> {
        let before = self.workspace.session(id).ok_or(Refusal::NotFound)?.clone();
        let is_other = |other: &&Arc<Session>| other.number == before.number && other.id != id;
        if self.workspace.sessions().find(is_other).is_none() {
            return Ok(());
        }
        let number = self.workspace.next_number();
        if number.is_last() {
            return Err(Refusal::NumbersUsedUp);
        }
        let after = Session { number, revision: before.revision + 1, changed: self.stamp(), ..(*before).clone() };
        let field = FieldChange { field: Field::Number, from: before.number.to_string(), to: number.to_string() };
        let name = after.called();
        self.changes.push(Change::replaced(Record::Session(before), Record::Session(Arc::new(after))));
        self.keep_number(number.next());
        self.log(Deed::Renumbered, Subject::Session(id), name, vec![field]);
        Ok(())
    }

    /// Where following the parents of a session leads round and round, the session on that way that was changed last is part of
    /// none: every window finds the same one.
    pub(super) fn break_cycle(&mut self, id: SessionId) -> Result<(), Refusal> {
        let Some(before) = self.workspace.last_changed_in_cycle(id).cloned() else {
            return Ok(());
        };
        let after = Session { parent: None, ..(*before).clone() };
        self.replace_session(before, after, Deed::Overruled);
        Ok(())
    }

    /// Makes a person an administrator again where nobody is one any more.
    pub(super) fn keep_administrator(&mut self, id: PersonId) -> Result<(), Refusal> {
        let before = self.workspace.person(id).ok_or(Refusal::NotFound)?.clone();
        if self.workspace.administrators() > 0 {
            return Ok(());
        }
        let after = Person { access: AccessLevel::SystemAdministrator, removed: None, ..(*before).clone() };
        let lost = if before.removed.is_some() { "removed" } else { before.access.label() };
        let to = after.access.label().to_owned();
        let field = FieldChange { field: Field::AccessLevel, from: lost.to_owned(), to };
        let name = after.name.to_string();
        self.changes.push(Change::replaced(Record::Person(before), Record::Person(Arc::new(after))));
        self.log(Deed::Overruled, Subject::Person(id), name, vec![field]);
        Ok(())
    }
}
