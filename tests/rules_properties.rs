//! What holds for every input and every sequence of commands.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use okr_sessions::domain::{
    AccessLevel, ActiveStatus, Approval, Cadence, Change, Colour, Column, Command, Decision, Direction, FiscalCalendar,
    GroupDetails, GroupId, GroupKind, ImportPlan, ImportRow, ListQuery, Lister, LocalDate, Moment, Month, NewSession,
    Person, PersonDetails, PersonId, PersonKind, Principal, Problem, Record, RecordKey, Reverted, Row, Session,
    SessionAction, SessionDraft, SessionEdit, SessionId, SessionNumber, SessionOptions, Status, Surroundings, Title,
    TypedDate, Visibility, Workspace, check_in_periods, check_name, decide, example_sessions, list, navigation_window,
    next_session, plan_import, sessions_in_menu,
};
use okr_sessions::store::{Area, MemoryArea, WorkspaceId, csv, load, read_record, write_record};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::random::{self, Grant, cases, dates, records, spans, statuses, titles, workspaces};
use support::{Bench, contents};

// Validation ---------------------------------------------------------------------------------------------------------

fn typed_dates() -> impl Strategy<Value = TypedDate> {
    let texts = prop_oneof![
        4 => dates().prop_map(|date| date.to_string()),
        2 => "(19|20|99)[0-9]{2}-[0-1][0-9]-[0-3][0-9]",
        1 => "[ 0-9./-]{0,11}",
        1 => Just(String::new()),
    ];
    (texts, prop::bool::weighted(0.1)).prop_map(|(text, unreadable)| TypedDate { text, unreadable })
}

fn typed_titles() -> impl Strategy<Value = String> {
    prop_oneof!["[ \\t\u{a0}\u{3000}]{0,3}[a-zäß]{0,3}[ \\n]{0,3}", "\\PC{0,140}", "x{118,123}"]
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_form_is_accepted_exactly_when_nothing_is_wrong_with_it_and_every_problem_is_named(
        title in typed_titles(), begin in typed_dates(), end in typed_dates(),
    ) {
        let expected = expected_problems(&title, &begin, &end);
        let draft = SessionDraft { title, begin, end, options: SessionOptions::default() };
        match draft.check() {
            Ok(new) => {
                prop_assert_eq!(expected, []);
                let length = new.title.as_str().chars().count();
                prop_assert!((1..=120).contains(&length));
                prop_assert!(!new.title.as_str().starts_with(char::is_whitespace));
                prop_assert!(!new.title.as_str().ends_with(char::is_whitespace));
                prop_assert!(new.span.begin() <= new.span.end());
                prop_assert!((1970..=9999).contains(&new.span.begin().year()));
                prop_assert_eq!(Title::new(new.title.as_str()), Ok(new.title), "a title checked twice stays as it is");
            }
            Err(problems) => prop_assert_eq!(problems, expected),
        }
    }

    #[test]
    fn names_are_checked_like_titles(text in typed_titles()) {
        let named = check_name(&text).map_err(|problem| problem == Problem::NameMissing);
        let titled = okr_sessions::domain::check_title(&text).map_err(|problem| problem == Problem::TitleMissing);
        prop_assert_eq!(named, titled);
    }

    #[test]
    fn a_date_reads_back_and_real_days_are_dates(year in 1960_i32..2040, month in 0_u32..14, day in 0_u32..33) {
        let text = format!("{year:04}-{month:02}-{day:02}");
        let date = LocalDate::new(year, month, day);
        prop_assert_eq!(text.parse::<LocalDate>(), date);
        prop_assert_eq!(date.is_ok(), is_real_day(year, month, day));
        if let Ok(date) = date {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}

/// The messages of `domain.md`, worked out without the domain's own types.
fn expected_problems(title: &str, begin: &TypedDate, end: &TypedDate) -> Vec<Problem> {
    let blank = |c: char| c.is_whitespace() || c.is_control() || "\u{200b}\u{2060}\u{feff}\u{180e}\u{3164}".contains(c);
    let length = title.trim_matches(blank).chars().count();
    let title_problem = match length {
        0 => Some(Problem::TitleMissing),
        1..=120 => None,
        _ => Some(Problem::TitleTooLong),
    };
    let begin_problem = date_problem(begin, Problem::BeginMissing, Problem::BeginInvalid);
    let end_problem = date_problem(end, Problem::EndMissing, Problem::EndInvalid);
    // Valid dates sort as their texts do.
    let both_valid = begin_problem.is_none() && end_problem.is_none();
    let reversed = (both_valid && end.text.trim() < begin.text.trim()).then_some(Problem::EndBeforeBegin);
    [title_problem, begin_problem, end_problem, reversed].into_iter().flatten().collect()
}

fn date_problem(typed: &TypedDate, missing: Problem, invalid: Problem) -> Option<Problem> {
    let text = typed.text.trim();
    match (typed.unreadable, text.is_empty()) {
        (true, _) => Some(invalid),
        (false, true) => Some(missing),
        (false, false) => (!is_valid_date(text)).then_some(invalid),
    }
}

fn is_valid_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4)
        && digits(month, 2)
        && digits(day, 2)
        && is_real_day(year.parse().unwrap(), month.parse().unwrap(), day.parse().unwrap())
}

