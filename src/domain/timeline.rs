//! The geometry of the timeline: days as lengths, and the periods of its scale. A length is in CSS pixels, or in any
//! other unit, from the left edge of the axis.

use super::dates::{DateSpan, LocalDate};
use super::fiscal::{FiscalCalendar, Month};
use super::listing::Row;
use super::workspace::Workspace;

/// No bar is narrower than this, so that a single day can be seen at every scale.
pub const BAR_LEAST: f64 = 6.0;

/// What the names of periods need at least: `Jan` or `Q1`, and `Q1 FY2026`.
const FINE_LEAST: f64 = 26.0;
const COARSE_LEAST: f64 = 72.0;

/// The mean length of a month in days.
const MONTH_DAYS: f64 = 365.2425 / 12.0;

/// How close the timeline looks: named by the period that is some hundred pixels wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum TimeScale {
    Month,
    #[default]
    Quarter,
    Year,
}

impl TimeScale {
    /// All, from the closest look to the widest.
    pub const ALL: [TimeScale; 3] = [TimeScale::Month, TimeScale::Quarter, TimeScale::Year];

    /// `Month`, `Quarter`, `Year`.
    pub fn label(self) -> &'static str {
        match self {
            TimeScale::Month => "Month",
            TimeScale::Quarter => "Quarter",
            TimeScale::Year => "Year",
        }
    }

    /// The next closer look.
    pub fn closer(self) -> Option<Self> {
        match self {
            TimeScale::Month => None,
            TimeScale::Quarter => Some(TimeScale::Month),
            TimeScale::Year => Some(TimeScale::Quarter),
        }
    }

    /// The next wider look.
    pub fn wider(self) -> Option<Self> {
        match self {
            TimeScale::Month => Some(TimeScale::Quarter),
            TimeScale::Quarter => Some(TimeScale::Year),
            TimeScale::Year => None,
        }
    }

    fn day_width(self) -> f64 {
        match self {
            TimeScale::Month => 4.5,
            TimeScale::Quarter => 1.5,
            TimeScale::Year => 0.4,
        }
    }
}

/// What a scale is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar months.
    Month,
    /// Quarters of the fiscal calendar.
    Quarter,
    /// So many fiscal years.
    Years(i32),
}

impl Unit {
    /// All that are used, each holding the ones before it whole.
    const ALL: [Unit; 6] =
        [Unit::Month, Unit::Quarter, Unit::Years(1), Unit::Years(10), Unit::Years(100), Unit::Years(1000)];

    fn months(self) -> i32 {
        match self {
            Unit::Month => 1,
            Unit::Quarter => 3,
            Unit::Years(count) => 12 * count,
        }
    }
}

/// A month, a quarter or some years on the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisPeriod {
    /// What it is called.
    pub name: PeriodName,
    /// Where it begins, or the axis where it began before.
    pub left: f64,
    /// Where it ends, or the axis where it ends later.
    pub right: f64,
}

/// What a period of the scale is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodName {
    /// The month of this day: its name is the language's.
    Month(LocalDate),
    /// `Q1`, and with its year `Q1 2026` or `Q1 FY2026`.
    Quarter {
        /// `Q1`.
        short: String,
        /// `Q1 2026`.
        long: String,
    },
    /// `FY2026`; several years by the first of them.
    Years(String),
}

/// A session on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Where its first day begins.
    pub left: f64,
    /// To where its last day ends, at least [`BAR_LEAST`].
    pub width: f64,
}

/// Days laid out from left to right, one as wide as the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeAxis {
    /// In days since 1970.
    first: i64,
    width: f64,
    day_width: f64,
    calendar: FiscalCalendar,
}

impl TimeAxis {
    /// The axis at a scale, with a month around the span, and after it `room` for what stands beside the last bar; at least
    /// as wide as `least`.
    pub fn at_scale(span: DateSpan, scale: TimeScale, calendar: FiscalCalendar, room: f64, least: f64) -> Self {
        let first = span.begin().plus_months(-1).unwrap_or(LocalDate::EARLIEST).days_since_1970();
        let day_width = scale.day_width();
        let days = span.end().days_since_1970() + 1 - first;
        let width = (days as f64 * day_width + room.max(MONTH_DAYS * day_width)).max(least);
        Self { first, width, day_width, calendar }
    }

    /// The axis of exactly a span on a given width, as paper needs it.
    pub fn fitted(span: DateSpan, width: f64, calendar: FiscalCalendar) -> Self {
        Self { first: span.begin().days_since_1970(), width, day_width: width / span.days() as f64, calendar }
    }

    /// Its whole width.
    pub fn width(self) -> f64 {
        self.width
    }

    /// The fiscal calendar whose quarters and years it shows.
    pub fn calendar(self) -> FiscalCalendar {
        self.calendar
    }

    /// Where a day begins.
    pub fn x(self, day: LocalDate) -> f64 {
        self.x_of(day.days_since_1970())
    }

    fn x_of(self, days: i64) -> f64 {
        (days - self.first) as f64 * self.day_width
    }

