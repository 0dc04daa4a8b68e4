//! What changes sessions.

use std::sync::Arc;

use crate::domain::change::{Change, Record};
use crate::domain::draft::{NewSession, SessionOptions};
use crate::domain::fiscal::Month;
use crate::domain::history::{Deed, Field, FieldChange, Subject};
use crate::domain::ids::{PersonId, SessionId};
use crate::domain::import::{ImportPlan, ImportedSession, PersonRef};
use crate::domain::number::SessionNumber;
use crate::domain::palette::Colour;
use crate::domain::person::{AccessLevel, Person, PersonKind, Principal, Stamp};
use crate::domain::policy::{Refusal, SessionAction, may_act, may_edit};
use crate::domain::session::{Approval, Session, Status, Visibility};
use crate::domain::title::Title;
use crate::domain::workspace::Workspace;

use super::{Deciding, SessionEdit, differences};

impl Deciding<'_, '_> {
    pub(super) fn add_session(&mut self, new: NewSession) -> Result<(), Refusal> {
        self.check_parent(new.options.parent, None)?;
        let number = self.workspace.next_number();
        let session = self.new_session(number, new, self.workspace.sessions().len())?;
        let (subject, name) = (Subject::Session(session.id), session.called());
        let fields = initial_fields(self.workspace, &session);
        self.changes.push(Change::added(Record::Session(Arc::new(session))));
        self.keep_number(number.next());
        self.log(Deed::Added, subject, name, fields);
        Ok(())
    }

    pub(super) fn plan_year(&mut self, new: Vec<NewSession>, first_month: Month) -> Result<(), Refusal> {
        let count = new.len();
        self.set_first_month(first_month)?;
        self.add_many(new.into_iter().map(|new| (new, None)).collect())?;
        if count > 0 {
            self.log(Deed::Planned, Subject::Workspace, counted(count, "session"), Vec::new());
        }
        Ok(())
    }

    pub(super) fn load_example(&mut self, new: Vec<(NewSession, Option<usize>)>) -> Result<(), Refusal> {
        if self.workspace.sessions().next().is_some() {
            return Err(Refusal::NotEmpty);
        }
        let count = new.len();
        self.add_many(new)?;
        self.log(Deed::ExampleLoaded, Subject::Workspace, counted(count, "session"), Vec::new());
        Ok(())
    }

    fn add_many(&mut self, new: Vec<(NewSession, Option<usize>)>) -> Result<(), Refusal> {
        let first = self.workspace.next_number();
        let mut number = first;
        let mut made: Vec<SessionId> = Vec::new();
        for (place, (mut new, parent)) in new.into_iter().enumerate() {
            match parent {
                Some(parent) => new.options.parent = made.get(parent).copied(),
                None => self.check_parent(new.options.parent, None)?,
            }
            let session = self.new_session(number, new, self.workspace.sessions().len() + place)?;
            made.push(session.id);
            self.changes.push(Change::added(Record::Session(Arc::new(session))));
            number = number.next();
        }
        if number != first {
            self.keep_number(number);
        }
        Ok(())
    }

    fn new_session(&mut self, number: SessionNumber, new: NewSession, before: usize) -> Result<Session, Refusal> {
        if number.is_last() {
            return Err(Refusal::NumbersUsedUp);
        }
        self.check_grants(&new.options.visibility)?;
        let stamp = self.stamp();
        Ok(Session {
            id: SessionId::fresh(self.surroundings.ids),
            number,
            title: new.title,
            span: new.span,
            status: new.options.status,
            colour: new.options.colour.unwrap_or(Colour::after(before)),
            parent: new.options.parent,
            cadence: new.options.cadence,
            approval: new.options.approval,
            visibility: new.options.visibility,
            created: stamp,
            changed: stamp,
            trashed: None,
            revision: 1,
            epoch: self.workspace.epoch_of_newest(stamp.at),
        })
    }

    pub(super) fn edit_session(&mut self, id: SessionId, edit: SessionEdit) -> Result<(), Refusal> {
        let before = self.workspace.session(id).ok_or(Refusal::NotFound)?.clone();
        may_edit(self.actor, &before)?;
        let mut after = (*before).clone();
        match edit {
            SessionEdit::Title(title) => after.title = title,
            SessionEdit::Dates(span) => after.span = span,
            SessionEdit::Colour(colour) => after.colour = colour,
            SessionEdit::Parent(parent) => {
                if parent != before.parent {
                    self.check_parent(parent, Some(id))?;
                }
                after.parent = parent;
            }
            SessionEdit::Cadence(cadence) => after.cadence = cadence,
            SessionEdit::Approval(approval) => {
                check_approval(&before, approval)?;
                after.approval = approval;
            }
            SessionEdit::Visibility(visibility) => {
                self.check_grants(&visibility)?;
                after.visibility = visibility;
            }
        }
        self.replace_session(before, after, Deed::Changed);
        Ok(())
    }

