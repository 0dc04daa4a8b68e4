//! A file read in slices: first what it is, then its rows as a mapping says.

use crate::domain::{ImportRow, Sliced};
use crate::store::FILE_MOST;

use super::records::{Records, lines_in};
use super::{FileProblem, Mapping, Sheet, field, without_guard};

/// A file that is being split. Its parts are bytes: how many rows there are is what comes of it.
pub struct SheetReading<'a> {
    text: &'a str,
    delimiter: u8,
    records: Records<'a>,
    header: Option<Vec<String>>,
    rows: usize,
    problem: Option<FileProblem>,
    /// Where the last record begins.
    last: usize,
}

impl<'a> SheetReading<'a> {
    /// Nothing is read yet.
    pub fn new(bytes: &'a [u8]) -> Result<Self, FileProblem> {
        if bytes.len() > FILE_MOST {
            return Err(FileProblem::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| FileProblem::NotText)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = delimiter_of(text);
        let records = Records::new(text.as_bytes(), delimiter);
        Ok(Self { text, delimiter, records, header: None, rows: 0, problem: None, last: 0 })
    }
}

impl Sliced for SheetReading<'_> {
    type Output = Result<Sheet, FileProblem>;

    fn go_on(&mut self, most: usize) {
        let end = self.progress().0.saturating_add(most);
        while self.progress().0 < end {
            let begins = self.progress().0;
            let Some(line) = self.records.next_row() else {
                return;
            };
            self.last = begins;
            let cells = self.records.cells();
            match &self.header {
                None => self.header = Some(cells.map(|cell| cell.trim().to_owned()).collect()),
                Some(header) if cells.count() > header.len() => {
                    self.problem = self.problem.take().or(Some(FileProblem::TooManyCells { line }));
                }
                Some(_) => self.rows += 1,
            }
        }
    }

    fn progress(&self) -> (usize, usize) {
        (self.text.len() - self.records.left(), self.text.len())
    }

    fn finish(self) -> Self::Output {
        let Some(header) = self.header else {
            return Err(FileProblem::Empty);
        };
        // What such a quote swallows goes on to the end.
        if let Some(quote) = open_quote(&self.text[self.last..], self.delimiter) {
            let before = &self.text[..self.last + quote];
            return Err(FileProblem::QuoteOpen { line: lines_in(before.as_bytes(), before.len()) + 1 });
        }
        match self.problem {
            // What the header lacks is said first: it may be why nothing fits.
            Some(problem) => Err(Mapping::by_name(&header).err().unwrap_or(problem)),
            None => Ok(Sheet { text: self.text.to_owned(), delimiter: self.delimiter, header, rows: self.rows }),
        }
    }
}

/// The rows of a sheet on their way.
pub struct RowsReading<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    records: Records<'a>,
    rows: Vec<ImportRow>,
}

impl<'a> RowsReading<'a> {
    /// No row is read yet.
    pub fn new(sheet: &'a Sheet, mapping: &'a Mapping) -> Self {
        Self { sheet, mapping, records: sheet.records(), rows: Vec::with_capacity(sheet.rows) }
    }
}

impl Sliced for RowsReading<'_> {
    type Output = Vec<ImportRow>;

    fn go_on(&mut self, most: usize) {
        let end = self.rows.len().saturating_add(most);
        while self.rows.len() < end
            && let Some(line) = self.records.next_row()
        {
            let mut row = ImportRow { line, ..ImportRow::default() };
            for (column, place) in self.mapping.places() {
                if let Some(field) = field(&mut row, column) {
                    *field = without_guard(self.records.cell(place)).to_owned();
                }
            }
            if let Some(state) = self.mapping.state(&row.state) {
                row.state = state.to_owned();
            }
            self.rows.push(row);
        }
    }

    fn progress(&self) -> (usize, usize) {
        (self.rows.len(), self.sheet.rows)
    }

    fn finish(self) -> Vec<ImportRow> {
        self.rows
    }
}

/// Of two that stand in the header equally often the last one is taken.
const DELIMITERS: [u8; 3] = *b"\t;,";

/// The delimiter that stands in the header outside quotes most often; what is copied from a table has tabs.
fn delimiter_of(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; DELIMITERS.len()];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some(place) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    counts[place] += 1;
                }
            }
            _ => {}
        }
    }
    DELIMITERS.into_iter().zip(counts).max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}

/// Where the quote stands that opens a cell and is closed by none (RFC 4180).
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    enum Cell {
        Begins,
        Plain,
        Quoted(usize),
        /// After a quote that closes it, unless another one follows.
        Closed(usize),
    }
    let mut cell = Cell::Begins;
    for (place, byte) in text.bytes().enumerate() {
        cell = match (cell, byte) {
            (Cell::Begins, b'"') => Cell::Quoted(place),
            (Cell::Quoted(opened), b'"') => Cell::Closed(opened),
            (Cell::Quoted(opened), _) | (Cell::Closed(opened), b'"') => Cell::Quoted(opened),
            (_, b'\n' | b'\r') => Cell::Begins,
            (_, byte) if byte == delimiter => Cell::Begins,
            _ => Cell::Plain,
        };
    }
    match cell {
        Cell::Quoted(opened) => Some(opened),
        _ => None,
    }
}
