//! Asked before dates are saved that children no longer fit into.

use crate::domain::{DateEffect, DateSpan, Session};
use crate::ui::components::Confirm;
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::wording::counted;

use super::details::Fields;

/// Says what changes, in numbers and names.
pub(super) fn dates_question(session: &Session, span: DateSpan, effect: &DateEffect, fields: Fields) -> El {
    let child = |child: &std::sync::Arc<Session>| el("li").text(&format!("{} {}", child.number, child.title));
    let dates = format!("The new dates are {} – {}.", format::date(span.begin()), format::date(span.end()));
    let misfits = format!(
        "{} no longer fit into them, and keep their own dates:",
        counted(effect.misfits.len(), "child session")
    );
    Confirm::new(format!("Change the dates of {}?", session.number), "Change dates")
        .on_confirm(move || fields.save_dates(span))
        .on_cancel(move || fields.reset_dates())
        .view([
            el("p").text(&dates),
            el("p").text(&misfits),
            el("ul").class("list").children(effect.misfits.iter().map(child)),
            el("p").text(&period_words(effect)),
        ])
}

/// What becomes of the check-in periods: `2 check-in periods appear, 1 vanishes.`
pub(super) fn period_words(effect: &DateEffect) -> String {
    let vanish = if effect.periods_gone.len() == 1 { "vanishes" } else { "vanish" };
    let appear = if effect.periods_added.len() == 1 { "appears" } else { "appear" };
    let added = counted(effect.periods_added.len(), "check-in period");
    format!("{added} {appear}, {} {vanish}.", effect.periods_gone.len())
}
