//! Periods of the fiscal calendar, as choices and as rows of a table.

use crate::domain::{Month, Period};

use super::components::Choice;
use super::format;
use super::markup::{El, el};

/// The twelve months by name, each under its number.
pub(super) fn month_choices() -> Vec<Choice> {
    Month::all().map(|month| Choice { value: month.number().to_string(), label: month.name().to_owned() }).collect()
}

/// The month with this number.
pub(super) fn month_chosen(value: &str) -> Option<Month> {
    value.parse().ok().and_then(Month::new)
}

/// A row of a table of periods.
pub(super) struct PeriodRow {
    /// The period.
    pub(super) period: Period,
    /// What is to be said of it.
    pub(super) note: El,
    /// The class of the row.
    pub(super) class: &'static str,
}

/// A table with name, begin and end of periods, and a note on each.
pub(super) fn period_table(label: &str, rows: impl Fn() -> Vec<PeriodRow> + 'static) -> El {
    let headers = ["Name", "Begin", "End", "Note"].map(|name| el("th").attr("scope", "col").text(name));
    let table = el("table")
        .class("plain")
        .attr("aria-label", label)
        .child(el("thead").child(el("tr").children(headers)))
        .child(el("tbody").dynamic(move || rows().into_iter().map(row).collect::<Vec<_>>()));
    el("div").class("plain-frame preview").child(table)
}

fn row(PeriodRow { period, note, class }: PeriodRow) -> El {
    el("tr")
        .class(class)
        .child(el("td").text(period.name.as_str()))
        .child(el("td").text(&format::date(period.span.begin())))
        .child(el("td").text(&format::date(period.span.end())))
        .child(el("td").child(note))
}
