//! Asked before dates are saved that children no longer fit into.

use crate::domain::{DateEffect, DateSpan, Session};
use crate::ui::components::Confirm;
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::wording::counted;

use super::details::Fields;

/// Says what changes, in numbers and names.
pub(super) fn dates_question(session: &Session, span: DateSpan, effect: &DateEffect, fields: Fields) -> El {
    let child = |child: &std::sync::Arc<Session>| el("li").text(&child.called());
    let dates = format!("The new dates are {} – {}.", format::date(span.begin()), format::date(span.end()));
    let (fit, keep) = if effect.misfits.len() == 1 { ("fits", "keeps its") } else { ("fit", "keep their") };
    let misfits = counted(effect.misfits.len(), "child session");
    let misfits = format!("{misfits} no longer {fit} into them, and {keep} own dates:");
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

/// So many periods are named; the rest is counted.
const NAMED_MOST: usize = 3;

/// What becomes of the check-in periods: `2 check-in periods appear: Jul 1, 2026 – Jul 7, 2026, …`.
pub(super) fn period_words(effect: &DateEffect) -> String {
    let appear = some_periods(&effect.periods_added, ["appears", "appear"]);
    let vanish = some_periods(&effect.periods_gone, ["vanishes", "vanish"]);
    appear.into_iter().chain(vanish).collect::<Vec<_>>().join(" ")
}

fn some_periods(periods: &[DateSpan], [one, many]: [&str; 2]) -> Option<String> {
    let count = periods.len();
    let name = |period: &DateSpan| format!("{} – {}", format::date(period.begin()), format::date(period.end()));
    let mut names: Vec<String> = periods.iter().take(NAMED_MOST).map(name).collect();
    if count > NAMED_MOST {
        names.push(format!("and {} more", format::count(count - NAMED_MOST)));
    }
    let verb = if count == 1 { one } else { many };
    (count > 0).then(|| format!("{} {verb}: {}.", counted(count, "check-in period"), names.join("; ")))
}
