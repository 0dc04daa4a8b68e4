//! The records of a file, one by one.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Goes through a file from record to record, and holds the cells of the one it is at.
pub(super) struct Records<'a> {
    reader: Reader,
    rest: &'a [u8],
    /// The cells of the record, one after the other.
    output: Vec<u8>,
    /// Where each of them ends.
    ends: Vec<usize>,
    cells: usize,
    /// The line on which the next record begins.
    line: u64,
}

impl<'a> Records<'a> {
    /// Before the first record.
    pub(super) fn new(input: &'a [u8], delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, rest: input, output: vec![0; 1024], ends: vec![0; 32], cells: 0, line: 1 }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Goes to the next record in which something stands, and gives the line on which it begins.
    pub(super) fn next_row(&mut self) -> Option<u64> {
        loop {
            let line = self.next()?;
            if !self.cells().all(|cell| cell.trim().is_empty()) {
                return Some(line);
            }
        }
    }

    /// The cells of the record.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.cells).map(|place| self.cell(place))
    }

    /// The cell at a place; empty where the record has fewer.
    pub(super) fn cell(&self, place: usize) -> &str {
        if place >= self.cells {
            return "";
        }
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        std::str::from_utf8(&self.output[from..self.ends[place]]).unwrap_or_default()
    }

    fn next(&mut self) -> Option<u64> {
        // Empty lines go here, not in the reader, which would pass over them without counting.
        let blank = self.rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let line = self.line + lines_in(self.rest, blank);
        self.rest = &self.rest[blank..];
        self.line = line;
        let (mut written, mut ended) = (0, 0);
        loop {
            let (result, read, wrote, closed) =
                self.reader.read_record(self.rest, &mut self.output[written..], &mut self.ends[ended..]);
            self.line += lines_in(self.rest, read);
            self.rest = &self.rest[read..];
            written += wrote;
            ended += closed;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.cells = ended;
                    return Some(line);
                }
                ReadRecordResult::End => return None,
            }
        }
    }
}

/// How many lines end within the first bytes of a text: with a line feed, a carriage return or both (RFC 4180 has both; the reader
/// takes each).
pub(super) fn lines_in(text: &[u8], first: usize) -> u64 {
    let ends = |place: &usize| match text.get(*place) {
        Some(b'\n') => true,
        Some(b'\r') => text.get(place + 1) != Some(&b'\n'),
        _ => false,
    };
    (0..first).filter(ends).count() as u64
}