    /// The day that is shown at a place; the nearest one of the calendar beyond its ends.
    pub fn day_at(self, x: f64) -> LocalDate {
        let latest = LocalDate::LATEST.days_since_1970();
        let days = (self.first + (x / self.day_width).floor() as i64).clamp(0, latest);
        LocalDate::EARLIEST.plus_days(days).unwrap_or(LocalDate::LATEST)
    }

    /// Where another axis shows what this one shows at `x`.
    pub fn carry(self, x: f64, to: TimeAxis) -> f64 {
        (x / self.day_width + (self.first - to.first) as f64) * to.day_width
    }

    /// The bar of a session with this span: its last day belongs to it.
    pub fn bar(self, span: DateSpan) -> Bar {
        Bar { left: self.x(span.begin()), width: (span.days() as f64 * self.day_width).max(BAR_LEAST) }
    }

    /// The smallest units whose names fit: for the lower and for the upper line of the scale. Only a lower line where
    /// thousands of years are shown.
    pub fn units(self) -> (Unit, Option<Unit>) {
        let fits = |unit: &Unit, least: f64| f64::from(unit.months()) * MONTH_DAYS * self.day_width >= least;
        let fine = Unit::ALL.into_iter().position(|unit| fits(&unit, FINE_LEAST)).unwrap_or(Unit::ALL.len() - 1);
        let coarse = Unit::ALL[fine + 1..].iter().find(|unit| fits(unit, COARSE_LEAST)).copied();
        (Unit::ALL[fine], coarse)
    }

    /// The periods of a unit that lie between `from` and `to`, whole or in part, from left to right. Costs what is there,
    /// however long the axis is.
    pub fn periods(self, unit: Unit, from: f64, to: f64) -> Vec<AxisPeriod> {
        let (from, to) = (from.max(0.0), to.min(self.width));
        let end = self.x_of(LocalDate::LATEST.days_since_1970() + 1).min(self.width);
        let mut month = self.fiscal_month(self.day_at(from)).div_euclid(unit.months()) * unit.months();
        // One that began before 1970 or before the axis is cut there.
        let mut left = self.month_begin(month).map_or(0.0, |day| self.x(day).max(0.0));
        let mut periods = Vec::new();
        while left < to.min(end) {
            let name = self.name(unit, month);
            month += unit.months();
            let right = self.month_begin(month).map_or(end, |day| self.x(day).min(end));
            if right > from {
                periods.push(AxisPeriod { name, left, right });
            }
            left = right;
        }
        periods
    }

    /// Months counted so that fiscal year 2026 begins with month 2026 × 12.
    fn fiscal_month(self, day: LocalDate) -> i32 {
        day.year() * 12 + day.month().cast_signed() - 1 + self.months_ahead()
    }

    /// The first day of such a month; `None` outside the calendar.
    fn month_begin(self, fiscal_month: i32) -> Option<LocalDate> {
        let month = fiscal_month - self.months_ahead();
        LocalDate::new(month.div_euclid(12), month.rem_euclid(12).cast_unsigned() + 1, 1).ok()
    }

    /// By how many months the fiscal year begins before the calendar year it is named by.
    fn months_ahead(self) -> i32 {
        match self.calendar.first_month {
            Month::JANUARY => 0,
            month => 13 - month.number().cast_signed(),
        }
    }

    fn name(self, unit: Unit, fiscal_month: i32) -> PeriodName {
        let year = fiscal_month.div_euclid(12);
        match unit {
            Unit::Month => PeriodName::Month(self.month_begin(fiscal_month).unwrap_or(LocalDate::EARLIEST)),
            Unit::Quarter => {
                let short = format!("Q{}", fiscal_month.rem_euclid(12) / 3 + 1);
                let long = format!("{short} {}", self.calendar.year_in_names(year));
                PeriodName::Quarter { short, long }
            }
            Unit::Years(1) => PeriodName::Years(format!("FY{year}")),
            Unit::Years(_) => PeriodName::Years(year.to_string()),
        }
    }
}

/// The days that the timeline shows: those of the listed sessions, and today.
pub fn timeline_span(workspace: &Workspace, rows: &[Row], today: LocalDate) -> DateSpan {
    let sessions = rows.iter().filter_map(|row| workspace.session(row.session));
    sessions.fold(DateSpan::of_day(today), |span, session| span.hull(session.span))
}

/// Where the timeline opens: today, or at the session that is nearest to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineStart {
    /// The first row whose session is nearest to today.
    pub place: usize,
    /// Today where that session goes on today, else its day that is nearest.
    pub day: LocalDate,
}

/// Where the timeline of these rows opens; `None` without rows.
pub fn timeline_start(workspace: &Workspace, rows: &[Row], today: LocalDate) -> Option<TimelineStart> {
    let start = |(place, row): (usize, &Row)| {
        let span = workspace.session(row.session)?.span;
        Some(TimelineStart { place, day: today.clamp(span.begin(), span.end()) })
    };
    rows.iter().enumerate().filter_map(start).min_by_key(|start| start.day.days_since(today).abs())
}
