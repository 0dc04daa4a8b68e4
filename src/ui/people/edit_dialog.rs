//! What the dialogs of people, teams and roles share: saving, leaving with typed changes, removing.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{Command, Refusal};
use crate::store::Failure;
use crate::ui::components::{Confirm, Dialog, TextField, dialog_footer, discard_question, focus_first_invalid};
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, Handler, Place, el};
use crate::ui::perform::{use_performer, wording_of};
use crate::ui::wording;

/// A command, and what is said when it is done.
pub(super) type Deed = (Command, String);

/// How what the dialog is about can be removed.
pub(super) struct Removal {
    /// The question.
    pub(super) question: String,
    /// The button that does it.
    pub(super) verb: &'static str,
    /// What will happen.
    pub(super) effect: String,
    /// Why it cannot be done, where that is known.
    pub(super) refusal: Option<Refusal>,
    /// Does it.
    pub(super) deed: Deed,
}

/// A dialog with a form. It stays with everything typed until it is saved, removed or knowingly left.
pub(super) struct EditDialog {
    /// The heading.
    pub(super) name: String,
    /// Whether something stands in it that would be lost.
    pub(super) is_changed: Signal<bool>,
    /// What saves it; nothing when a field says why it cannot be. Asked at every try.
    pub(super) save: Box<dyn Fn() -> Option<Deed>>,
    /// The error of the field that decides who administers.
    pub(super) access_error: RwSignal<Option<String>>,
    /// For something that is there already.
    pub(super) removal: Option<Removal>,
    /// It is done or was left.
    pub(super) on_close: Handler,
}

impl EditDialog {
    /// The dialog with its fields.
    pub(super) fn view(self, fields: impl IntoIterator<Item = El>) -> El {
        self.around(el("form").class("form").flag("novalidate").children(fields))
    }

    fn around(self, form: El) -> El {
        let Self { name, is_changed, save, access_error, removal, on_close } = self;
        let state = State {
            asking: RwSignal::new(false),
            removing: RwSignal::new(false),
            failure: RwSignal::new(None),
            access_error,
        };
        if let Some(leaving) = use_context::<Leaving>() {
            leaving.answer_with(move || Leave::from_dialog(is_changed.get_untracked(), state.asking.get_untracked()));
        }
        let perform = state.performing(on_close.clone());
        let leave: Handler = {
            let close = on_close.clone();
            Rc::new(move || if is_changed.get_untracked() { state.asking.set(true) } else { close() })
        };
        let remove = removal.as_ref().map(|removal| state.remove_button(removal.refusal.clone()));
        let cancel = leave.clone();
        let buttons = [
            button("button", "Cancel").on_click(move || cancel()),
            button("button primary", "Save").attr("type", "submit"),
        ];
        let form = state
            .submitting(form, save, perform.clone())
            .dynamic(move || {
                let failure = state.failure.get();
                failure.map(|failure| el("p").class("field-error").attr("role", "alert").text(&failure))
            })
            .child(dialog_footer(remove.into_iter().chain(buttons)));
        let removal = removal.map(Rc::new);
        el("div")
            .child(Dialog::new(&name).on_leave(move || leave()).view([form]))
            .when(move || state.asking.get(), move || state.question_to_discard(on_close.clone()))
            .dynamic(move || {
                let removal = removal.clone().filter(|_| state.removing.get())?;
                Some(untrack(|| state.question_to_remove(&removal, perform.clone())))
            })
    }
}

/// Does something and closes the dialog; whether it saves what stands in the fields.
type Perform = Rc<dyn Fn(Deed, bool)>;

#[derive(Clone, Copy)]
struct State {
    /// Whether what was typed is to be lost.
    asking: RwSignal<bool>,
    /// Whether it is to be removed.
    removing: RwSignal<bool>,
    /// Why something was not done: it stands in the dialog.
    failure: RwSignal<Option<String>>,
    access_error: RwSignal<Option<String>>,
}

impl State {
    fn performing(self, close: Handler) -> Perform {
        let performer = use_performer();
        // A second click on Save comes before the dialog is gone.
        let done = StoredValue::new(false);
        Rc::new(move |(command, text), saves| {
            if done.get_value() {
                return;
            }
            match performer.run_in_place(command, |_| text) {
                Ok(_) => {
                    done.set_value(true);
                    close();
                }
                Err(reason) => {
                    let of_field = saves && matches!(reason, Failure::Refused(Refusal::LastAdministrator));
                    if of_field { self.access_error } else { self.failure }.set(Some(wording_of(&reason)));
                }
            }
        })
    }

    fn submitting(self, form: El, save: Box<dyn Fn() -> Option<Deed>>, perform: Perform) -> El {
        let place = Place::new();
        form.at(place).on("submit", move |event| {
            event.prevent_default();
            self.failure.set(None);
            if let Some(deed) = save() {
                perform(deed, true);
            }
            focus_first_invalid(place);
        })
    }

    fn remove_button(self, refusal: Option<Refusal>) -> El {
        button("button quiet first", "Remove").on_click(move || match &refusal {
            Some(refusal) => self.failure.set(Some(wording::refusal(refusal))),
            None => self.removing.set(true),
        })
    }

    fn question_to_discard(self, close: Handler) -> El {
        let discard = move || {
            self.asking.set(false);
            close();
        };
        discard_question(discard, move || self.asking.set(false))
    }

    fn question_to_remove(self, removal: &Removal, perform: Perform) -> El {
        let deed = removal.deed.clone();
        let run = move || {
            self.removing.set(false);
            self.failure.set(None);
            self.access_error.set(None);
            perform(deed.clone(), false);
        };
        Confirm::new(removal.question.clone(), removal.verb)
            .danger()
            .on_confirm(run)
            .on_cancel(move || self.removing.set(false))
            .view([el("p").text(&removal.effect)])
    }
}

/// The field of a name, with what is wrong with it once it was left or tried.
pub(super) fn name_field(name: RwSignal<String>, tried: RwSignal<bool>, error: Signal<Option<String>>) -> El {
    TextField::new("Name", name).error(error).autofocus().on_leave(move || tried.set(true)).view()
}

/// A press must not take the focus out of a field: its message would come in and move the button away below the pointer
/// before the click.
fn button(class: &str, name: &str) -> El {
    el("button").attr("type", "button").class(class).text(name).on("mousedown", |event| event.prevent_default())
}
