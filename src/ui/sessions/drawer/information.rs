//! Who made and changed a session, when.

use leptos::prelude::*;

use crate::domain::{Session, Stamp};
use crate::ui::format;
use crate::ui::markup::{El, el};
use crate::ui::person_name::person_name;

use super::Shown;

/// The region *Information*.
pub(super) fn information(session: Shown) -> El {
    let stamp =
        move |read: fn(&Session) -> Stamp| Memo::new(move |_| session.with(|session| session.as_deref().map(read)));
    let created = stamp(|session| session.created);
    let changed = stamp(|session| session.changed);
    let person = |stamp: Memo<Option<Stamp>>| el("dd").dynamic(move || stamp.get().map(|stamp| person_name(stamp.by)));
    let time = |stamp: Memo<Option<Stamp>>| {
        el("dd").dynamic(move || {
            stamp.get().map(|stamp| el("time").attr("datetime", &stamp.at.to_string()).text(&format::moment(stamp.at)))
        })
    };
    let fact = |name: &str, value: El| el("div").child(el("dt").text(name)).child(value);
    let facts = el("dl").class("facts").children([
        fact("Created by", person(created)),
        fact("Changed by", person(changed)),
        fact("Created date", time(created)),
        fact("Changed date", time(changed)),
    ]);
    el("section").class("section").attr("aria-label", "Information").child(el("h3").text("Information")).child(facts)
}