fn is_real_day(year: i32, month: u32, day: u32) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => 0,
    };
    (1970..=9999).contains(&year) && (1..=days).contains(&day)
}

// Calendar -----------------------------------------------------------------------------------------------------------

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_navigation_window_reaches_one_calendar_month_beyond_each_end(span in spans()) {
        let window = navigation_window(span);
        prop_assert!(window.covers(span));
        let months = |date: LocalDate| i64::from(date.year()) * 12 + i64::from(date.month());
        let (from, to) = (window.begin(), window.end());
        if span.begin() >= LocalDate::new(1970, 2, 1).unwrap() {
            prop_assert_eq!(months(span.begin()) - months(from), 1);
            prop_assert!(from.day() == span.begin().day() || from.plus_days(1).unwrap().day() == 1);
        }
        if span.end() <= LocalDate::new(9999, 11, 30).unwrap() {
            prop_assert_eq!(months(to) - months(span.end()), 1);
            prop_assert!(to.day() == span.end().day() || to.plus_days(1).is_none_or(|next| next.day() == 1));
        }
    }

    #[test]
    fn check_in_periods_cover_the_session_day_by_day(span in spans(), cadence in select(&Cadence::ALL[..])) {
        let periods: Vec<_> = check_in_periods(span, cadence).collect();
        prop_assert_eq!(periods.first().map(|period| period.begin()), Some(span.begin()));
        prop_assert_eq!(periods.last().map(|period| period.end()), Some(span.end()));
        for pair in periods.windows(2) {
            prop_assert_eq!(pair[0].end().plus_days(1), Some(pair[1].begin()));
        }
    }

    #[test]
    fn the_next_session_begins_the_day_after_and_can_be_added(
        title in titles(), span in spans(), month in 1_u32..=12, part in 0_i32..4, year in 1971_i32..9990,
    ) {
        let calendar = FiscalCalendar { first_month: Month::new(month).unwrap() };
        let period = calendar.plan(year, true).remove(part as usize * 3);
        for (title, span) in [(title, span), (period.name, period.span)] {
            let session = Session { title, span, ..any_session() };
            let Some(draft) = next_session(&session, calendar) else { continue };
            let next = draft.check().map_err(|problems| TestCaseError::fail(format!("{problems:?}")))?;
            prop_assert_eq!(Some(next.span.begin()), span.end().plus_days(1));
            // A title that fills its 120 characters has no room to count on.
            let has_room = session.title.as_str().chars().count() < 110;
            prop_assert!(!has_room || next.title != session.title, "two sessions in a row are told apart");
        }
    }
}

fn any_session() -> Session {
    let mut bench = Bench::new();
    let id = bench.add_quarter("Q1 2026");
    bench.session(id).clone()
}

