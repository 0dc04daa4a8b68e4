//! Session numbers: `SE-01001`, `SE-01002`, …

use std::fmt;
use std::str::FromStr;

use super::ids::Bits;

/// The number people call a session by: `SE-` and at least five digits, 1 to 999,999,999.
///
/// ```
/// use okr_sessions::domain::SessionNumber;
/// let number: SessionNumber = "SE-01001".parse().unwrap();
/// assert_eq!(number.to_string(), "SE-01001");
/// assert!("SE-1001".parse::<SessionNumber>().is_err(), "one session has one spelling");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionNumber(u32);

/// The text is not a session number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl SessionNumber {
    /// The first number a new workspace gives.
    pub const FIRST: SessionNumber = SessionNumber(1001);
    const MOST: u32 = 999_999_999;

    /// The number after this one.
    #[must_use]
    pub fn next(self) -> SessionNumber {
        SessionNumber((self.0 + 1).min(Self::MOST))
    }

    /// The bits, for looking it up.
    pub(super) fn bits(self) -> Bits {
        Bits::from(u64::from(self.0))
    }

    /// Whether all numbers are used up; no further session can be added then.
    pub fn is_last(self) -> bool {
        self.0 == Self::MOST
    }
}

impl fmt::Display for SessionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SE-{:05}", self.0)
    }
}

impl FromStr for SessionNumber {
    type Err = NotANumber;
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let digits = text.strip_prefix("SE-").ok_or(NotANumber)?;
        let canonical = digits.len() == 5 || (digits.len() > 5 && !digits.starts_with('0'));
        if !canonical || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotANumber);
        }
        match digits.parse() {
            Ok(value) if (1..=Self::MOST).contains(&value) => Ok(SessionNumber(value)),
            _ => Err(NotANumber),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        let cases = [
            ("SE-01001", true),
            ("SE-00001", true),
            ("SE-123456", true),
            ("SE-999999999", true),
            ("SE-00000", false),
            ("SE-1001", false),
            ("SE-001001", false),
            ("SE-1000000000", false),
            ("SE-01a01", false),
            ("se-01001", false),
            ("SE-+1001", false),
            ("01001", false),
            ("", false),
        ];
        for (text, valid) in cases {
            let number = text.parse::<SessionNumber>();
            assert_eq!(number.is_ok(), valid, "{text}");
            if let Ok(number) = number {
                assert_eq!(number.to_string(), text);
            }
        }
    }
}
