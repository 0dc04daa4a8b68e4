//! What is wrong with a record that cannot be read, field by field.

use std::str::FromStr;

use serde_json::value::RawValue;

use crate::domain::{
    EntryId, GroupId, LocalDate, Moment, PersonId, Problem, SessionId, SessionNumber, Title, TitleProblem,
};
use crate::store::fields::Fields;
use crate::store::records::FORMAT_VERSION;
use crate::store::words::{
    ACCESS_LEVELS, APPROVALS, CADENCES, COLOURS, DEEDS, GROUP_KINDS, PERSON_KINDS, STATUSES, Words, value,
};

use super::read::string;

/// Why a record is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordProblem {
    /// The same as in a form.
    Field(Problem),
    /// The number is none.
    NumberInvalid(String),
    /// The status is none.
    StateUnknown(String),
    /// A field is missing or holds something else than it should.
    Invalid(&'static str),
    /// It is not a record at all.
    NotARecord,
    /// Another record of the file has the same id.
    IdTwice,
    /// Following its parents leads back to it.
    ParentCycle(SessionNumber),
    /// All numbers are used up, and its own is taken.
    NumbersUsedUp,
    /// It is far longer than records are.
    TooLong,
    /// A later version of the app wrote it: it can be brought back into an untouched workspace, not merged.
    Newer,
    /// With it nobody would be left to administer the workspace.
    LastAdministrator,
}

/// The highest count that a file may bring. The app counts on from there, one at a time, and stores counts below twice as
/// many; nobody comes near it by counting.
const COUNT_MOST: u64 = 1 << 31;

/// The field of a record that counts higher than a file may bring, if one does.
pub(super) fn counts_too_high(text: &str) -> Option<&'static str> {
    let fields = Fields::parse(text)?;
    ["rev", "epoch", "place"].into_iter().find(|name| fields.number(name) > COUNT_MOST)
}

/// Everything that is wrong with a text that is no record of this kind (`session`, `person`, …).
pub(super) fn problems_of(kind: &str, text: &str) -> Vec<RecordProblem> {
    let Some(fields) = Fields::parse(text) else {
        return vec![RecordProblem::NotARecord];
    };
    let mut checking = Checking { fields: &fields, problems: Vec::new() };
    checking.version();
    match kind {
        "session" => checking.session(),
        "person" => checking.person(),
        "group" => checking.group(),
        "entry" => checking.entry(),
        "settings" => {
            checking.json("firstMonth", |json| json.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month)));
            checking.json("renameHintDone", |json| matches!(json, "true" | "false"));
        }
        _ => checking.parsed::<SessionNumber>("next"),
    }
    if checking.problems.is_empty() { vec![RecordProblem::NotARecord] } else { checking.problems }
}

struct Checking<'a> {
    fields: &'a Fields<'a>,
    problems: Vec<RecordProblem>,
}

