//! What the Sessions page lists: filtered, searched, sorted, as a tree if wanted.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::ids::{PersonId, SessionId};
use super::order::{Places, sort_by};
use super::person::Person;
use super::policy::may_see;
use super::session::{ActiveStatus, Session, Status};
use super::workspace::{FoldedTitle, Version, Workspace, fold};

/// The columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Column {
    Number,
    Name,
    State,
    Begin,
    End,
    CreatedBy,
    LastEditedBy,
}

impl Column {
    /// All seven, from left to right.
    pub const ALL: [Column; 7] = [
        Column::Number,
        Column::Name,
        Column::State,
        Column::Begin,
        Column::End,
        Column::CreatedBy,
        Column::LastEditedBy,
    ];

    /// What the column header says.
    pub fn label(self) -> &'static str {
        match self {
            Column::Number => "Number",
            Column::Name => "Name",
            Column::State => "State",
            Column::Begin => "Begin",
            Column::End => "End",
            Column::CreatedBy => "Created By",
            Column::LastEditedBy => "Last Edited By",
        }
    }
}

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    Ascending,
    Descending,
}

/// What the user asked the list for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// Whether closed sessions are listed.
    pub include_closed: bool,
    /// Part of a title or number; letter case does not count. Everything matches an empty one.
    pub search: String,
    /// The sorted column; newest created first without one.
    pub sort: Option<(Column, Direction)>,
    /// Whether children stand below their parents.
    pub by_parent: bool,
}

/// One row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Which session.
    pub session: SessionId,
    /// How many ancestors stand above it in the list; 0 unless grouped by parent.
    pub depth: u32,
}

/// The sessions that the viewer may see and asked for, in the order asked for.
pub fn list(workspace: &Workspace, viewer: &Person, query: &ListQuery) -> Vec<Row> {
    let asked_for = AskedFor::new(query);
    let mut rows: Vec<Row> = workspace
        .newest_first()
        .filter(|(session, title)| asked_for.holds(workspace, viewer, session, title))
        .map(|(session, _)| Row { session: session.id, depth: 0 })
        .collect();
    if let Some((column, direction)) = query.sort {
        sort(workspace, &mut rows, column, direction);
    }
    if query.by_parent { as_tree(workspace, &rows) } else { rows }
}

/// Lists again and again: after a change of few sessions only those are looked at.
#[derive(Debug, Default)]
pub struct Lister {
    last: Option<(Version, Arc<Person>, ListQuery)>,
}

/// So many sessions are placed one by one; what touches more, a plan or an import, makes the list anew.
const FEW: usize = 8;

impl Lister {
    /// As [`list`]; `before` is what this one listed last.
    pub fn list(
        &mut self,
        workspace: &Workspace,
        viewer: &Arc<Person>,
        query: &ListQuery,
        before: Option<&Vec<Row>>,
    ) -> Vec<Row> {
        let last = self.last.replace((workspace.version().clone(), viewer.clone(), query.clone()));
        if let (Some((version, by, asked)), Some(before)) = (last, before)
            && Arc::ptr_eq(&by, viewer)
            && asked == *query
            && !query.by_parent
            && let Some(touched) = workspace.touched_since(&version)
            && touched.len() <= FEW
        {
            let mut rows: Vec<Row> = before.iter().filter(|row| !touched.contains(&row.session)).copied().collect();
            put(workspace, viewer, query, touched, &mut rows);
            return rows;
        }
        list(workspace, viewer, query)
    }
}

/// Puts those of the sessions that are asked for where they belong among rows that hold none of them.
fn put(workspace: &Workspace, viewer: &Person, query: &ListQuery, sessions: &[SessionId], rows: &mut Vec<Row>) {
    let asked_for = AskedFor::new(query);
    let order = query.sort.map(|(column, direction)| order(workspace, column, direction));
    for (place, id) in sessions.iter().enumerate() {
        let Some((session, title)) = workspace.with_folded_title(*id) else {
            continue;
        };
        if sessions[..place].contains(id) || !asked_for.holds(workspace, viewer, session, &title) {
            continue;
        }
        let newness = Reverse(workspace.place(*id));
        let at = rows.partition_point(|row| {
            let sorted = match (&order, workspace.session(row.session)) {
                (Some(order), Some(other)) => order(other, session),
                _ => Ordering::Equal,
            };
            sorted.then_with(|| Reverse(workspace.place(row.session)).cmp(&newness)).is_lt()
        });
        rows.insert(at, Row { session: *id, depth: 0 });
    }
}

/// What a session must be to be listed.
struct AskedFor {
    include_closed: bool,
    needle: String,
    number_needle: String,
}

