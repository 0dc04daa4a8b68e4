//! The geometry of the timeline: where days, bars and the periods of its scale stand.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use okr_sessions::domain::{
    AxisPeriod, BAR_LEAST, DateSpan, FiscalCalendar, ListQuery, LocalDate, Month, PeriodName, SessionNumber, TimeAxis,
    TimeScale, Unit, Workspace, list, timeline_span, timeline_start,
};
use proptest::prelude::*;
use proptest::sample::select;
use support::random::{cases, dates, records, spans, workspaces};
use support::*;

/// Equal but for what adding fractions costs; an axis is some ten million pixels long at most.
const NEAR: f64 = 1e-6;

fn calendar(month: u32) -> FiscalCalendar {
    FiscalCalendar { first_month: Month::new(month).unwrap() }
}

/// One unit a day, so that lengths read as days.
fn daily(begin: &str, end: &str, month: u32) -> TimeAxis {
    let span = span(begin, end);
    TimeAxis::fitted(span, span.days() as f64, calendar(month))
}

fn named(periods: &[AxisPeriod]) -> Vec<(String, f64, f64)> {
    let name = |period: &AxisPeriod| match &period.name {
        PeriodName::Month(day) => day.to_string(),
        PeriodName::Quarter { long, .. } => long.clone(),
        PeriodName::Years(name) => name.clone(),
    };
    periods.iter().map(|period| (name(period), period.left, period.right)).collect()
}

fn expected(periods: &[(&str, f64, f64)]) -> Vec<(String, f64, f64)> {
    periods.iter().map(|(name, left, right)| ((*name).to_owned(), *left, *right)).collect()
}

#[test]
fn a_bar_reaches_from_its_first_to_the_end_of_its_last_day() {
    let axis = daily("2026-01-01", "2026-12-31", 1);
    let cases = [
        ("2026-01-01", "2026-03-31", 0.0, 90.0),
        ("2026-04-01", "2026-06-30", 90.0, 91.0),
        ("2026-12-01", "2026-12-31", 334.0, 31.0),
        // A single day can still be seen.
        ("2026-02-01", "2026-02-01", 31.0, BAR_LEAST),
    ];
    for (begin, end, left, width) in cases {
        let bar = axis.bar(span(begin, end));
        assert_eq!((bar.left, bar.width), (left, width), "{begin} to {end}");
    }
}

#[test]
fn the_first_month_of_the_fiscal_calendar_decides_the_quarters_and_years() {
    let january = daily("2026-01-15", "2026-12-31", 1);
    let quarters = named(&january.periods(Unit::Quarter, 0.0, 200.0));
    assert_eq!(quarters, expected(&[("Q1 2026", 0.0, 76.0), ("Q2 2026", 76.0, 167.0), ("Q3 2026", 167.0, 259.0)]));
    let april = daily("2026-01-15", "2026-12-31", 4);
    let quarters = named(&april.periods(Unit::Quarter, 0.0, 100.0));
    assert_eq!(quarters, expected(&[("Q4 FY2026", 0.0, 76.0), ("Q1 FY2027", 76.0, 167.0)]));
    let years = named(&april.periods(Unit::Years(1), 0.0, 300.0));
    assert_eq!(years, expected(&[("FY2026", 0.0, 76.0), ("FY2027", 76.0, 351.0)]));
    // Quarters need not begin with a quarter of the calendar.
    let february = daily("2026-01-15", "2026-12-31", 2);
    let quarters = named(&february.periods(Unit::Quarter, 0.0, 100.0));
    assert_eq!(quarters, expected(&[("Q4 FY2026", 0.0, 17.0), ("Q1 FY2027", 17.0, 106.0)]));
}

#[test]
fn months_are_calendar_months_and_only_those_asked_for() {
    let axis = daily("2026-01-01", "2026-12-31", 4);
    let months = named(&axis.periods(Unit::Month, 40.0, 95.0));
    let whole = [("2026-02-01", 31.0, 59.0), ("2026-03-01", 59.0, 90.0), ("2026-04-01", 90.0, 120.0)];
    assert_eq!(months, expected(&whole));
    assert_eq!(named(&axis.periods(Unit::Month, 365.0, 500.0)), []);
    assert_eq!(named(&axis.periods(Unit::Month, -50.0, -1.0)), []);
}

