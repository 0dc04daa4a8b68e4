//! What the page lists: the query of the address, and the rows it yields.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::domain::{Column, Direction, Lister, Row, SessionNumber};
use crate::route::{Route, SessionsQuery};
use crate::store::Store;
use crate::ui::perform::use_store;
use crate::ui::places::{Places, use_places};

/// Browsers refuse more than a hundred address changes in half a minute.
const ADDRESS_AFTER: Duration = Duration::from_millis(250);

/// The list's query and rows. The query is changed here first and put into the address after it, so that a keystroke
/// does not wait for the router.
#[derive(Clone, Copy)]
pub(super) struct Listing {
    store: Store,
    query: RwSignal<SessionsQuery>,
    rows: Memo<Vec<Row>>,
    open: Memo<Option<SessionNumber>>,
    places: Places,
    in_address: StoredValue<SessionsQuery>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Listing {
    /// The listing of the page; `route` says whose drawer is open.
    pub(super) fn new(route: Signal<Option<Route>>) -> Self {
        let store = use_store();
        let places = use_places();
        let asked_for = places.query();
        let query = RwSignal::new(asked_for.get_untracked());
        let lister = StoredValue::new(Lister::default());
        let rows = Memo::new(move |before| {
            let actor = store.actor().get();
            let asked_for = query.with(SessionsQuery::listed);
            let rows = |lister: &mut Lister| {
                store.workspace().with(|workspace| lister.list(workspace, &actor, &asked_for, before))
            };
            lister.try_update_value(rows).unwrap_or_default()
        });
        let open = Memo::new(move |_| match route.get() {
            Some(Route::Sessions { open }) => open,
            _ => None,
        });
        let in_address = StoredValue::new(asked_for.get_untracked());
        Effect::new(move |_| {
            let asked_for = asked_for.get();
            // What we put there ourselves may be behind what was typed since.
            if in_address.with_value(|own| *own != asked_for) {
                in_address.set_value(asked_for.clone());
                query.set(asked_for);
            }
        });
        let listing = Self { store, query, rows, open, places, in_address, timer: StoredValue::new(None) };
        on_cleanup(move || listing.stop_timer());
        listing
    }

    pub(super) fn rows(self) -> Memo<Vec<Row>> {
        self.rows
    }

    pub(super) fn query(self) -> ReadSignal<SessionsQuery> {
        self.query.read_only()
    }

    /// Whose drawer is open.
    pub(super) fn open(self) -> Memo<Option<SessionNumber>> {
        self.open
    }

    pub(super) fn search(self, text: String) {
        self.query.update(|query| query.list.search = text);
        self.stop_timer();
        let flush = move || self.write_address();
        self.timer.set_value(set_timeout_with_handle(flush, ADDRESS_AFTER).ok());
    }

    pub(super) fn change(self, change: impl FnOnce(&mut SessionsQuery)) {
        self.query.update(change);
        self.write_address();
    }

    /// First ascending, then descending, then as by default.
    pub(super) fn sort_by(self, column: Column) {
        self.change(|query| {
            query.list.sort = match query.list.sort {
                Some((sorted, Direction::Ascending)) if sorted == column => Some((column, Direction::Descending)),
                Some((sorted, Direction::Descending)) if sorted == column => None,
                _ => Some((column, Direction::Ascending)),
            };
        });
    }

    /// Opens a session's drawer, or closes the open one.
    pub(super) fn go(self, open: Option<SessionNumber>) {
        let address = self.address(open);
        self.remember_address();
        self.places.go_ahead(&address, false);
    }

    /// Opens the drawer of the session in a row.
    pub(super) fn open_row(self, place: usize) {
        let row = self.rows.with_untracked(|rows| rows.get(place).copied());
        let number = row.and_then(|row| {
            self.store
                .workspace()
                .with_untracked(|workspace| workspace.session(row.session).map(|session| session.number))
        });
        if number.is_some() && number != self.open.get_untracked() {
            self.go(number);
        }
    }

    pub(super) fn address(self, open: Option<SessionNumber>) -> String {
        self.query.with_untracked(|query| self.places.href_with(Route::Sessions { open }, query))
    }

    fn write_address(self) {
        // The page may have gone since the typing paused.
        let Some(open) = self.open.try_get_untracked() else {
            return;
        };
        let address = self.address(open);
        self.remember_address();
        self.places.go_ahead(&address, true);
    }

    fn remember_address(self) {
        self.stop_timer();
        self.in_address.set_value(self.query.get_untracked());
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
