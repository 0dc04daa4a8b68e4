//! Adding a team or role, and changing or removing one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Command, Group, GroupDraft, GroupKind, PersonId, people_matching};
use crate::ui::components::{Choice, Combobox, TextField};
use crate::ui::perform::{use_performer, use_store, wording_of};
use crate::ui::wording;

use super::edit_dialog::{EditDialog, Removal};

/// The dialog `Add team`, `Add role` or `Edit NAME`.
#[component]
pub(super) fn GroupDialog(
    /// Team or role.
    kind: GroupKind,
    /// Which one it changes; without, it adds one.
    group: Option<Arc<Group>>,
    /// It is done or was left.
    on_close: Callback<()>,
) -> AnyView {
    let (store, performer) = (use_store(), use_performer());
    let before = group.as_ref().map_or_else(GroupDraft::default, |group| {
        store.workspace().with_untracked(|workspace| GroupDraft::of(workspace, group))
    });
    let name = RwSignal::new(before.name.clone());
    let chosen = RwSignal::new(before.members.iter().map(PersonId::to_string).collect::<Vec<_>>());
    let before = StoredValue::new(before);
    let draft = Memo::new(move |_| GroupDraft {
        name: name.get(),
        members: chosen.with(|chosen| chosen.iter().filter_map(|id| id.parse().ok()).collect()),
        absent: before.with_value(|before| before.absent.clone()),
    });
    let show_problems = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    // A second click on Save comes before the dialog is gone.
    let saved = StoredValue::new(false);
    let id = group.as_ref().map(|group| group.id);

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
            None => (Command::AddGroup(kind, details), "Added "),
            Some(id) => (Command::EditGroup(id, details), "Changed "),
        };
        match performer.run_in_place(command, |_| [deed, name.as_str()].concat()) {
            Ok(_) => {
                saved.set_value(true);
                on_close.run(());
            }
            Err(reason) => failure.set(Some(wording_of(&reason))),
        }
    };
    let removal = group.as_ref().map(|group| {
        let (id, name) = (group.id, group.name.clone());
        let run = move |()| match performer
            .run_in_place(Command::RemoveGroup(id), |_| ["Removed ", name.as_str()].concat())
        {
            Ok(_) => on_close.run(()),
            Err(reason) => failure.set(Some(wording_of(&reason))),
        };
        let members = before.with_value(|before| before.members.len());
        Removal {
            question: format!("Remove {}?", group.name),
            verb: match kind {
                GroupKind::Team => "Remove team",
                GroupKind::Role => "Remove role",
            },
            effect: effect_of_removal(members),
            run: Callback::new(run),
        }
    });
    let search = move |text: String| {
        let people = store.workspace().with(|workspace| people_matching(workspace, &text));
        people.iter().map(|person| Choice { value: person.id.to_string(), label: person.name.to_string() }).collect()
    };
    let describe = move |id: String| {
        let person = id.parse().ok().and_then(|id: PersonId| {
            store.workspace().with(|workspace| workspace.person(id).map(|person| person.name.to_string()))
        });
        person.unwrap_or_default()
    };
    let title = match (&group, kind) {
        (Some(group), _) => format!("Edit {}", group.name),
        (None, GroupKind::Team) => "Add team".to_owned(),
        (None, GroupKind::Role) => "Add role".to_owned(),
    };
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
                value=name
                error=name_error
                autofocus=true
                on_leave=Callback::new(move |()| show_problems.set(true))
            />
            <Combobox
                label="Members"
                chosen=chosen
                search=Callback::new(search)
                describe=Callback::new(describe)
                many=true
                placeholder="Nobody yet"
            />
        </EditDialog>
    }
    .into_any()
}

/// What removing a team or role does, in numbers.
fn effect_of_removal(members: usize) -> String {
    let effect = match members {
        0 => "It has no members.".to_owned(),
        1 => "Its member no longer sees what was shared with it alone.".to_owned(),
        count => format!("Its {count} members no longer see what was shared with it alone."),
    };
    effect + " The name stays in the history."
}
