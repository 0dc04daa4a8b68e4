//! A session for unit tests. Whole workspaces to act in are in `tests/support`.

use super::dates::{DateSpan, Moment};
use super::ids::{FreshIds, PersonId, SessionId};
use super::number::SessionNumber;
use super::palette::Colour;
use super::person::Stamp;
use super::session::{Approval, Cadence, Session, Status, Visibility};
use super::title::Title;

/// Ids that count up.
pub struct CountedIds(pub u128);

impl FreshIds for CountedIds {
    fn next_bits(&mut self) -> u128 {
        self.0 += 1;
        self.0 << 32
    }
}

/// A session outside any workspace.
pub fn session(title: &str, begin: &str, end: &str) -> Session {
    let stamp = Stamp { by: PersonId::fresh(&mut CountedIds(1)), at: Moment::EPOCH };
    Session {
        id: SessionId::fresh(&mut CountedIds(2)),
        number: SessionNumber::FIRST,
        title: Title::new(title).unwrap(),
        span: DateSpan::new(begin.parse().unwrap(), end.parse().unwrap()).unwrap(),
        status: Status::OPEN,
        colour: Colour::Blue,
        parent: None,
        cadence: Cadence::Weekly,
        approval: Approval::None,
        visibility: Visibility::Everyone,
        created: stamp,
        changed: stamp,
        trashed: None,
        revision: 1,
        epoch: 0,
    }
}
