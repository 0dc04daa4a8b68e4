//! Titles and names: one line of text that a person typed.

use std::fmt;
use std::str::FromStr;

/// The longest title, in Unicode code points.
pub const TITLE_MOST: usize = 120;

/// One line of 1 to 120 code points without white space at its ends (`domain.md`, Session). Tabs, line breaks and
/// other control characters inside become spaces.
///
/// ```
/// use okr_sessions::domain::Title;
/// assert_eq!(Title::new("\u{3000}Q1 2026\n").unwrap().as_str(), "Q1 2026");
/// assert!(Title::new(" \u{a0} ").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(Box<str>);

/// Why a text is no title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleProblem {
    /// Nothing but white space.
    Missing,
    /// More than 120 code points after trimming.
    TooLong,
}

impl Title {
    /// Trims and checks a typed text.
    pub fn new(text: &str) -> Result<Self, TitleProblem> {
        // Nearly every title is such a line already, and a start reads all of them.
        if is_plain(text.as_bytes()) {
            return Ok(Self(text.into()));
        }
        let text = text.trim_matches(is_blank);
        if text.is_empty() {
            return Err(TitleProblem::Missing);
        }
        if text.chars().count() > TITLE_MOST {
            return Err(TitleProblem::TooLong);
        }
        if text.contains(char::is_control) {
            let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            return Ok(Self(line.into()));
        }
        Ok(Self(text.into()))
    }

    /// As many code points of a text as fit, for titles the app itself proposes. `None` for a blank text.
    pub fn cut(text: &str) -> Option<Self> {
        let short: String = text.trim_matches(is_blank).chars().take(TITLE_MOST).collect();
        Self::new(&short).ok()
    }

    /// A name the app itself gives, known to be one.
    pub(super) fn fixed(text: &'static str) -> Self {
        debug_assert!(Self::new(text).is_ok());
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether it is a title of printable ASCII, without spaces at its ends.
fn is_plain(text: &[u8]) -> bool {
    let ends = text.first().zip(text.last());
    ends.is_some_and(|(first, last)| *first != b' ' && *last != b' ')
        && text.len() <= TITLE_MOST
        && text.iter().all(|byte| (b' '..=b'~').contains(byte))
}

/// White space of any script, and what is as invisible as white space.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{180e}' | '\u{3164}')
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Title {
    type Err = TitleProblem;
    fn from_str(text: &str) -> Result<Self, TitleProblem> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_trimmed_and_holds_1_to_120_code_points() {
        let long = "😀".repeat(120);
        let cases = [
            ("Q1 2026", Ok("Q1 2026")),
            ("  Q1  2026\t", Ok("Q1  2026")),
            ("\u{3000}日本\u{2003}", Ok("日本")),
            ("one\ntwo\tthree", Ok("one two three")),
            (&long, Ok(&*long)),
            ("", Err(TitleProblem::Missing)),
            ("\u{feff}\u{200b}\u{a0}", Err(TitleProblem::Missing)),
        ];
        for (text, expected) in cases {
            assert_eq!(Title::new(text).as_ref().map(Title::as_str), expected.as_ref().copied(), "{text:?}");
        }
        assert_eq!(Title::new(&"x".repeat(121)), Err(TitleProblem::TooLong));
        assert!(Title::new(&format!("  {}  ", "x".repeat(120))).is_ok());
    }
}
