//! What the values of a session and a person are called, in the interface, in files and in the history.

use super::person::{AccessLevel, GroupKind, PersonKind};
use super::session::{ActiveStatus, Approval, Cadence, Status, Visibility};

impl ActiveStatus {
    /// `Open`, `In progress`.
    pub fn label(self) -> &'static str {
        match self {
            ActiveStatus::Open => "Open",
            ActiveStatus::InProgress => "In progress",
        }
    }
}

impl Status {
    /// `Open`, `In progress`, `Closed`.
    pub fn label(self) -> &'static str {
        match self {
            Status::Active(status) => status.label(),
            Status::Closed { .. } => "Closed",
        }
    }

    /// The state of the list: `Active` or `Closed`.
    pub fn state_label(self) -> &'static str {
        if self.is_closed() { "Closed" } else { "Active" }
    }
}

impl Cadence {
    /// `Weekly`, `Bi-weekly`, `Monthly`.
    pub fn label(self) -> &'static str {
        match self {
            Cadence::Weekly => "Weekly",
            Cadence::BiWeekly => "Bi-weekly",
            Cadence::Monthly => "Monthly",
        }
    }

    /// The cadence with this label, letter case aside.
    pub fn named(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cadence| cadence.label().eq_ignore_ascii_case(label))
    }
}

impl Approval {
    /// `None`, `One level`, `Two levels`.
    pub fn label(self) -> &'static str {
        match self {
            Approval::None => "None",
            Approval::OneLevel => "One level",
            Approval::TwoLevels => "Two levels",
        }
    }

    /// The level with this label, letter case aside.
    pub fn named(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|approval| approval.label().eq_ignore_ascii_case(label))
    }
}

impl Visibility {
    /// `Visible to everyone`, `Custom`.
    pub fn label(&self) -> &'static str {
        match self {
            Visibility::Everyone => "Visible to everyone",
            Visibility::Custom(_) => "Custom",
        }
    }
}

impl AccessLevel {
    /// Both, in the order in which they are offered.
    pub const ALL: [AccessLevel; 2] = [AccessLevel::SystemAdministrator, AccessLevel::Member];

    /// `System administrator`, `Member`.
    pub fn label(self) -> &'static str {
        match self {
            AccessLevel::SystemAdministrator => "System administrator",
            AccessLevel::Member => "Member",
        }
    }
}

impl PersonKind {
    /// Both, in the order in which they are offered.
    pub const ALL: [PersonKind; 2] = [PersonKind::Employee, PersonKind::Account];

    /// `Employee`, `Account`.
    pub fn label(self) -> &'static str {
        match self {
            PersonKind::Employee => "Employee",
            PersonKind::Account => "Account",
        }
    }
}

impl GroupKind {
    /// `Team`, `Role`.
    pub fn label(self) -> &'static str {
        match self {
            GroupKind::Team => "Team",
            GroupKind::Role => "Role",
        }
    }
}
