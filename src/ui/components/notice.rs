//! A banner within a page.

use leptos::prelude::*;

use super::{Icon, IconName};

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
#[component]
pub fn Notice(
    /// How serious it is.
    tone: Tone,
    /// The sentence, and what can be done about it.
    children: Children,
) -> AnyView {
    let (class, icon) = match tone {
        Tone::Info => ("notice info", IconName::Info),
        Tone::Warning => ("notice warning", IconName::Warning),
        Tone::Error => ("notice error", IconName::Error),
    };
    view! {
        <div class=class>
            <Icon name=icon />
            <div class="notice-content">{children()}</div>
        </div>
    }
    .into_any()
}
