//! Adding a person, and changing or removing one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{AccessLevel, Command, Person, PersonDraft, PersonId, PersonKind, Refusal, Workspace, groups_of};
use crate::store::Failure;
use crate::ui::components::{Choice, SelectField, TextField};
use crate::ui::perform::{use_performer, use_store, wording_of};
use crate::ui::wording;

use super::edit_dialog::{EditDialog, Removal};
use super::picture_field::PictureField;

/// The longest e-mail address there is (RFC 5321, path without its brackets).
const EMAIL_MOST: u32 = 254;

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    email: RwSignal<String>,
    access: RwSignal<String>,
    kind: RwSignal<String>,
    picture: RwSignal<Option<Box<str>>>,
}

impl Fields {
    fn filled(draft: &PersonDraft) -> Self {
        Self {
            name: RwSignal::new(draft.name.clone()),
            email: RwSignal::new(draft.email.clone()),
            access: RwSignal::new(draft.access.label().to_owned()),
            kind: RwSignal::new(draft.kind.label().to_owned()),
            picture: RwSignal::new(draft.picture.clone()),
        }
    }

    fn draft(self) -> PersonDraft {
        let access = self.access.get();
        let kind = self.kind.get();
        PersonDraft {
            name: self.name.get(),
            email: self.email.get(),
            access: AccessLevel::ALL.into_iter().find(|level| level.label() == access).unwrap_or(AccessLevel::Member),
            kind: PersonKind::ALL.into_iter().find(|known| known.label() == kind).unwrap_or_default(),
            picture: self.picture.get(),
        }
    }
}

/// The dialog `Add person` or `Edit NAME`.
#[component]
pub(super) fn PersonDialog(
    /// Whom it changes; without, it adds somebody.
    person: Option<Arc<Person>>,
    /// It is done or was left.
    on_close: Callback<()>,
) -> AnyView {
    let (store, performer) = (use_store(), use_performer());
    let before = person.as_deref().map(PersonDraft::of).unwrap_or_default();
    let fields = Fields::filled(&before);
    let before = StoredValue::new(before);
    let draft = Memo::new(move |_| fields.draft());
    let show_problems = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let access_refused = RwSignal::new(None::<String>);
    // A second click on Save comes before the dialog is gone.
    let saved = StoredValue::new(false);
    let id = person.as_ref().map(|person| person.id);

    let name_error = Signal::derive(move || {
        let problem = draft.with(|draft| draft.check().err()).filter(|_| show_problems.get())?;
        Some(wording::problem(problem).to_owned())
    });
    let save = move |()| {
        show_problems.set(true);
        let Ok(details) = draft.get_untracked().check() else { return };
        if saved.get_value() {
            return;
        }
        let name = details.name.clone();
        let (command, deed) = match id {
            None => (Command::AddPerson(details), "Added "),
            Some(id) => (Command::EditPerson(id, details), "Changed "),
        };
        match performer.run_in_place(command, |_| [deed, name.as_str()].concat()) {
            Ok(_) => {
                saved.set_value(true);
                on_close.run(());
            }
            Err(reason @ Failure::Refused(Refusal::LastAdministrator)) => access_refused.set(Some(wording_of(&reason))),
            Err(reason) => failure.set(Some(wording_of(&reason))),
        }
    };
    let removal = person.as_ref().map(|person| {
        let (id, name) = (person.id, person.name.clone());
        let run = move |()| {
            access_refused.set(None);
            match performer.run_in_place(Command::RemovePerson(id), |_| ["Removed ", name.as_str()].concat()) {
                Ok(_) => on_close.run(()),
                Err(reason) => failure.set(Some(wording_of(&reason))),
            }
        };
        Removal {
            question: format!("Remove {}?", person.name),
            verb: "Remove person",
            effect: store.workspace().with_untracked(|workspace| effect_of_removal(workspace, person.id)),
            run: Callback::new(run),
        }
    });
    let title = person.as_ref().map_or_else(|| "Add person".to_owned(), |person| format!("Edit {}", person.name));
    view! {
        <EditDialog
            name=title
            is_changed=Callback::new(move |()| before.with_value(|before| draft.with_untracked(|draft| draft != before)))
            on_save=Callback::new(save)
            failure=failure
            removal=removal
            on_close=on_close
        >
            <TextField
                label="Name"
                value=fields.name
                error=name_error
                autofocus=true
                on_leave=Callback::new(move |()| show_problems.set(true))
            />
            <div class="form-row">
                <SelectField
                    label="Access level"
                    value=fields.access
                    options=choices(AccessLevel::ALL.map(AccessLevel::label))
                    error=access_refused
                    on_change=Callback::new(move |_| access_refused.set(None))
                />
                <SelectField label="Kind" value=fields.kind options=choices(PersonKind::ALL.map(PersonKind::label)) />
            </div>
            <TextField label="E-mail" value=fields.email input_type="email" max_length=EMAIL_MOST />
            <PictureField
                picture=fields.picture
                name=fields.name
                seed=person.map(|person| person.id.seed())
            />
        </EditDialog>
    }
    .into_any()
}

fn choices(labels: [&'static str; 2]) -> Vec<Choice> {
    labels.into_iter().map(|label| Choice { value: label.to_owned(), label: label.to_owned() }).collect()
}

/// What removing somebody does, in numbers.
fn effect_of_removal(workspace: &Workspace, person: PersonId) -> String {
    let created = workspace.sessions().filter(|session| session.created.by == person).count();
    let groups = groups_of(workspace, person);
    let mut effect = "Nobody can act as this person any more. The name stays in the history".to_owned();
    if created > 0 {
        effect.push_str(&format!(" and on {}", wording::counted(created, "session")));
    }
    effect.push('.');
    if !groups.is_empty() {
        let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        effect.push_str(&format!(" They leave: {}.", names.join(", ")));
    }
    effect
}
