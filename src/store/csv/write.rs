//! Writing what an actor may see.

use crate::domain::{Person, PersonId, Session, Workspace, is_listed};

use super::{COLUMNS, needs_guard};

/// Writes all sessions that the actor may see, oldest first, closed ones too, with CRLF line ends.
pub fn write(workspace: &Workspace, actor: &Person) -> String {
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for session in workspace.sessions().filter(|session| is_listed(workspace, actor, session)) {
        write_row(&mut text, workspace, actor, session);
    }
    text
}

fn write_row(text: &mut String, workspace: &Workspace, actor: &Person, session: &Session) {
    let name = |id: PersonId| workspace.person(id).map_or("", |person| person.name.as_str()).to_owned();
    let parent = session.parent.and_then(|parent| workspace.session(parent));
    let parent = parent.filter(|parent| is_listed(workspace, actor, parent));
    let cells = [
        session.number.to_string(),
        session.title.to_string(),
        session.status.label().to_owned(),
        session.span.begin().to_string(),
        session.span.end().to_string(),
        name(session.created.by),
        name(session.changed.by),
        session.created.at.to_string(),
        session.changed.at.to_string(),
        session.colour.name().to_owned(),
        parent.map(|parent| parent.number.to_string()).unwrap_or_default(),
        session.cadence.label().to_owned(),
        session.approval.label().to_owned(),
    ];
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        write_cell(text, cell);
    }
    text.push_str("\r\n");
}

pub(super) fn write_cell(text: &mut String, cell: &str) {
    let guard = if needs_guard(cell) { "'" } else { "" };
    if !cell.contains(['"', ',', ';', '\r', '\n']) {
        text.push_str(guard);
        text.push_str(cell);
        return;
    }
    text.push('"');
    text.push_str(guard);
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}
