//! Half-typed forms and the checks that turn them into what commands take. Checking returns every problem at once.

use std::collections::BTreeSet;

use super::dates::{DateSpan, LocalDate};
use super::ids::{PersonId, SessionId};
use super::palette::Colour;
use super::person::{AccessLevel, Group, Person, PersonKind};
use super::session::{ActiveStatus, Approval, Cadence, Session, Status, Visibility};
use super::title::{Title, TitleProblem};
use super::workspace::Workspace;

/// What stands in a date field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedDate {
    /// `YYYY-MM-DD`, or something else that a person or a file gave; empty when nothing readable is there.
    pub text: String,
    /// The platform's date field says that what was typed is no date. Its text is not to be had then.
    pub unreadable: bool,
}

impl From<LocalDate> for TypedDate {
    fn from(date: LocalDate) -> Self {
        Self { text: date.to_string(), unreadable: false }
    }
}

/// A typed value that cannot be taken, each with the field it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has exactly one message, in ui/wording.rs")]
pub enum Problem {
    TitleMissing,
    TitleTooLong,
    BeginMissing,
    BeginInvalid,
    EndMissing,
    EndInvalid,
    EndBeforeBegin,
    NameMissing,
    NameTooLong,
}

/// The fields problems stand next to, in the order in which forms show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum FormField {
    Title,
    Begin,
    End,
    Name,
}

impl Problem {
    /// The field it concerns.
    pub fn field(self) -> FormField {
        match self {
            Problem::TitleMissing | Problem::TitleTooLong => FormField::Title,
            Problem::BeginMissing | Problem::BeginInvalid => FormField::Begin,
            Problem::EndMissing | Problem::EndInvalid | Problem::EndBeforeBegin => FormField::End,
            Problem::NameMissing | Problem::NameTooLong => FormField::Name,
        }
    }
}

/// Checks a typed title.
pub fn check_title(text: &str) -> Result<Title, Problem> {
    Title::new(text).map_err(|problem| match problem {
        TitleProblem::Missing => Problem::TitleMissing,
        TitleProblem::TooLong => Problem::TitleTooLong,
    })
}

/// Checks a typed person's, team's or role's name.
pub fn check_name(text: &str) -> Result<Title, Problem> {
    Title::new(text).map_err(|problem| match problem {
        TitleProblem::Missing => Problem::NameMissing,
        TitleProblem::TooLong => Problem::NameTooLong,
    })
}

/// Checks two typed dates together.
pub fn check_span(begin: &TypedDate, end: &TypedDate) -> Result<DateSpan, Vec<Problem>> {
    let begin = check_date(begin, Problem::BeginMissing, Problem::BeginInvalid);
    let end = check_date(end, Problem::EndMissing, Problem::EndInvalid);
    match (begin, end) {
        (Ok(begin), Ok(end)) => DateSpan::new(begin, end).ok_or_else(|| vec![Problem::EndBeforeBegin]),
        (begin, end) => Err([begin.err(), end.err()].into_iter().flatten().collect()),
    }
}

fn check_date(typed: &TypedDate, missing: Problem, invalid: Problem) -> Result<LocalDate, Problem> {
    let text = typed.text.trim();
    if typed.unreadable {
        return Err(invalid);
    }
    if text.is_empty() {
        return Err(missing);
    }
    text.parse().map_err(|_| invalid)
}

/// The form for a new session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionDraft {
    /// The title as typed.
    pub title: String,
    /// The first day as typed.
    pub begin: TypedDate,
    /// The last day as typed.
    pub end: TypedDate,
    /// What has a value from the start.
    pub options: SessionOptions,
}

/// What a new session has besides title and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionOptions {
    /// Its status at once; `Open` unless chosen.
    pub status: Status,
    /// Its colour; the next of the palette when `None`.
    pub colour: Option<Colour>,
    /// The session it is part of.
    pub parent: Option<SessionId>,
    /// How often key results are updated.
    pub cadence: Cadence,
    /// How many approvals objectives need.
    pub approval: Approval,
    /// Who may see it.
    pub visibility: Visibility,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            status: Status::Active(ActiveStatus::Open),
            colour: None,
            parent: None,
            cadence: Cadence::default(),
            approval: Approval::default(),
            visibility: Visibility::default(),
        }
    }
}

/// A session that can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// Its title.
    pub title: Title,
    /// Its days.
    pub span: DateSpan,
    /// The rest.
    pub options: SessionOptions,
}

