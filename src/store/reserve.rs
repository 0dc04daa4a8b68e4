//! Room for what is advised when the storage is full: moving to the trash and deleting need some themselves.
//!
//! A text of no meaning takes the room while it is not needed. What makes room may have it, and afterwards as much of it as
//! there is room for is put back.

use super::area::{Area, WriteError};
use super::keys::PREFIX;

/// A hundredth of what browsers give. Enough for a hundred sessions to go to the trash, or for the note of 2,000 records that
/// are deleted at once; whoever deletes more does it in portions, of which the first makes room for the others.
const UNITS: usize = 64 * 1024;

/// Half a reserve is better than none, a thousandth is not.
const UNITS_LEAST: usize = 512;

fn key() -> String {
    [PREFIX, "reserve"].concat()
}

/// Keeps as much of the reserve as there is room for.
pub fn keep_reserve(area: &dyn Area) {
    let kept = area.get(&key()).map_or(0, |text| text.len());
    let mut wanted = UNITS;
    while wanted >= UNITS_LEAST && wanted > kept {
        // A refused text leaves the smaller one in place.
        if area.set(&key(), &"x".repeat(wanted)).is_ok() {
            return;
        }
        wanted /= 2;
    }
}

/// Runs a write, once more with the reserve where the storage is full.
pub fn with_reserve<T>(area: &dyn Area, write: &dyn Fn() -> Result<T, WriteError>) -> Result<T, WriteError> {
    let result = write();
    if !matches!(result, Err(WriteError::Full)) {
        return result;
    }
    area.remove(&key());
    let result = write();
    keep_reserve(area);
    result
}
