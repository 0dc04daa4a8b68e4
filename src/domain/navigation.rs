//! The navigation window: which sessions the menu lists (`domain.md`, Session).

use std::sync::Arc;

use super::dates::{DateSpan, LocalDate};
use super::listing::is_listed;
use super::order::sort_by;
use super::person::Person;
use super::session::Session;
use super::workspace::Workspace;

/// In days.
const LONGEST_MONTH: i64 = 31;

/// The days on which the menu lists a session with this span: from one calendar month before its begin to one
/// calendar month after its end, both days included, cut at the calendar's ends.
pub fn navigation_window(span: DateSpan) -> DateSpan {
    let from = span.begin().plus_months(-1).unwrap_or(span.begin());
    let to = span.end().plus_months(1).unwrap_or(span.end());
    DateSpan::new(from, to).unwrap_or(span)
}

/// The sessions the menu lists for the viewer today, by begin, then number; closed ones too.
pub fn sessions_in_menu(workspace: &Workspace, viewer: &Person, today: LocalDate) -> Vec<Arc<Session>> {
    let earliest = today.plus_days(-LONGEST_MONTH).unwrap_or(LocalDate::EARLIEST);
    let latest = today.plus_days(LONGEST_MONTH).unwrap_or(LocalDate::LATEST);
    let mut sessions: Vec<Arc<Session>> = workspace
        .sessions()
        .filter(|session| {
            let span = session.span;
            // No month is longer: spares reckoning the windows of sessions that are far away.
            if span.begin() > latest || span.end() < earliest {
                return false;
            }
            let window = navigation_window(span);
            window.begin() <= today && today <= window.end() && is_listed(workspace, viewer, session)
        })
        .cloned()
        .collect();
    sort_by(&mut sessions, |a, b| (a.span.begin(), a.number).cmp(&(b.span.begin(), b.number)));
    sessions
}

/// How many sessions the viewer sees that ended and are not closed: the number on the icon of the installed app.
pub fn ended_not_closed(workspace: &Workspace, viewer: &Person, today: LocalDate) -> usize {
    workspace.sessions().filter(|session| session.is_overdue(today) && is_listed(workspace, viewer, session)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_opens_a_calendar_month_before_and_closes_one_after() {
        let cases = [
            ("2026-03-31", "2026-06-30", "2026-02-28", "2026-07-30"),
            ("2024-03-31", "2024-06-30", "2024-02-29", "2024-07-30"),
            ("2026-01-01", "2026-01-31", "2025-12-01", "2026-02-28"),
            ("1970-01-01", "1970-01-15", "1970-01-01", "1970-02-15"),
            ("9999-01-01", "9999-12-31", "9998-12-01", "9999-12-31"),
        ];
        for (begin, end, from, to) in cases {
            let span = DateSpan::new(begin.parse().unwrap(), end.parse().unwrap()).unwrap();
            let window = navigation_window(span);
            assert_eq!((window.begin().to_string(), window.end().to_string()), (from.to_owned(), to.to_owned()));
        }
    }
}
