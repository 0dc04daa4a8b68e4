//! Sessions as CSV (RFC 4180): reading a file into rows with their lines, and writing what an actor may see.

use csv_core::{ReadRecordResult, ReaderBuilder};

use crate::domain::{ImportRow, Person, PersonId, Session, Workspace, is_listed};

/// The columns that are written, in this order; read in any order.
const COLUMNS: [&str; 13] = [
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
const REQUIRED: [&str; 3] = ["Name", "Begin", "End"];
/// Against spreadsheet formulas (OWASP, CSV injection): a text that begins with one of these gets a `'` before it.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The longest file that is read, in bytes. 10,000 sessions are about 1.5 MB; localStorage holds 5 MB.
pub const FILE_MOST: usize = 20_000_000;

/// Why a file as a whole is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// It is longer than [`FILE_MOST`].
    TooLarge,
    /// Nothing stands in it, or the header alone.
    Empty,
    /// It is not UTF-8 text.
    NotText,
    /// The header lacks a required column.
    ColumnMissing(&'static str),
    /// The header has a column twice.
    ColumnTwice(&'static str),
    /// A line has more cells than the header.
    TooManyCells {
        /// The line, counted as in the file.
        line: u64,
    },
}

/// Reads a file: comma or semicolon, with or without byte order mark. Empty lines are passed over.
pub fn read(bytes: &[u8]) -> Result<Vec<ImportRow>, FileProblem> {
    if bytes.len() > FILE_MOST {
        return Err(FileProblem::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FileProblem::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter_of(text);
    let mut header: Option<Vec<Option<usize>>> = None;
    let mut rows = Vec::new();
    let mut problem = None;
    each_record(text.as_bytes(), delimiter, &mut |line, cells| {
        if problem.is_some() || cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match &header {
            None => match read_header(cells) {
                Ok(found) => header = Some(found),
                Err(found) => problem = Some(found),
            },
            Some(columns) => match read_row(line, columns, cells) {
                Ok(row) => rows.push(row),
                Err(found) => problem = Some(found),
            },
        }
    });
    match problem {
        Some(problem) => Err(problem),
        None if rows.is_empty() => Err(FileProblem::Empty),
        None => Ok(rows),
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

/// Which of our columns each cell of the header is.
fn read_header(cells: &[&str]) -> Result<Vec<Option<usize>>, FileProblem> {
    let columns: Vec<Option<usize>> =
        cells.iter().map(|cell| COLUMNS.iter().position(|name| name.eq_ignore_ascii_case(cell.trim()))).collect();
    for (place, name) in COLUMNS.iter().enumerate() {
        match columns.iter().filter(|column| **column == Some(place)).count() {
            0 if REQUIRED.contains(name) => return Err(FileProblem::ColumnMissing(name)),
            0 | 1 => {}
            _ => return Err(FileProblem::ColumnTwice(name)),
        }
    }
    Ok(columns)
}

fn read_row(line: u64, columns: &[Option<usize>], cells: &[&str]) -> Result<ImportRow, FileProblem> {
    if cells.len() > columns.len() {
        return Err(FileProblem::TooManyCells { line });
    }
    let mut row = ImportRow { line, ..ImportRow::default() };
    for (column, cell) in columns.iter().zip(cells) {
        let field = match column {
            Some(0) => &mut row.number,
            Some(1) => &mut row.name,
            Some(2) => &mut row.state,
            Some(3) => &mut row.begin,
            Some(4) => &mut row.end,
            Some(5) => &mut row.created_by,
            Some(6) => &mut row.last_edited_by,
            Some(7) => &mut row.created_date,
            Some(8) => &mut row.changed_date,
            Some(9) => &mut row.colour,
            Some(10) => &mut row.parent,
            Some(11) => &mut row.cadence,
            Some(12) => &mut row.workflow,
            _ => continue,
        };
        *field = without_guard(cell).to_owned();
    }
    Ok(row)
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

/// Writes all sessions that the actor may see, oldest first, closed ones too, with CRLF line ends.
pub fn write(workspace: &Workspace, actor: &Person) -> String {
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for session in workspace.sessions().filter(|session| is_listed(workspace, actor, session)) {
        write_row(&mut text, workspace, actor, session);
    }
    text
}

fn write_row(text: &mut String, workspace: &Workspace, actor: &Person, session: &Session) {
    let name = |id: PersonId| workspace.person(id).map_or("", |person| person.name.as_str()).to_owned();
    let parent = session.parent.and_then(|parent| workspace.session(parent));
    let parent = parent.filter(|parent| is_listed(workspace, actor, parent));
    let cells = [
        session.number.to_string(),
        session.title.to_string(),
        session.status.label().to_owned(),
        session.span.begin().to_string(),
        session.span.end().to_string(),
        name(session.created.by),
        name(session.changed.by),
        session.created.at.to_string(),
        session.changed.at.to_string(),
        session.colour.name().to_owned(),
        parent.map(|parent| parent.number.to_string()).unwrap_or_default(),
        session.cadence.label().to_owned(),
        session.approval.label().to_owned(),
    ];
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        write_cell(text, cell);
    }
    text.push_str("\r\n");
}

fn write_cell(text: &mut String, cell: &str) {
    let guard = if needs_guard(cell) { "'" } else { "" };
    if !cell.contains(['"', ',', ';', '\r', '\n']) {
        text.push_str(guard);
        text.push_str(cell);
        return;
    }
    text.push('"');
    text.push_str(guard);
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
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
    use super::*;

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
        let cases: [(&[u8], FileProblem); 6] = [
            (b"", FileProblem::Empty),
            (b"Name,Begin,End\n", FileProblem::Empty),
            (b"Name,Begin\nx,y\n", FileProblem::ColumnMissing("End")),
            (b"Name,Begin,End,Name\nx,y,z,x\n", FileProblem::ColumnTwice("Name")),
            (b"Name,Begin,End\nx,y,z,w\n", FileProblem::TooManyCells { line: 2 }),
            (b"Name,Begin,End\n\xff,y,z\n", FileProblem::NotText),
        ];
        assert_eq!(read(&vec![b'x'; FILE_MOST + 1]), Err(FileProblem::TooLarge));
        for (file, problem) in cases {
            assert_eq!(read(file), Err(problem));
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