#[test]
fn the_scale_ends_where_the_calendar_ends() {
    let last = daily("9999-11-30", "9999-12-31", 1);
    let months = named(&last.periods(Unit::Month, 0.0, 100.0));
    assert_eq!(months, expected(&[("9999-11-01", 0.0, 1.0), ("9999-12-01", 1.0, 32.0)]));
    // Fiscal year 1970 began before the calendar, fiscal year 10000 ends after it.
    let first = daily("1970-01-01", "1970-12-31", 4);
    assert_eq!(
        named(&first.periods(Unit::Years(1), 0.0, 91.0)),
        expected(&[("FY1970", 0.0, 90.0), ("FY1971", 90.0, 365.0)])
    );
    let last = daily("9999-01-01", "9999-12-31", 4);
    assert_eq!(named(&last.periods(Unit::Years(1), 100.0, 365.0)), expected(&[("FY10000", 90.0, 365.0)]));
    let room = TimeAxis::at_scale(span("9999-12-01", "9999-12-31"), TimeScale::Month, calendar(1), 300.0, 2000.0);
    let months = room.periods(Unit::Month, 0.0, 2000.0);
    assert_eq!(months.len(), 2, "there is room after the last day, but no month");
    assert!(room.periods(Unit::Month, 1000.0, 2000.0).is_empty());
}

#[test]
fn the_scale_is_divided_into_what_its_names_have_room_for() {
    let at = |scale| TimeAxis::at_scale(span("2026-01-01", "2026-12-31"), scale, calendar(1), 0.0, 0.0).units();
    assert_eq!(at(TimeScale::Month), (Unit::Month, Some(Unit::Quarter)));
    assert_eq!(at(TimeScale::Quarter), (Unit::Month, Some(Unit::Quarter)));
    assert_eq!(at(TimeScale::Year), (Unit::Quarter, Some(Unit::Years(1))));
    let on_paper = |end: &str| TimeAxis::fitted(span("1970-01-01", end), 660.0, calendar(1)).units();
    assert_eq!(on_paper("1970-06-30"), (Unit::Month, Some(Unit::Quarter)));
    assert_eq!(on_paper("1973-12-31"), (Unit::Quarter, Some(Unit::Years(1))));
    assert_eq!(on_paper("1989-12-31"), (Unit::Years(1), Some(Unit::Years(10))));
    assert_eq!(on_paper("9999-12-31"), (Unit::Years(1000), None));
}

#[test]
fn zooming_goes_through_all_scales_and_stops_at_the_ends() {
    let closer: Vec<_> = TimeScale::ALL.iter().map(|scale| scale.closer()).collect();
    assert_eq!(closer, [None, Some(TimeScale::Month), Some(TimeScale::Quarter)]);
    for scale in TimeScale::ALL {
        assert!(scale.closer().is_none_or(|closer| closer.wider() == Some(scale)));
        assert!(scale.wider().is_none_or(|wider| wider.closer() == Some(scale)));
    }
}

#[test]
fn the_axis_has_a_month_before_the_span_and_room_after_it() {
    let sessions = span("2026-03-01", "2026-03-31");
    let axis = TimeAxis::at_scale(sessions, TimeScale::Month, calendar(1), 240.0, 0.0);
    assert_eq!(axis.bar(sessions).left, 28.0 * 4.5);
    assert_eq!(axis.width(), (28.0 + 31.0) * 4.5 + 240.0);
    assert_eq!(TimeAxis::at_scale(sessions, TimeScale::Month, calendar(1), 240.0, 1440.0).width(), 1440.0);
    let first = TimeAxis::at_scale(span("1970-01-01", "1970-01-01"), TimeScale::Year, calendar(1), 0.0, 0.0);
    assert_eq!(first.x(date("1970-01-01")), 0.0);
}

#[test]
fn it_opens_today_or_at_the_session_nearest_to_it() {
    let mut bench = Bench::new();
    let today = date("2026-02-10");
    let start = |bench: &Bench| {
        let rows = list(&bench.workspace, bench.person(bench.administrator), &ListQuery::default());
        let span = timeline_span(&bench.workspace, &rows, today);
        let start = timeline_start(&bench.workspace, &rows, today).map(|start| (start.place, start.day.to_string()));
        (start, format!("{} {}", span.begin(), span.end()))
    };
    let at = |place: usize, day: &str, span: &str| (Some((place, day.to_owned())), span.to_owned());
    assert_eq!(start(&bench), (None, "2026-02-10 2026-02-10".to_owned()));
    // The newest stands first.
    bench.add(new_session("far", "2031-01-01", "2031-03-31"));
    assert_eq!(start(&bench), at(0, "2031-01-01", "2026-02-10 2031-03-31"));
    bench.add(new_session("past", "2025-01-01", "2025-12-31"));
    bench.add(new_session("farther", "1999-01-01", "1999-12-31"));
    assert_eq!(start(&bench), at(1, "2025-12-31", "1999-01-01 2031-03-31"));
    bench.add(new_session("now", "2026-02-10", "2026-02-10"));
    bench.add(new_session("now too", "2026-02-01", "2026-03-10"));
    assert_eq!(start(&bench), at(0, "2026-02-10", "1999-01-01 2031-03-31"));
}

