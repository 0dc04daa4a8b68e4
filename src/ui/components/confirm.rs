//! An alert dialog with two buttons: a verb and Cancel.

use std::rc::Rc;

use super::{dialog, dom};
use crate::ui::markup::{El, Handler, el};

/// Asks before something is done. Cancel and Escape change nothing. It may stand on another modal dialog.
pub struct Confirm {
    name: String,
    verb: &'static str,
    danger: bool,
    cancel: &'static str,
    on_confirm: Handler,
    on_cancel: Handler,
}

impl Confirm {
    /// The heading is the question, in short; the verb is the name of the button that does it.
    pub fn new(name: String, verb: &'static str) -> Self {
        let nothing: Handler = Rc::new(|| {});
        Self { name, verb, danger: false, cancel: "Cancel", on_confirm: nothing.clone(), on_cancel: nothing }
    }

    /// What it does cannot be undone: the button is red, and Cancel has the focus.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// The name of the button that changes nothing.
    pub fn cancel(mut self, name: &'static str) -> Self {
        self.cancel = name;
        self
    }

    /// The verb was chosen.
    pub fn on_confirm(mut self, run: impl Fn() + 'static) -> Self {
        self.on_confirm = Rc::new(run);
        self
    }

    /// Cancel or Escape.
    pub fn on_cancel(mut self, run: impl Fn() + 'static) -> Self {
        self.on_cancel = Rc::new(run);
        self
    }

    /// With what will happen, in numbers.
    pub fn view(self, children: impl IntoIterator<Item = El>) -> El {
        self.view_of(children.into_iter().collect())
    }

    fn view_of(self, children: Vec<El>) -> El {
        let Self { name, verb, danger, cancel, on_confirm, on_cancel } = self;
        let heading = dom::fresh_id();
        let text = dom::fresh_id();
        let (class, first) =
            if danger { ("button danger", "[data-cancel]") } else { ("button primary", "[data-confirm]") };
        let leave = on_cancel.clone();
        let cancel = el("button")
            .attr("type", "button")
            .class("button")
            .flag("data-cancel")
            .on_click(move || leave())
            .text(cancel);
        let confirm = el("button")
            .attr("type", "button")
            .class(class)
            .flag("data-confirm")
            .on_click(move || on_confirm())
            .text(verb);
        let content = vec![
            el("h2").attr("id", &heading).text(&name),
            el("div").class("dialog-text").attr("id", &text).children(children),
            el("div").class("dialog-footer").child(cancel).child(confirm),
        ];
        dialog::modal("dialog confirm", "alertdialog", &heading, Some(&text), first, on_cancel, content)
    }
}

/// Asked before what was typed into a dialog goes.
pub fn discard_question(on_discard: impl Fn() + 'static, on_keep: impl Fn() + 'static) -> El {
    Confirm::new("Discard what you typed?".to_owned(), "Discard")
        .danger()
        .cancel("Keep editing")
        .on_confirm(on_discard)
        .on_cancel(on_keep)
        .view([el("p").text("What you typed is not saved yet and would be lost.")])
}
