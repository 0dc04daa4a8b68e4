//! What an import would do, and what is refused.

use crate::domain::{ImportProblem, Problem};
use crate::ui::format::{self, sessions};
use crate::ui::markup::{El, el};
use crate::ui::wording::{counted, import_problem};

use super::reading::{FIRST_ROWS, FileRead, PreviewRow};

/// How many problems are listed at once.
const PROBLEMS_MOST: usize = 200;
/// How many new people are named.
const NAMES_MOST: usize = 20;

/// Name and class of each column of the preview.
pub(super) const COLUMNS: [(&str, &str); 6] = [
    ("Number", "cell-number"),
    ("Name", "cell-text"),
    ("State", "cell-state"),
    ("Begin", "cell-day"),
    ("End", "cell-day"),
    ("Created By", "cell-creator"),
];

/// What is added when nothing is refused.
pub(super) fn added(file: &FileRead) -> [El; 2] {
    let span = file.span.map(|span| [&*format::date(span.begin()), " – ", &*format::date(span.end())].concat());
    let people = (!file.new_people.is_empty()).then(|| {
        let mut names = file.new_people.iter().take(NAMES_MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
        if let Some(more) = file.new_people.len().checked_sub(NAMES_MOST).filter(|more| *more > 0) {
            names.push_str(&[" and ", &*format::count(more), " more"].concat());
        }
        [&*format::count(file.new_people.len()), ", as members: ", &*names].concat()
    });
    let heading = match file.sessions {
        count if count > FIRST_ROWS => ["First ", &FIRST_ROWS.to_string(), " of ", &sessions(count)].concat(),
        count => sessions(count),
    };
    let header = |(name, class)| el("th").attr("role", "columnheader").attr("scope", "col").class(class).text(name);
    let table = el("table")
        .class("plain preview")
        .attr("role", "table")
        .attr("aria-label", "Preview")
        .child(el("caption").text(&heading))
        .child(el("thead").attr("role", "rowgroup").child(el("tr").attr("role", "row").children(COLUMNS.map(header))))
        .child(el("tbody").attr("role", "rowgroup").children(file.first.iter().map(row)));
    [
        el("dl")
            .class("facts")
            .children(span.map(|span| fact("Dates", &span)))
            .children(people.map(|people| fact("People added", &people)))
            .children((!file.unread.is_empty()).then(|| fact("Columns not read", &file.unread.join(", ")))),
        el("div").class("plain-frame").child(table),
    ]
}

pub(super) fn fact(name: &str, value: &str) -> El {
    el("div").child(el("dt").text(name)).child(el("dd").text(value))
}

fn row(row: &PreviewRow) -> El {
    let texts = [
        row.number.to_string(),
        row.name.clone(),
        row.status.label().to_owned(),
        format::date(row.span.begin()),
        format::date(row.span.end()),
        row.created_by.clone(),
    ];
    let cell = |(text, (_, class)): (&String, (&str, &str))| {
        el("td").attr("role", "cell").class(class).attr("title", text).text(text)
    };
    el("tr").attr("role", "row").children(texts.iter().zip(COLUMNS).map(cell))
}

/// Why nothing can be imported: each problem on a line of its own. `foreign`: what the file calls a state can be chosen.
pub(super) fn refused(file: &FileRead, foreign: bool) -> Vec<El> {
    let problems = file.refused.iter().flat_map(|row| row.problems.iter().map(|problem| (row.line, problem)));
    let total: usize = file.refused.iter().map(|row| row.problems.len()).sum();
    let line = |(line, problem): (u64, &ImportProblem)| {
        el("li")
            .child(el("span").class("refusal-line").text(&["Line ", &line.to_string(), ": "].concat()))
            .child(el("span").text(&import_problem(problem)))
    };
    let of_dates =
        |problem: &ImportProblem| matches!(problem, ImportProblem::Field(Problem::BeginInvalid | Problem::EndInvalid));
    let hint = file
        .refused
        .iter()
        .any(|row| row.problems.iter().any(of_dates))
        .then(|| el("p").class("secondary").text("Dates are written with year, month and day, like 2026-02-01."));
    let mut parts = vec![error(&verdict(file, foreign))];
    parts.extend(hint);
    parts.push(
        el("ul")
            .class("refusals")
            .attr("aria-label", "Refused")
            .attr("tabindex", "0")
            .children(problems.take(PROBLEMS_MOST).map(line)),
    );
    if total > PROBLEMS_MOST {
        let more = ["and ", &*format::count(total - PROBLEMS_MOST), " more"].concat();
        parts.push(el("p").class("secondary").text(&more));
    }
    parts
}

/// How many rows are refused, and what to do: a state that is not known can be corrected here as well.
fn verdict(file: &FileRead, foreign: bool) -> String {
    let of_state = |problem: &ImportProblem| matches!(problem, ImportProblem::StateUnknown(_));
    let choice = foreign && file.refused.iter().any(|row| row.problems.iter().any(of_state));
    [
        &*format::count(file.refused.len()),
        " of ",
        &counted(file.rows.len(), "row"),
        if file.refused.len() == 1 { " is" } else { " are" },
        " refused, so nothing is imported. Correct the file and choose it again",
        if choice { ", or choose a state above." } else { "." },
    ]
    .concat()
}

/// Why the file cannot be imported.
pub(super) fn error(text: &str) -> El {
    el("p").class("field-error").attr("role", "alert").text(text)
}
