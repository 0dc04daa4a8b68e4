//! Adding a team or role, and changing or removing one.

use leptos::prelude::*;

use crate::domain::{Command, Group, GroupDraft, GroupId, GroupKind, PersonId, people_matching};
use crate::ui::components::{Choice, Combobox};
use crate::ui::markup::{El, Handler};
use crate::ui::perform::use_store;
use crate::ui::wording;

use super::edit_dialog::{EditDialog, Removal, name_field};
use super::page::add_name;

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
    before: StoredValue<GroupDraft>,
}

impl Fields {
    fn filled(before: GroupDraft) -> Self {
        Self {
            name: RwSignal::new(before.name.clone()),
            chosen: RwSignal::new(before.members.iter().map(PersonId::to_string).collect()),
            before: StoredValue::new(before),
        }
    }

    fn draft(self) -> GroupDraft {
        GroupDraft {
            name: self.name.get(),
            members: self.chosen.with(|chosen| chosen.iter().filter_map(|id| id.parse().ok()).collect()),
            absent: self.before.with_value(|before| before.absent.clone()),
        }
    }
}

/// The dialog `Add team`, `Add role` or `Edit NAME`: without an id, it adds one.
pub(super) fn group_dialog(kind: GroupKind, id: Option<GroupId>, on_close: Handler) -> El {
    let store = use_store();
    let group = store.workspace().with_untracked(|workspace| workspace.group(id?).cloned());
    let before = group.as_ref().map_or_else(GroupDraft::default, |group| {
        store.workspace().with_untracked(|workspace| GroupDraft::of(workspace, group))
    });
    let members_before = before.members.len();
    let fields = Fields::filled(before);
    let tried = RwSignal::new(false);
    let name_error = Signal::derive(move || {
        let problem = fields.draft().check().err().filter(|_| tried.get())?;
        Some(wording::problem(problem).to_owned())
    });
    let save = move || {
        tried.set(true);
        let typed = untrack(|| fields.draft());
        let now = store
            .workspace()
            .with_untracked(|workspace| workspace.group(id?).map(|now| GroupDraft::of(workspace, now)));
        let on = |now| fields.before.with_value(|before| typed.onto(before, &now));
        let details = now.map_or(typed.clone(), on).check().ok()?;
        let name = details.name.to_string();
        Some(match id {
            None => (Command::AddGroup(kind, details), ["Added ", &name].concat()),
            Some(id) => (Command::EditGroup(id, details), ["Changed ", &name].concat()),
        })
    };
    let search = move |text: &str| {
        let people = store.workspace().with(|workspace| people_matching(workspace, text));
        people.iter().map(|person| Choice { value: person.id.to_string(), label: person.name.to_string() }).collect()
    };
    let describe = move |id: &str| {
        let person = id.parse().ok().and_then(|id: PersonId| {
            store.workspace().with(|workspace| workspace.person(id).map(|person| person.name.to_string()))
        });
        person.unwrap_or_default()
    };
    let members = Combobox::new("Members", fields.chosen, search, describe).many().placeholder("Nobody yet").view();
    EditDialog {
        name: group.as_ref().map_or_else(|| add_name(kind).to_owned(), |group| ["Edit ", group.name.as_str()].concat()),
        is_changed: Signal::derive(move || fields.before.with_value(|before| fields.draft() != *before)),
        save: Box::new(save),
        access_error: RwSignal::new(None),
        removal: group.map(|group| removal(&group, members_before)),
        on_close,
    }
    .view([name_field(fields.name, tried, name_error), members])
}

fn removal(group: &Group, members: usize) -> Removal {
    let name = group.name.as_str();
    Removal {
        question: ["Remove ", name, "?"].concat(),
        verb: match group.kind {
            GroupKind::Team => "Remove team",
            GroupKind::Role => "Remove role",
        },
        effect: effect_of_removal(members),
        refusal: None,
        deed: (Command::RemoveGroup(group.id), ["Removed ", name].concat()),
    }
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
