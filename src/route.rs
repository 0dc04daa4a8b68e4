//! Where one can be: every path and query name of the app, in and out. The only file with path strings.

use crate::domain::{Column, Direction, ListQuery, PersonId, SessionNumber, TimeScale};

/// A page of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The list of sessions, with the drawer of one of them open.
    Sessions {
        /// Whose drawer is open.
        open: Option<SessionNumber>,
    },
    /// The sessions in the trash.
    Trash,
    /// The history of everything.
    Activity,
    /// People, teams and roles.
    People,
    /// When fiscal years begin.
    Calendar,
    /// Import, export, storage.
    Data,
    /// The workspaces of this browser.
    Workspaces,
}

/// How the Sessions page shows what it lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionsQuery {
    /// What is listed, in which order.
    pub list: ListQuery,
    /// As what it is shown.
    pub view: View,
}

/// As what the Sessions page shows its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The table of seven columns.
    #[default]
    Table,
    /// Bars over months and quarters, at this scale.
    Timeline(TimeScale),
}

/// The query name that opens *Add Session* over the Sessions page, as a shortcut of the installed app does. It is no part
/// of what the page shows: it goes once the dialog is open.
pub const ADD: &str = "add";

/// The path of the sessions page; a session's number may follow.
pub const SESSIONS: &str = "/okrs/sessions";
const TRASH: &str = "/okrs/trash";
const ACTIVITY: &str = "/activity";
const PEOPLE: &str = "/settings/people";
const CALENDAR: &str = "/settings/calendar";
const DATA: &str = "/settings/data";
const WORKSPACES: &str = "/settings/workspaces";

impl Route {
    /// The route a path names, without base path, query and hash; `None` for no page.
    pub fn parse(path: &str) -> Option<Route> {
        let path = path.strip_suffix('/').unwrap_or(path);
        match path {
            "" | SESSIONS => Some(Route::Sessions { open: None }),
            TRASH => Some(Route::Trash),
            ACTIVITY => Some(Route::Activity),
            PEOPLE => Some(Route::People),
            CALENDAR => Some(Route::Calendar),
            DATA => Some(Route::Data),
            WORKSPACES => Some(Route::Workspaces),
            _ => {
                let number = path.strip_prefix(SESSIONS)?.strip_prefix('/')?;
                Some(Route::Sessions { open: Some(number.parse().ok()?) })
            }
        }
    }

    /// Its path, without base path.
    pub fn path(self) -> String {
        match self {
            Route::Sessions { open: None } => SESSIONS.to_owned(),
            Route::Sessions { open: Some(number) } => format!("{SESSIONS}/{number}"),
            Route::Trash => TRASH.to_owned(),
            Route::Activity => ACTIVITY.to_owned(),
            Route::People => PEOPLE.to_owned(),
            Route::Calendar => CALENDAR.to_owned(),
            Route::Data => DATA.to_owned(),
            Route::Workspaces => WORKSPACES.to_owned(),
        }
    }
}

/// The names the columns have in the query.
const COLUMN_NAMES: [(Column, &str); 7] = [
    (Column::Number, "number"),
    (Column::Name, "name"),
    (Column::State, "state"),
    (Column::Begin, "begin"),
    (Column::End, "end"),
    (Column::CreatedBy, "created-by"),
    (Column::LastEditedBy, "edited-by"),
];

/// The names the scales of the timeline have in the query.
const SCALE_NAMES: [(TimeScale, &str); 3] =
    [(TimeScale::Month, "month"), (TimeScale::Quarter, "quarter"), (TimeScale::Year, "year")];

impl View {
    fn parse(get: impl Fn(&str) -> Option<String>) -> Self {
        if get("view").as_deref() != Some("timeline") {
            return View::Table;
        }
        let scale = get("scale").and_then(|name| SCALE_NAMES.iter().find(|(_, known)| *known == name));
        View::Timeline(scale.map(|(scale, _)| *scale).unwrap_or_default())
    }
}

impl SessionsQuery {
    /// Reads the query by a look-up of decoded values. What is not known is passed over.
    pub fn parse(get: impl Fn(&str) -> Option<String>) -> Self {
        let sort = get("sort")
            .and_then(|name| COLUMN_NAMES.iter().find(|(_, known)| *known == name).map(|(column, _)| *column));
        let direction =
            if get("dir").as_deref() == Some("desc") { Direction::Descending } else { Direction::Ascending };
        Self {
            list: ListQuery {
                include_closed: get("closed").is_some(),
                search: get("q").unwrap_or_default(),
                sort: sort.map(|column| (column, direction)),
                by_parent: get("group").is_some(),
            },
            view: View::parse(get),
        }
    }

    /// What the view lists. The timeline always has children beneath their parents, and goes by begin until the list is
    /// sorted by another column.
    pub fn listed(&self) -> ListQuery {
        match self.view {
            View::Table => self.list.clone(),
            View::Timeline(_) => ListQuery {
                by_parent: true,
                sort: self.list.sort.or(Some((Column::Begin, Direction::Ascending))),
                ..self.list.clone()
            },
        }
    }

    /// The names and values, not yet encoded. Nothing for what is as it is by default.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let mut pairs = Vec::new();
        if self.list.include_closed {
            pairs.push(("closed", ""));
        }
        if !self.list.search.is_empty() {
            pairs.push(("q", &*self.list.search));
        }
        if self.list.by_parent {
            pairs.push(("group", ""));
        }
        if let Some((column, direction)) = self.list.sort {
            let name = COLUMN_NAMES.iter().find(|(known, _)| *known == column).map_or("", |(_, name)| name);
            pairs.push(("sort", name));
            pairs.push(("dir", if direction == Direction::Ascending { "asc" } else { "desc" }));
        }
        if let View::Timeline(scale) = self.view {
            pairs.push(("view", "timeline"));
            if scale != TimeScale::default() {
                let name = SCALE_NAMES.iter().find(|(known, _)| *known == scale).map_or("", |(_, name)| name);
                pairs.push(("scale", name));
            }
        }
        pairs
    }
}

/// What the Activity page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActivityQuery {
    /// Who did it; by id, because two people can have the same name.
    pub person: Option<PersonId>,
    /// What it was done to.
    pub session: Option<SessionNumber>,
    /// How many pages of newer entries there are; the address counts from 1.
    pub page: usize,
}

impl ActivityQuery {
    /// Reads the query by a look-up of decoded values. What is not known is passed over.
    pub fn parse(get: impl Fn(&str) -> Option<String>) -> Self {
        let page: Option<usize> = get("page").and_then(|page| page.parse().ok());
        Self {
            person: get("person").and_then(|person| person.parse().ok()),
            session: get("session").and_then(|session| session.parse().ok()),
            page: page.unwrap_or_default().saturating_sub(1),
        }
    }

    /// The names and values, not yet encoded. Nothing for what is as it is by default.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let person = self.person.map(|person| ("person", person.to_string()));
        let session = self.session.map(|session| ("session", session.to_string()));
        let page = (self.page > 0).then(|| ("page", (self.page + 1).to_string()));
        [person, session, page].into_iter().flatten().collect()
    }
}
