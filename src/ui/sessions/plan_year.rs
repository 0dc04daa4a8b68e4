//! *Plan a fiscal year*: all sessions of a year in one action.

use leptos::prelude::*;

use crate::domain::{
    Command, FiscalCalendar, LocalDate, Month, NewSession, Part, Period, Person, SessionOptions, Workspace, is_listed,
};
use crate::ui::components::{CheckField, Choice, Dialog, DialogFooter, SelectField};
use crate::ui::format;
use crate::ui::perform::{use_performer, use_store};
use crate::ui::wording::counted;

/// A period of the year, and whether a session for it exists.
#[derive(Clone, PartialEq)]
struct Proposed {
    period: Period,
    exists: bool,
}

/// The dialog.
#[component]
pub(super) fn PlanYearDialog(
    /// It was carried out or left.
    on_close: Callback<()>,
) -> AnyView {
    let store = use_store();
    let performer = use_performer();
    let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
    let today = store.today().get_untracked();
    let month = RwSignal::new(calendar.first_month.number().to_string());
    let year = RwSignal::new(calendar.year_of(today).to_string());
    let months = RwSignal::new(false);
    let chosen_calendar = move || FiscalCalendar {
        first_month: month.with(|month| month.parse().ok().and_then(Month::new)).unwrap_or(Month::JANUARY),
    };
    let proposed = Memo::new(move |_| {
        let year = year.with(|year| year.parse().unwrap_or_default());
        let actor = store.actor().get();
        let plan = chosen_calendar().plan(year, months.get());
        store.workspace().with(|workspace| propose(workspace, &actor, plan))
    });
    let new_count = move || proposed.with(|proposed| proposed.iter().filter(|proposed| !proposed.exists).count());
    let create = move |_| {
        let new: Vec<NewSession> = proposed.with_untracked(|proposed| {
            proposed.iter().filter(|proposed| !proposed.exists).map(|proposed| as_new(&proposed.period)).collect()
        });
        let count = new.len();
        let first_month = chosen_calendar().first_month;
        let done =
            performer.run(Command::PlanYear(new, first_month), |_| format!("{} added", counted(count, "session")));
        if done.is_ok() {
            on_close.run(());
        }
    };
    let month_choices: Vec<Choice> = Month::all()
        .map(|month| Choice { value: month.number().to_string(), label: month.name().to_owned() })
        .collect();
    view! {
        <Dialog name="Plan a fiscal year" wide=true on_leave=on_close>
            <div class="form-row">
                <SelectField label="First month" value=month options=Signal::stored(month_choices) />
                <SelectField
                    label="Year"
                    value=year
                    options=Signal::derive(move || year_choices(chosen_calendar(), today))
                />
            </div>
            <CheckField label="Months" checked=months />
            <div class="plain-frame preview">
                <table class="plain">
                    <caption class="visually-hidden">"Sessions to be created"</caption>
                    <thead>
                        <tr><th scope="col">"Name"</th><th scope="col">"Begin"</th><th scope="col">"End"</th><th scope="col">"Note"</th></tr>
                    </thead>
                    <tbody>{move || proposed.get().iter().map(preview_row).collect_view()}</tbody>
                </table>
            </div>
            <DialogFooter>
                <button type="button" class="button" on:click=move |_| on_close.run(())>"Cancel"</button>
                <button type="button" class="button primary" disabled=move || new_count() == 0 on:click=create>
                    {move || format!("Create {}", counted(new_count(), "session"))}
                </button>
            </DialogFooter>
        </Dialog>
    }
    .into_any()
}

fn preview_row(proposed: &Proposed) -> impl IntoView + use<> {
    let period = &proposed.period;
    view! {
        <tr class:exists=proposed.exists>
            <td class=indent(period.part)>{period.name.to_string()}</td>
            <td>{format::date(period.span.begin())}</td>
            <td>{format::date(period.span.end())}</td>
            <td>{if proposed.exists { "Exists already" } else { "New" }}</td>
        </tr>
    }
}

fn indent(part: Part) -> &'static str {
    match part {
        Part::Year => "",
        Part::Half => "indent-1",
        Part::Quarter | Part::Month => "indent-2",
    }
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
