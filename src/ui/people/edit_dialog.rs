//! What the dialogs of people, teams and roles share: saving, leaving with typed changes, removing.

use leptos::{ev, html, prelude::*};

use crate::ui::components::{Confirm, Dialog, DialogFooter, focus_first_invalid};
use crate::ui::leaving::{Leave, Leaving};

/// How what the dialog is about can be removed.
#[derive(Debug, Clone)]
pub(super) struct Removal {
    /// The question.
    pub(super) question: String,
    /// The button that does it.
    pub(super) verb: &'static str,
    /// What will happen.
    pub(super) effect: String,
    /// Does it, or says why not in the dialog.
    pub(super) run: Callback<()>,
}

/// A dialog with a form. It stays with everything typed until it is saved, removed or knowingly left.
#[component]
pub(super) fn EditDialog(
    /// The heading.
    name: String,
    /// Whether something stands in it that would be lost.
    is_changed: Callback<(), bool>,
    /// Saves, or says in the form why not. Called at every try.
    on_save: Callback<()>,
    /// Why it was not done, unless a field says so.
    failure: RwSignal<Option<String>>,
    /// For something that is there already.
    removal: Option<Removal>,
    /// It was left.
    on_close: Callback<()>,
    /// The fields.
    children: Children,
) -> AnyView {
    let asking = RwSignal::new(false);
    let removing = RwSignal::new(false);
    let form = NodeRef::<html::Form>::new();
    let leave = move || {
        if is_changed.run(()) {
            asking.set(true);
        } else {
            on_close.run(());
        }
    };
    if let Some(leaving) = use_context::<Leaving>() {
        leaving.answer_with(Callback::new(move |()| if is_changed.run(()) { Leave::Ask } else { Leave::Free }));
    }
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        failure.set(None);
        on_save.run(());
        // Once the fields say that they are refused.
        request_animation_frame(move || {
            if let Some(form) = form.try_get_untracked().flatten() {
                focus_first_invalid(&form);
            }
        });
    };
    // A press must not take the focus out of a field: its message would come in and move the button away below the
    // pointer before the click.
    let hold = |event: ev::MouseEvent| event.prevent_default();
    let remove_button = removal.is_some().then(|| {
        view! {
            <button type="button" class="button quiet first" on:mousedown=hold on:click=move |_| removing.set(true)>
                "Remove"
            </button>
        }
    });
    let remove_question = move || {
        let removal = removal.clone().filter(|_| removing.get())?;
        let run = move |()| {
            removing.set(false);
            failure.set(None);
            once_on_top(removal.run);
        };
        Some(view! {
            <Confirm
                name=removal.question
                verb=removal.verb
                on_confirm=Callback::new(run)
                on_cancel=Callback::new(move |()| removing.set(false))
            >
                <p>{removal.effect}</p>
            </Confirm>
        })
    };
    view! {
        <Dialog name=name on_leave=Callback::new(move |()| leave())>
            <form novalidate node_ref=form on:submit=submit>
                {children()}
                {move || {
                    failure.get().map(|failure| view! { <p class="field-error" role="alert">{failure}</p> })
                }}
                <DialogFooter>
                    {remove_button}
                    <button type="button" class="button" on:mousedown=hold on:click=move |_| leave()>
                        "Cancel"
                    </button>
                    <button type="submit" class="button primary" on:mousedown=hold>"Save"</button>
                </DialogFooter>
            </form>
        </Dialog>
        <Show when=move || asking.get()>
            <Confirm
                name="Discard changes?"
                verb="Discard"
                cancel="Keep editing"
                on_confirm=Callback::new(move |()| {
                    asking.set(false);
                    once_on_top(on_close);
                })
                on_cancel=Callback::new(move |()| asking.set(false))
            >
                <p>"What you changed here is not saved."</p>
            </Confirm>
        </Show>
        {remove_question}
    }
    .into_any()
}

/// Runs what may close the dialog when the question above it is gone: under a modal question nothing can take the focus
/// that the dialog gives back.
fn once_on_top(run: Callback<()>) {
    request_animation_frame(move || {
        run.try_run(());
    });
}
