//! Asked before dates are saved that children no longer fit into.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{DateSpan, Session, date_effect};
use crate::ui::components::Confirm;
use crate::ui::format;
use crate::ui::perform::use_store;
use crate::ui::wording::counted;

use super::details::Fields;

/// Says what changes, in numbers and names.
#[component]
pub(super) fn DatesQuestion(session: Arc<Session>, span: DateSpan, fields: Fields) -> AnyView {
    let store = use_store();
    let actor = store.actor().get_untracked();
    let effect = store.workspace().with_untracked(|workspace| date_effect(workspace, &actor, &session, span));
    let misfits = effect
        .misfits
        .iter()
        .map(|child| view! { <li>{format!("{} {}", child.number, child.title)}</li> })
        .collect_view();
    let new_dates = format!("{} – {}", format::date(span.begin()), format::date(span.end()));
    view! {
        <Confirm
            name=format!("Change the dates of {}?", session.number)
            verb="Change dates"
            on_confirm=Callback::new(move |()| fields.save_dates(span))
            on_cancel=Callback::new(move |()| fields.reset_dates())
        >
            <p>{format!("The new dates are {new_dates}.")}</p>
            <p>{format!("{} no longer fit into them, and keep their own dates:", counted(effect.misfits.len(), "child session"))}</p>
            <ul class="list">{misfits}</ul>
            <p>
                {format!(
                    "{} appear, {} vanish.",
                    counted(effect.periods_added.len(), "check-in period"),
                    effect.periods_gone.len(),
                )}
            </p>
        </Confirm>
    }
    .into_any()
}
