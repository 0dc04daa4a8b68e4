//! Local dates, spans of them, and moments in time. No clock: today and now come in as arguments.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Timelike};
/// A calendar date without a time zone, in the years 1970 to 9999.
///
/// ```
/// use okr_sessions::domain::LocalDate;
/// assert!("2024-02-29".parse::<LocalDate>().is_ok());
/// assert!("2026-02-29".parse::<LocalDate>().is_err());
/// assert!("1969-12-31".parse::<LocalDate>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(NaiveDate);

/// The text or the numbers are not a date of the years 1970 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl LocalDate {
    /// 1 January 1970.
    pub const EARLIEST: LocalDate = LocalDate(DateTime::UNIX_EPOCH.naive_utc().date());

    /// 31 December 9999.
    pub const LATEST: LocalDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(date) => LocalDate(date),
        None => Self::EARLIEST,
    };

    /// The date with this year, month (1–12) and day (1–31).
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, NotADate> {
        NaiveDate::from_ymd_opt(year, month, day).ok_or(NotADate).and_then(Self::within_range)
    }

    fn within_range(date: NaiveDate) -> Result<Self, NotADate> {
        if (1970..=9999).contains(&date.year()) { Ok(Self(date)) } else { Err(NotADate) }
    }

    /// The year, 1970–9999.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Days from `earlier` to this date; negative when this date comes first.
    pub fn days_since(self, earlier: LocalDate) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The date that many days later (or earlier); `None` outside 1970–9999.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let moved = if days < 0 {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        };
        moved.and_then(|date| Self::within_range(date).ok())
    }

    /// The same day that many calendar months later (or earlier), or the last day of a shorter month; `None` outside
    /// 1970–9999.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 { self.0.checked_sub_months(step) } else { self.0.checked_add_months(step) };
        moved.and_then(|date| Self::within_range(date).ok())
    }

    /// Days from 1 January 1970, never negative.
    pub fn days_since_1970(self) -> i64 {
        self.0.signed_duration_since(NaiveDate::default()).num_days()
    }
}

impl fmt::Display for LocalDate {
    /// `YYYY-MM-DD`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for LocalDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for LocalDate {
    type Err = NotADate;
    /// Reads exactly `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(NotADate);
        }
        let part = |from: usize, to: usize| -> Result<u32, NotADate> {
            bytes[from..to].iter().try_fold(0, |value, byte| match byte {
                b'0'..=b'9' => Ok(value * 10 + u32::from(byte - b'0')),
                _ => Err(NotADate),
            })
        };
        Self::new(part(0, 4)?.cast_signed(), part(5, 7)?, part(8, 10)?)
    }
}

/// A span of days, both ends included; `begin <= end` always holds.
///
/// ```
/// use okr_sessions::domain::{DateSpan, LocalDate};
/// let day = LocalDate::new(2026, 1, 1).unwrap();
/// assert_eq!(DateSpan::new(day, day).unwrap().days(), 1);
/// assert!(DateSpan::new(day, day.plus_days(-1).unwrap()).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateSpan {
    begin: LocalDate,
    end: LocalDate,
}

impl DateSpan {
    /// The span from `begin` to `end`; `None` when the end comes first.
    pub fn new(begin: LocalDate, end: LocalDate) -> Option<Self> {
        (begin <= end).then_some(Self { begin, end })
    }

    /// The span of a single day.
    pub fn of_day(day: LocalDate) -> Self {
        Self { begin: day, end: day }
    }

    /// The first day.
    pub fn begin(self) -> LocalDate {
        self.begin
    }

    /// The last day, which belongs to the span.
    pub fn end(self) -> LocalDate {
        self.end
    }

    /// How many days, at least 1.
    pub fn days(self) -> i64 {
        self.end.days_since(self.begin) + 1
    }

    /// Whether every day of `inner` lies in this span.
    pub fn covers(self, inner: DateSpan) -> bool {
        self.begin <= inner.begin && inner.end <= self.end
    }

    /// Whether the two spans share a day.
    pub fn overlaps(self, other: DateSpan) -> bool {
        self.begin <= other.end && other.begin <= self.end
    }

    /// The shortest span that covers both.
    pub fn hull(self, other: DateSpan) -> Self {
        Self { begin: self.begin.min(other.begin), end: self.end.max(other.end) }
    }

