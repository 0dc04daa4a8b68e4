//! Sessions and their check-in dates as an iCalendar file (RFC 5545) that other calendars subscribe to or import.
//!
//! A calendar recognises an event by its `UID`, which is made of the session's id here: exporting again and importing
//! again updates events instead of doubling them.

use crate::domain::{DateSpan, LocalDate, Moment, Person, Session, Workspace, check_in_periods, is_listed};

/// The longest line in octets, line end aside (RFC 5545, 3.1).
const LINE_MOST: usize = 75;
/// Check-in dates of one session that are written: ten years of weeks. A session that lasts for the whole calendar has
/// 419,000.
const CHECK_INS_MOST: usize = 522;

/// Writes all sessions that the actor may see, closed ones too, as all-day events, each followed by its check-in dates:
/// the last day of every check-in period.
///
/// Nothing in it depends on when it is written: `DTSTAMP` is when the session was changed last.
pub fn write(workspace: &Workspace, actor: &Person) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//OKR sessions//OKR sessions//EN");
    lines.add("CALSCALE:GREGORIAN");
    lines.add("NAME:OKR sessions");
    lines.add("X-WR-CALNAME:OKR sessions");
    for session in workspace.sessions().filter(|session| is_listed(workspace, actor, session)) {
        write_session(&mut lines, session);
    }
    lines.add("END:VCALENDAR");
    lines.text
}

fn write_session(lines: &mut Lines, session: &Session) {
    let shown = check_in_periods(session.span, session.cadence).take(CHECK_INS_MOST + 1).count();
    let mut description =
        [&*session.number.to_string(), ", ", session.status.label(), ", check-ins: ", session.cadence.label()].concat();
    if shown > CHECK_INS_MOST {
        description.push_str(" (the first ");
        description.push_str(&CHECK_INS_MOST.to_string());
        description.push_str(" of them are in this calendar)");
    }
    Event {
        uid: session.id.to_string(),
        days: session.span,
        summary: session.title.as_str(),
        description: &description,
        category: "Session",
    }
    .write(lines, session);
    for (place, period) in check_in_periods(session.span, session.cadence).take(CHECK_INS_MOST).enumerate() {
        let Some(due) = DateSpan::new(period.end(), period.end()) else {
            continue;
        };
        let nth = (place + 1).to_string();
        Event {
            uid: [&*session.id.to_string(), "-check-in-", &nth].concat(),
            days: due,
            summary: &["Check-in: ", session.title.as_str()].concat(),
            description: &[&*session.number.to_string(), ", check-in ", &nth].concat(),
            category: "Check-in",
        }
        .write(lines, session);
    }
}

/// What differs between the events of a session.
struct Event<'a> {
    uid: String,
    days: DateSpan,
    summary: &'a str,
    description: &'a str,
    category: &'static str,
}

impl Event<'_> {
    fn write(&self, lines: &mut Lines, session: &Session) {
        lines.add("BEGIN:VEVENT");
        lines.add(&["UID:", &*self.uid, "@okr-sessions"].concat());
        lines.add(&["DTSTAMP:", &*utc(session.changed.at)].concat());
        lines.add(&["CREATED:", &*utc(session.created.at)].concat());
        lines.add(&["LAST-MODIFIED:", &*utc(session.changed.at)].concat());
        lines.add(&["SEQUENCE:", &*session.revision.saturating_sub(1).to_string()].concat());
        lines.add(&["DTSTART;VALUE=DATE:", &*date(self.days.begin())].concat());
        lines.add(&end_of(self.days));
        lines.add(&["SUMMARY:", &*escaped(self.summary)].concat());
        lines.add(&["DESCRIPTION:", &*escaped(self.description)].concat());
        lines.add(&["CATEGORIES:", self.category].concat());
        // Whoever looks for a free hour is not told that the whole quarter is taken.
        lines.add("TRANSP:TRANSPARENT");
        lines.add("END:VEVENT");
    }
}

/// The end, which is the first day after the event. Nothing comes after the last day of year 9999, where a date has four
/// digits for the year: there the event's length says the same.
fn end_of(days: DateSpan) -> String {
    match days.end().plus_days(1) {
        Some(after) => ["DTEND;VALUE=DATE:", &*date(after)].concat(),
        None => ["DURATION:P", &*days.days().to_string(), "D"].concat(),
    }
}

/// `20260131`.
fn date(date: LocalDate) -> String {
    date.to_string().replace('-', "")
}

/// `20260131T090000Z`.
fn utc(moment: Moment) -> String {
    let text = moment.to_string();
    let seconds = text.split('.').next().unwrap_or_default();
    let mut basic: String = seconds.chars().filter(|c| !matches!(c, '-' | ':')).collect();
    basic.push('Z');
    basic
}

/// A text as a value (RFC 5545, 3.3.11). Titles hold no control characters; what a calendar could take for one of its
/// own signs is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The file in the making.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// Adds a content line, folded where it is too long, never inside of a character.
    fn add(&mut self, line: &str) {
        let mut room = LINE_MOST;
        let mut rest = line;
        while rest.len() > room {
            let at = (0..=room).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(room);
            self.text.push_str(&rest[..at]);
            self.text.push_str("\r\n ");
            rest = &rest[at..];
            // The space that marks the continuation counts.
            room = LINE_MOST - 1;
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str) -> Vec<String> {
        let mut lines = Lines::default();
        lines.add(line);
        lines.text.split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        for text in ["x".repeat(300), "é".repeat(150), "😀".repeat(80), format!("a{}", "日".repeat(99))] {
            let lines = folded(&text);
            assert!(lines.iter().all(|line| line.len() <= LINE_MOST), "{lines:?}");
            let unfolded: String =
                lines.iter().enumerate().map(|(nth, line)| if nth == 0 { &**line } else { &line[1..] }).collect();
            assert_eq!(unfolded, text);
        }
        assert_eq!(folded(&"x".repeat(75)).len(), 1);
        assert_eq!(folded(&"x".repeat(76)).len(), 2);
    }

    #[test]
    fn the_end_is_the_day_after_or_a_length_where_there_is_none() {
        let span = |begin: &str, end: &str| DateSpan::new(begin.parse().unwrap(), end.parse().unwrap()).unwrap();
        assert_eq!(end_of(span("2026-01-01", "2026-12-31")), "DTEND;VALUE=DATE:20270101");
        assert_eq!(end_of(span("9999-12-30", "9999-12-30")), "DTEND;VALUE=DATE:99991231");
        assert_eq!(end_of(span("9999-12-31", "9999-12-31")), "DURATION:P1D");
        assert_eq!(end_of(span("9999-12-30", "9999-12-31")), "DURATION:P2D");
    }

    #[test]
    fn signs_of_the_format_are_escaped_and_times_are_in_utc() {
        assert_eq!(escaped("a,b;c\\d: \"e\""), "a\\,b\\;c\\\\d: \"e\"");
        assert_eq!(utc("2026-02-10T10:00:00.123+01:00".parse().unwrap()), "20260210T090000Z");
    }
}
