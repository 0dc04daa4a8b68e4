//! What the history tells when two windows changed the same field at the same time: the value that does not stand.

use crate::domain::change::{Change, Record};
use crate::domain::history::{Deed, Entry};
use crate::domain::ids::{EntryId, FreshIds};
use crate::domain::person::Stamp;
use crate::domain::workspace::Workspace;

use super::record_differences;
use super::revert::what;

/// The entry about a record that stands and the same record as it would be if the other window's values stood; `None` where
/// there are no words for what differs. Its id follows from the record and `change`, the one that lost: every window that
/// sees it writes the same entry. `stamp`: who made that change, when.
pub fn overruled_entry(
    workspace: &Workspace,
    stands: &Record,
    lost: &Record,
    change: u64,
    stamp: Stamp,
) -> Option<Entry> {
    let fields = record_differences(workspace, lost, stands);
    let (subject, name) = what(&[Change::added(stands.clone())]);
    let id = EntryId::fresh(&mut Derived(format!("{:?} {change}", stands.key())));
    let Stamp { by, at } = stamp;
    let entry = Entry { id, place: workspace.next_place(), at, by, deed: Deed::Overruled, subject, name, fields };
    (!entry.fields.is_empty()).then_some(entry)
}

/// An id that follows from a text: its FNV-1a hash of 128 bits.
struct Derived(String);

impl FreshIds for Derived {
    fn next_bits(&mut self) -> u128 {
        const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        self.0.bytes().fold(START, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
    }
}
