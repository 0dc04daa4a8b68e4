//! What other dates of a session would affect; shown before they are saved.

use std::sync::Arc;

use super::checkins::check_in_periods;
use super::dates::DateSpan;
use super::listing::is_listed;
use super::person::Person;
use super::session::Session;
use super::workspace::Workspace;

/// What a change of dates affects, as far as the viewer may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateEffect {
    /// Child sessions that lie within the old dates and not within the new ones.
    pub misfits: Vec<Arc<Session>>,
    /// Check-in periods that are new, in order.
    pub periods_added: Vec<DateSpan>,
    /// Check-in periods that go, in order.
    pub periods_gone: Vec<DateSpan>,
}

/// The effect of giving a session other dates.
pub fn date_effect(workspace: &Workspace, viewer: &Person, session: &Session, span: DateSpan) -> DateEffect {
    let misfits = workspace
        .children(session.id)
        .filter(|child| is_listed(workspace, viewer, child))
        .filter(|child| session.span.covers(child.span) && !span.covers(child.span))
        .cloned()
        .collect();
    let before: Vec<DateSpan> = check_in_periods(session.span, session.cadence).collect();
    let after: Vec<DateSpan> = check_in_periods(span, session.cadence).collect();
    DateEffect { misfits, periods_added: without(&after, &before), periods_gone: without(&before, &after) }
}

/// The periods that do not stand in `others`, which are in order.
fn without(periods: &[DateSpan], others: &[DateSpan]) -> Vec<DateSpan> {
    let stands = |period: &DateSpan| {
        let place = others.partition_point(|other| other.begin() < period.begin());
        others.get(place) == Some(period)
    };
    periods.iter().filter(|period| !stands(period)).copied().collect()
}
