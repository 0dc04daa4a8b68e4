//! Example sessions around today: something to look at in an empty workspace.

use super::dates::LocalDate;
use super::draft::{NewSession, SessionOptions};
use super::fiscal::{FiscalCalendar, Part};
use super::palette::Colour;
use super::session::{ActiveStatus, Cadence, Status};

/// Sessions of last year and this one with their halves and quarters, as planned, running and closed ones. Each with
/// the place of its parent in the list.
pub fn example_sessions(calendar: FiscalCalendar, today: LocalDate) -> Vec<(NewSession, Option<usize>)> {
    let this_year = calendar.year_of(today);
    let mut sessions: Vec<(NewSession, Option<usize>)> = Vec::new();
    for (nth, year) in [this_year - 1, this_year].into_iter().enumerate() {
        let year_place = sessions.len();
        for (place, period) in calendar.plan(year, false).into_iter().enumerate() {
            let status = if nth == 0 && period.span.end() < today {
                Status::Closed { was: ActiveStatus::InProgress }
            } else if period.span.begin() <= today {
                Status::IN_PROGRESS
            } else {
                Status::OPEN
            };
            let (colour, cadence, parent) = match period.part {
                Part::Year => (Colour::Indigo, Cadence::Monthly, None),
                Part::Half => (Colour::Teal, Cadence::BiWeekly, Some(year_place)),
                // Quarters 0 and 1 lie in the first half, 2 and 3 in the second.
                Part::Quarter | Part::Month => {
                    (Colour::Blue, Cadence::Weekly, Some(year_place + 1 + usize::from(place >= 5)))
                }
            };
            let options = SessionOptions { status, colour: Some(colour), cadence, ..SessionOptions::default() };
            sessions.push((NewSession { title: period.name, span: period.span, options }, parent));
        }
    }
    sessions
}
