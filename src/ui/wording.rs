//! Problems, refusals and deeds in words (`domain.md`, Messages: exactly these).

use crate::domain::{
    Deed, Entry, FieldChange, GroupKind, ImportProblem, LocalDate, Problem, Refusal, Session, SessionAction, Timing,
    Warning,
};
use crate::store::csv::FileProblem;

#[cfg(target_arch = "wasm32")]
use super::format::count as in_locale;

/// The message next to the field.
pub fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::TitleMissing => "Title is required.",
        Problem::TitleTooLong => "Title can have at most 120 characters.",
        Problem::BeginMissing => "Begin date is required.",
        Problem::BeginInvalid => "Begin date is not a valid date.",
        Problem::EndMissing => "End date is required.",
        Problem::EndInvalid => "End date is not a valid date.",
        Problem::EndBeforeBegin => "End date must not be before the begin date.",
        Problem::NameMissing => "Name is required.",
        Problem::NameTooLong => "Name can have at most 120 characters.",
    }
}

/// Why a row of a file is refused.
pub fn import_problem(found: &ImportProblem) -> String {
    match found {
        ImportProblem::Field(found) => problem(*found).to_owned(),
        ImportProblem::NumberTaken(number) => format!("Number {number} is already taken."),
        ImportProblem::NumberInvalid(text) => format!("Number {text} is not valid."),
        ImportProblem::StateUnknown(text) => format!("State \"{text}\" is not known."),
        ImportProblem::ParentUnknown(text) => format!("Parent {text} is not known."),
        ImportProblem::ParentCycle(text) => format!("Parent {text} would make a cycle."),
        ImportProblem::PersonName(text) => format!("Name \"{text}\" is not valid."),
        ImportProblem::CreatedDateInvalid(text) => format!("Created date \"{text}\" is not a valid time."),
        ImportProblem::ChangedDateInvalid(text) => format!("Changed date \"{text}\" is not a valid time."),
        ImportProblem::ColourUnknown(text) => format!("Colour \"{text}\" is not known."),
        ImportProblem::CadenceUnknown(text) => format!("Cadence \"{text}\" is not known."),
        ImportProblem::WorkflowUnknown(text) => format!("Workflow \"{text}\" is not known."),
        ImportProblem::NumbersUsedUp => "All session numbers are used up.".to_owned(),
    }
}

/// Why a file as a whole is not read, and what to do.
pub fn file_problem(problem: &FileProblem) -> String {
    match problem {
        FileProblem::TooLarge => {
            "The file is larger than 20 MB. Split it and import the parts one after the other.".to_owned()
        }
        FileProblem::Empty => {
            "The file holds no sessions. It needs a line with the column names and one line for each session."
                .to_owned()
        }
        FileProblem::NotText => {
            "The file is not text in UTF-8. Save it as \"CSV UTF-8\" in your spreadsheet and choose it again."
                .to_owned()
        }
        FileProblem::ColumnMissing(name) => {
            format!("The column \"{name}\" is missing. The first line must name the columns Name, Begin and End.")
        }
        FileProblem::ColumnTwice(name) => {
            format!("The column \"{name}\" is there twice. Remove one of them and choose the file again.")
        }
        FileProblem::QuoteOpen { line } => {
            format!(
                "The quote that opens on line {line} is never closed, so everything after it would be one text. Close it, \
                 or take it away, and choose the file again."
            )
        }
        FileProblem::TooManyCells { line } => {
            format!(
                "Line {line} has more values than there are columns. Put texts with commas or semicolons in quotes."
            )
        }
    }
}

/// Why something is not done, and the way out.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AdministratorsOnly => "Only administrators can do this. Ask one of them.".to_owned(),
        Refusal::SessionClosed(number) => format!("{number} is closed. Reopen it to make changes."),
        Refusal::StatusDoesNotAllow(number) => {
            format!("The status of {number} does not allow this. It may have been changed meanwhile.")
        }
        Refusal::NotFound => "It is not there any more.".to_owned(),
        Refusal::LastAdministrator => "A workspace needs at least one administrator.".to_owned(),
        Refusal::ApprovalLowered => "Approval cannot be lowered once it is on.".to_owned(),
        Refusal::ApprovalOnlyWhileOpen(number) => {
            format!("Approval can be raised only while {number} is open. Reopen planning first.")
        }
        Refusal::ParentCycle => "A session cannot be part of itself or of a session below it.".to_owned(),
        Refusal::ParentClosed(number) => format!("{number} is closed and takes no further sessions. Reopen it first."),
        Refusal::InTrash(number) => format!("{number} is in the trash. Restore it first."),
        Refusal::ChangedSince => "It stays as it is: it was changed again since.".to_owned(),
        Refusal::StillReferenced => "It stays as it is: something else refers to it now.".to_owned(),
        Refusal::NumbersUsedUp => "All session numbers are used up.".to_owned(),
        Refusal::NotEmpty => "The workspace has sessions already.".to_owned(),
    }
}

/// So many things that are unusual about dates are named one by one.
const WARNINGS_MOST: usize = 3;

