//! What changes teams and roles.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::change::{Change, Record};
use crate::domain::draft::GroupDetails;
use crate::domain::history::{Deed, Field, FieldChange, Subject};
use crate::domain::ids::{GroupId, PersonId};
use crate::domain::person::{Group, GroupKind};
use crate::domain::policy::Refusal;
use crate::domain::workspace::Workspace;

use super::{Deciding, differences};

impl Deciding<'_, '_> {
    pub(super) fn add_group(&mut self, kind: GroupKind, details: GroupDetails) -> Result<(), Refusal> {
        let id = GroupId::fresh(self.surroundings.ids);
        let group = Group { id, kind, name: details.name, members: details.members, removed: None };
        self.check_members(&group)?;
        let name = group.name.to_string();
        self.changes.push(Change::added(Record::Group(Arc::new(group))));
        self.log(Deed::Added, Subject::Group(id), name, Vec::new());
        Ok(())
    }

    pub(super) fn edit_group(&mut self, id: GroupId, details: GroupDetails) -> Result<(), Refusal> {
        let before = self.existing_group(id)?;
        let after = Group { name: details.name, members: details.members, ..(*before).clone() };
        if *before == after {
            return Ok(());
        }
        self.check_members(&after)?;
        let fields = group_differences(self.workspace, &before, &after);
        let name = after.name.to_string();
        self.changes.push(Change::replaced(Record::Group(before), Record::Group(Arc::new(after))));
        self.log(Deed::Changed, Subject::Group(id), name, fields);
        Ok(())
    }

    pub(super) fn remove_group(&mut self, id: GroupId) -> Result<(), Refusal> {
        let before = self.existing_group(id)?;
        let name = before.name.to_string();
        let after = Group { removed: Some(self.stamp()), ..(*before).clone() };
        self.changes.push(Change::replaced(Record::Group(before), Record::Group(Arc::new(after))));
        self.log(Deed::Removed, Subject::Group(id), name, Vec::new());
        Ok(())
    }

    /// Everybody of a team or role must be, or have been, somebody of the workspace.
    fn check_members(&self, group: &Group) -> Result<(), Refusal> {
        let known = group.members.iter().all(|member| self.workspace.person(*member).is_some());
        if known { Ok(()) } else { Err(Refusal::NotFound) }
    }

    fn existing_group(&self, id: GroupId) -> Result<Arc<Group>, Refusal> {
        self.workspace.group(id).filter(|group| group.removed.is_none()).cloned().ok_or(Refusal::NotFound)
    }
}

pub(super) fn group_differences(workspace: &Workspace, before: &Group, after: &Group) -> Vec<FieldChange> {
    differences([
        (Field::Name, before.name.to_string(), after.name.to_string()),
        (Field::Members, names(workspace, &before.members), names(workspace, &after.members)),
    ])
}

fn names(workspace: &Workspace, people: &BTreeSet<PersonId>) -> String {
    let names: Vec<&str> =
        people.iter().filter_map(|id| workspace.person(*id)).map(|person| person.name.as_str()).collect();
    names.join(", ")
}
