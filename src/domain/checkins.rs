//! The check-in periods that a cadence yields.

use super::dates::{DateSpan, LocalDate};
use super::session::Cadence;

/// The check-in periods of a session, counted from its first day; the last one ends with the session
/// (`domain.md`, Session: monthly from 31 January gives 28 February, 31 March, …).
pub fn check_in_periods(span: DateSpan, cadence: Cadence) -> impl Iterator<Item = DateSpan> {
    (0..).map_while(move |index| {
        let begin = period_begin(span, cadence, index)?;
        let end = period_begin(span, cadence, index + 1).and_then(|next| next.plus_days(-1)).unwrap_or(span.end());
        DateSpan::new(begin, end)
    })
}

fn period_begin(span: DateSpan, cadence: Cadence, index: i32) -> Option<LocalDate> {
    let begin = match cadence {
        Cadence::Weekly => span.begin().plus_days(7 * i64::from(index)),
        Cadence::BiWeekly => span.begin().plus_days(14 * i64::from(index)),
        Cadence::Monthly => span.begin().plus_months(index),
    };
    begin.filter(|begin| *begin <= span.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn periods(begin: &str, end: &str, cadence: Cadence) -> Vec<String> {
        let span = DateSpan::new(begin.parse().unwrap(), end.parse().unwrap()).unwrap();
        check_in_periods(span, cadence).map(|period| format!("{} {}", period.begin(), period.end())).collect()
    }

    #[test]
    fn periods_are_counted_from_begin_and_the_last_one_ends_with_the_session() {
        let weekly = periods("2026-01-01", "2026-01-17", Cadence::Weekly);
        assert_eq!(weekly, ["2026-01-01 2026-01-07", "2026-01-08 2026-01-14", "2026-01-15 2026-01-17"]);
        assert_eq!(periods("2026-01-01", "2026-01-14", Cadence::BiWeekly), ["2026-01-01 2026-01-14"]);
        let monthly = periods("2026-01-31", "2026-04-30", Cadence::Monthly);
        let expected =
            ["2026-01-31 2026-02-27", "2026-02-28 2026-03-30", "2026-03-31 2026-04-29", "2026-04-30 2026-04-30"];
        assert_eq!(monthly, expected);
    }

    #[test]
    fn one_day_and_the_last_day_of_all_have_a_period() {
        assert_eq!(periods("2026-01-05", "2026-01-05", Cadence::Monthly), ["2026-01-05 2026-01-05"]);
        assert_eq!(periods("9999-12-30", "9999-12-31", Cadence::Weekly), ["9999-12-30 9999-12-31"]);
    }
}
