//! The session that follows on: *Create next* proposes it.

use super::dates::DateSpan;
use super::draft::SessionDraft;
use super::fiscal::FiscalCalendar;
use super::session::Session;
use super::title::Title;

/// The form for the session after this one: the next period of the calendar, or as many days right after it.
/// `None` at the end of the calendar.
pub fn next_session(session: &Session, calendar: FiscalCalendar) -> Option<SessionDraft> {
    let (span, title) = match calendar.period_with_span(session.span) {
        Some(period) => {
            let next = calendar.period_after(period.part, session.span.begin())?;
            let title = renamed(session.title.as_str(), period.name.as_str(), next.name.as_str());
            (next.span, title.unwrap_or_else(|| counted_on(session.title.as_str(), session.span, next.span)))
        }
        None => {
            let span = span_after(session.span)?;
            let names = calendar.name_for(session.span).zip(calendar.name_for(span));
            let title = names.and_then(|(old, new)| renamed(session.title.as_str(), old.as_str(), new.as_str()));
            (span, title.unwrap_or_else(|| counted_on(session.title.as_str(), session.span, span)))
        }
    };
    let title = Title::cut(&title)?;
    Some(SessionDraft {
        title: title.as_str().to_owned(),
        begin: span.begin().into(),
        end: span.end().into(),
        options: SessionDraft::like(session).options,
    })
}

/// Whole months are followed by as many whole months, other spans by as many days.
fn span_after(span: DateSpan) -> Option<DateSpan> {
    let begin = span.end().plus_days(1)?;
    let months =
        (begin.year() - span.begin().year()) * 12 + begin.month().cast_signed() - span.begin().month().cast_signed();
    if span.begin().day() == 1 && begin.day() == 1 {
        return DateSpan::new(begin, begin.plus_months(months)?.plus_days(-1)?);
    }
    DateSpan::new(begin, begin.plus_days(span.days() - 1)?)
}

/// The title with the old period's name replaced by the new one's, if it has it.
fn renamed(title: &str, old: &str, new: &str) -> Option<String> {
    if title.contains(old) {
        return Some(title.replacen(old, new, 1));
    }
    // "Q4 2025" is also found in "Q4/2025 Sales": the part and the year each on their own.
    let (old_part, old_year) = old.rsplit_once(' ')?;
    let (new_part, new_year) = new.rsplit_once(' ')?;
    let both = title.contains(old_part) && title.contains(old_year) && old_part.len() == 2;
    both.then(|| title.replacen(old_part, new_part, 1).replacen(old_year, new_year, 1))
}

/// The title with its years counted on, else with a counter at its end: "Sprint 7" → "Sprint 8", "Sprint" → "Sprint 2".
fn counted_on(title: &str, from: DateSpan, to: DateSpan) -> String {
    let years = to.end().year() - from.end().year();
    let year = from.end().year().to_string();
    if years > 0 && title.contains(&year) {
        return title.replace(&year, &to.end().year().to_string());
    }
    let stem = title.trim_end_matches(|c: char| c.is_ascii_digit());
    match title[stem.len()..].parse::<u64>() {
        Ok(count) if title.len() - stem.len() < 4 => format!("{stem}{}", count + 1),
        _ => format!("{title} 2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fiscal::Month;
    use crate::domain::test_workspace::session;

    #[test]
    fn the_next_session_follows_on_in_title_and_dates() {
        let cases = [
            (1, "Q4 2025", "2025-10-01", "2025-12-31", "Q1 2026", "2026-01-01", "2026-03-31"),
            (1, "Sales Q4 2025", "2025-10-01", "2025-12-31", "Sales Q1 2026", "2026-01-01", "2026-03-31"),
            (1, "2025 Q4", "2025-10-01", "2025-12-31", "2026 Q1", "2026-01-01", "2026-03-31"),
            (1, "FY2025", "2025-01-01", "2025-12-31", "FY2026", "2026-01-01", "2026-12-31"),
            (1, "2025 Annual Goals", "2025-01-01", "2025-12-31", "2026 Annual Goals", "2026-01-01", "2026-12-31"),
            (1, "H2 2025", "2025-07-01", "2025-12-31", "H1 2026", "2026-01-01", "2026-06-30"),
            (4, "H2 FY2026", "2025-10-01", "2026-03-31", "H1 FY2027", "2026-04-01", "2026-09-30"),
            (1, "January 2024", "2024-01-01", "2024-01-31", "February 2024", "2024-02-01", "2024-02-29"),
            (1, "Sprint 7", "2026-01-05", "2026-01-18", "Sprint 8", "2026-01-19", "2026-02-01"),
            (1, "Push", "2026-01-05", "2026-01-05", "Push 2", "2026-01-06", "2026-01-06"),
            (1, "February–March 2025", "2025-02-01", "2025-03-31", "April–May 2025", "2025-04-01", "2025-05-31"),
        ];
        for (month, title, begin, end, next, next_begin, next_end) in cases {
            let calendar = FiscalCalendar { first_month: Month::new(month).unwrap() };
            let draft = next_session(&session(title, begin, end), calendar).unwrap();
            assert_eq!((&*draft.title, &*draft.begin.text, &*draft.end.text), (next, next_begin, next_end));
        }
    }

    #[test]
    fn nothing_follows_the_end_of_the_calendar() {
        let calendar = FiscalCalendar { first_month: Month::JANUARY };
        assert_eq!(next_session(&session("Q4 9999", "9999-10-01", "9999-12-31"), calendar), None);
        assert_eq!(next_session(&session("End", "9999-12-30", "9999-12-31"), calendar), None);
    }
}
