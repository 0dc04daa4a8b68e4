//! Whom the app acts as, in this window.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{AccessLevel, Person, PersonId, Workspace};

use super::area::Area;
use super::browser::{remember_for_window, window_text};
use super::keys::{PREFIX, WorkspaceId};
use super::live::Store;

/// Under this name it is remembered whom the app acts as, by a window and by the browser: each workspace has its own people.
fn acting_as_in(workspace: &WorkspaceId) -> String {
    if *workspace == WorkspaceId::main() { "acting-as".to_owned() } else { ["acting-as.", workspace.as_str()].concat() }
}

/// Where the browser remembers it.
pub(super) fn acting_key(workspace: &WorkspaceId) -> String {
    [PREFIX, &*acting_as_in(workspace)].concat()
}

/// Whom this window acted as before it was loaded anew, or the window before it.
pub(super) fn acted_as(area: &dyn Area, workspace: &WorkspaceId) -> Option<PersonId> {
    let name = acting_as_in(workspace);
    window_text(&name).or_else(|| area.get(&acting_key(workspace)))?.parse().ok()
}

/// The actor, and the editor.
pub(super) fn acting(
    workspace: RwSignal<Workspace>,
    acting_as: RwSignal<Option<PersonId>>,
    read_only: RwSignal<bool>,
) -> [Memo<Arc<Person>>; 2] {
    let actor = Memo::new(move |_| workspace.with(|workspace| actor(workspace, acting_as.get())));
    [actor, Memo::new(move |_| if read_only.get() { without_rights(&actor.get()) } else { actor.get() })]
}

impl Store {
    /// The person the app acts as.
    pub fn actor(self) -> Memo<Arc<Person>> {
        self.actor
    }

    /// The same with the rights to change something: none in a workspace that is read-only. What changes something is offered to
    /// them, what shows something to the actor.
    pub fn editor(self) -> Memo<Arc<Person>> {
        self.editor
    }

    /// Acts as somebody else from now on, in this window.
    pub fn act_as(self, person: PersonId) {
        self.remember_who_acts(person);
        self.acting_as.set(Some(person));
    }

    /// For the next page of this window, and for new windows.
    pub(super) fn remember_who_acts(self, person: PersonId) {
        let id = person.to_string();
        let name = self.inner.with_value(|inner| acting_as_in(inner.replica.id()));
        remember_for_window(&name, &id);
        // A new window begins with the same person; nothing is lost where this cannot be kept. Written only when it is news: a
        // write takes the browser a millisecond of every start, and other windows are told of it.
        self.inner.with_value(|inner| {
            let (area, key) = (inner.replica.area(), acting_key(inner.replica.id()));
            area.get(&key).as_ref() == Some(&id) || area.set(&key, &id).is_ok()
        });
    }
}

fn without_rights(person: &Person) -> Arc<Person> {
    Arc::new(Person { access: AccessLevel::Member, ..person.clone() })
}

/// The person acted as, or the first administrator where that one is gone.
fn actor(workspace: &Workspace, acting_as: Option<PersonId>) -> Arc<Person> {
    let here = |person: &&Arc<Person>| person.removed.is_none();
    let chosen = acting_as.and_then(|id| workspace.person(id)).filter(here);
    let administrator = || workspace.people().find(|person| person.is_administrator());
    chosen.or_else(administrator).cloned().unwrap_or_else(|| Arc::new(Person::nobody()))
}
