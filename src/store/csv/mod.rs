//! Sessions as CSV (RFC 4180): reading a file into rows with their lines, by the names of its columns or by a mapping
//! that the user chooses, and writing what an actor may see.

mod mapping;
mod reading;
mod records;
mod sheet;
mod write;

pub use mapping::{Mapping, STATES};
pub use reading::{RowsReading, SheetReading};
pub use sheet::Sheet;
pub use write::write;

use crate::domain::ImportRow;

/// The columns that are written, in this order; read in any order.
pub const COLUMNS: [&str; 13] = [
    "Number",
    "Name",
    "State",
    "Begin",
    "End",
    "Created By",
    "Last Edited By",
    "Created Date",
    "Changed Date",
    "Colour",
    "Parent",
    "Cadence",
    "Workflow",
];
/// The columns without which a file holds no sessions, by their places in [`COLUMNS`].
pub const REQUIRED: [usize; 3] = [1, 3, 4];
const NUMBER: usize = 0;
const STATE: usize = 2;

/// Against spreadsheet formulas (OWASP, CSV injection): a text that begins with one of these gets a `'` before it.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Why a file as a whole is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// It is longer than [`FILE_MOST`](crate::store::FILE_MOST).
    TooLarge,
    /// Nothing stands in it, or the header alone.
    Empty,
    /// It is not UTF-8 text.
    NotText,
    /// The header lacks a required column.
    ColumnMissing(&'static str),
    /// The header has a column twice.
    ColumnTwice(&'static str),
    /// A quote is opened that nothing closes: all the rest of the file would be one value.
    QuoteOpen {
        /// The line on which it opens, counted as in the file.
        line: u64,
    },
    /// A line has more cells than the header.
    TooManyCells {
        /// The line, counted as in the file.
        line: u64,
    },
}

/// Reads a file whose header has our names: comma or semicolon, with or without byte order mark. Empty lines are passed
/// over.
pub fn read(bytes: &[u8]) -> Result<Vec<ImportRow>, FileProblem> {
    let sheet = Sheet::read(bytes)?;
    let rows = sheet.rows(&Mapping::by_name(sheet.header())?);
    if rows.is_empty() { Err(FileProblem::Empty) } else { Ok(rows) }
}

/// The field of a row that a column fills.
fn field(row: &mut ImportRow, column: usize) -> Option<&mut String> {
    Some(match column {
        0 => &mut row.number,
        1 => &mut row.name,
        2 => &mut row.state,
        3 => &mut row.begin,
        4 => &mut row.end,
        5 => &mut row.created_by,
        6 => &mut row.last_edited_by,
        7 => &mut row.created_date,
        8 => &mut row.changed_date,
        9 => &mut row.colour,
        10 => &mut row.parent,
        11 => &mut row.cadence,
        12 => &mut row.workflow,
        _ => return None,
    })
}

fn needs_guard(cell: &str) -> bool {
    cell.starts_with(FORMULA_STARTS) || is_guarded(cell)
}

/// Whether a text looks as if it had a guard: a `'` before a formula start or before another `'`.
fn is_guarded(cell: &str) -> bool {
    cell.strip_prefix('\'').is_some_and(|rest| rest.starts_with('\'') || rest.starts_with(FORMULA_STARTS))
}

fn without_guard(cell: &str) -> &str {
    if is_guarded(cell) { &cell[1..] } else { cell }
}

#[cfg(test)]
mod tests {
    use super::write::write_cell;
    use super::*;
    use crate::store::FILE_MOST;

    #[test]
    fn rows_are_read_with_the_line_they_begin_on() {
        let file =
            "Name,Begin,End,Note\r\n\"two\r\nlines\",2026-01-01,2026-01-02,x\r\n\r\nQ1,2026-01-01,2026-01-02\r\n";
        let rows = read(file.as_bytes()).unwrap();
        assert_eq!(rows.iter().map(|row| (row.line, &*row.name)).collect::<Vec<_>>(), [(2, "two\r\nlines"), (5, "Q1")]);
    }

    #[test]
    fn semicolons_a_byte_order_mark_and_any_column_order_are_read() {
        let file = "\u{feff}end;NAME;begin\n2026-01-02;\"A; \"\"B\"\", C\";2026-01-01";
        let rows = read(file.as_bytes()).unwrap();
        assert_eq!((&*rows[0].name, &*rows[0].begin, &*rows[0].end), ("A; \"B\", C", "2026-01-01", "2026-01-02"));
    }

    #[test]
    fn a_file_that_is_none_is_refused_with_its_reason() {
        let cases: [(&[u8], FileProblem); 9] = [
            (b"", FileProblem::Empty),
            (b"Name,Begin,End\n", FileProblem::Empty),
            (b"Name,Begin\nx,y\n", FileProblem::ColumnMissing("End")),
            (b"Name,Begin,End,Name\nx,y,z,x\n", FileProblem::ColumnTwice("Name")),
            (b"Name,Begin,End\nx,y,z,w\n", FileProblem::TooManyCells { line: 2 }),
            (b"Name,Begin,End\n\xff,y,z\n", FileProblem::NotText),
            (b"Begin,End,Name\n\nx,y,\"A\nx,y,B\nx,y,C\n", FileProblem::QuoteOpen { line: 3 }),
            (b"Name,Begin,End\nx,y,z\n\"A \"\"b\"\"\nx,y,B\n", FileProblem::QuoteOpen { line: 3 }),
            (b"Name,Begin,\"End\nx,y,z\n", FileProblem::QuoteOpen { line: 1 }),
        ];
        assert_eq!(read(&vec![b'x'; FILE_MOST + 1]), Err(FileProblem::TooLarge));
        for (file, problem) in cases {
            assert_eq!(read(file), Err(problem));
        }
    }

    /// Each line of a file with carriage returns alone was called line 1.
    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let file = ["Name,Begin,End", "a,b,c", "", "\"two", "lines\",e,f", "g,h,i"].join(end);
            let lines: Vec<u64> = read(file.as_bytes()).unwrap().iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4, 6], "{end:?}");
        }
    }

    #[test]
    fn every_text_comes_back_through_the_formula_guard() {
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=x", "''", "'", "'x", "x", "", "'\tx", "'''=", "\"=\""] {
            let mut cell = String::new();
            write_cell(&mut cell, text);
            assert!(!cell.strip_prefix('"').unwrap_or(&cell).starts_with(FORMULA_STARTS), "{cell}");
            let file = format!("Name,Begin,End,Colour\n{cell},b,e,c\n");
            assert_eq!(read(file.as_bytes()).unwrap()[0].name, text);
        }
    }
}
