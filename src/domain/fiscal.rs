//! The fiscal calendar: years, halves, quarters and months, their names and spans (`domain.md`, Fiscal calendar).

use std::fmt::Write;

use super::dates::{DateSpan, LocalDate};
use super::title::Title;

const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month of the year, 1–12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month(u8);

impl Month {
    /// January, where a fiscal year begins unless set otherwise.
    pub const JANUARY: Month = Month(1);

    /// The month with this number, 1–12.
    pub fn new(number: u32) -> Option<Self> {
        u8::try_from(number).ok().filter(|number| (1..=12).contains(number)).map(Month)
    }

    /// Its number, 1–12.
    pub fn number(self) -> u32 {
        u32::from(self.0)
    }

    /// Its English name, as it stands in session titles.
    pub fn name(self) -> &'static str {
        MONTH_NAMES[usize::from(self.0) - 1]
    }

    /// All twelve.
    pub fn all() -> impl Iterator<Item = Month> {
        (1..=12).map(Month)
    }
}

/// The parts a fiscal year is planned in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole year.
    Year,
    /// Six months.
    Half,
    /// Three months.
    Quarter,
    /// One month.
    Month,
}

impl Part {
    fn months(self) -> i32 {
        match self {
            Part::Year => 12,
            Part::Half => 6,
            Part::Quarter => 3,
            Part::Month => 1,
        }
    }
}

/// A named period of the fiscal calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Year, half, quarter or month.
    pub part: Part,
    /// `FY2026`, `H1 2026`, `Q1 FY2026`, `January 2026`.
    pub name: Title,
    /// Its days.
    pub span: DateSpan,
}

/// When fiscal years begin, and with that what all periods are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiscalCalendar {
    /// The first month of a fiscal year.
    pub first_month: Month,
}

impl FiscalCalendar {
    /// The fiscal year in which a day lies: the calendar year in which that fiscal year ends.
    pub fn year_of(self, day: LocalDate) -> i32 {
        let next_begun = self.first_month != Month::JANUARY && day.month() >= self.first_month.number();
        day.year() + i32::from(next_begun)
    }

    /// The first day of a fiscal year; `None` outside 1970–9999.
    pub fn year_begin(self, year: i32) -> Option<LocalDate> {
        let calendar_year = if self.first_month == Month::JANUARY { year } else { year - 1 };
        LocalDate::new(calendar_year, self.first_month.number(), 1).ok()
    }

    /// The `index`th (from 0) year, half, quarter or month of a fiscal year. An index beyond the year counts on into
    /// the next one. `None` outside 1970–9999.
    pub fn period(self, year: i32, part: Part, index: i32) -> Option<Period> {
        let begin = self.year_begin(year)?.plus_months(part.months() * index)?;
        let end = end_of_months(begin, part.months())?;
        let span = DateSpan::new(begin, end)?;
        let year = self.year_of(begin);
        let place = months_between(self.year_begin(year)?, begin) / part.months() + 1;
        let name = match part {
            Part::Year => format!("FY{year}"),
            Part::Half => format!("H{place} {}", self.year_in_names(year)),
            Part::Quarter => format!("Q{place} {}", self.year_in_names(year)),
            Part::Month => format!("{} {}", month_name(begin), begin.year()),
        };
        Some(Period { part, name: Title::cut(&name)?, span })
    }

    /// A fiscal year as it stands in the names of its halves and quarters: `2026`, or `FY2026` where it does not begin in
    /// January.
    pub(super) fn year_in_names(self, year: i32) -> String {
        let fiscal = if self.first_month == Month::JANUARY { "" } else { "FY" };
        format!("{fiscal}{year}")
    }

    /// The period of this kind in which a day lies.
    pub fn period_at(self, part: Part, day: LocalDate) -> Option<Period> {
        let year = self.year_of(day);
        let place = months_between(self.year_begin(year)?, day) / part.months();
        self.period(year, part, place)
    }

    /// The period of this kind after the one in which a day lies.
    pub fn period_after(self, part: Part, day: LocalDate) -> Option<Period> {
        let current = self.period_at(part, day)?;
        self.period_at(part, current.span.end().plus_days(1)?)
    }

    /// The period that has exactly this span, if the calendar has one.
    pub fn period_with_span(self, span: DateSpan) -> Option<Period> {
        [Part::Year, Part::Half, Part::Quarter, Part::Month]
            .into_iter()
            .filter_map(|part| self.period_at(part, span.begin()))
            .find(|period| period.span == span)
    }

    /// A title for a span, by the naming patterns of the seed: the name of a fiscal period, else `January–March 2025`
    /// for whole months, else nothing.
    pub fn name_for(self, span: DateSpan) -> Option<Title> {
        if let Some(period) = self.period_with_span(span) {
            return Some(period.name);
        }
        let whole_months = span.begin().day() == 1 && span.end().plus_days(1).is_none_or(|next| next.day() == 1);
        if !whole_months {
            return None;
        }
        let mut name = String::from(month_name(span.begin()));
        if span.begin().year() != span.end().year() {
            let _ = write!(name, " {}", span.begin().year());
        } else if span.begin().month() == span.end().month() {
            return None;
        }
        let _ = write!(name, "–{} {}", month_name(span.end()), span.end().year());
        Title::new(&name).ok()
    }