impl SessionDraft {
    /// The new session, or everything that is wrong with the form.
    pub fn check(&self) -> Result<NewSession, Vec<Problem>> {
        let title = check_title(&self.title);
        let span = check_span(&self.begin, &self.end);
        match (title, span) {
            (Ok(title), Ok(span)) => Ok(NewSession { title, span, options: self.options.clone() }),
            (title, span) => Err(title.err().into_iter().chain(span.err().unwrap_or_default()).collect()),
        }
    }

    /// The form filled from what another session says.
    pub fn like(session: &Session) -> Self {
        Self {
            title: session.title.as_str().to_owned(),
            begin: session.span.begin().into(),
            end: session.span.end().into(),
            options: SessionOptions {
                status: Status::OPEN,
                colour: Some(session.colour),
                parent: session.parent,
                cadence: session.cadence,
                approval: session.approval,
                visibility: session.visibility.clone(),
            },
        }
    }
}

/// What is said of a person: a checked form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDetails {
    /// The name.
    pub name: Title,
    /// The e-mail address, trimmed, if any.
    pub email: Option<Box<str>>,
    /// What they may do.
    pub access: AccessLevel,
    /// Employee or account.
    pub kind: PersonKind,
    /// A small picture as a `data:` address.
    pub picture: Option<Box<str>>,
}

/// What is said of a team or role: a checked form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupDetails {
    /// The name.
    pub name: Title,
    /// Who belongs to it.
    pub members: BTreeSet<PersonId>,
}

/// The form for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDraft {
    /// The name as typed.
    pub name: String,
    /// The e-mail address as typed.
    pub email: String,
    /// What they may do.
    pub access: AccessLevel,
    /// Employee or account.
    pub kind: PersonKind,
    /// A small picture as a `data:` address.
    pub picture: Option<Box<str>>,
}

impl Default for PersonDraft {
    fn default() -> Self {
        Self {
            name: String::new(),
            email: String::new(),
            access: AccessLevel::Member,
            kind: PersonKind::default(),
            picture: None,
        }
    }
}

impl PersonDraft {
    /// The form filled from what a person says.
    pub fn of(person: &Person) -> Self {
        Self {
            name: person.name.to_string(),
            email: person.email.as_deref().unwrap_or_default().to_owned(),
            access: person.access,
            kind: person.kind,
            picture: person.picture.clone(),
        }
    }

    /// The same form on what the person says `now`: only what was changed in it since it said `before` is taken from it, so that
    /// what another window changed meanwhile stays.
    pub fn onto(&self, before: &Self, now: &Self) -> Self {
        Self {
            name: later(&self.name, &before.name, &now.name),
            email: later(&self.email, &before.email, &now.email),
            access: later(&self.access, &before.access, &now.access),
            kind: later(&self.kind, &before.kind, &now.kind),
            picture: later(&self.picture, &before.picture, &now.picture),
        }
    }

    /// What can be saved, or what is wrong with the name.
    pub fn check(&self) -> Result<PersonDetails, Problem> {
        let email = self.email.trim();
        Ok(PersonDetails {
            name: check_name(&self.name)?,
            email: (!email.is_empty()).then(|| email.into()),
            access: self.access,
            kind: self.kind,
            picture: self.picture.clone(),
        })
    }
}

/// The form for a team or role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupDraft {
    /// The name as typed.
    pub name: String,
    /// The people chosen, in the order in which they are shown.
    pub members: Vec<PersonId>,
    /// Members who were removed from the workspace. They are not shown and stay members, so that undoing their removal
    /// brings them back as they were.
    pub absent: BTreeSet<PersonId>,
}

impl GroupDraft {
    /// The form filled from what a team or role says.
    pub fn of(workspace: &Workspace, group: &Group) -> Self {
        let here = |id: &PersonId| workspace.person(*id).is_some_and(|person| person.removed.is_none());
        let (members, absent): (Vec<PersonId>, Vec<PersonId>) = group.members.iter().partition(|id| here(id));
        Self { name: group.name.to_string(), members, absent: absent.into_iter().collect() }
    }

    /// The same form on what the team or role says `now`: only the members that were taken in or left out since it said `before`
    /// come and go, so that what another window changed meanwhile stays.
    pub fn onto(&self, before: &Self, now: &Self) -> Self {
        let left_out = |id: &PersonId| before.members.contains(id) && !self.members.contains(id);
        let taken_in = |id: &&PersonId| !before.members.contains(id) && !now.members.contains(id);
        let stay = now.members.iter().filter(|id| !left_out(id));
        Self {
            name: later(&self.name, &before.name, &now.name),
            members: stay.chain(self.members.iter().filter(taken_in)).copied().collect(),
            absent: now.absent.clone(),
        }
    }

