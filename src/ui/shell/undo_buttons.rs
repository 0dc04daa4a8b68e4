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
    let undo = button("Undo", IconName::Undo, "nothing to undo", Store::next_undo, Performer::undo);
    let redo = button("Redo", IconName::Redo, "nothing to do again", Store::next_redo, Performer::redo);
    el("div").class("undo-buttons").children([undo(performer), redo(performer)])
}

/// It stays where it is while there is nothing to do, and says so.
fn button(
    name: &'static str,
    shape: IconName,
    nothing: &'static str,
    next: fn(Store) -> Option<StepName>,
    run: fn(Performer),
) -> impl FnOnce(Performer) -> El {
    move |performer| {
        let next = Memo::new(move |_| next(performer.store()));
        let label = move || {
            let what = next.with(|step| step.as_ref().map(|step| wording::told(step.deed, &step.what)));
            match what {
                None if !performer.store().knows_its_steps() => name.to_owned(),
                what => [name, ": ", what.as_deref().unwrap_or(nothing)].concat(),
            }
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
