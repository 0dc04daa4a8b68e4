//! *Undo* and *Redo* in the header, each named with what it does.

use leptos::prelude::*;

use crate::store::{StepName, Store};
use crate::ui::components::{IconName, icon};
use crate::ui::markup::{El, el};
use crate::ui::perform::{Performer, use_performer};
use crate::ui::wording;

/// The two buttons.
pub(super) fn undo_buttons() -> El {
    let performer = use_performer();
    let undo = button(UNDO, IconName::Undo, Store::next_undo, Performer::undo);
    let redo = button(REDO, IconName::Redo, Store::next_redo, Performer::redo);
    el("div").class("undo-buttons").children([undo(performer), redo(performer)])
}

/// What a button is called.
struct Words {
    name: &'static str,
    /// While it is not known yet what was done before.
    unknown: &'static str,
    nothing: &'static str,
}

const UNDO: Words = Words { name: "Undo", unknown: "the last change", nothing: "nothing to undo" };
const REDO: Words = Words { name: "Redo", unknown: "what was undone", nothing: "nothing to do again" };

/// It stays where it is while there is nothing to do, and says so.
fn button(
    words: Words,
    shape: IconName,
    next: fn(Store) -> Option<StepName>,
    run: fn(Performer),
) -> impl FnOnce(Performer) -> El {
    move |performer| {
        let next = Memo::new(move |_| next(performer.store()));
        let label = move || {
            let what = next.with(|step| step.as_ref().map(|step| wording::told(step.deed, &step.what)));
            let what = what.as_deref().unwrap_or(if performer.store().knows_its_steps() {
                words.nothing
            } else {
                words.unknown
            });
            [words.name, ": ", what].concat()
        };
        el("button")
            .attr("type", "button")
            .class("icon-button")
            .attr_fn("aria-label", move || Some(label()))
            .attr_fn("title", move || Some(label()))
            .aria_fn("aria-disabled", move || next.with(Option::is_none) && performer.store().knows_its_steps())
            .on_click(move || run(performer))
            .child(icon(shape))
    }
}
