//! What the parts of the timeline share: the axis, the rows, what is in sight, and going elsewhere in it.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    LocalDate, Row, Session, SessionNumber, TimeAxis, TimeScale, TimelineStart, timeline_span, timeline_start,
};
use crate::route::View;
use crate::store::Store;
use crate::ui::markup::Place;
use crate::ui::perform::use_store;
use crate::ui::sessions::listing::Listing;
use crate::ui::sessions::window::RowWindow;

use super::sight::Sight;

/// Room for the words beside the last bar, in CSS pixels.
const ROOM: f64 = 200.0;

/// Rows above one that the timeline opens at because its drawer is open.
const ROWS_ABOVE: usize = 4;

/// Room left of a bar that is scrolled to.
const BEFORE: f64 = 48.0;

/// The attribute that says in which row a bar is.
pub(super) const BAR_PLACE: &str = "data-place";

/// The timeline at hand.
#[derive(Clone, Copy)]
pub(super) struct Chart {
    store: Store,
    listing: Listing,
    window: RowWindow,
    sight: Sight,
    axis: Memo<TimeAxis>,
    /// The row that the keys are at.
    active: RwSignal<usize>,
    /// Where in the window the pointer is that zooms.
    held: StoredValue<Option<f64>>,
}

/// What a row of the timeline shows.
#[derive(Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) session: Arc<Session>,
    pub(super) depth: u32,
    pub(super) today: LocalDate,
    /// Whether its drawer is open.
    pub(super) open: bool,
    /// Whether Tab leads to it.
    pub(super) tabbable: bool,
}

impl Chart {
    pub(super) fn new(listing: Listing) -> Self {
        let store = use_store();
        let rows = listing.rows();
        let window = RowWindow::new(Signal::derive(move || rows.with(Vec::len)));
        let sight = Sight::new(window.frame());
        let axis = Memo::new(move |_| {
            let today = store.today().get();
            let (span, calendar) = rows.with(|rows| {
                store.workspace().with(|workspace| (timeline_span(workspace, rows, today), workspace.fiscal_calendar()))
            });
            let scale = listing.query().with(|query| scale_of(query.view));
            TimeAxis::at_scale(span, scale, calendar, ROOM, sight.screen())
        });
        Self { store, listing, window, sight, axis, active: RwSignal::new(0), held: StoredValue::new(None) }
    }

    pub(super) fn store(self) -> Store {
        self.store
    }

    pub(super) fn listing(self) -> Listing {
        self.listing
    }

    pub(super) fn window(self) -> RowWindow {
        self.window
    }

    /// The frame that scrolls.
    pub(super) fn frame(self) -> Place {
        self.window.frame()
    }

    /// The column of names at the left of the frame.
    pub(super) fn names(self) -> Place {
        self.sight.names()
    }

    pub(super) fn axis(self) -> TimeAxis {
        self.axis.get()
    }

    pub(super) fn scale(self) -> TimeScale {
        self.listing.query().with(|query| scale_of(query.view))
    }

    /// The stretch of the axis that is drawn.
    pub(super) fn stretch(self) -> Range<f64> {
        let drawn = self.sight.stretch();
        drawn.start..drawn.end.min(self.axis().width())
    }

    /// How high the ruler and all rows are.
    pub(super) fn height(self) -> String {
        let rows = self.listing.rows().with(Vec::len) * self.window.row_height();
        ["calc(var(--timeline-head) + ", &rows.to_string(), "px)"].concat()
    }

    /// What the row at a place shows.
    pub(super) fn row(self, place: usize) -> Memo<Option<Shown>> {
        Memo::new(move |_| {
            let Row { session, depth } = self.listing.rows().with(|rows| rows.get(place).copied())?;
            let session = self.store.workspace().with(|workspace| workspace.session(session).cloned())?;
            let open = self.listing.open().get() == Some(session.number);
            let tabbable = self.tabbable() == place;
            Some(Shown { session, depth, today: self.store.today().get(), open, tabbable })
        })
    }

    /// Where the keys are; the first row in sight while that one is out of sight.
    fn tabbable(self) -> usize {
        let range = self.window.range();
        let active = self.active.get();
        if range.contains(&active) { active } else { range.start }
    }

    /// The address of a session's drawer over the timeline as it is asked for.
    pub(super) fn address(self, number: SessionNumber) -> String {
        self.listing.query().track();
        self.listing.address(Some(number))
    }