    pub(super) fn act(&mut self, id: SessionId, action: SessionAction) -> Result<(), Refusal> {
        let before = self.workspace.session(id).ok_or(Refusal::NotFound)?.clone();
        may_act(self.actor, &before, action)?;
        let mut after = (*before).clone();
        let deed = match (action, before.status) {
            (SessionAction::Start, _) => {
                after.status = Status::IN_PROGRESS;
                Deed::Started
            }
            (SessionAction::ReopenPlanning, _) => {
                after.status = Status::OPEN;
                Deed::PlanningReopened
            }
            (SessionAction::Close, Status::Active(was)) => {
                after.status = Status::Closed { was };
                Deed::Closed
            }
            (SessionAction::Reopen, Status::Closed { was }) => {
                after.status = Status::Active(was);
                Deed::Reopened
            }
            (SessionAction::MoveToTrash, _) => {
                after.trashed = Some(self.stamp());
                Deed::Trashed
            }
            (SessionAction::Restore, _) => {
                after.trashed = None;
                // What it was part of may have gone below it or away meanwhile.
                after.parent = after.parent.filter(|parent| !self.workspace.is_within(*parent, id));
                Deed::Restored
            }
            _ => return Err(Refusal::StatusDoesNotAllow(before.number)),
        };
        self.replace_session(before, after, deed);
        Ok(())
    }

    /// Stamps, counts and logs a change of a session; a change that changes nothing is none.
    pub(super) fn replace_session(&mut self, before: Arc<Session>, mut after: Session, deed: Deed) {
        if *before == after {
            return;
        }
        after.changed = self.stamp();
        after.revision = before.revision + 1;
        let fields = session_differences(self.workspace, &before, &after);
        let (subject, name) = (Subject::Session(after.id), after.called());
        self.changes.push(Change::replaced(Record::Session(before), Record::Session(Arc::new(after))));
        self.log(deed, subject, name, fields);
    }

    fn check_parent(&self, parent: Option<SessionId>, child: Option<SessionId>) -> Result<(), Refusal> {
        let Some(parent) = parent else {
            return Ok(());
        };
        let session = self.workspace.session(parent).ok_or(Refusal::NotFound)?;
        if child.is_some_and(|child| self.workspace.is_within(parent, child)) {
            return Err(Refusal::ParentCycle);
        }
        if session.trashed.is_some() {
            return Err(Refusal::InTrash(session.number));
        }
        if session.status.is_closed() {
            return Err(Refusal::ParentClosed(session.number));
        }
        Ok(())
    }

    /// Everybody and every group that a visibility is granted to must be, or have been, there.
    fn check_grants(&self, visibility: &Visibility) -> Result<(), Refusal> {
        match visibility {
            Visibility::Custom(grants)
                if grants.iter().any(|grant| principal_name(self.workspace, *grant).is_none()) =>
            {
                Err(Refusal::NotFound)
            }
            _ => Ok(()),
        }
    }

    fn import_person(&mut self, name: Title) -> PersonId {
        let person = Person {
            id: PersonId::fresh(self.surroundings.ids),
            name,
            email: None,
            access: AccessLevel::Member,
            kind: PersonKind::Employee,
            picture: None,
            removed: None,
        };
        let id = person.id;
        self.changes.push(Change::added(Record::Person(Arc::new(person))));
        id
    }

    /// The session at a place of a file, of whose sessions and new people the ids are given.
    fn imported(
        &self,
        imported: ImportedSession,
        place: usize,
        ids: &[SessionId],
        people: &[PersonId],
    ) -> Result<Session, Refusal> {
        let workspace = self.workspace;
        let known = |person: PersonRef| match person {
            PersonRef::Known(id) => workspace.person(id).map(|person| person.id),
            PersonRef::New(place) => people.get(place).copied(),
        };
        let now = self.stamp().at;
        let created = Stamp {
            by: known(imported.created_by).ok_or(Refusal::ChangedSince)?,
            at: imported.created_at.unwrap_or(now),
        };
        let changed = Stamp {
            by: known(imported.changed_by).ok_or(Refusal::ChangedSince)?,
            at: imported.changed_at.unwrap_or(created.at),
        };
        let SessionOptions { status, colour, parent, cadence, approval, visibility } = imported.new.options;
        Ok(Session {
            id: ids[place],
            number: imported.number,
            title: imported.new.title,
            span: imported.new.span,
            status,
            colour: colour.unwrap_or(Colour::after(workspace.sessions().len() + place)),
            parent: imported.parent_place.and_then(|place| ids.get(place).copied()).or(parent),
            cadence,
            approval,
            visibility,
            created,
            changed,
            trashed: None,
            revision: 1,
            epoch: match imported.created_at {
                Some(at) => workspace.epoch_among(at),
                None => workspace.epoch_of_newest(now),
            },
        })
    }