/// What is unusual about dates: a line each, and one for what is too much to name.
pub fn warnings(found: &[Warning]) -> Vec<String> {
    let named = if found.len() > WARNINGS_MOST { WARNINGS_MOST - 1 } else { found.len() };
    let rest = found.get(named..).filter(|rest| !rest.is_empty());
    let more = rest.map(|rest| ["It overlaps ", &*counted(rest.len(), "more session"), "."].concat());
    found.iter().take(named).map(|found| warning(*found)).chain(more).collect()
}

/// What is unusual about dates.
fn warning(warning: Warning) -> String {
    match warning {
        Warning::OutsideParent(number) => format!("Some days are outside the dates of {number}."),
        Warning::OverlapsSibling(number) => format!("It overlaps {number}."),
    }
}

/// The item of the action menu.
pub fn action(action: SessionAction) -> &'static str {
    match action {
        SessionAction::Start => "Start",
        SessionAction::ReopenPlanning => "Reopen planning",
        SessionAction::Close => "Close",
        SessionAction::Reopen => "Reopen",
        SessionAction::CreateNext => "Create next",
        SessionAction::Clone => "Clone",
        SessionAction::MoveToTrash => "Move to trash",
        SessionAction::Restore => "Restore",
    }
}

/// What the history says was done: the words before and after what it was done to.
pub fn deed(deed: Deed) -> [&'static str; 2] {
    match deed {
        Deed::Added => ["Added ", ""],
        Deed::Changed => ["Changed ", ""],
        Deed::Started => ["Started ", ""],
        Deed::PlanningReopened => ["Reopened planning of ", ""],
        Deed::Closed => ["Closed ", ""],
        Deed::Reopened => ["Reopened ", ""],
        Deed::Trashed => ["Moved ", " to the trash"],
        Deed::Restored => ["Restored ", " from the trash"],
        Deed::Removed => ["Removed ", ""],
        Deed::Imported => ["Imported ", ""],
        Deed::Planned => ["Planned a fiscal year: ", ""],
        Deed::ExampleLoaded => ["Loaded example data: ", ""],
        Deed::Undone => ["Undid a change of ", ""],
        Deed::Redone => ["Did a change of ", " again"],
        Deed::Overruled => ["Changed ", " in two windows at once"],
        Deed::Renumbered => ["Gave ", " this number"],
        Deed::Purged => ["Removed ", " for good"],
    }
}

/// What was done to what in one text: `Closed SE-01001 Q1 2026`.
pub fn told(deed: Deed, what: &str) -> String {
    let [before, after] = self::deed(deed);
    [before, what, after].concat()
}

/// What is said where another window changed the same field, or gave the same number, at the same time.
pub fn told_by_windows(entry: &Entry) -> String {
    let what = if entry.deed == Deed::Renumbered { "Two windows numbered " } else { "Two windows changed " };
    let mut text = [what, &entry.name, " at the same time. "].concat();
    let quoted = |value: &str| if value.is_empty() { "none".to_owned() } else { ["“", value, "”"].concat() };
    for FieldChange { field, from, to } in &entry.fields {
        let (stands, lost) = (quoted(to), quoted(from));
        text.push_str(&format!("{}: {stands} stands, not {lost}; the history keeps both. ", field.label()));
    }
    text.truncate(text.trim_end().len());
    text
}

/// The same in the history of what it was done to, which is not named there.
pub fn own_deed(deed: Deed) -> &'static str {
    match deed {
        Deed::PlanningReopened => "Reopened planning",
        Deed::Trashed => "Moved to the trash",
        Deed::Restored => "Restored from the trash",
        Deed::Undone => "Undid a change",
        Deed::Redone => "Did a change again",
        Deed::Overruled => "Changed in two windows at once",
        Deed::Renumbered => "Gave it this number",
        Deed::Purged => "Removed for good",
        other => self::deed(other)[0].trim_end(),
    }
}

/// Before the name of a team or role.
pub fn group_kind(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Team => "team ",
        GroupKind::Role => "role ",
    }
}

/// Tests of the words run without a browser, and so without a locale.
#[cfg(not(target_arch = "wasm32"))]
fn in_locale(count: usize) -> String {
    count.to_string()
}

/// `1 session`, `10,000 sessions`.
pub fn counted(count: usize, what: &str) -> String {
    [&*in_locale(count), " ", what, if count == 1 { "" } else { "s" }].concat()
}

/// What matters about a session's dates today: `begins in 3 days`, `ends in 12 days`, `ended 3 days ago`.
pub fn timing(session: &Session, today: LocalDate) -> String {
    let days = |count: i64| counted(usize::try_from(count).unwrap_or_default(), "day");
    match session.timing(today) {
        Timing::Upcoming if session.span.begin().days_since(today) == 1 => "begins tomorrow".to_owned(),
        Timing::Upcoming => format!("begins in {}", days(session.span.begin().days_since(today))),
        Timing::Current if session.span.end() == today => "ends today".to_owned(),
        Timing::Current => format!("ends in {}", days(session.span.end().days_since(today))),
        Timing::Ended if today.days_since(session.span.end()) == 1 => "ended yesterday".to_owned(),
        Timing::Ended => format!("ended {} ago", days(today.days_since(session.span.end()))),
    }
}