    pub(super) fn scrolled(self) {
        self.window.scrolled();
        self.sight.scrolled();
    }

    pub(super) fn scroll_by(self, distance: f64) {
        if let Some(left) = self.sight.left() {
            self.sight.scroll_to(left + distance);
        }
    }

    /// Looks closer or wider, if one can.
    pub(super) fn zoom(self, to: impl FnOnce(TimeScale) -> Option<TimeScale>) {
        match to(untrack(|| self.scale())) {
            Some(scale) => self.choose(scale),
            None => self.held.set_value(None),
        }
    }

    pub(super) fn choose(self, scale: TimeScale) {
        self.listing.change(|query| query.view = View::Timeline(scale));
    }

    /// What is under this place of the window stays there at the next zoom.
    pub(super) fn hold(self, x: f64) {
        self.held.set_value(self.sight.place_of_window(x));
    }

    /// Shows on a new axis the day that the old one showed: under the pointer that zoomed, or in the middle.
    pub(super) fn carry_place(self, old: TimeAxis, new: TimeAxis) {
        let held = self.held.try_update_value(Option::take).flatten();
        if let Some(left) = self.sight.left() {
            let held = held.unwrap_or_else(|| self.sight.chart_width() / 2.0);
            self.sight.scroll_to(old.carry(left + held, new) - held);
        }
    }

    /// Shows today, or the session nearest to it; the one whose drawer is open if there is one.
    pub(super) fn show_start(self) {
        let open = self.listing.open().get_untracked();
        let rows = self.listing.rows();
        let open = rows.with_untracked(|rows| {
            self.store.workspace().with_untracked(|workspace| {
                let is_open = |row: &Row| workspace.session(row.session).map(|session| session.number) == open;
                open.and_then(|_| rows.iter().position(is_open))
            })
        });
        if let Some(place) = open {
            self.active.set(place);
            self.window.begin_with(place.saturating_sub(ROWS_ABOVE));
            return self.reveal(place);
        }
        if let Some(start) = self.start() {
            self.begin_with(start.place, start.day);
        }
    }

    /// Shows today, whether a session goes on today or not.
    pub(super) fn show_today(self) {
        if let Some(start) = self.start() {
            self.begin_with(start.place, self.store.today().get_untracked());
        }
    }

    fn start(self) -> Option<TimelineStart> {
        let today = self.store.today().get_untracked();
        self.listing.rows().with_untracked(|rows| {
            self.store.workspace().with_untracked(|workspace| timeline_start(workspace, rows, today))
        })
    }

    fn begin_with(self, place: usize, day: LocalDate) {
        self.active.set(place);
        self.window.begin_with(place);
        let x = self.axis.get_untracked().x(day);
        self.sight.scroll_to(x - self.sight.chart_width() / 3.0);
    }

    /// Scrolls as little as it takes to have a row and some of its bar in sight.
    pub(super) fn reveal(self, place: usize) {
        self.window.reveal(place);
        let shown = untrack(|| self.row(place).get());
        if let (Some(shown), Some(left)) = (shown, self.sight.left()) {
            let bar = self.axis.get_untracked().bar(shown.session.span);
            let in_sight = left..left + self.sight.chart_width() - BEFORE;
            if bar.left >= in_sight.end || bar.left + bar.width <= in_sight.start {
                self.sight.scroll_to(bar.left - BEFORE);
            }
        }
    }

    /// The keys go on from this row.
    pub(super) fn be_at(self, place: usize) {
        self.active.set(place);
    }

    /// Moves the keys to another row.
    pub(super) fn go_to(self, place: usize) {
        self.be_at(place);
        self.reveal(place);
        self.window.focus(["[", BAR_PLACE, "='", &place.to_string(), "']"].concat());
    }

    /// Whether the keys are at this row.
    pub(super) fn is_at(self, place: usize) -> bool {
        self.active.get() == place
    }
}

/// The scale of the view; of a table's the usual one.
fn scale_of(view: View) -> TimeScale {
    match view {
        View::Timeline(scale) => scale,
        View::Table => TimeScale::default(),
    }
}

/// A length as CSS has it. Rounded: fractions of pixels would only make long texts.
pub(super) fn pixels(length: f64) -> String {
    [&*(length.round() as i64).to_string(), "px"].concat()
}

/// A length as SVG has it, in tenths.
pub(super) fn number(length: f64) -> String {
    ((length * 10.0).round() / 10.0).to_string()
}