    /// Adds what a file holds. Its refusals were shown before; what the workspace refuses meanwhile is refused whole.
    pub(super) fn import(&mut self, plan: ImportPlan) -> Result<(), Refusal> {
        let people: Vec<PersonId> = plan.new_people.into_iter().map(|name| self.import_person(name)).collect();
        let workspace = self.workspace;
        // What the plan counted on may be gone since it was made.
        let is_there = |id: SessionId| workspace.session(id).is_some_and(|session| session.trashed.is_none());
        let ids: Vec<SessionId> = plan.sessions.iter().map(|_| SessionId::fresh(self.surroundings.ids)).collect();
        let mut next = self.workspace.next_number();
        let count = plan.sessions.len();
        for (place, imported) in plan.sessions.into_iter().enumerate() {
            let parent_is_there = imported.new.options.parent.is_none_or(is_there);
            if self.workspace.session_by_number(imported.number).is_some() || !parent_is_there {
                return Err(Refusal::ChangedSince);
            }
            next = next.max(imported.number.next());
            let session = self.imported(imported, place, &ids, &people)?;
            self.changes.push(Change::added(Record::Session(Arc::new(session))));
        }
        if count > 0 {
            self.keep_number(next);
            self.log(Deed::Imported, Subject::Workspace, counted(count, "session"), Vec::new());
        }
        Ok(())
    }
}

fn check_approval(session: &Session, approval: Approval) -> Result<(), Refusal> {
    if approval < session.approval {
        return Err(Refusal::ApprovalLowered);
    }
    if approval > session.approval && session.status != Status::OPEN {
        return Err(Refusal::ApprovalOnlyWhileOpen(session.number));
    }
    Ok(())
}

/// `3 sessions`, `1 session`.
pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn initial_fields(workspace: &Workspace, session: &Session) -> Vec<FieldChange> {
    field_words(workspace, session)
        .into_iter()
        .map(|(field, to)| FieldChange { field, from: String::new(), to })
        .filter(|change| matches!(change.field, Field::Title | Field::BeginDate | Field::EndDate | Field::Status))
        .collect()
}

pub(super) fn session_differences(workspace: &Workspace, before: &Session, after: &Session) -> Vec<FieldChange> {
    let (before, after) = (field_words(workspace, before), field_words(workspace, after));
    differences(before.into_iter().zip(after).map(|((field, from), (_, to))| (field, from, to)))
}

fn field_words(workspace: &Workspace, session: &Session) -> [(Field, String); 9] {
    let parent = session.parent.and_then(|parent| workspace.session(parent));
    [
        (Field::Title, session.title.to_string()),
        (Field::BeginDate, session.span.begin().to_string()),
        (Field::EndDate, session.span.end().to_string()),
        (Field::Status, session.status.label().to_owned()),
        (Field::Colour, session.colour.name().to_owned()),
        (Field::Parent, parent.map(|parent| parent.called()).unwrap_or_default()),
        (Field::Cadence, session.cadence.label().to_owned()),
        (Field::Workflow, session.approval.label().to_owned()),
        (Field::Permissions, permission_words(workspace, &session.visibility)),
    ]
}

fn permission_words(workspace: &Workspace, visibility: &Visibility) -> String {
    let Visibility::Custom(grants) = visibility else {
        return visibility.label().to_owned();
    };
    let names: Vec<&str> = grants.iter().filter_map(|grant| principal_name(workspace, *grant)).collect();
    if names.is_empty() { visibility.label().to_owned() } else { names.join(", ") }
}

/// The name of whom a grant speaks of.
pub fn principal_name(workspace: &Workspace, principal: Principal) -> Option<&str> {
    match principal {
        Principal::Person(id) => workspace.person(id).map(|person| person.name.as_str()),
        Principal::Group(id) => workspace.group(id).map(|group| group.name.as_str()),
    }
}
