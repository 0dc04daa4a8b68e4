//! Leaving a place where something half typed stands.

use std::rc::Rc;

use leptos::prelude::*;

/// What somebody who wants to leave is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Nothing is lost by it; what could be saved is saved.
    Free,
    /// Something typed cannot be saved as it stands and would be lost.
    Ask,
}

/// One question for whoever is open: the open drawer answers it.
#[derive(Clone, Copy)]
pub struct Leaving {
    answer: StoredValue<Option<Rc<dyn Fn() -> Leave>>, LocalStorage>,
}

impl Leaving {
    /// Makes it available to everything below.
    pub fn provide() -> Self {
        let leaving = Self { answer: StoredValue::new_local(None) };
        provide_context(leaving);
        leaving
    }

    /// Whether one can go. Saves what can be saved.
    pub fn ask(self) -> Leave {
        self.answer.get_value().map_or(Leave::Free, |answer| answer())
    }

    /// From now on, until the current owner is cleaned up, this answers.
    pub fn answer_with(self, answer: impl Fn() -> Leave + 'static) {
        self.answer.set_value(Some(Rc::new(answer)));
        on_cleanup(move || {
            self.answer.try_set_value(None);
        });
    }

    /// Nobody has to be asked any more: what was typed may go.
    pub fn discard(self) {
        self.answer.set_value(None);
    }
}
