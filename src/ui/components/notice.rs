//! A banner within a page.

use super::{IconName, icon};
use crate::ui::markup::{El, el};

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Needs a look.
    Warning,
    /// Something is wrong.
    Error,
}

/// Says something lasting, with an icon and in words. It has no role: what must be announced is a toast.
///
/// The children are the sentence, and what can be done about it.
pub fn notice(tone: Tone, children: impl IntoIterator<Item = El>) -> El {
    framed(tone, el("div").class("notice-content").children(children))
}

fn framed(tone: Tone, content: El) -> El {
    let (class, name) = match tone {
        Tone::Info => ("notice info", IconName::Info),
        Tone::Warning => ("notice warning", IconName::Warning),
        Tone::Error => ("notice error", IconName::Error),
    };
    el("div").class(class).child(icon(name)).child(content)
}
