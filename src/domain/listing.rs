//! What the Sessions page lists: filtered, searched, sorted, as a tree if wanted.

use super::ids::{PersonId, SessionId};
use super::order::{Places, sort_by};
use super::person::Person;
use super::policy::may_see;
use super::session::{ActiveStatus, Session, Status};
use super::workspace::{Workspace, fold};

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
    let needle = fold(query.search.trim());
    let number_needle = needle.to_uppercase();
    let mut rows: Vec<Row> = workspace
        .newest_first()
        .filter(|(session, _)| is_listed(workspace, viewer, session))
        .filter(|(session, _)| query.include_closed || !session.status.is_closed())
        .filter(|(session, title)| {
            needle.is_empty() || title.contains(&needle) || number_contains(session, &number_needle)
        })
        .map(|(session, _)| Row { session: session.id, depth: 0 })
        .collect();
    if let Some((column, direction)) = query.sort {
        sort(workspace, &mut rows, column, direction);
    }
    if query.by_parent { as_tree(workspace, &rows) } else { rows }
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
    let names = folded_names(workspace, column);
    let name = |id: PersonId| names.iter().find(|(person, _)| *person == id).map(|(_, name)| name);
    let compare = |a: &Session, b: &Session| match column {
        Column::Number => a.number.cmp(&b.number),
        Column::Name => workspace.folded_title(a.id).cmp(workspace.folded_title(b.id)),
        Column::State => rank(a.status).cmp(&rank(b.status)),
        Column::Begin => a.span.begin().cmp(&b.span.begin()),
        Column::End => a.span.end().cmp(&b.span.end()),
        Column::CreatedBy => name(a.created.by).cmp(&name(b.created.by)),
        Column::LastEditedBy => name(a.changed.by).cmp(&name(b.changed.by)),
    };
    sort_by(&mut sessions, |(a, _), (b, _)| match direction {
        Direction::Ascending => compare(a, b),
        Direction::Descending => compare(b, a),
    });
    *rows = sessions.into_iter().map(|(_, row)| row).collect();
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
