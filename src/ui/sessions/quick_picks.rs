//! Periods around today that fill a form with one click.

use leptos::prelude::*;

use crate::domain::{Part, Period};
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

/// The buttons.
#[component]
pub(super) fn QuickPicks(
    /// A period was picked.
    on_pick: Callback<Period>,
) -> AnyView {
    let store = use_store();
    let pick = move |part: Part, next: bool| {
        let today = store.today().get_untracked();
        let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
        let period = if next { calendar.period_after(part, today) } else { calendar.period_at(part, today) };
        if let Some(period) = period {
            on_pick.run(period);
        }
    };
    view! {
        <div class="quick-picks" role="group" aria-label="Quick picks">
            {PICKS
                .map(|(name, part, next)| {
                    view! { <button type="button" class="button small" on:click=move |_| pick(part, next)>{name}</button> }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}
