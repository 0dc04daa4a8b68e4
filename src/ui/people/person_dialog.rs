//! Adding a person, and changing or removing one.

use leptos::prelude::*;

use crate::domain::{
    AccessLevel, Command, Person, PersonDraft, PersonId, PersonKind, Workspace, groups_of, may_do_without,
};
use crate::ui::components::{Choice, SelectField, TextField};
use crate::ui::markup::{El, Handler, Place, el};
use crate::ui::perform::use_store;
use crate::ui::wording;

use super::edit_dialog::{EditDialog, Removal, name_field};
use super::picture_field::picture_field;

/// The longest e-mail address there is (RFC 5321, path without its brackets).
const EMAIL_MOST: &str = "254";

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    email: RwSignal<String>,
    access: RwSignal<String>,
    kind: RwSignal<String>,
    picture: RwSignal<Option<String>>,
}

impl Fields {
    fn filled(draft: &PersonDraft) -> Self {
        Self {
            name: RwSignal::new(draft.name.clone()),
            email: RwSignal::new(draft.email.clone()),
            access: RwSignal::new(draft.access.label().to_owned()),
            kind: RwSignal::new(draft.kind.label().to_owned()),
            picture: RwSignal::new(draft.picture.as_deref().map(str::to_owned)),
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
            picture: self.picture.get().map(String::into_boxed_str),
        }
    }
}

/// The dialog `Add person` or `Edit NAME`: without an id, it adds somebody.
pub(super) fn person_dialog(id: Option<PersonId>, on_close: Handler) -> El {
    let store = use_store();
    let person = store.workspace().with_untracked(|workspace| workspace.person(id?).cloned());
    let before = person.as_deref().map(PersonDraft::of).unwrap_or_default();
    let fields = Fields::filled(&before);
    let shown = before.clone();
    let tried = RwSignal::new(false);
    let access_error = RwSignal::new(None::<String>);
    let name_error = Signal::derive(move || {
        let problem = fields.draft().check().err().filter(|_| tried.get())?;
        Some(wording::problem(problem).to_owned())
    });
    let save = move || {
        tried.set(true);
        let typed = untrack(|| fields.draft());
        let now = store.workspace().with_untracked(|workspace| workspace.person(id?).map(|now| PersonDraft::of(now)));
        let details = now.map_or(typed.clone(), |now| typed.onto(&shown, &now)).check().ok()?;
        let name = details.name.to_string();
        Some(match id {
            None => (Command::AddPerson(details), ["Added ", &name].concat()),
            Some(id) => (Command::EditPerson(id, details), ["Changed ", &name].concat()),
        })
    };
    let access = SelectField::new("Access level", fields.access, choices(AccessLevel::ALL.map(AccessLevel::label)))
        .error(access_error.into())
        .on_change(move |_| access_error.set(None))
        .view();
    let kind = SelectField::new("Kind", fields.kind, choices(PersonKind::ALL.map(PersonKind::label))).view();
    let place = Place::new();
    let email = TextField::new("E-mail", fields.email).input_type("email").at(place).view();
    place.get().map(|input| input.attr("maxlength", EMAIL_MOST));
    let seed = person.as_ref().map(|person| person.id.seed());
    EditDialog {
        name: person
            .as_ref()
            .map_or_else(|| "Add person".to_owned(), |person| ["Edit ", person.name.as_str()].concat()),
        is_changed: Signal::derive(move || fields.draft() != before),
        save: Box::new(save),
        access_error,
        removal: person.map(|person| store.workspace().with_untracked(|workspace| removal(workspace, &person))),
        on_close,
    }
    .view([
        name_field(fields.name, tried, name_error),
        el("div").class("form-row").child(access).child(kind),
        email,
        picture_field(fields.picture, fields.name, seed),
    ])
}

fn choices(labels: [&'static str; 2]) -> Signal<Vec<Choice>> {
    Signal::stored(labels.map(Choice::plain).to_vec())
}

fn removal(workspace: &Workspace, person: &Person) -> Removal {
    let name = person.name.as_str();
    Removal {
        question: ["Remove ", name, "?"].concat(),
        verb: "Remove person",
        effect: effect_of_removal(workspace, person.id),
        refusal: may_do_without(workspace, person).err(),
        deed: (Command::RemovePerson(person.id), ["Removed ", name].concat()),
    }
}

/// What removing somebody does, in numbers.
fn effect_of_removal(workspace: &Workspace, person: PersonId) -> String {
    let created = workspace.sessions().filter(|session| session.created.by == person).count();
    let groups = groups_of(workspace, person);
    let mut effect = "Nobody can act as this person any more. The name stays in the history".to_owned();
    if created > 0 {
        effect.push_str(" and on ");
        effect.push_str(&wording::counted(created, "session"));
    }
    effect.push('.');
    if !groups.is_empty() {
        let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        effect.push_str(&[" They leave: ", &names.join(", "), "."].concat());
    }
    effect
}
