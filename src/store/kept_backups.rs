//! Backups that the app makes by itself before much is changed at once, in a database of their own: they take no room in localStorage.

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::domain::Moment;

use super::backup;
use super::journal::Journal;
use super::keys::WorkspaceId;
use super::live::Store;

/// So many of a workspace are kept; an older one goes when a newer one comes.
const KEPT_MOST: usize = 3;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBackup {
    /// When it was made.
    pub at: Moment,
    /// The file.
    pub text: String,
}

impl Store {
    /// Makes and keeps a backup of the workspace as it is now, and tells whether it is on the disk.
    pub fn keep_backup(self, then: impl FnOnce(bool) + 'static) {
        let Some(kept) = database() else {
            return then(false);
        };
        let text = backup::write(&self.stored_texts());
        let at = JsValue::from_f64(self.now().millis() as f64);
        let record = Array::of3(&at, &self.workspace_id().as_str().into(), &text.into());
        let workspace = self.workspace_id();
        let again = kept.clone();
        kept.append(record, move |complete| {
            forget_all_but(&again, &workspace, KEPT_MOST);
            then(complete);
        });
    }

    /// Gives the backups that are kept of this workspace, the newest first.
    pub fn kept_backups(self, then: impl FnOnce(Vec<KeptBackup>) + 'static) {
        let Some(kept) = database() else {
            return then(Vec::new());
        };
        let workspace = self.workspace_id();
        kept.read(move |_, records| {
            let backup = |record: JsValue| {
                let record = Array::from(&record);
                let at = Moment::from_millis(record.get(0).as_f64()? as i64);
                Some(KeptBackup { at, text: record.get(2).as_string()? })
            };
            let ours = records.iter().filter(|record| is_of(record, &workspace));
            let mut backups: Vec<KeptBackup> = ours.filter_map(backup).collect();
            backups.reverse();
            then(backups);
        });
    }
}

/// A workspace was deleted: what was kept of it goes as well.
pub(super) fn forget_kept_backups(workspace: &WorkspaceId) {
    if let Some(kept) = database() {
        forget_all_but(&kept, workspace, 0);
    }
}

fn forget_all_but(kept: &Journal, workspace: &WorkspaceId, most: usize) {
    let (again, workspace) = (kept.clone(), workspace.clone());
    kept.read(move |keys, records| {
        let ours = keys.iter().zip(records.iter()).filter(|(_, record)| is_of(record, &workspace));
        let mut keys: Vec<JsValue> = ours.map(|(key, _)| key).collect();
        keys.truncate(keys.len().saturating_sub(most));
        if !keys.is_empty() {
            again.remove_each(keys);
        }
    });
}

fn is_of(record: &JsValue, workspace: &WorkspaceId) -> bool {
    Array::from(record).get(1).as_string().as_deref() == Some(workspace.as_str())
}

/// No workspace is called so: they are called `main`, or by 20 random letters and digits.
fn database() -> Option<Journal> {
    WorkspaceId::new("backups").map(|name| Journal::open(&name))
}
