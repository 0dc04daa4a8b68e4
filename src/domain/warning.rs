//! What is worth saying before saving, but blocks nothing.

use super::dates::DateSpan;
use super::ids::SessionId;
use super::listing::is_listed;
use super::number::SessionNumber;
use super::person::Person;
use super::workspace::Workspace;

/// Something unusual about a session's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Some of its days lie outside its parent's.
    OutsideParent(SessionNumber),
    /// It shares days with a sibling under the same parent.
    OverlapsSibling(SessionNumber),
}

/// The warnings for a session with these dates below this parent, without what the viewer may not see. `own` is the
/// session itself where it exists already.
pub fn date_warnings(
    workspace: &Workspace,
    viewer: &Person,
    own: Option<SessionId>,
    parent: Option<SessionId>,
    span: DateSpan,
) -> Vec<Warning> {
    let Some(parent) = parent.and_then(|parent| workspace.session(parent)) else {
        return Vec::new();
    };
    if !is_listed(workspace, viewer, parent) {
        return Vec::new();
    }
    let outside = (!parent.span.covers(span)).then_some(Warning::OutsideParent(parent.number));
    let overlaps = workspace
        .children(parent.id)
        .filter(|sibling| Some(sibling.id) != own && is_listed(workspace, viewer, sibling))
        .filter(|sibling| sibling.span.overlaps(span))
        .map(|sibling| Warning::OverlapsSibling(sibling.number));
    outside.into_iter().chain(overlaps).collect()
}
