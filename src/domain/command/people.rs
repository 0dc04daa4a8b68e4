//! What changes people.

use std::sync::Arc;

use crate::domain::change::{Change, Record};
use crate::domain::draft::PersonDetails;
use crate::domain::history::{Deed, Field, FieldChange, Subject};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::domain::policy::{Refusal, may_do_without};

use super::{Deciding, differences};

impl Deciding<'_, '_> {
    pub(super) fn add_person(&mut self, details: PersonDetails) -> Result<(), Refusal> {
        let person = with_details(PersonId::fresh(self.surroundings.ids), details);
        let (subject, name) = (Subject::Person(person.id), person.name.to_string());
        self.changes.push(Change::added(Record::Person(Arc::new(person))));
        self.log(Deed::Added, subject, name, Vec::new());
        Ok(())
    }

    pub(super) fn edit_person(&mut self, id: PersonId, details: PersonDetails) -> Result<(), Refusal> {
        let before = self.here(id)?;
        let after = with_details(id, details);
        if !after.is_administrator() {
            may_do_without(self.workspace, &before)?;
        }
        if *before == after {
            return Ok(());
        }
        let fields = person_differences(&before, &after);
        let name = after.name.to_string();
        self.changes.push(Change::replaced(Record::Person(before), Record::Person(Arc::new(after))));
        self.log(Deed::Changed, Subject::Person(id), name, fields);
        Ok(())
    }

    pub(super) fn remove_person(&mut self, id: PersonId) -> Result<(), Refusal> {
        let before = self.here(id)?;
        may_do_without(self.workspace, &before)?;
        let name = before.name.to_string();
        let after = Person { removed: Some(self.stamp()), ..(*before).clone() };
        self.changes.push(Change::replaced(Record::Person(before), Record::Person(Arc::new(after))));
        self.log(Deed::Removed, Subject::Person(id), name, Vec::new());
        Ok(())
    }

    fn here(&self, id: PersonId) -> Result<Arc<Person>, Refusal> {
        self.workspace.person(id).filter(|person| person.removed.is_none()).cloned().ok_or(Refusal::NotFound)
    }
}

fn with_details(id: PersonId, details: PersonDetails) -> Person {
    Person {
        id,
        name: details.name,
        email: details.email,
        access: details.access,
        kind: details.kind,
        picture: details.picture,
        removed: None,
    }
}

pub(super) fn person_differences(before: &Person, after: &Person) -> Vec<FieldChange> {
    // Pictures are told apart, not told: they have no words.
    let picture = |person: &Person, words: &str| person.picture.as_ref().map(|_| words.to_owned()).unwrap_or_default();
    let replaced = before.picture.is_some() && before.picture != after.picture;
    let after_words = if replaced { "another picture" } else { "a picture" };
    let email = |person: &Person| person.email.as_deref().unwrap_or_default().to_owned();
    differences([
        (Field::Name, before.name.to_string(), after.name.to_string()),
        (Field::Email, email(before), email(after)),
        (Field::AccessLevel, before.access.label().to_owned(), after.access.label().to_owned()),
        (Field::Kind, before.kind.label().to_owned(), after.kind.label().to_owned()),
        (Field::Picture, picture(before, "a picture"), picture(after, after_words)),
    ])
}
