//! What is true: the rules of sessions and people (`domain.md`). Pure: no clock, no randomness, no browser, no storage;
//! today, now and fresh ids come in as arguments.

mod activity;
mod archive;
mod change;
mod checkins;
mod command;
mod date_change;
mod dates;
mod directory;
mod draft;
mod example;
mod family;
mod fiscal;
mod history;
mod ids;
mod import;
mod label;
mod listing;
mod navigation;
mod number;
mod order;
mod palette;
mod person;
mod policy;
mod session;
mod sight;
mod sliced;
mod succession;
#[cfg(test)]
mod test_workspace;
mod timeline;
mod title;
mod trash;
mod warning;
mod workspace;

pub use activity::{ActivityFilter, activity, authors};
pub use archive::archivable;
pub use change::{Change, Record, RecordKey};
pub use checkins::check_in_periods;
pub use command::{Command, Decision, Reverted, SessionEdit, Surroundings, decide, overruled_entry, principal_name};
pub use date_change::{DateEffect, date_effect};
pub use dates::{DateSpan, LocalDate, Moment, NotADate, NotAMoment};
pub use directory::{groups_by_name, groups_of, members_of, people_by_name, people_matching};
pub use draft::{
    FormField, GroupDetails, GroupDraft, NewSession, PersonDetails, PersonDraft, Problem, SessionDraft, SessionOptions,
    TypedDate, check_name, check_span, check_title,
};
pub use example::example_sessions;
pub use family::{children_of, in_cycles, parent_of, possible_parents, takes_children};
pub use fiscal::{FiscalCalendar, Month, Part, Period};
pub use history::{Deed, Entry, Field, FieldChange, Subject};
pub use ids::{EntryId, FreshIds, GroupId, NotAnId, PersonId, SessionId};
pub use import::{
    ImportPlan, ImportPlanning, ImportProblem, ImportRow, ImportedSession, PersonRef, RefusedRow, import_entry,
    plan_import, status_named,
};
pub use listing::{Column, Direction, ListQuery, Lister, Row, is_listed, list};
pub use navigation::{ended_not_closed, navigation_window, sessions_in_menu};
pub use number::{NotANumber, SessionNumber};
pub use order::{sort_by, sort_by_text};
pub use palette::Colour;
pub use person::{AccessLevel, Group, GroupKind, Person, PersonKind, Principal, Stamp};
pub use policy::{
    Refusal, SessionAction, is_granted, may_act, may_administer, may_do_without, may_edit, may_purge, may_see,
    offered_actions,
};
pub use session::{ActiveStatus, Approval, Cadence, Session, Status, Timing, Visibility};
pub use sight::{Sight, who_can_see};
pub use sliced::Sliced;
pub use succession::next_session;
pub use timeline::{
    AxisPeriod, BAR_LEAST, Bar, PeriodName, TimeAxis, TimeScale, TimelineStart, Unit, timeline_span, timeline_start,
};
pub use title::{TITLE_MOST, Title, TitleProblem};
pub use trash::trash;
pub use warning::{Warning, date_warnings};
pub use workspace::{Settings, Workspace, fold};
