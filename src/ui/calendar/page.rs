//! The page: the first month of fiscal years, and what this year's parts are called with it.

use leptos::prelude::*;

use crate::domain::{Command, Period};
use crate::ui::components::{SelectField, Tone, notice};
use crate::ui::fiscal_periods::{PeriodRow, month_choices, month_chosen, period_table};
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::{use_performer, use_store};

/// The fiscal calendar of the workspace.
pub(super) fn calendar_page() -> El {
    let store = use_store();
    document().set_title("Calendar · OKR sessions");
    let administers = Signal::derive(move || store.actor().with(|actor| actor.is_administrator()));
    let read_only = el("div").class("calendar-reason").when(
        move || !administers.get(),
        || notice(Tone::Info, [el("span").text("Only administrators can change the calendar.")]),
    );
    let year = Memo::new(move |_| {
        let calendar = store.workspace().with(|workspace| workspace.fiscal_calendar());
        calendar.plan(calendar.year_of(store.today().get()), false)
    });
    let rows = move || {
        let today = store.today().get();
        let mark = |period: Period| {
            let now = period.span.begin() <= today && today <= period.span.end();
            let note = if now { el("span").class("badge accent").text("Now") } else { el("span") };
            PeriodRow { period, note, class: "" }
        };
        year.get().into_iter().map(mark).collect()
    };
    let heading = move || {
        let name = year.with(|year| year.first().map_or_else(String::new, |year| year.name.to_string()));
        ["This fiscal year: ", &name].concat()
    };
    let setting = el("section")
        .class("card")
        .child(el("h2").text("Fiscal year"))
        .child(el("p").text(
            "Plan a fiscal year and the quick picks follow this month. A year is named by the calendar year in which it \
             ends. Sessions that exist keep their names and dates.",
        ))
        .child(first_month());
    let preview =
        el("section").class("card").child(el("h2").text_fn(heading)).child(period_table("This fiscal year", rows));
    el("div")
        .class("page scrolls")
        .child(el("header").class("page-header").child(el("h1").text("Calendar")))
        .child(el("div").class("page-body calendar").child(read_only).child(setting).child(preview))
}

/// Saved as soon as it is chosen.
fn first_month() -> El {
    let store = use_store();
    let performer = use_performer();
    let saved = Memo::new(move |_| store.workspace().with(|workspace| workspace.settings().first_month.number()));
    let chosen = RwSignal::new(String::new());
    follow(Box::new(move || chosen.set(saved.get().to_string())));
    let choose = move |value: String| {
        let Some(month) = month_chosen(&value) else {
            return;
        };
        let text = ["Fiscal years begin in ", month.name()].concat();
        if performer.run(Command::SetFirstMonth(month), |_| text).is_err() {
            chosen.set(saved.get_untracked().to_string());
        }
    };
    let read_only = Signal::derive(move || !store.editor().with(|editor| editor.is_administrator()));
    SelectField::new("First month", chosen, Signal::stored(month_choices()))
        .read_only(read_only)
        .on_change(choose)
        .view()
}