// Lists --------------------------------------------------------------------------------------------------------------

fn queries() -> impl Strategy<Value = ListQuery> {
    let searches = prop_oneof![Just(String::new()), "[a-zA-Z0-9 -]{1,2}", "(SE|se)-0[0-9]{1,2}"];
    let directions = select(vec![Direction::Ascending, Direction::Descending]);
    let sort = option::of((select(&Column::ALL[..]), directions));
    (any::<bool>(), searches, sort, any::<bool>()).prop_map(|(include_closed, search, sort, by_parent)| ListQuery {
        include_closed,
        search,
        sort,
        by_parent,
    })
}

/// Who may see a session by `domain.md`, worked out from the records.
fn sees(workspace: &Workspace, viewer: &Person, session: &Session) -> bool {
    let administrator = viewer.access == AccessLevel::SystemAdministrator && viewer.removed.is_none();
    let granted = match &session.visibility {
        Visibility::Everyone => true,
        Visibility::Custom(grants) => grants.iter().any(|grant| match grant {
            Principal::Person(id) => *id == viewer.id,
            Principal::Group(id) => {
                workspace.groups().any(|group| group.id == *id && group.members.contains(&viewer.id))
            }
        }),
    };
    session.trashed.is_none() && (administrator || session.created.by == viewer.id || granted)
}

fn is_asked_for(session: &Session, query: &ListQuery) -> bool {
    let needle = query.search.trim().to_lowercase();
    let found = session.title.as_str().to_lowercase().contains(&needle)
        || session.number.to_string().to_lowercase().contains(&needle);
    found && (query.include_closed || !session.status.is_closed())
}

/// What a column compares, as a text or number that sorts alike.
fn sort_key(workspace: &Workspace, session: &Session, column: Column) -> String {
    let name = |id: PersonId| workspace.person(id).unwrap().name.as_str().to_lowercase();
    match column {
        Column::Number => format!("{:>12}", session.number.to_string()),
        Column::Name => session.title.as_str().to_lowercase(),
        Column::State => match session.status {
            Status::Active(ActiveStatus::Open) => "0".to_owned(),
            Status::Active(ActiveStatus::InProgress) => "1".to_owned(),
            Status::Closed { .. } => "2".to_owned(),
        },
        Column::Begin => session.span.begin().to_string(),
        Column::End => session.span.end().to_string(),
        Column::CreatedBy => name(session.created.by),
        Column::LastEditedBy => name(session.changed.by),
    }
}

/// The list by its definition: what may be seen and was asked for, newest first, then sorted stably.
fn expected_list(workspace: &Workspace, viewer: &Person, query: &ListQuery) -> Vec<SessionId> {
    let mut sessions: Vec<&Arc<Session>> = workspace
        .sessions()
        .filter(|session| sees(workspace, viewer, session) && is_asked_for(session, query))
        .collect();
    sessions.sort_by_key(|session| std::cmp::Reverse((session.created.at, session.number)));
    if let Some((column, direction)) = query.sort {
        sessions.sort_by(|a, b| {
            let ordering = sort_key(workspace, a, column).cmp(&sort_key(workspace, b, column));
            if direction == Direction::Ascending { ordering } else { ordering.reverse() }
        });
    }
    sessions.iter().map(|session| session.id).collect()
}

