//! *Plan a fiscal year*: all sessions of a year in one action.

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::{
    Command, FiscalCalendar, LocalDate, Month, NewSession, Period, Person, SessionOptions, Workspace, is_listed,
};
use crate::ui::components::{CheckField, Choice, Dialog, SelectField, dialog_footer, dom};
use crate::ui::fiscal_periods::{PeriodRow, month_choices, month_chosen, period_table};
use crate::ui::markup::{El, Handler, el, follow};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::wording::counted;

/// A period of the year, and whether a session for it exists.
#[derive(Clone, PartialEq)]
struct Proposed {
    period: Period,
    exists: bool,
}

/// The dialog. `on_close`: it was carried out or left.
pub(super) fn plan_year_dialog(on_close: impl Fn() + 'static) -> El {
    let close: Handler = Rc::new(on_close);
    let (leave, cancel) = (close.clone(), close.clone());
    let store = use_store();
    let performer = use_performer();
    let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
    let today = store.today().get_untracked();
    let month = RwSignal::new(calendar.first_month.number().to_string());
    let year = RwSignal::new(calendar.year_of(today).to_string());
    let months = RwSignal::new(false);
    let chosen_calendar =
        move || FiscalCalendar { first_month: month.with(|month| month_chosen(month)).unwrap_or(Month::JANUARY) };
    follow_this_year(chosen_calendar, calendar, year, today);
    let proposed = Memo::new(move |_| {
        let year = year.with(|year| year.parse().unwrap_or_default());
        let actor = store.actor().get();
        let plan = chosen_calendar().plan(year, months.get());
        store.workspace().with(|workspace| propose(workspace, &actor, plan))
    });
    let new_count = move || proposed.with(|proposed| proposed.iter().filter(|proposed| !proposed.exists).count());
    let create = move || {
        let new: Vec<NewSession> = proposed.with_untracked(|proposed| {
            proposed.iter().filter(|proposed| !proposed.exists).map(|proposed| as_new(&proposed.period)).collect()
        });
        let text = [&*counted(new.len(), "session"), " added"].concat();
        let first_month = untrack(chosen_calendar).first_month;
        if performer.run(Command::PlanYear(new, first_month), |_| text).is_ok() {
            dom::swallow_second_enter();
            close();
        }
    };
    let year_choices = Signal::derive(move || year_choices(chosen_calendar(), today));
    let fields = el("div")
        .class("form-row")
        .child(SelectField::new("First month", month, Signal::stored(month_choices())).view())
        .child(SelectField::new("Year", year, year_choices).view());
    let footer = dialog_footer([
        el("button").attr("type", "button").class("button").text("Cancel").on_click(move || cancel()),
        el("button")
            .attr("type", "button")
            .class("button primary")
            .flag_if("disabled", move || new_count() == 0)
            .text_fn(move || ["Create ", &counted(new_count(), "session")].concat())
            .on_click(create),
    ]);
    let effect = el("p").class("field-help").attr("role", "status").text_fn(move || {
        let month = chosen_calendar().first_month;
        let from_when = if month == calendar.first_month { "." } else { " from then on." };
        ["Fiscal years of this workspace begin in ", month.name(), from_when].concat()
    });
    let fields = el("div").class("field").child(fields).child(effect);
    let months = CheckField::new("Months", months).view();
    let form = el("div").class("form").children([fields, months, preview(proposed), footer]);
    Dialog::new("Plan a fiscal year").wide().on_leave(move || leave()).view([form])
}

/// Where this year is chosen, it stays chosen: with another first month it may have another name.
fn follow_this_year(
    calendar: impl Fn() -> FiscalCalendar + Copy + 'static,
    mut before: FiscalCalendar,
    year: RwSignal<String>,
    today: LocalDate,
) {
    follow(Box::new(move || {
        let now = calendar();
        let chosen = year.with_untracked(|year| year.parse() == Ok(before.year_of(today)));
        if chosen && now != before {
            year.set(now.year_of(today).to_string());
        }
        before = now;
    }));
}

fn preview(proposed: Memo<Vec<Proposed>>) -> El {
    let row = |Proposed { period, exists }: Proposed| PeriodRow {
        period,
        note: el("span").text(if exists { "Exists already" } else { "New" }),
        class: if exists { "exists" } else { "" },
    };
    period_table("Sessions to be created", move || proposed.get().into_iter().map(row).collect())
}

/// The years around today's, named by the calendar year in which they end.
fn year_choices(calendar: FiscalCalendar, today: LocalDate) -> Vec<Choice> {
    let this = calendar.year_of(today);
    (this - 2..=this + 5)
        .filter(|year| !calendar.plan(*year, false).is_empty())
        .map(|year| Choice { value: year.to_string(), label: format!("FY{year}") })
        .collect()
}

/// `domain.md`, Fiscal calendar: a proposed session exists when one has its dates or its title.
fn propose(workspace: &Workspace, actor: &Person, plan: Vec<Period>) -> Vec<Proposed> {
    plan.into_iter()
        .map(|period| {
            let exists = workspace.sessions().any(|session| {
                is_listed(workspace, actor, session) && (session.span == period.span || session.title == period.name)
            });
            Proposed { period, exists }
        })
        .collect()
}

fn as_new(period: &Period) -> NewSession {
    NewSession { title: period.name.clone(), span: period.span, options: SessionOptions::default() }
}