fn axes() -> impl Strategy<Value = TimeAxis> {
    (spans(), spans(), select(&TimeScale::ALL[..]), 1_u32..=12, any::<bool>()).prop_map(
        |(a, b, scale, month, paper)| {
            if paper {
                TimeAxis::fitted(a.hull(b), 660.0, calendar(month))
            } else {
                TimeAxis::at_scale(a.hull(b), scale, calendar(month), 240.0, 1000.0)
            }
        },
    )
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn bars_stand_in_the_order_of_their_days_and_can_be_seen(axis in axes(), a in spans(), b in spans()) {
        let (left, right) = (axis.bar(a), axis.bar(b));
        prop_assert_eq!(a.begin().cmp(&b.begin()), left.left.total_cmp(&right.left));
        prop_assert!(left.width >= BAR_LEAST);
        if let Some(next) = a.end().plus_days(1) {
            let end = left.left + left.width;
            prop_assert!(end >= axis.x(next) - NEAR, "the last day belongs to the bar");
            prop_assert!(end <= axis.x(next) + NEAR || left.width == BAR_LEAST, "the day after it does not");
        }
    }

    #[test]
    fn what_is_listed_lies_on_the_axis(records in records(20), today in dates(), scale in select(&TimeScale::ALL[..])) {
        let workspace = Workspace::from_records(records, SessionNumber::FIRST);
        let viewer = workspace.all_people().next().unwrap();
        let rows = list(&workspace, viewer, &ListQuery { include_closed: true, ..ListQuery::default() });
        let span = timeline_span(&workspace, &rows, today);
        let axis = TimeAxis::at_scale(span, scale, calendar(1), 240.0, 0.0);
        prop_assert!(axis.x(today) >= 0.0 && axis.x(today) < axis.width());
        for row in &rows {
            let bar = axis.bar(workspace.session(row.session).unwrap().span);
            prop_assert!(bar.left >= 0.0 && bar.left + bar.width <= axis.width());
        }
        let start = timeline_start(&workspace, &rows, today);
        prop_assert_eq!(start.is_none(), rows.is_empty());
        prop_assert!(start.is_none_or(|start| span.covers(DateSpan::of_day(start.day))));
    }

    #[test]
    fn periods_fill_the_stretch_asked_for_without_gaps(
        axis in axes(), month in any::<bool>(), from in 0.0..1.0_f64, length in 1.0..5000.0_f64,
    ) {
        let (fine, coarse) = axis.units();
        let unit = if month { fine } else { coarse.unwrap_or(fine) };
        let from = from * axis.width();
        let to = (from + length).min(axis.width());
        let periods = axis.periods(unit, from, to);
        for period in &periods {
            prop_assert!(period.left < period.right);
            prop_assert!(period.left >= 0.0 && period.right <= axis.width());
            prop_assert!(period.right > from && period.left < to, "inside of what was asked for");
        }
        for pair in periods.windows(2) {
            prop_assert_eq!(pair[0].right, pair[1].left);
        }
        let end = axis.x(LocalDate::LATEST) + 1.0;
        if let (Some(first), Some(last)) = (periods.first(), periods.last()) {
            prop_assert!(first.left <= from + NEAR && last.right >= to.min(end) - 5.0);
        } else {
            prop_assert!(from >= end - 5.0, "there are periods up to the end of the calendar");
        }
        // Names fit, and so there are not many: 8,000 years make no 96,000 months.
        prop_assert!(periods.len() as f64 <= (to - from) / 20.0 + 2.0);
    }

    #[test]
    fn a_place_shows_the_same_day_on_every_axis(from in axes(), to in axes(), day in dates()) {
        prop_assert!((from.carry(from.x(day), to) - to.x(day)).abs() < 1e-3);
        prop_assert_eq!(from.day_at(from.x(day) + NEAR), day);
    }

    #[test]
    fn grouping_by_parent_lists_the_same_sessions_each_below_its_parent(workspace in workspaces()) {
        let viewer = workspace.all_people().next().unwrap();
        let flat = ListQuery { include_closed: true, ..ListQuery::default() };
        let mut flat_ids: Vec<_> = list(&workspace, viewer, &flat).iter().map(|row| row.session).collect();
        let rows = list(&workspace, viewer, &ListQuery { by_parent: true, ..flat });
        let mut above: Vec<okr_sessions::domain::SessionId> = Vec::new();
        for row in &rows {
            above.truncate(row.depth as usize);
            prop_assert_eq!(above.len(), row.depth as usize, "no level is left out");
            if let Some(parent) = above.last() {
                prop_assert_eq!(workspace.session(row.session).unwrap().parent, Some(*parent));
            }
            above.push(row.session);
        }
        let mut tree_ids: Vec<_> = rows.iter().map(|row| row.session).collect();
        flat_ids.sort();
        tree_ids.sort();
        prop_assert_eq!(flat_ids, tree_ids);
    }
}
