//! What importing a backup would do.

use std::sync::Arc;

use crate::domain::Session;
use crate::store::backup::{Backup, ImportedTexts, Preference, Tally};
use crate::ui::file_wording::{record_place, record_problem};
use crate::ui::format::{self, sessions};
use crate::ui::markup::{El, el};
use crate::ui::wording::counted;

use super::preview::{COLUMNS, error, fact};
use super::reading::FIRST_ROWS;

/// How many problems or new numbers are listed at once.
const LINES_MOST: usize = 200;

/// A backup that was read, and what it would do.
#[derive(Debug)]
pub(super) struct BackupRead {
    /// The file's name.
    pub(super) name: String,
    pub(super) backup: Arc<Backup>,
    /// Which version stands where both were changed.
    pub(super) preference: Preference,
    pub(super) plan: ImportedTexts,
}

impl BackupRead {
    /// Whether it can be imported and changes something.
    pub(super) fn can_import(&self) -> bool {
        self.plan.refused.is_empty() && !self.plan.is_empty()
    }

    /// What the import is called: `12 sessions`, or what else it brings.
    pub(super) fn what(&self) -> String {
        let written = |tally: Tally| tally.added + tally.changed;
        let [of_sessions, people, groups, entries] = self.plan.tallies.map(written);
        match (of_sessions, people, groups, entries) {
            (0, 0, 0, 0) => "settings".to_owned(),
            (0, 0, 0, entries) => many(entries, "history entry", "history entries"),
            (0, 0, groups, _) => many(groups, "team or role", "teams and roles"),
            (0, people, ..) => many(people, "person", "people"),
            (count, ..) => sessions(count),
        }
    }

    /// How many sessions were changed here after the file was made, or people, or groups.
    pub(super) fn later_here(&self) -> usize {
        self.plan.tallies.iter().map(|tally| tally.later_here).sum()
    }
}

fn many(count: usize, one: &str, more: &str) -> String {
    [&*format::count(count), " ", if count == 1 { one } else { more }].concat()
}

/// Above the table: what becomes of everything in the file.
pub(super) fn facts(read: &BackupRead) -> El {
    let names = ["Sessions", "People", "Teams and roles", "History"];
    let facts =
        names.into_iter().zip(read.plan.tallies).filter_map(|(name, tally)| Some(fact(name, &tally_words(tally)?)));
    let settings = read.plan.settings.then(|| fact("Settings", "changed"));
    el("dl").class("facts").children(facts).children(settings)
}

fn tally_words(tally: Tally) -> Option<String> {
    let Tally { added, changed, same, later_here } = tally;
    let parts =
        [(added, "added"), (changed, "changed"), (same, "the same already"), (later_here, "changed later here")];
    let words: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| [&*format::count(count), " ", what].concat())
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// What is worth knowing before the button is pressed.
pub(super) fn remarks(read: &BackupRead) -> Vec<El> {
    let mut remarks = Vec::new();
    let mut remark = |text: &str| remarks.push(el("p").text(text));
    if read.plan.is_empty() && read.plan.refused.is_empty() {
        remark(if read.later_here() > 0 {
            "Nothing in this file is new: what it has otherwise was changed later here, and stays unless you choose the file's."
        } else {
            "Everything in this file is here already: there is nothing to import."
        });
    } else if read.plan.restores {
        remark("Nobody has worked in this workspace yet: it becomes exactly what the file holds.");
    }
    if !read.backup.has_checksum {
        remark("The file has no checksum: each value was checked by itself.");
    }
    if read.backup.counts_differ {
        remark("The file says that it holds more or fewer records than it does. Somebody may have edited it.");
    }
    if !read.backup.unreadable.is_empty() {
        let what = counted(read.backup.unreadable.len(), "damaged record");
        let rest = if read.plan.restores { " as the file has them." } else { " stay in the file." };
        remark(&[&*what, rest].concat());
    }
    remarks
}

/// The sessions that get another number.
pub(super) fn renumbered(read: &BackupRead) -> Option<El> {
    let renumbered = &read.plan.renumbered;
    if renumbered.is_empty() {
        return None;
    }
    let line = |session: &crate::store::backup::Renumbered| {
        let text = [&*session.from.to_string(), " becomes ", &session.to.to_string(), ": ", &session.title].concat();
        el("li").text(&text)
    };
    let list = el("ul")
        .class("refusals")
        .attr("aria-label", "New numbers")
        .attr("tabindex", "0")
        .children(renumbered.iter().take(LINES_MOST).map(line));
    let title = [&*sessions(renumbered.len()), " with a number that another session has here:"].concat();
    Some(el("div").child(el("p").text(&title)).child(list).children(rest(renumbered.len())))
}

/// Why nothing can be imported.
pub(super) fn refused(read: &BackupRead) -> Vec<El> {
    let refused = &read.plan.refused;
    let problems = refused.iter().flat_map(|record| record.problems.iter().map(move |problem| (record, problem)));
    let total = problems.clone().count();
    let line = |(record, problem): (&crate::store::backup::RefusedRecord, &crate::store::backup::RecordProblem)| {
        el("li")
            .child(el("span").class("refusal-line").text(&record_place(record)))
            .child(el("span").text(&record_problem(problem)))
    };
    let verdict = [&*many(refused.len(), "record is", "records are"), " refused, so nothing is imported."].concat();
    let list = el("ul")
        .class("refusals")
        .attr("aria-label", "Refused")
        .attr("tabindex", "0")
        .children(problems.take(LINES_MOST).map(line));
    [error(&verdict), list].into_iter().chain(rest(total)).collect()
}

fn rest(total: usize) -> Option<El> {
    let more = total.checked_sub(LINES_MOST).filter(|more| *more > 0)?;
    Some(el("p").class("secondary").text(&["and ", &*format::count(more), " more"].concat()))
}

/// The first sessions as they will be, and whether they are added or changed.
pub(super) fn table(read: &BackupRead) -> Option<El> {
    let sessions_of = &read.plan.sessions;
    if sessions_of.is_empty() {
        return None;
    }
    let header = |(name, class)| el("th").attr("role", "columnheader").attr("scope", "col").class(class).text(name);
    let columns = COLUMNS.into_iter().take(5).chain([("Import", "cell-verb")]);
    let caption = match sessions_of.len() {
        count if count > FIRST_ROWS => ["First ", &FIRST_ROWS.to_string(), " of ", &*sessions(count)].concat(),
        count => sessions(count),
    };
    let table = el("table")
        .class("plain preview backup")
        .attr("role", "table")
        .attr("aria-label", "Preview")
        .child(el("caption").text(&caption))
        .child(el("thead").attr("role", "rowgroup").child(el("tr").attr("role", "row").children(columns.map(header))))
        .child(el("tbody").attr("role", "rowgroup").children(sessions_of.iter().take(FIRST_ROWS).map(row)));
    Some(el("div").class("plain-frame").child(table))
}

fn row((session, adds): &(Arc<Session>, bool)) -> El {
    let texts = [
        session.number.to_string(),
        session.title.to_string(),
        session.status.label().to_owned(),
        format::date(session.span.begin()),
        format::date(session.span.end()),
        if *adds { "Added" } else { "Changed" }.to_owned(),
    ];
    let classes = COLUMNS.into_iter().take(5).map(|(_, class)| class).chain(["cell-verb"]);
    let cell =
        |(text, class): (&String, &str)| el("td").attr("role", "cell").class(class).attr("title", text).text(text);
    el("tr").attr("role", "row").children(texts.iter().zip(classes).map(cell))
}