impl Checking<'_> {
    fn version(&mut self) {
        self.json("v", |json| json.parse::<u32>().is_ok_and(|v| (1..=FORMAT_VERSION).contains(&v)));
    }

    fn session(&mut self) {
        self.parsed::<SessionId>("id");
        match self.text("number") {
            Some(number) if number.parse::<SessionNumber>().is_err() => {
                self.problems.push(RecordProblem::NumberInvalid(shortened(&number)));
            }
            None => self.problems.push(RecordProblem::Invalid("number")),
            Some(_) => {}
        }
        self.title("title", Problem::TitleMissing, Problem::TitleTooLong);
        let begin = self.date("begin", Problem::BeginMissing, Problem::BeginInvalid);
        let end = self.date("end", Problem::EndMissing, Problem::EndInvalid);
        if begin.zip(end).is_some_and(|(begin, end)| end < begin) {
            self.problems.push(RecordProblem::Field(Problem::EndBeforeBegin));
        }
        match self.text("status") {
            Some(status) if status != "closed" && value(STATUSES, &status).is_none() => {
                self.problems.push(RecordProblem::StateUnknown(shortened(&status)));
            }
            None => self.problems.push(RecordProblem::Invalid("status")),
            Some(_) => {}
        }
        self.optional("was", |text| value(STATUSES, text).is_some());
        self.word("colour", COLOURS);
        self.optional("parent", |text| text.parse::<SessionId>().is_ok());
        self.optional("cadence", |text| value(CADENCES, text).is_some());
        self.optional("approval", |text| value(APPROVALS, text).is_some());
        self.optional_list("visibleTo", |grant| {
            let fields = Fields::parse(grant).unwrap_or_default();
            let person = fields.get("person").and_then(string).and_then(|id| id.parse::<PersonId>().ok());
            let group = fields.get("group").and_then(string).and_then(|id| id.parse::<GroupId>().ok());
            person.is_some() != group.is_some()
        });
        for name in ["createdBy", "changedBy"] {
            self.parsed::<PersonId>(name);
        }
        for name in ["createdAt", "changedAt"] {
            self.parsed::<Moment>(name);
        }
        self.stamp("trashedBy", "trashedAt");
        self.json("rev", |json| json.parse::<u32>().is_ok());
    }

    fn person(&mut self) {
        self.parsed::<PersonId>("id");
        self.title("name", Problem::NameMissing, Problem::NameTooLong);
        self.optional("email", |_| true);
        self.word("access", ACCESS_LEVELS);
        self.word("kind", PERSON_KINDS);
        self.optional("picture", |_| true);
        self.stamp("removedBy", "removedAt");
    }

    fn group(&mut self) {
        self.parsed::<GroupId>("id");
        self.title("name", Problem::NameMissing, Problem::NameTooLong);
        self.word("kind", GROUP_KINDS);
        if self.fields.get("members").is_none() {
            self.problems.push(RecordProblem::Invalid("members"));
        }
        self.optional_list("members", |id| string(id).is_some_and(|id| id.parse::<PersonId>().is_ok()));
        self.stamp("removedBy", "removedAt");
    }

    fn entry(&mut self) {
        self.parsed::<EntryId>("id");
        self.parsed::<Moment>("at");
        self.parsed::<PersonId>("by");
        self.word("deed", DEEDS);
        if self.text("name").is_none() {
            self.problems.push(RecordProblem::Invalid("name"));
        }
        if self.fields.get("subject").is_some_and(|subject| Fields::parse(subject).is_none()) {
            self.problems.push(RecordProblem::Invalid("subject"));
        }
        self.optional_list("fields", |change| Fields::parse(change).is_some());
    }

    fn text(&self, name: &str) -> Option<String> {
        self.fields.get(name).and_then(string)
    }

    fn refuse_unless(&mut self, name: &'static str, holds: bool) {
        if !holds {
            self.problems.push(RecordProblem::Invalid(name));
        }
    }

    fn json(&mut self, name: &'static str, fits: impl Fn(&str) -> bool) {
        self.refuse_unless(name, self.fields.get(name).is_some_and(fits));
    }

    fn parsed<T: FromStr>(&mut self, name: &'static str) {
        self.refuse_unless(name, self.text(name).is_some_and(|text| text.parse::<T>().is_ok()));
    }

    fn word<T: Copy>(&mut self, name: &'static str, words: Words<T>) {
        self.refuse_unless(name, self.text(name).is_some_and(|text| value(words, &text).is_some()));
    }

    fn optional(&mut self, name: &'static str, fits: impl Fn(&str) -> bool) {
        let absent = self.fields.get(name).is_none_or(|json| json == "null");
        self.refuse_unless(name, absent || self.text(name).is_some_and(|text| fits(&text)));
    }

    fn optional_list(&mut self, name: &'static str, fits: impl Fn(&str) -> bool) {
        let list = |json: &str| {
            serde_json::from_str::<Vec<&RawValue>>(json).is_ok_and(|list| list.iter().all(|item| fits(item.get())))
        };
        self.refuse_unless(name, self.fields.get(name).is_none_or(|json| json == "null" || list(json)));
    }

    fn stamp(&mut self, by: &'static str, at: &'static str) {
        if self.fields.get(by).is_some() || self.fields.get(at).is_some() {
            self.parsed::<PersonId>(by);
            self.parsed::<Moment>(at);
        }
    }

    fn title(&mut self, name: &'static str, missing: Problem, too_long: Problem) {
        let problem = match self.text(name).as_deref().map(Title::new) {
            None if self.fields.get(name).is_some() => RecordProblem::Invalid(name),
            None | Some(Err(TitleProblem::Missing)) => RecordProblem::Field(missing),
            Some(Err(TitleProblem::TooLong)) => RecordProblem::Field(too_long),
            Some(Ok(_)) => return,
        };
        self.problems.push(problem);
    }

    fn date(&mut self, name: &'static str, missing: Problem, invalid: Problem) -> Option<LocalDate> {
        let text = self.text(name).unwrap_or_default();
        let date = text.parse().ok();
        if date.is_none() {
            let absent = self.fields.get(name).is_none() || text.is_empty();
            self.problems.push(RecordProblem::Field(if absent { missing } else { invalid }));
        }
        date
    }
}

/// As much of a text as a message shows.
fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
