//! What other dates of a session would affect; shown before they are saved.

use std::collections::BTreeSet;
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
    let ordered = |span: DateSpan| -> BTreeSet<_> {
        check_in_periods(span, session.cadence).map(|period| (period.begin(), period.end())).collect()
    };
    let (before, after) = (ordered(session.span), ordered(span));
    let spans = |days: &BTreeSet<_>, without: &BTreeSet<_>| {
        days.difference(without).filter_map(|(begin, end)| DateSpan::new(*begin, *end)).collect()
    };
    DateEffect { misfits, periods_added: spans(&after, &before), periods_gone: spans(&before, &after) }
}
