//! A first change and a first search on a workspace in memory that nobody sees and that is gone at once.
//!
//! Browsers compile a function of a WebAssembly module when it is first called. The first change calls some three hundred
//! of them, which takes as long as the change itself: rehearsed while nobody waits, it takes half the time.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    Change, Command, ListQuery, Person, PersonId, Record, SessionDraft, SessionEdit, Surroundings, Title, Workspace,
    decide, list,
};

use super::area::MemoryArea;
use super::keys::WorkspaceId;
use super::live::Store;
use super::random::RandomIds;
use super::replica::Replica;
use super::revision::Author;
use super::steps::{Kind, Step, StepName};

impl Store {
    /// Has the browser compile what the first change will call.
    pub fn rehearse(self) {
        let mut ids = RandomIds::default();
        let person = Person::first_administrator(PersonId::fresh(&mut ids));
        let mut stage = Stage {
            replica: Replica::new(Box::new(MemoryArea::default()), WorkspaceId::main()),
            author: Author { by: person.id, ..self.author() },
            workspace: Workspace::default(),
            ids,
        };
        stage.workspace.apply(&[Change::added(Record::Person(Arc::new(person.clone())))]);
        let today = self.today().get_untracked();
        let draft = SessionDraft {
            title: "Rehearsal".to_owned(),
            begin: today.into(),
            end: today.into(),
            ..SessionDraft::default()
        };
        let (Ok(session), Some(renamed)) = (draft.check(), Title::cut("Rehearsed")) else {
            return;
        };
        stage.run(Command::AddSession(session));
        let query = ListQuery { include_closed: true, search: "rehearsal".to_owned(), ..ListQuery::default() };
        if let Some(row) = list(&stage.workspace, &person, &query).first() {
            stage.run(Command::EditSession(row.session, SessionEdit::Title(renamed)));
        }
    }
}

/// A workspace to rehearse on.
struct Stage {
    replica: Replica,
    author: Author,
    workspace: Workspace,
    ids: RandomIds,
}

impl Stage {
    /// The way of [`Store::run`], without anything that others see.
    fn run(&mut self, command: Command) {
        let mut surroundings = Surroundings { now: self.author.at, ids: &mut self.ids };
        let Ok(decision) = decide(&self.workspace, self.author.by, command, &mut surroundings) else {
            return;
        };
        if self.replica.unseen(&decision.changes).is_none()
            && let Ok(writes) = self.replica.write(&decision.changes, &self.author)
        {
            self.workspace.apply(&decision.changes);
            let name = StepName::of(&decision.changes);
            drop(Step::new(0, Kind::Do, self.author, name, decision.changes, &writes));
        }
    }
}