    /// What can be saved, or what is wrong with the name.
    pub fn check(&self) -> Result<GroupDetails, Problem> {
        let members = self.members.iter().chain(&self.absent).copied().collect();
        Ok(GroupDetails { name: check_name(&self.name)?, members })
    }
}

/// What was typed, or what stands there now where nothing else was typed.
fn later<T: Clone + PartialEq>(typed: &T, before: &T, now: &T) -> T {
    if typed == before { now.clone() } else { typed.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::test_workspace::CountedIds;
    use super::*;

    /// The form wrote back everything that it showed, and with it took back what another window had changed.
    #[test]
    fn a_form_about_a_person_changes_what_was_changed_in_it_and_nothing_else() {
        let before =
            PersonDraft { name: "Ada".to_owned(), access: AccessLevel::SystemAdministrator, ..Default::default() };
        let now = PersonDraft { access: AccessLevel::Member, ..before.clone() };
        let typed = PersonDraft { email: "ada@example.org".to_owned(), ..before.clone() };
        let saved = typed.onto(&before, &now);
        assert_eq!((saved.access, &*saved.email, &*saved.name), (AccessLevel::Member, "ada@example.org", "Ada"));
        assert_eq!(typed.onto(&before, &before), typed);
    }

    #[test]
    fn a_form_about_a_team_takes_in_and_leaves_out_only_who_was_chosen_in_it() {
        let mut ids = CountedIds(1);
        let [ada, mia, kim, leo] = [(); 4].map(|()| PersonId::fresh(&mut ids));
        let team = |members: &[PersonId]| GroupDraft {
            name: "Core".to_owned(),
            members: members.to_vec(),
            ..Default::default()
        };
        let (before, now) = (team(&[ada, kim]), team(&[kim, leo]));
        assert_eq!(team(&[ada, kim, mia]).onto(&before, &now), team(&[kim, leo, mia]), "who went elsewhere stays away");
        assert_eq!(team(&[ada]).onto(&before, &now), team(&[leo]), "who was left out here goes");
    }

    fn typed(text: &str) -> TypedDate {
        TypedDate { text: text.to_owned(), unreadable: text == "nonsense" }
    }

    #[test]
    fn every_problem_of_a_form_is_named_at_once() {
        use Problem::*;
        let long = "x".repeat(121);
        let cases: [(&str, &str, &str, &[Problem]); 12] = [
            ("Q1", "2026-01-01", "2026-03-31", &[]),
            ("Q1", "2026-01-01", "2026-01-01", &[]),
            ("", "", "", &[TitleMissing, BeginMissing, EndMissing]),
            (" ", "2026-01-01", "", &[TitleMissing, EndMissing]),
            (&long, "nonsense", "nonsense", &[TitleTooLong, BeginInvalid, EndInvalid]),
            ("Q1", "nonsense", "2026-01-01", &[BeginInvalid]),
            ("Q1", "2026-02-30", "2026-01-01", &[BeginInvalid]),
            ("Q1", "2026-02-01", "2026-01-31", &[EndBeforeBegin]),
            ("", "2026-02-01", "2026-01-31", &[TitleMissing, EndBeforeBegin]),
            ("Q1", "1969-12-31", "1970-01-01", &[BeginInvalid]),
            ("Q1", "9999-12-31", "10000-01-01", &[EndInvalid]),
            ("Q1", "01.01.2026", "2026-01-01", &[BeginInvalid]),
        ];
        for (title, begin, end, expected) in cases {
            let draft = SessionDraft {
                title: title.to_owned(),
                begin: typed(begin),
                end: typed(end),
                ..SessionDraft::default()
            };
            assert_eq!(draft.check().err().unwrap_or_default(), expected, "{title:?} {begin} {end}");
        }
    }

    #[test]
    fn a_persons_form_needs_a_name_and_reads_back_what_was_saved() {
        let draft =
            PersonDraft { name: " Ada  ".to_owned(), email: " ada@example.org ".to_owned(), ..PersonDraft::default() };
        let details = draft.check().unwrap();
        assert_eq!((details.name.as_str(), details.email.as_deref()), ("Ada", Some("ada@example.org")));
        assert_eq!(details.access, AccessLevel::Member);
        assert_eq!(PersonDraft { email: " ".to_owned(), ..draft }.check().unwrap().email, None);
        assert_eq!(PersonDraft::default().check(), Err(Problem::NameMissing));
        assert_eq!(PersonDraft { name: "x".repeat(121), ..PersonDraft::default() }.check(), Err(Problem::NameTooLong));
    }
}