fn is_tree(workspace: &Workspace, rows: &[Row]) -> bool {
    let listed: BTreeSet<SessionId> = rows.iter().map(|row| row.session).collect();
    let mut above: Vec<SessionId> = Vec::new();
    rows.iter().all(|row| {
        above.truncate(row.depth as usize);
        let parent = workspace.session(row.session).unwrap().parent.filter(|parent| listed.contains(parent));
        let fits = above.len() == row.depth as usize && above.last().copied() == parent;
        above.push(row.session);
        fits
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn the_list_is_what_may_be_seen_and_was_asked_for_in_the_order_asked_for(
        workspace in workspaces(), queries in vec(queries(), 4),
    ) {
        for viewer in workspace.all_people() {
            for query in &queries {
                let rows = list(&workspace, viewer, query);
                let mut listed: Vec<SessionId> = rows.iter().map(|row| row.session).collect();
                let mut expected = expected_list(&workspace, viewer, query);
                if query.by_parent {
                    prop_assert!(is_tree(&workspace, &rows), "{rows:?}");
                    listed.sort();
                    expected.sort();
                }
                prop_assert_eq!(listed, expected);
            }
        }
    }

    #[test]
    fn the_export_and_the_menu_hold_everything_that_may_be_seen(workspace in workspaces(), today in dates()) {
        for viewer in workspace.all_people() {
            let seen: Vec<&Arc<Session>> =
                workspace.sessions().filter(|session| sees(&workspace, viewer, session)).collect();
            let exported = csv::read(csv::write(&workspace, viewer).as_bytes()).unwrap_or_default();
            let numbers: Vec<String> = exported.into_iter().map(|row| row.number).collect();
            prop_assert_eq!(numbers, seen.iter().map(|session| session.number.to_string()).collect::<Vec<_>>());
            let in_window = |session: &&&Arc<Session>| {
                let window = navigation_window(session.span);
                window.begin() <= today && today <= window.end()
            };
            let menu = sessions_in_menu(&workspace, viewer, today);
            prop_assert_eq!(menu.len(), seen.iter().filter(in_window).count());
            prop_assert!(menu.is_sorted_by_key(|session| (session.span.begin(), session.number)));
        }
    }

    #[test]
    fn every_record_reads_back_from_its_stored_text(records in records(8)) {
        for record in records {
            prop_assert_eq!(read_record(record.key(), &write_record(&record)), Some(record));
        }
    }
}

// Sequences of commands ----------------------------------------------------------------------------------------------

/// A command whose sessions, people and groups are named by a pick among all that ever were, those gone included.
#[derive(Debug, Clone)]
enum Step {
    Add(Shape),
    PlanYear(Vec<Shape>, u32),
    LoadExample,
    Edit(Index, EditShape),
    Act(Index, SessionAction),
    AddPerson(bool),
    EditPerson(Index, bool),
    RemovePerson(Index),
    AddGroup(bool, Vec<Index>),
    EditGroup(Index, Vec<Index>),
    RemoveGroup(Index),
    FirstMonth(u32),
    DismissHint,
    /// Makes the preview of a file, to be imported then or much later.
    PlanImport(Vec<FileRow>),
    Import(Index),
    Revert {
        decision: Index,
        redo: bool,
    },
}

#[derive(Debug, Clone)]
struct Shape {
    title: Title,
    span: okr_sessions::domain::DateSpan,
    parent: Option<Index>,
    grants: Option<Vec<Grant>>,
    status: Status,
    approval: Approval,
}

#[derive(Debug, Clone)]
enum EditShape {
    Title(Title),
    Dates(okr_sessions::domain::DateSpan),
    Colour(Colour),
    Parent(Option<Index>),
    Cadence(Cadence),
    Approval(Approval),
    Visibility(Option<Vec<Grant>>),
}

#[derive(Debug, Clone)]
struct FileRow {
    number: Option<u32>,
    parent: Option<u32>,
    person: u8,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let values = (titles(), spans(), option::of(any::<Index>()), random::grants());
    (values, statuses(), select(&Approval::ALL[..])).prop_map(|((title, span, parent, grants), status, approval)| {
        Shape { title, span, parent, grants, status, approval }
    })
}

fn edit_shapes() -> impl Strategy<Value = EditShape> {
    prop_oneof![
        1 => titles().prop_map(EditShape::Title),
        1 => spans().prop_map(EditShape::Dates),
        1 => select(&Colour::ALL[..]).prop_map(EditShape::Colour),
        3 => option::weighted(0.8, any::<Index>()).prop_map(EditShape::Parent),
        1 => select(&Cadence::ALL[..]).prop_map(EditShape::Cadence),
        1 => select(&Approval::ALL[..]).prop_map(EditShape::Approval),
        2 => random::grants().prop_map(EditShape::Visibility),
    ]
}

fn file_rows() -> impl Strategy<Value = Vec<FileRow>> {
    let row = (option::of(995_u32..1015), option::of(995_u32..1015), 0_u8..4);
    vec(row.prop_map(|(number, parent, person)| FileRow { number, parent, person }), 1..4)
}

fn actions() -> impl Strategy<Value = SessionAction> {
    use SessionAction::*;
    select(vec![Start, ReopenPlanning, Close, Reopen, MoveToTrash, Restore, Clone, CreateNext])
}

fn steps() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let members = || vec(any::<Index>(), 0..3);
    prop_oneof![
        4 => shapes().prop_map(Step::Add),
        1 => (vec(shapes(), 0..3), 1_u32..=12).prop_map(|(shapes, month)| Step::PlanYear(shapes, month)),
        1 => Just(Step::LoadExample),
        6 => (index(), edit_shapes()).prop_map(|(session, edit)| Step::Edit(session, edit)),
        6 => (index(), actions()).prop_map(|(session, action)| Step::Act(session, action)),
        2 => any::<bool>().prop_map(Step::AddPerson),
        2 => (index(), any::<bool>()).prop_map(|(person, administrator)| Step::EditPerson(person, administrator)),
        1 => index().prop_map(Step::RemovePerson),
        1 => (any::<bool>(), members()).prop_map(|(role, members)| Step::AddGroup(role, members)),
        1 => (index(), members()).prop_map(|(group, members)| Step::EditGroup(group, members)),
        1 => index().prop_map(Step::RemoveGroup),
        1 => (1_u32..=12).prop_map(Step::FirstMonth),
        1 => Just(Step::DismissHint),
        1 => file_rows().prop_map(Step::PlanImport),
        2 => index().prop_map(Step::Import),
        10 => (index(), any::<bool>()).prop_map(|(decision, redo)| Step::Revert { decision, redo }),
    ]
}

/// A workspace under random commands, with everything that ever was, and a store beside it.
struct Run {
    bench: Bench,
    area: MemoryArea,
    sessions: Vec<SessionId>,
    people: Vec<PersonId>,
    groups: Vec<GroupId>,
    plans: Vec<ImportPlan>,
    decisions: Vec<(Decision, PersonId)>,
    highest: Option<SessionNumber>,
}

impl Run {
    fn new() -> Self {
        let bench = Bench::new();
        let administrator = bench.administrator;
        let area = MemoryArea::default();
        let first = Record::Person(Arc::new(bench.person(administrator).clone()));
        area.set(&WorkspaceId::main().record(first.key()), &write_record(&first)).unwrap();
        let (sessions, groups, plans, decisions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { bench, area, sessions, people: vec![administrator], groups, plans, decisions, highest: None }
    }

    /// The command of a step; `None` where it needs something that never was.
    fn command(&mut self, step: Step) -> Option<Command> {
        let session = |index: Index| (!self.sessions.is_empty()).then(|| *index.get(&self.sessions));
        let group = |index: Index| (!self.groups.is_empty()).then(|| *index.get(&self.groups));
        let person = |index: Index| *index.get(&self.people);
        let named = |members: Vec<Index>| GroupDetails {
            name: support::title("Group"),
            members: members.into_iter().map(person).collect(),
        };
        Some(match step {
            Step::Add(shape) => Command::AddSession(self.new_session(shape)),
            Step::PlanYear(shapes, month) => {
                let new = shapes.into_iter().map(|shape| self.new_session(shape));
                Command::PlanYear(new.collect(), Month::new(month)?)
            }
            Step::LoadExample => {
                let calendar = self.bench.workspace.fiscal_calendar();
                Command::LoadExample(example_sessions(calendar, support::date("2026-02-10")))
            }
            Step::Edit(index, shape) => Command::EditSession(session(index)?, self.edit(shape)),
            Step::Act(index, action) => Command::Act(session(index)?, action),
            Step::AddPerson(administrator) => Command::AddPerson(person_details(administrator)),
            Step::EditPerson(index, administrator) => Command::EditPerson(person(index), person_details(administrator)),
            Step::RemovePerson(index) => Command::RemovePerson(person(index)),
            Step::AddGroup(role, members) => {
                Command::AddGroup(if role { GroupKind::Role } else { GroupKind::Team }, named(members))
            }
            Step::EditGroup(index, members) => Command::EditGroup(group(index)?, named(members)),
            Step::RemoveGroup(index) => Command::RemoveGroup(group(index)?),
            Step::FirstMonth(month) => Command::SetFirstMonth(Month::new(month)?),
            Step::DismissHint => Command::DismissRenameHint,
            Step::PlanImport(rows) => {
                let rows: Vec<ImportRow> = (2..).zip(rows).map(|(line, row)| import_row(line, row)).collect();
                let (plan, refused) = plan_import(&self.bench.workspace, self.bench.administrator, &rows);
                if refused.is_empty() {
                    self.plans.push(plan);
                }
                return None;
            }
            Step::Import(index) if !self.plans.is_empty() => Command::Import(index.get(&self.plans).clone()),
            Step::Revert { decision, redo } if !self.decisions.is_empty() => {
                let (decision, by) = decision.get(&self.decisions);
                Command::Revert(Reverted { changes: decision.changes.clone(), by: *by, redo, from_file: false })
            }
            Step::Import(_) | Step::Revert { .. } => return None,
        })
    }

    fn new_session(&self, shape: Shape) -> NewSession {
        let parent = shape.parent.filter(|_| !self.sessions.is_empty()).map(|index| *index.get(&self.sessions));
        let options = SessionOptions {
            parent,
            status: shape.status,
            approval: shape.approval,
            visibility: self.visibility(shape.grants),
            ..SessionOptions::default()
        };
        NewSession { title: shape.title, span: shape.span, options }
    }

    fn edit(&self, shape: EditShape) -> SessionEdit {
        match shape {
            EditShape::Title(title) => SessionEdit::Title(title),
            EditShape::Dates(span) => SessionEdit::Dates(span),
            EditShape::Colour(colour) => SessionEdit::Colour(colour),
            EditShape::Parent(parent) => SessionEdit::Parent(parent.map(|index| *index.get(&self.sessions))),
            EditShape::Cadence(cadence) => SessionEdit::Cadence(cadence),
            EditShape::Approval(approval) => SessionEdit::Approval(approval),
            EditShape::Visibility(grants) => SessionEdit::Visibility(self.visibility(grants)),
        }
    }

    fn visibility(&self, grants: Option<Vec<Grant>>) -> Visibility {
        let principal = |grant: Grant| match grant {
            Grant::Person(index) => Some(Principal::Person(*index.get(&self.people))),
            Grant::Group(index) => (!self.groups.is_empty()).then(|| Principal::Group(*index.get(&self.groups))),
        };
        grants.map_or(Visibility::Everyone, |grants| {
            Visibility::Custom(grants.into_iter().filter_map(principal).collect())
        })
    }

    /// Takes a step as a random actor at a time that may lie before the last one, and checks what it did.
    fn take(&mut self, actor: Index, seconds: i64, step: Step) -> Result<(), TestCaseError> {
        let actor = *actor.get(&self.people);
        let Some(command) = self.command(step) else { return Ok(()) };
        let gives_numbers = matches!(command, Command::AddSession(_) | Command::PlanYear(..) | Command::LoadExample(_));
        let is_revert = matches!(command, Command::Revert(_));
        let now = Moment::from_millis(self.bench.now.millis() + seconds * 1000);
        let before = self.bench.workspace.clone();
        let mut surroundings = Surroundings { now, ids: &mut self.bench.ids };
        let Ok(decision) = decide(&before, actor, command, &mut surroundings) else { return Ok(()) };
        self.bench.now = now;
        self.bench.workspace.apply(&decision.changes);
        support::write_changes(&self.area, &WorkspaceId::main(), &decision.changes, &support::author()).unwrap();
        check_stamps(&before, &decision, actor, now)?;
        prop_assert!(is_revert || may_administer(&before, actor), "only administrators change anything");
        self.remember(&decision, gives_numbers)?;
        check_invariants(&self.bench.workspace)?;
        if !decision.is_empty() {
            self.decisions.push((decision, actor));
        }
        Ok(())
    }

    fn remember(&mut self, decision: &Decision, gives_numbers: bool) -> Result<(), TestCaseError> {
        for change in &decision.changes {
            match &change.after {
                Some(Record::Session(session)) if change.before.is_none() => {
                    if gives_numbers {
                        let newest = self.bench.workspace.sessions().next_back().map(|newest| newest.number);
                        prop_assert!(newest >= Some(session.number), "the newest, whatever the clock says");
                        prop_assert!(Some(session.number) > self.highest, "{:?} was given before", session.number);
                    }
                    self.highest = self.highest.max(Some(session.number));
                    self.sessions.push(session.id);
                }
                Some(Record::Person(person)) if change.before.is_none() => self.people.push(person.id),
                Some(Record::Group(group)) if change.before.is_none() => self.groups.push(group.id),
                _ => {}
            }
        }
        prop_assert!(self.highest.is_none_or(|highest| self.bench.workspace.next_number() > highest));
        Ok(())
    }
}

fn person_details(administrator: bool) -> PersonDetails {
    let access = if administrator { AccessLevel::SystemAdministrator } else { AccessLevel::Member };
    PersonDetails { name: support::title("Somebody"), email: None, access, kind: PersonKind::Employee, picture: None }
}

fn import_row(line: u64, row: FileRow) -> ImportRow {
    let number = |number: Option<u32>| number.map(|number| format!("SE-{number:05}")).unwrap_or_default();
    ImportRow {
        line,
        number: number(row.number),
        parent: number(row.parent),
        name: "From a file".to_owned(),
        begin: "2026-01-01".to_owned(),
        end: "2026-03-31".to_owned(),
        created_by: if row.person == 0 { String::new() } else { format!("Person {}", row.person) },
        ..ImportRow::default()
    }
}

fn may_administer(workspace: &Workspace, actor: PersonId) -> bool {
    workspace.person(actor).is_some_and(|actor| actor.is_administrator())
}

/// Every successful change of a session is stamped, counted, and told in the history by that actor at that time.
fn check_stamps(before: &Workspace, decision: &Decision, actor: PersonId, now: Moment) -> Result<(), TestCaseError> {
    let entries: Vec<_> = decision
        .changes
        .iter()
        .filter_map(|change| match &change.after {
            Some(Record::Entry(entry)) => Some((entry.by, entry.at)),
            _ => None,
        })
        .collect();
    let only_the_hint = matches!(&decision.changes[..], [Change { after: Some(Record::Settings(_)), .. }]);
    prop_assert_eq!(entries.is_empty(), decision.is_empty() || only_the_hint);
    prop_assert!(entries.into_iter().all(|entry| entry == (actor, now)));
    for change in &decision.changes {
        if let Some(RecordKey::Session(id)) = change.key() {
            let stood = before.session(id).cloned().map(Record::Session);
            prop_assert_eq!(&change.before, &stood, "a change knows what stood before");
        }
        if let (Some(Record::Session(before)), Some(Record::Session(after))) = (&change.before, &change.after) {
            prop_assert_eq!((after.changed.by, after.changed.at), (actor, now));
            prop_assert_eq!(after.revision, before.revision + 1);
            prop_assert_eq!((after.number, after.created), (before.number, before.created));
        }
    }
    Ok(())
}

fn check_invariants(workspace: &Workspace) -> Result<(), TestCaseError> {
    prop_assert!(workspace.administrators() > 0, "an administrator exists");
    let knows = |id: PersonId| workspace.person(id).is_some();
    let mut numbers: BTreeMap<SessionNumber, SessionId> = BTreeMap::new();
    for session in workspace.sessions() {
        prop_assert!(session.span.begin() <= session.span.end());
        prop_assert_eq!(numbers.insert(session.number, session.id), None, "numbers are unique");
        prop_assert_eq!(workspace.session(session.id), Some(session));
        prop_assert_eq!(workspace.session_by_number(session.number), Some(session));
        prop_assert!(knows(session.created.by) && knows(session.changed.by));
        prop_assert!(session.trashed.is_none_or(|stamp| knows(stamp.by)));
        if let Visibility::Custom(grants) = &session.visibility {
            prop_assert!(grants.iter().all(|grant| okr_sessions::domain::principal_name(workspace, *grant).is_some()));
        }
        if let Some(parent) = session.parent {
            prop_assert!(workspace.session(parent).is_some(), "a parent is there");
            prop_assert!(!workspace.is_within(parent, session.id), "no parent cycle");
            prop_assert!(workspace.children(parent).any(|child| child.id == session.id));
        }
    }
    let creation = |session: &Arc<Session>| (session.epoch, session.created.at, session.number);
    prop_assert!(workspace.sessions().is_sorted_by_key(creation));
    prop_assert!(workspace.entries().is_sorted_by_key(|entry| entry.place));
    prop_assert!(workspace.all_groups().all(|group| group.members.iter().all(|member| knows(*member))));
    prop_assert!(workspace.entries().iter().all(|entry| knows(entry.by)), "the history names everybody");
    Ok(())
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn no_sequence_of_commands_breaks_an_invariant_and_what_is_stored_is_what_is_shown(
        steps in vec((any::<Index>(), -1_i64..4, steps()), 1..70),
    ) {
        let mut run = Run::new();
        for (actor, seconds, step) in steps {
            run.take(actor, seconds, step)?;
        }
        let loaded = load(&run.area, &WorkspaceId::main());
        prop_assert_eq!(loaded.damaged, []);
        prop_assert_eq!(contents(&loaded.workspace), contents(&run.bench.workspace));
        check_invariants(&loaded.workspace)?;
        let query = ListQuery { include_closed: true, ..ListQuery::default() };
        for person in loaded.workspace.people() {
            prop_assert_eq!(
                list(&loaded.workspace, person, &query),
                list(&run.bench.workspace, person, &query),
                "rebuilt and changed step by step, the list is the same"
            );
        }
    }

    #[test]
    fn a_list_that_is_brought_up_to_date_is_the_list_made_anew(
        query in queries(), steps in vec((any::<Index>(), -1_i64..4, steps()), 1..40),
    ) {
        let mut run = Run::new();
        let mut lists: BTreeMap<PersonId, (Lister, Vec<Row>)> = BTreeMap::new();
        for (actor, seconds, step) in steps {
            run.take(actor, seconds, step)?;
            for person in run.bench.workspace.people() {
                let (lister, rows) = lists.entry(person.id).or_default();
                *rows = lister.list(&run.bench.workspace, person, &query, Some(&*rows));
                prop_assert_eq!(&*rows, &list(&run.bench.workspace, person, &query));
            }
        }
    }

    #[test]
    fn undoing_everything_backwards_leaves_no_session_and_the_whole_history(shapes in vec(shapes(), 1..12)) {
        let mut run = Run::new();
        let administrator = run.bench.administrator;
        for shape in shapes {
            let new = NewSession { options: SessionOptions::default(), ..run.new_session(shape) };
            let decision = run.bench.run(Command::AddSession(new)).unwrap();
            run.decisions.push((decision, administrator));
        }
        let count = run.decisions.len();
        for (decision, _) in run.decisions.iter().rev() {
            run.bench.undo(decision).unwrap();
        }
        prop_assert_eq!(run.bench.workspace.sessions().len(), 0);
        prop_assert_eq!(run.bench.workspace.entries().len(), 2 * count);
    }
}
