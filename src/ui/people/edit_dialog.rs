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
        let performer = use_performer();
        let asking = RwSignal::new(false);
        let removing = RwSignal::new(false);
        let failure = RwSignal::new(None::<String>);
        // A second click on Save comes before the dialog is gone.
        let done = StoredValue::new(false);
        if let Some(leaving) = use_context::<Leaving>() {
            leaving.answer_with(move || Leave::from_dialog(is_changed.get_untracked(), asking.get_untracked()));
        }
        // Why it was not done stands in the dialog.
        let perform: Rc<dyn Fn(Deed, bool)> = {
            let close = on_close.clone();
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
                        if of_field { access_error } else { failure }.set(Some(wording_of(&reason)));
                    }
                }
            })
        };
        let leave: Handler = {
            let close = on_close.clone();
            Rc::new(move || if is_changed.get_untracked() { asking.set(true) } else { close() })
        };
        let place = Place::new();
        let submit = {
            let perform = perform.clone();
            move |event: web_sys::Event| {
                event.prevent_default();
                failure.set(None);
                if let Some(deed) = save() {
                    perform(deed, true);
                }
                focus_first_invalid(place);
            }
        };
        let ask_to_remove = {
            let refusal = removal.as_ref().and_then(|removal| removal.refusal.clone());
            move || match &refusal {
                Some(refusal) => failure.set(Some(wording::refusal(refusal))),
                None => removing.set(true),
            }
        };
        let remove = removal.is_some().then(|| button("button quiet first", "Remove").on_click(ask_to_remove));
        let cancel = leave.clone();
        let buttons = [
            button("button", "Cancel").on_click(move || cancel()),
            button("button primary", "Save").attr("type", "submit"),
        ];
        let form = form
            .at(place)
            .on("submit", submit)
            .dynamic(move || {
                failure.get().map(|failure| el("p").class("field-error").attr("role", "alert").text(&failure))
            })
            .child(dialog_footer(remove.into_iter().chain(buttons)));
        let question = move || {
            let close = on_close.clone();
            let discard = move || {
                asking.set(false);
                close();
            };
            discard_question(discard, move || asking.set(false))
        };
        let removal = removal.map(Rc::new);
        let remove_question = move || {
            let removal = removal.clone().filter(|_| removing.get())?;
            let (perform, removed) = (perform.clone(), removal.clone());
            let run = move || {
                removing.set(false);
                failure.set(None);
                access_error.set(None);
                perform(removed.deed.clone(), false);
            };
            Some(untrack(|| {
                Confirm::new(removal.question.clone(), removal.verb)
                    .on_confirm(run)
                    .on_cancel(move || removing.set(false))
                    .view([el("p").text(&removal.effect)])
            }))
        };
        el("div")
            .child(Dialog::new(&name).on_leave(move || leave()).view([form]))
            .when(move || asking.get(), question)
            .dynamic(remove_question)
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