    /// How much of the span has passed when `today` is over, 0–1: the end day counts.
    pub fn elapsed(self, today: LocalDate) -> f64 {
        let passed = (today.days_since(self.begin) + 1).clamp(0, self.days());
        passed as f64 / self.days() as f64
    }
}

/// A moment in time, in milliseconds since 1970 UTC; written as RFC 3339 in UTC.
///
/// ```
/// use okr_sessions::domain::Moment;
/// let moment: Moment = "2026-02-10T10:00:00+01:00".parse().unwrap();
/// assert_eq!(moment.to_string(), "2026-02-10T09:00:00.000Z");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// The text is not an RFC 3339 time of the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAMoment;

impl Moment {
    /// 1 January 1970, 00:00 UTC.
    pub const EPOCH: Moment = Moment(0);
    const LEAST: i64 = -62_135_596_800_000;
    const MOST: i64 = 253_402_300_799_999;

    /// The moment that many milliseconds after 1970; times outside the years 1 to 9999 are moved to the nearest end.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(Self::LEAST, Self::MOST))
    }

    /// Milliseconds since 1970.
    pub fn millis(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            time.year(),
            time.month(),
            time.day(),
            time.hour(),
            time.minute(),
            time.second(),
            self.0.rem_euclid(1000)
        )
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        if let Some(moment) = read_own_format(text.as_bytes()) {
            return Ok(moment);
        }
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| NotAMoment)?;
        let millis = time.timestamp_millis();
        if (Self::LEAST..=Self::MOST).contains(&millis) { Ok(Self(millis)) } else { Err(NotAMoment) }
    }
}

/// Reads `2026-02-10T09:00:00.000Z`, the format `Display` writes, some ten times faster than chrono reads RFC 3339:
/// every stored session has two of them.
fn read_own_format(text: &[u8]) -> Option<Moment> {
    if text.len() != 24
        || text[10] != b'T'
        || text[13] != b':'
        || text[16] != b':'
        || text[19] != b'.'
        || text[23] != b'Z'
    {
        return None;
    }
    let part = |from: usize, to: usize| -> Option<u32> {
        text[from..to]
            .iter()
            .try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(part(0, 4)?.cast_signed(), part(5, 7)?, part(8, 10)?)?;
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    if text[4] != b'-' || text[7] != b'-' || date.year() < 1 || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    let seconds = days * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
    Some(Moment(seconds * 1000 + i64::from(part(20, 23)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real_days_of_1970_to_9999_in_one_spelling() {
        let cases = [
            ("1970-01-01", true),
            ("9999-12-31", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("1969-12-31", false),
            ("0000-01-01", false),
            ("2026-13-01", false),
            ("2026-00-01", false),
            ("2026-1-1", false),
            ("26-01-01", false),
            ("2026/01/01", false),
            ("+2026-01-1", false),
            ("2026-01-01 ", false),
            ("", false),
        ];
        for (text, valid) in cases {
            let date = text.parse::<LocalDate>();
            assert_eq!(date.is_ok(), valid, "{text}");
            if let Ok(date) = date {
                assert_eq!(date.to_string(), text);
            }
        }
    }

    #[test]
    fn moments_read_back_and_offsets_become_utc() {
        let cases = [
            ("2026-02-10T09:00:00.000Z", Some("2026-02-10T09:00:00.000Z")),
            ("2026-02-10T09:00:00Z", Some("2026-02-10T09:00:00.000Z")),
            ("2026-02-10T23:30:00.5-05:00", Some("2026-02-11T04:30:00.500Z")),
            ("1969-12-31T23:59:59.999Z", Some("1969-12-31T23:59:59.999Z")),
            ("2026-02-30T09:00:00.000Z", None),
            ("2026-02-10T24:00:00.000Z", None),
            ("2026-02-10", None),
            ("yesterday", None),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Moment>().ok().map(|moment| moment.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_end_day_counts_as_elapsed() {
        let day = |day| LocalDate::new(2026, 1, day).unwrap();
        let span = DateSpan::new(day(10), day(19)).unwrap();
        for (today, expected) in [(9, 0.0), (10, 0.1), (14, 0.5), (19, 1.0), (25, 1.0)] {
            assert!((span.elapsed(day(today)) - expected).abs() < 1e-9, "{today}");
        }
    }
}
