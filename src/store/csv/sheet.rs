//! A file split into cells.

use crate::domain::{ImportRow, Sliced};

use super::reading::{RowsReading, SheetReading};
use super::records::Records;
use super::{FileProblem, Mapping, STATE, without_guard};

/// A file with a header and rows of cells. What its columns mean, a [`Mapping`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Kept as it is and read again with each mapping: 10,000 rows of cells would take several times the room.
    pub(super) text: String,
    pub(super) delimiter: u8,
    pub(super) header: Vec<String>,
    pub(super) rows: usize,
}

impl Sheet {
    /// Splits a file: comma or semicolon, with or without byte order mark.
    pub fn read(bytes: &[u8]) -> Result<Self, FileProblem> {
        SheetReading::new(bytes)?.whole()
    }

    /// What its columns are called.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Whether it holds the header alone.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Its rows, read as the mapping says.
    pub fn rows(&self, mapping: &Mapping) -> Vec<ImportRow> {
        RowsReading::new(self, mapping).whole()
    }

    /// The different values of the column at a place that `wanted` asks for, at most so many, in the order of the file.
    pub(super) fn values(&self, place: usize, most: usize, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut records = self.records();
        while found.len() < most && records.next_row().is_some() {
            let value = without_guard(records.cell(place)).trim();
            if !value.is_empty() && wanted(value) && !found.iter().any(|known| known == value) {
                found.push(value.to_owned());
            }
        }
        found
    }

    /// Its rows one by one, without the header.
    pub(super) fn records(&self) -> Records<'_> {
        let mut records = Records::new(self.text.as_bytes(), self.delimiter);
        records.next_row();
        records
    }

    /// The values of the State column that mean nothing here, at most so many.
    pub fn unknown_states(&self, mapping: &Mapping, most: usize) -> Vec<String> {
        let unknown = |value: &str| crate::domain::status_named(value).is_none();
        mapping.place(STATE).map(|place| self.values(place, most, &unknown)).unwrap_or_default()
    }
}