    /// All periods of a fiscal year: the year, its halves, its quarters, and its months if wanted. Empty when the year
    /// does not lie in 1970–9999 whole.
    pub fn plan(self, year: i32, with_months: bool) -> Vec<Period> {
        let parts: &[(Part, i32)] =
            &[(Part::Year, 1), (Part::Half, 2), (Part::Quarter, 4), (Part::Month, if with_months { 12 } else { 0 })];
        let periods: Option<Vec<Period>> =
            parts.iter().flat_map(|(part, count)| (0..*count).map(|index| self.period(year, *part, index))).collect();
        periods.unwrap_or_default()
    }
}

/// The last day of that many months from `begin`, the first day of a month; the calendar's own end in December 9999.
fn end_of_months(begin: LocalDate, months: i32) -> Option<LocalDate> {
    match begin.plus_months(months) {
        Some(next) => next.plus_days(-1),
        None => LocalDate::new(9999, 12, 31).ok().filter(|end| months_between(begin, *end) + 1 == months),
    }
}

/// Whole calendar months from the month of `from` to the month of `to`.
fn months_between(from: LocalDate, to: LocalDate) -> i32 {
    (to.year() - from.year()) * 12 + to.month().cast_signed() - from.month().cast_signed()
}

fn month_name(day: LocalDate) -> &'static str {
    MONTH_NAMES[day.month() as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(month: u32) -> FiscalCalendar {
        FiscalCalendar { first_month: Month::new(month).unwrap() }
    }

    fn listed(periods: &[Period]) -> Vec<String> {
        periods.iter().map(|p| format!("{} {} {}", p.name, p.span.begin(), p.span.end())).collect()
    }

    #[test]
    fn a_year_from_january_has_plain_names() {
        let expected = [
            "FY2026 2026-01-01 2026-12-31",
            "H1 2026 2026-01-01 2026-06-30",
            "H2 2026 2026-07-01 2026-12-31",
            "Q1 2026 2026-01-01 2026-03-31",
            "Q2 2026 2026-04-01 2026-06-30",
            "Q3 2026 2026-07-01 2026-09-30",
            "Q4 2026 2026-10-01 2026-12-31",
        ];
        assert_eq!(listed(&calendar(1).plan(2026, false)), expected);
    }

    #[test]
    fn a_year_from_april_is_named_by_the_year_in_which_it_ends() {
        let periods = listed(&calendar(4).plan(2026, true));
        assert_eq!(periods.len(), 19);
        assert_eq!(periods[0], "FY2026 2025-04-01 2026-03-31");
        assert_eq!(periods[1], "H1 FY2026 2025-04-01 2025-09-30");
        assert_eq!(periods[6], "Q4 FY2026 2026-01-01 2026-03-31");
        assert_eq!(periods[7], "April 2025 2025-04-01 2025-04-30");
        assert_eq!(periods[18], "March 2026 2026-03-01 2026-03-31");
    }

    #[test]
    fn the_last_year_of_the_calendar_can_be_planned_and_the_one_after_it_cannot() {
        assert_eq!(calendar(1).plan(9999, true).len(), 19);
        assert!(calendar(1).plan(10_000, false).is_empty());
        assert!(calendar(4).plan(1970, false).is_empty(), "it would begin in 1969");
    }

    #[test]
    fn today_names_its_periods_and_the_next_ones() {
        let day = |text: &str| text.parse::<LocalDate>().unwrap();
        let cases = [
            (1, "2026-11-22", Part::Quarter, "Q4 2026", "Q1 2027"),
            (1, "2026-11-22", Part::Half, "H2 2026", "H1 2027"),
            (1, "2026-11-22", Part::Year, "FY2026", "FY2027"),
            (1, "2026-12-31", Part::Month, "December 2026", "January 2027"),
            (4, "2026-03-31", Part::Quarter, "Q4 FY2026", "Q1 FY2027"),
            (4, "2026-04-01", Part::Year, "FY2027", "FY2028"),
            (12, "2026-12-01", Part::Quarter, "Q1 FY2027", "Q2 FY2027"),
        ];
        for (month, today, part, this, next) in cases {
            assert_eq!(calendar(month).period_at(part, day(today)).unwrap().name.as_str(), this);
            assert_eq!(calendar(month).period_after(part, day(today)).unwrap().name.as_str(), next);
        }
    }

    #[test]
    fn whole_months_have_a_name_other_spans_have_none() {
        let cases = [
            ("2025-01-01", "2025-03-31", Some("Q1 2025")),
            ("2025-02-01", "2025-03-31", Some("February–March 2025")),
            ("2025-12-01", "2026-01-31", Some("December 2025–January 2026")),
            ("2025-02-01", "2025-02-28", Some("February 2025")),
            ("2025-01-02", "2025-03-31", None),
        ];
        for (begin, end, expected) in cases {
            let span = DateSpan::new(begin.parse().unwrap(), end.parse().unwrap()).unwrap();
            assert_eq!(calendar(1).name_for(span).as_ref().map(Title::as_str), expected);
        }
    }
}
