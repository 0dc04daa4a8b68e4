//! A file split into cells.

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::domain::ImportRow;
use crate::store::FILE_MOST;

use super::{FileProblem, Mapping, STATE, field, without_guard};

/// A file with a header and rows of cells. What its columns mean, a [`Mapping`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Kept as it is and read again with each mapping: 10,000 rows of cells would take several times the room.
    text: String,
    delimiter: u8,
    header: Vec<String>,
    rows: usize,
}

impl Sheet {
    /// Splits a file: comma or semicolon, with or without byte order mark.
    pub fn read(bytes: &[u8]) -> Result<Self, FileProblem> {
        if bytes.len() > FILE_MOST {
            return Err(FileProblem::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| FileProblem::NotText)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let delimiter = delimiter_of(&text);
        let mut header: Option<Vec<String>> = None;
        let mut rows = 0;
        let mut problem = None;
        each_row(text.as_bytes(), delimiter, &mut |line, cells| match &header {
            None => header = Some(cells.iter().map(|cell| cell.trim().to_owned()).collect()),
            Some(header) if cells.len() > header.len() => {
                problem = problem.take().or(Some(FileProblem::TooManyCells { line }))
            }
            Some(_) => rows += 1,
        });
        let Some(header) = header else {
            return Err(FileProblem::Empty);
        };
        match problem {
            // What the header lacks is said first: it may be why nothing fits.
            Some(problem) => Err(Mapping::by_name(&header).err().unwrap_or(problem)),
            None => Ok(Self { text, delimiter, header, rows }),
        }
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
        let mut rows = Vec::with_capacity(self.rows);
        self.each_row(&mut |line, cells| {
            let mut row = ImportRow { line, ..ImportRow::default() };
            for (column, place) in mapping.places() {
                if let (Some(cell), Some(field)) = (cells.get(place), field(&mut row, column)) {
                    *field = without_guard(cell).to_owned();
                }
            }
            if let Some(state) = mapping.state(&row.state) {
                row.state = state.to_owned();
            }
            rows.push(row);
        });
        rows
    }

    /// The different values of the column at a place that `wanted` asks for, at most so many, in the order of the file.
    pub(super) fn values(&self, place: usize, most: usize, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        self.each_row(&mut |_, cells| {
            let value = cells.get(place).map_or("", |cell| without_guard(cell).trim());
            if !value.is_empty() && found.len() < most && wanted(value) && !found.iter().any(|known| known == value) {
                found.push(value.to_owned());
            }
        });
        found
    }

    /// Shows each row but the header.
    fn each_row(&self, show: &mut dyn FnMut(u64, &[&str])) {
        let mut at_header = true;
        each_row(self.text.as_bytes(), self.delimiter, &mut |line, cells| {
            if !std::mem::take(&mut at_header) {
                show(line, cells);
            }
        });
    }

    /// The values of the State column that mean nothing here, at most so many.
    pub fn unknown_states(&self, mapping: &Mapping, most: usize) -> Vec<String> {
        let unknown = |value: &str| crate::domain::status_named(value).is_none();
        mapping.place(STATE).map(|place| self.values(place, most, &unknown)).unwrap_or_default()
    }
}

/// The delimiter that stands in the header outside quotes more often.
fn delimiter_of(text: &str) -> u8 {
    let mut quoted = false;
    let mut balance = 0_i32;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            b',' if !quoted => balance += 1,
            b';' if !quoted => balance -= 1,
            _ => {}
        }
    }
    if balance < 0 { b';' } else { b',' }
}

/// Shows every row with the line on which it begins. Empty ones are passed over.
fn each_row(input: &[u8], delimiter: u8, show: &mut dyn FnMut(u64, &[&str])) {
    each_record(input, delimiter, &mut |line, cells| {
        if !cells.iter().all(|cell| cell.trim().is_empty()) {
            show(line, cells);
        }
    });
}

/// Shows every record with the line on which it begins.
fn each_record(input: &[u8], delimiter: u8, show: &mut dyn FnMut(u64, &[&str])) {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut rest = input;
    let mut output = vec![0_u8; 1024];
    let mut ends = vec![0_usize; 32];
    let (mut written, mut ended) = (0, 0);
    let mut line = 1;
    let mut lines_read = 0;
    let mut at_start = true;
    loop {
        if at_start {
            // Empty lines go here, not in the reader, which would pass over them without counting.
            let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += lines_in(&rest[..blank]);
            rest = &rest[blank..];
            at_start = false;
        }
        let (result, read, wrote, closed) = reader.read_record(rest, &mut output[written..], &mut ends[ended..]);
        lines_read += lines_in(&rest[..read]);
        rest = &rest[read..];
        written += wrote;
        ended += closed;
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record => {
                let starts = std::iter::once(0).chain(ends[..ended].iter().copied());
                let cells: Vec<&str> = starts
                    .zip(&ends[..ended])
                    .map(|(from, to)| std::str::from_utf8(&output[from..*to]).unwrap_or_default())
                    .collect();
                show(line, &cells);
                (written, ended) = (0, 0);
                line += std::mem::take(&mut lines_read);
                at_start = true;
            }
            ReadRecordResult::End => return,
        }
    }
}

fn lines_in(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
