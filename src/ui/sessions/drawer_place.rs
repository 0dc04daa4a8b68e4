//! Where the drawer stands beside the list. Making one takes longer than anything else that a click asks for, so one is
//! made and laid out ahead, and waits unseen for the session that it will be about.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::Event;

use crate::domain::SessionId;
use crate::ui::components::dom::after_the_frame;
use crate::ui::lazy::after_the_start;
use crate::ui::markup::{El, el, follow};
use crate::ui::places::use_places;

use super::listing::Listing;
use super::window::place_of;
use super::{prepare_drawer, rehearse, session_drawer};

/// So long the pointer rests on a row that is going to be clicked.
const AT_REST: Duration = Duration::from_millis(40);

/// Long enough after a drawer was opened or closed for the next one to be in nobody's way.
const AFTER_A_CHANGE: Duration = Duration::from_millis(400);

/// What a drawer is about, and whether it is seen.
#[derive(Clone, Copy)]
pub(super) struct Subject {
    pub(super) session: RwSignal<SessionId>,
    pub(super) shown: RwSignal<bool>,
}

/// A drawer, and what goes with it.
struct Made {
    owner: Owner,
    element: El,
    subject: Subject,
}

impl Made {
    fn new(owner: &Owner, session: SessionId, shown: bool, make: impl FnOnce(Subject) -> El) -> Self {
        let owner = owner.child();
        let (subject, element) = owner.with(|| {
            let subject = Subject { session: RwSignal::new(session), shown: RwSignal::new(shown) };
            (subject, untrack(|| make(subject)))
        });
        Self { owner, element, subject }
    }

    fn turn_to(&self, session: SessionId) {
        if self.subject.session.get_untracked() != session {
            self.subject.session.set(session);
        }
    }

    fn remove(self) {
        self.owner.cleanup();
        self.element.node().remove();
    }
}

/// The place, with the drawer that waits in it.
#[derive(Clone, Copy)]
pub(super) struct DrawerPlace {
    listing: Listing,
    owner: StoredValue<Owner>,
    place: StoredValue<El, LocalStorage>,
    waiting: StoredValue<Option<Made>, LocalStorage>,
    aiming: StoredValue<Option<TimeoutHandle>>,
    /// Whether the list leaves room for a drawer, where both fit beside each other.
    room: RwSignal<bool>,
}

impl DrawerPlace {
    /// The place beside a list.
    pub(super) fn new(listing: Listing) -> Self {
        Self {
            listing,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            place: StoredValue::new_local(el("div").class("drawer-place")),
            waiting: StoredValue::new_local(None),
            aiming: StoredValue::new(None),
            room: RwSignal::new(false),
        }
    }

    /// Whether the list leaves room for a drawer.
    pub(super) fn room(self) -> ReadSignal<bool> {
        self.room.read_only()
    }

    /// The drawer of the session that is `open`, if one is.
    pub(super) fn view(self, open: Memo<Option<SessionId>>) -> El {
        let mut seen = None::<Made>;
        let mut before = None;
        follow(Box::new(move || {
            let open = open.get();
            if let Some(left) = seen.take() {
                left.remove();
            }
            seen = open.map(|session| self.show(session));
            if open.is_none() {
                self.room.set(false);
            }
            if before.replace(open).is_some() {
                set_timeout(move || prepare_drawer(self), AFTER_A_CHANGE);
            }
        }));
        let places = use_places();
        after_the_start(move || {
            prepare_drawer(self);
            rehearse(places);
        });
        self.place.with_value(Clone::clone)
    }

    /// The pointer or the focus came to a row: if it stays, the drawer that waits will be about that session already when the
    /// row is clicked.
    pub(super) fn aim(self, event: &Event) {
        let Some(place) = place_of(event) else {
            return;
        };
        let turn = move || {
            let row = self.listing.rows().try_with_untracked(|rows| rows.get(place).copied()).flatten();
            self.waiting.try_with_value(|waiting| {
                if let (Some(row), Some(made)) = (row, waiting) {
                    made.turn_to(row.session);
                }
            });
        };
        let timer = set_timeout_with_handle(turn, AT_REST).ok();
        if let Some(before) = self.aiming.try_update_value(|aiming| std::mem::replace(aiming, timer)).flatten() {
            before.clear();
        }
    }

    /// Shows the drawer that waits, or one that is made now.
    fn show(self, session: SessionId) -> Made {
        if let Some(made) = self.waiting.try_update_value(Option::take).flatten() {
            made.turn_to(session);
            made.subject.shown.set(true);
            // The list makes room one frame later: laying it out takes longer than showing the drawer.
            after_the_frame(move || self.make_room());
            return made;
        }
        self.room.set(true);
        self.make(session, true, |subject| session_drawer(subject, self.listing))
    }

    fn make(self, session: SessionId, shown: bool, make: impl FnOnce(Subject) -> El) -> Made {
        let made = self.owner.with_value(|owner| Made::new(owner, session, shown, make));
        self.place.with_value(|place| drop(place.node().append_child(&made.element.node())));
        made
    }

    /// Makes the drawer that waits, unless one does, or the page has gone by now.
    pub(super) fn prepare(self, make: impl FnOnce(Subject, Listing) -> El) {
        let first = self.listing.rows().try_with_untracked(|rows| rows.first().copied()).flatten();
        if let Some(row) = first
            && self.waiting.with_value(Option::is_none)
        {
            self.waiting.set_value(Some(self.make(row.session, false, |subject| make(subject, self.listing))));
        }
    }

    /// Unless the drawer, or the whole page, has gone by now.
    fn make_room(self) {
        if self.listing.open().try_get_untracked().flatten().is_some() {
            self.room.try_set(true);
        }
    }
}
