//! Leaving a place where something half typed stands.

use std::rc::Rc;

use leptos::prelude::*;

use super::components::dom;

/// What somebody who wants to leave is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leave {
    /// Nothing is lost by it; what could be saved is saved.
    Free,
    /// Something typed cannot be saved as it stands and would be lost.
    Ask,
    /// Something is asked already, and has to be answered first.
    Stay,
}

impl Leave {
    /// Of a dialog: whether something else stands in it than at first, and whether it asks about that already.
    pub fn from_dialog(is_changed: bool, is_asking: bool) -> Self {
        match (is_changed, is_asking) {
            (_, true) => Self::Stay,
            (true, false) => Self::Ask,
            (false, false) => Self::Free,
        }
    }
}

/// Says what leaving would do to what it stands for; saves what can be saved.
type Answer = Rc<dyn Fn() -> Leave>;

/// One question for everything that is open: the drawer, and the dialogs with what is typed in them.
#[derive(Clone, Copy)]
pub struct Leaving {
    answers: StoredValue<Vec<(u32, Answer)>, LocalStorage>,
    next: StoredValue<u32>,
}

impl Leaving {
    /// Makes it available to everything below. The browser asks in its own words before the page goes as a whole.
    pub fn provide() -> Self {
        let leaving = Self { answers: StoredValue::new_local(Vec::new()), next: StoredValue::new(0) };
        provide_context(leaving);
        dom::on_window("beforeunload", move |event| {
            if untrack(|| leaving.ask()) != Leave::Free {
                event.prevent_default();
            }
        });
        leaving
    }

    /// Whether one can go. Saves what can be saved.
    pub fn ask(self) -> Leave {
        let answers = self.answers.try_get_value().unwrap_or_default();
        answers.iter().map(|(_, answer)| answer()).max().unwrap_or(Leave::Free)
    }

    /// From now on, until the current owner is cleaned up, this answers as well.
    pub fn answer_with(self, answer: impl Fn() -> Leave + 'static) {
        self.add(Rc::new(answer));
    }

    fn add(self, answer: Answer) {
        let own = self.next.get_value();
        self.next.set_value(own + 1);
        self.answers.update_value(|answers| answers.push((own, answer)));
        on_cleanup(move || {
            self.answers.try_update_value(|answers| answers.retain(|(other, _)| *other != own));
        });
    }

    /// Nobody has to be asked any more: what was typed may go.
    pub fn discard(self) {
        self.answers.set_value(Vec::new());
    }
}
