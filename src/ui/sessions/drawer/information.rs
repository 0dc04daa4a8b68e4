//! Who made and changed a session, when.

use leptos::prelude::*;

use crate::domain::{Session, Stamp};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::person_name::person_name;

use super::Shown;

/// The region *Information*.
pub(super) fn information(session: Shown) -> El {
    let facts = el("dl").class("facts").children([
        fact("Created by", person(session, created)),
        fact("Changed by", person(session, changed)),
        fact("Created date", time(session, created)),
        fact("Changed date", time(session, changed)),
    ]);
    el("section").class("section").attr("aria-label", "Information").child(el("h3").text("Information")).child(facts)
}

fn created(session: &Session) -> Stamp {
    session.created
}

fn changed(session: &Session) -> Stamp {
    session.changed
}

fn fact(name: &str, value: El) -> El {
    el("div").child(el("dt").text(name)).child(value)
}

/// Made anew for another person only: every change of a session has a time of its own, and most are by the same person.
fn person(session: Shown, read: fn(&Session) -> Stamp) -> El {
    let by = Memo::new(move |_| session.with(|session| session.as_deref().map(|session| read(session).by)));
    el("dd").dynamic(move || by.get().map(person_name))
}

fn time(session: Shown, read: fn(&Session) -> Stamp) -> El {
    let at = move || session.with(|session| session.as_deref().map(|session| read(session).at));
    let time = el("time")
        .attr_fn("datetime", move || at().map(|at| at.to_string()))
        .text_fn(move || at().map(format::moment).unwrap_or_default());
    el("dd").child(time)
}
