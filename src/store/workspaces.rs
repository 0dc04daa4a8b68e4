//! Several workspaces in one browser: which there are, and going from one to another. Each has its own records, its own
//! journal and its own history; they know nothing of each other.

use leptos::prelude::*;

use crate::domain::{Title, Workspace};

use super::acting::acting_key;
use super::area::{Area, WriteError};
use super::backup::{Backup, Preference, plan_texts};
use super::batch::{Write, carry_out};
use super::browser::{after_the_first_rows, remember_for_window, window_text};
use super::fields::Fields;
use super::journal::{Journal, delete_journal};
use super::kept_backups::forget_kept_backups;
use super::keys::{FIRST_ROWS, PREFIX, WorkspaceId, named_record, record_name};
use super::live::{Persistence, Store};
use super::reminder::backup_key;
use super::reserve::with_reserve;
use super::steps::{Kind, Step, StepName};

/// Under this name a window remembers its workspace.
const OPEN_WORKSPACE: &str = "workspace";
/// Under this name a window remembers what its workspace was called that another window deleted.
const DELETED: &str = "deleted";
/// The workspace that new windows open.
const DEFAULT_WORKSPACE: &str = "okr-sessions/workspace";

/// Here stands which workspace is being deleted, until that is done.
const DELETING: &str = "okr-sessions/deleting";

/// A workspace of this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceInfo {
    /// What it is called in the keys.
    pub id: WorkspaceId,
    /// What its people call it.
    pub name: String,
    /// How many sessions it holds, the trash included.
    pub sessions: usize,
    /// How many people.
    pub people: usize,
    /// How many characters of the storage it takes.
    pub units: usize,
    /// Whether this window shows it.
    pub is_open: bool,
}

/// The workspace a window begins with: the one it had before a reload, the one that was opened last in this browser, or
/// the first.
pub(super) fn workspace_to_open(area: &dyn Area) -> WorkspaceId {
    let known = |name: String| WorkspaceId::new(&name).filter(|id| exists(area, id));
    let id = window_text(OPEN_WORKSPACE).and_then(known).or_else(|| area.get(DEFAULT_WORKSPACE).and_then(known));
    let id = id.unwrap_or_else(WorkspaceId::main);
    let opened = id.clone();
    after_the_first_rows(move || remember_for_window(OPEN_WORKSPACE, opened.as_str()));
    id
}

fn exists(area: &dyn Area, id: &WorkspaceId) -> bool {
    *id == WorkspaceId::main() || area.get(&name_key(id)).is_some()
}

/// Where the name of a workspace is kept: beside the workspaces, so that the list is read without reading them.
pub(super) fn name_key(id: &WorkspaceId) -> String {
    [PREFIX, "workspace.", id.as_str()].concat()
}

/// What is kept there.
fn name_text(name: &str) -> String {
    let mut fields = Fields::default();
    fields.set("v", "1");
    fields.set("name", serde_json::to_string(name).unwrap_or_default());
    fields.text()
}

fn name_in(text: &str) -> Option<String> {
    serde_json::from_str(Fields::parse(text)?.get("name")?).ok()
}

/// Deletes what is left of a workspace whose deletion was cut off when the browser ended.
pub(super) fn finish_deletion(area: &dyn Area) {
    if let Some(id) = area.get(DELETING).as_deref().and_then(WorkspaceId::new) {
        delete(area, &id);
    }
}

fn delete(area: &dyn Area, id: &WorkspaceId) {
    let mut keys = Vec::new();
    area.each(&mut |key, _| {
        if id.name_in(key).is_some() {
            keys.push(key.to_owned());
        }
    });
    // The name first: windows that show the workspace learn from it that the rest goes, and leave it.
    area.remove(&name_key(id));
    keys.iter().for_each(|key| area.remove(key));
    area.remove(&backup_key(id));
    area.remove(&acting_key(id));
    area.remove(FIRST_ROWS);
    delete_journal(id);
    area.remove(DELETING);
}

impl Store {
    /// All workspaces of this browser, by name, the open one first.
    pub fn workspaces(self) -> Vec<WorkspaceInfo> {
        let mut found: Vec<WorkspaceInfo> = Vec::new();
        self.inner.with_value(|inner| {
            let open = inner.replica.id();
            let area = inner.replica.area();
            add(&mut found, open, open);
            area.each(&mut |key, text| {
                let Some(rest) = key.strip_prefix(PREFIX) else {
                    return;
                };
                if let Some(id) = rest.strip_prefix("workspace.").and_then(WorkspaceId::new) {
                    add(&mut found, &id, open);
                } else if let Some((id, name)) = rest.split_once('/')
                    && let Some(id) = WorkspaceId::new(id).filter(|_| named_record(name).is_some())
                {
                    let info = add(&mut found, &id, open);
                    info.units += key.encode_utf16().count() + text.encode_utf16().count();
                    info.sessions += usize::from(name.starts_with("session/"));
                    info.people += usize::from(name.starts_with("person/"));
                }
            });
            for info in &mut found {
                let named = area.get(&name_key(&info.id)).and_then(|text| name_in(&text));
                info.name = named.unwrap_or_else(|| default_name(&info.id).to_owned());
            }
        });
        crate::domain::sort_by(&mut found, |a, b| (b.is_open, &a.name).cmp(&(a.is_open, &b.name)));
        found
    }

