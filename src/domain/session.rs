//! A session: the time frame in which objectives are planned, tracked and closed (`domain.md`, Session).

use std::collections::BTreeSet;

use super::dates::{DateSpan, LocalDate};
use super::ids::SessionId;
use super::number::SessionNumber;
use super::palette::Colour;
use super::person::{Principal, Stamp};
use super::title::Title;

/// The two statuses in which a session is worked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActiveStatus {
    /// OKRs are being planned.
    Open,
    /// OKRs are settled; progress is being tracked.
    InProgress,
}

/// Where a session stands. A closed one remembers what it goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Open or in progress: *Active* in the list.
    Active(ActiveStatus),
    /// Read-only, for administrators too.
    Closed {
        /// The status that *Reopen* restores.
        was: ActiveStatus,
    },
}

impl Status {
    /// The status of a new session.
    pub const OPEN: Status = Status::Active(ActiveStatus::Open);
    /// The status after *Start*.
    pub const IN_PROGRESS: Status = Status::Active(ActiveStatus::InProgress);

    /// Whether the session is read-only.
    pub fn is_closed(self) -> bool {
        matches!(self, Status::Closed { .. })
    }
}

/// How often key results are to be updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cadence {
    /// Every seven days.
    #[default]
    Weekly,
    /// Every fourteen days.
    BiWeekly,
    /// Every calendar month.
    Monthly,
}

impl Cadence {
    /// All, in the order in which they are offered.
    pub const ALL: [Cadence; 3] = [Cadence::Weekly, Cadence::BiWeekly, Cadence::Monthly];
}

/// How many approvals an objective needs; a higher level is "more", and can only be raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Approval {
    /// No approval.
    #[default]
    None,
    /// One approver.
    OneLevel,
    /// Two different approvers.
    TwoLevels,
}

impl Approval {
    /// All, in rising order.
    pub const ALL: [Approval; 3] = [Approval::None, Approval::OneLevel, Approval::TwoLevels];
}

/// Who may see a session beside administrators and its creator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Everybody.
    #[default]
    Everyone,
    /// These and nobody else.
    Custom(BTreeSet<Principal>),
}

/// Where a session lies relative to today; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// It has not begun.
    Upcoming,
    /// Today lies in it.
    Current,
    /// Its last day is over.
    Ended,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Opaque, globally unique, never shown.
    pub id: SessionId,
    /// What people call it by; unique in the workspace, never reused.
    pub number: SessionNumber,
    /// Its name.
    pub title: Title,
    /// First and last day.
    pub span: DateSpan,
    /// Open, in progress or closed.
    pub status: Status,
    /// One of the palette.
    pub colour: Colour,
    /// The session it is part of.
    pub parent: Option<SessionId>,
    /// How often key results are updated.
    pub cadence: Cadence,
    /// How many approvals objectives need.
    pub approval: Approval,
    /// Who may see it.
    pub visibility: Visibility,
    /// Who added it, when.
    pub created: Stamp,
    /// Who changed it last, when.
    pub changed: Stamp,
    /// Set while it is in the trash.
    pub trashed: Option<Stamp>,
    /// Counts the changes of this record, from 1.
    pub revision: u32,
    /// How often the clock had been seen to go back when it was added. Sessions are in the order of epoch, time and
    /// number, so that what is added after the clock was set back still is the newest.
    pub epoch: u32,
}

impl Session {
    /// Number and title: `SE-01001 Q1 2026`.
    pub fn called(&self) -> String {
        [&*self.number.to_string(), " ", self.title.as_str()].concat()
    }

    /// Where it lies relative to `today`.
    pub fn timing(&self, today: LocalDate) -> Timing {
        if today < self.span.begin() {
            Timing::Upcoming
        } else if today > self.span.end() {
            Timing::Ended
        } else {
            Timing::Current
        }
    }

    /// Whether it ended and waits to be closed by somebody.
    pub fn is_overdue(&self, today: LocalDate) -> bool {
        !self.status.is_closed() && self.timing(today) == Timing::Ended
    }
}
