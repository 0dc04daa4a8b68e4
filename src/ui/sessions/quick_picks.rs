//! Periods around today that fill a form with one click.

use leptos::prelude::*;

use crate::domain::{Part, Period};
use crate::store::Store;
use crate::ui::markup::{El, el};
use crate::ui::perform::use_store;

const PICKS: [(&str, Part, bool); 8] = [
    ("This quarter", Part::Quarter, false),
    ("Next quarter", Part::Quarter, true),
    ("This half", Part::Half, false),
    ("Next half", Part::Half, true),
    ("This year", Part::Year, false),
    ("Next year", Part::Year, true),
    ("This month", Part::Month, false),
    ("Next month", Part::Month, true),
];

/// The buttons; `on_pick` is called with the period of the one that is pressed.
pub(super) fn quick_picks(on_pick: impl Fn(&Period) + Copy + 'static) -> El {
    let store = use_store();
    let button = |(name, part, next)| {
        el("button").attr("type", "button").class("pick").text(name).on_click(move || {
            if let Some(period) = period(store, part, next) {
                on_pick(&period);
            }
        })
    };
    el("div").class("quick-picks").attr("role", "group").attr("aria-label", "Quick picks").children(PICKS.map(button))
}

fn period(store: Store, part: Part, next: bool) -> Option<Period> {
    let today = store.today().get_untracked();
    let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
    if next { calendar.period_after(part, today) } else { calendar.period_at(part, today) }
}