    /// Adds a workspace, empty as yet.
    pub fn add_workspace(self, name: &Title) -> Result<WorkspaceId, WriteError> {
        let id = self.inner.with_value(|inner| WorkspaceId::fresh(&mut *inner.ids.borrow_mut()));
        self.rename_workspace(&id, name)?;
        Ok(id)
    }

    /// Calls a workspace something else.
    pub fn rename_workspace(self, id: &WorkspaceId, name: &Title) -> Result<(), WriteError> {
        self.inner.with_value(|inner| inner.replica.area().set(&name_key(id), &name_text(name.as_str())))
    }

    /// Whether there can be other workspaces: what is in memory only would go with the page when another one is opened.
    pub fn has_workspaces(self) -> bool {
        self.persistence() == Persistence::Browser
    }

    /// Shows another workspace in this window, and in those that are opened from now on. The page starts anew: nothing of
    /// one workspace is left over in the other.
    pub fn open_workspace(self, id: &WorkspaceId) {
        // A workspace that nothing is stored of yet would be listed no more.
        self.settle_the_first_person();
        remember_for_window(OPEN_WORKSPACE, id.as_str());
        // Without room for it new windows begin with the one before.
        self.inner.with_value(|inner| inner.replica.area().set(DEFAULT_WORKSPACE, id.as_str()).is_ok());
        // A page that cannot be loaded anew goes on showing the old workspace.
        let _ = window().location().reload();
    }

    /// Deletes a workspace for good, with its journal and the backups that the app kept of it. Not the open one.
    pub fn delete_workspace(self, id: &WorkspaceId) {
        if self.workspace_id() == *id {
            return;
        }
        self.inner.with_value(|inner| {
            let area = inner.replica.area();
            // Where even the reserve has no room for it, a deletion that is cut off leaves a part.
            let _ = with_reserve(area, &|| area.set(DELETING, id.as_str()));
            // A browser's first workspace has no name unless it was renamed, and nobody is told that nothing went.
            if area.get(&name_key(id)).is_none() {
                let _ = area.set(&name_key(id), &name_text(default_name(id)));
            }
            delete(area, id);
        });
        forget_kept_backups(id);
    }

    /// Another window deleted the workspace that this one shows: there is nothing left to show or to change here, so it shows
    /// another one. `name` is what was kept of its name.
    pub(super) fn leave_deleted(self, name: Option<String>) {
        let name = name.and_then(|text| name_in(&text));
        remember_for_window(DELETED, name.as_deref().unwrap_or(default_name(&self.workspace_id())));
        remember_for_window(OPEN_WORKSPACE, "");
        let _ = window().location().reload();
    }

    /// What the workspace was called that this window showed until another one deleted it. Told once.
    pub fn take_deleted(self) -> Option<String> {
        let name = window_text(DELETED).filter(|name| !name.is_empty())?;
        remember_for_window(DELETED, "");
        Some(name)
    }

    /// Makes a workspace of its own of a backup, and tells which once it is on the disk. It is not opened yet.
    pub fn import_as_workspace(
        self,
        backup: &Backup,
        name: &Title,
        then: impl FnOnce(WorkspaceId) + 'static,
    ) -> Result<(), WriteError> {
        let author = self.author();
        let plan = plan_texts(&Workspace::default(), &|_| None, backup, Preference::File, &author);
        let records = plan.writes.into_iter().map(|write| (record_name(write.key), write.text));
        let unreadable = backup.unreadable.iter().map(|found| (found.name.clone(), Some(found.text.clone())));
        let writes: Vec<Write> = records.chain(unreadable).map(|(name, new)| Write { name, old: None, new }).collect();
        let id = self.add_workspace(name)?;
        self.inner.with_value(|inner| {
            let written = carry_out(inner.replica.area(), &id, &writes, &author);
            if written.is_err() {
                inner.replica.area().remove(&name_key(&id));
            }
            written
        })?;
        let step = Step::new(self.next_id(), Kind::Upkeep, author, StepName::of_upkeep(), Vec::new(), &writes);
        // Also where the browser has no journal: the workspace is there.
        Journal::open(&id).append(step.record().clone(), move |_| then(id));
        Ok(())
    }
}

/// The entry of a workspace in a list, added where it is missing.
fn add<'a>(found: &'a mut Vec<WorkspaceInfo>, id: &WorkspaceId, open: &WorkspaceId) -> &'a mut WorkspaceInfo {
    let place = found.iter().position(|info| info.id == *id).unwrap_or(found.len());
    if place == found.len() {
        let name = String::new();
        found.push(WorkspaceInfo { id: id.clone(), name, sessions: 0, people: 0, units: 0, is_open: id == open });
    }
    &mut found[place]
}

/// What a workspace is called that nobody gave a name.
fn default_name(id: &WorkspaceId) -> &'static str {
    if *id == WorkspaceId::main() { "Main workspace" } else { "Recovered workspace" }
}
