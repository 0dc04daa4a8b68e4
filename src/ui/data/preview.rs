//! What an import would do, and what is refused.

use leptos::prelude::*;

use crate::ui::format;
use crate::ui::wording::{counted, import_problem};

use super::reading::{FIRST_ROWS, FileRead, PreviewRow};

/// How many problems are listed at once.
const PROBLEMS_MOST: usize = 200;
/// How many new people are named.
const NAMES_MOST: usize = 20;

/// `1 session`, `10,000 sessions`.
pub(super) fn sessions(count: usize) -> String {
    if count == 1 { counted(count, "session") } else { [&*format::count(count), " sessions"].concat() }
}

/// What is added when nothing is refused.
pub(super) fn added(file: &FileRead) -> AnyView {
    let span = file.span.map(|span| [&*format::date(span.begin()), " – ", &*format::date(span.end())].concat());
    let people = (!file.new_people.is_empty()).then(|| {
        let mut names = file.new_people.iter().take(NAMES_MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
        if let Some(more) = file.new_people.len().checked_sub(NAMES_MOST).filter(|more| *more > 0) {
            names.push_str(&format!(" and {} more", format::count(more)));
        }
        [&*format::count(file.new_people.len()), ", as members: ", &*names].concat()
    });
    let heading = match file.sessions {
        count if count > FIRST_ROWS => format!("First {FIRST_ROWS} of {}", sessions(count)),
        count => sessions(count),
    };
    let rows: Vec<AnyView> = file.first.iter().map(row).collect();
    view! {
        <dl class="facts">
            {span.map(|span| view! { <div><dt>"Dates"</dt><dd>{span}</dd></div> })}
            {people.map(|people| view! { <div><dt>"People added"</dt><dd>{people}</dd></div> })}
        </dl>
        <div class="plain-frame">
            <table class="plain preview" role="table" aria-label="Preview">
                <caption>{heading}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col" class="cell-number">"Number"</th>
                        <th role="columnheader" scope="col">"Name"</th>
                        <th role="columnheader" scope="col" class="cell-state">"State"</th>
                        <th role="columnheader" scope="col" class="cell-day">"Begin"</th>
                        <th role="columnheader" scope="col" class="cell-day">"End"</th>
                        <th role="columnheader" scope="col" class="cell-creator">"Created By"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(row: &PreviewRow) -> AnyView {
    view! {
        <tr role="row">
            <td role="cell" class="cell-number">{row.number.to_string()}</td>
            <td role="cell" title=row.name.clone()>{row.name.clone()}</td>
            <td role="cell" class="cell-state">{row.status.label()}</td>
            <td role="cell" class="cell-day">{format::date(row.span.begin())}</td>
            <td role="cell" class="cell-day">{format::date(row.span.end())}</td>
            <td role="cell" class="cell-creator" title=row.created_by.clone()>{row.created_by.clone()}</td>
        </tr>
    }
    .into_any()
}

/// Why nothing can be imported: each problem on a line of its own.
pub(super) fn refused(file: &FileRead) -> AnyView {
    let problems = file.refused.iter().flat_map(|row| row.problems.iter().map(|problem| (row.line, problem)));
    let total: usize = file.refused.iter().map(|row| row.problems.len()).sum();
    let lines: Vec<AnyView> = problems
        .take(PROBLEMS_MOST)
        .map(|(line, problem)| {
            view! {
                <li>
                    <span class="refusal-line">"Line " {line} ": "</span>
                    <span>{import_problem(problem)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let more = total.saturating_sub(PROBLEMS_MOST);
    let verdict = format!(
        "{} of {} refused, so nothing is imported. Correct the file and choose it again.",
        format::count(file.refused.len()),
        match file.rows.len() {
            1 => "1 row is".to_owned(),
            count => format!("{} rows are", format::count(count)),
        }
    );
    view! {
        <p class="field-error" role="alert">{verdict}</p>
        <ul class="refusals" aria-label="Refused" tabindex="0">{lines}</ul>
        {(more > 0).then(|| view! { <p class="secondary">"and " {format::count(more)} " more"</p> })}
    }
    .into_any()
}