impl AskedFor {
    fn new(query: &ListQuery) -> Self {
        let needle = fold(query.search.trim());
        Self { include_closed: query.include_closed, number_needle: needle.to_ascii_uppercase(), needle }
    }

    fn holds(&self, workspace: &Workspace, viewer: &Person, session: &Session, title: &FoldedTitle<'_>) -> bool {
        is_listed(workspace, viewer, session)
            && (self.include_closed || !session.status.is_closed())
            && (self.needle.is_empty() || title.contains(&self.needle) || number_contains(session, &self.number_needle))
    }
}

/// Whether the session stands anywhere for this viewer: seen, and not in the trash.
pub fn is_listed(workspace: &Workspace, viewer: &Person, session: &Session) -> bool {
    session.trashed.is_none() && may_see(workspace, viewer, session)
}

/// Spares writing 10,000 numbers on every keystroke that cannot be part of one.
fn number_contains(session: &Session, needle: &str) -> bool {
    needle.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'S' | b'E' | b'-'))
        && session.number.to_string().contains(needle)
}

/// Equal rows stay newest first.
fn sort(workspace: &Workspace, rows: &mut Vec<Row>, column: Column, direction: Direction) {
    let mut sessions: Vec<(&Session, Row)> =
        rows.iter().filter_map(|row| workspace.session(row.session).map(|session| (&**session, *row))).collect();
    let order = order(workspace, column, direction);
    sort_by(&mut sessions, |(a, _), (b, _)| order(a, b));
    *rows = sessions.into_iter().map(|(_, row)| row).collect();
}

/// Which of two sessions comes first. One function for all that sort: it is a kilobyte.
type Order<'a> = Box<dyn Fn(&Session, &Session) -> Ordering + 'a>;

/// The order that the user sorts by.
fn order(workspace: &Workspace, column: Column, direction: Direction) -> Order<'_> {
    let names = folded_names(workspace, column);
    let compare = move |a: &Session, b: &Session| {
        let name = |id: PersonId| names.iter().find(|(person, _)| *person == id).map(|(_, name)| name);
        match column {
            Column::Number => a.number.cmp(&b.number),
            Column::Name => workspace.folded_title(a.id).cmp(workspace.folded_title(b.id)),
            Column::State => rank(a.status).cmp(&rank(b.status)),
            Column::Begin => a.span.begin().cmp(&b.span.begin()),
            Column::End => a.span.end().cmp(&b.span.end()),
            Column::CreatedBy => name(a.created.by).cmp(&name(b.created.by)),
            Column::LastEditedBy => name(a.changed.by).cmp(&name(b.changed.by)),
        }
    };
    Box::new(move |a, b| match direction {
        Direction::Ascending => compare(a, b),
        Direction::Descending => compare(b, a),
    })
}

/// People's names as sorting compares them, for the columns that need them.
fn folded_names(workspace: &Workspace, column: Column) -> Vec<(PersonId, String)> {
    if !matches!(column, Column::CreatedBy | Column::LastEditedBy) {
        return Vec::new();
    }
    workspace.all_people().map(|person| (person.id, fold(person.name.as_str()))).collect()
}

fn rank(status: Status) -> u8 {
    match status {
        Status::Active(ActiveStatus::Open) => 0,
        Status::Active(ActiveStatus::InProgress) => 1,
        Status::Closed { .. } => 2,
    }
}

/// The same rows with children below their parents. A row whose parent is not listed stands at the top.
fn as_tree(workspace: &Workspace, rows: &[Row]) -> Vec<Row> {
    let mut listed = Places::default();
    listed.extend(rows.iter().enumerate().map(|(place, row)| (row.session.bits(), place)));
    let mut tops: Vec<usize> = Vec::new();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    for (place, row) in rows.iter().enumerate() {
        let parent = workspace.session(row.session).and_then(|session| session.parent);
        match parent.and_then(|parent| listed.get(&parent.bits())) {
            Some(parent) => children[*parent].push(place),
            None => tops.push(place),
        }
    }
    let mut tree = Vec::with_capacity(rows.len());
    let mut placed = vec![false; rows.len()];
    let mut open: Vec<(usize, u32)> = Vec::new();
    // Stored data may hold a cycle, which no top leads to: its first row stands at the top then.
    for top in tops.into_iter().chain(0..rows.len()) {
        open.push((top, 0));
        while let Some((place, depth)) = open.pop() {
            if !std::mem::replace(&mut placed[place], true) {
                tree.push(Row { depth, ..rows[place] });
                open.extend(children[place].iter().rev().map(|child| (*child, depth + 1)));
            }
        }
    }
    tree
}
