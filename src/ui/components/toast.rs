//! Messages at the lower edge: what was done, with Undo, and what failed.

use std::{sync::Arc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{
    dom,
    icon::{IconName, icon},
};
use crate::ui::markup::{El, el};

/// How long a done message stays.
const SHOWN_FOR: Duration = Duration::from_secs(8);

/// What takes a done thing back.
///
/// It outlives the component that made it: a dialog is long gone when its message is read.
#[derive(Clone)]
pub struct Undo(Arc<dyn Fn() + Send + Sync>);

impl Undo {
    /// Runs the function when the button is pressed; the function must outlive the component that makes it.
    pub fn new(run: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(run))
    }
}

#[derive(Clone)]
struct Done {
    /// Another one for each message: the same words again are made anew, or they would not be read out.
    number: usize,
    text: String,
    undo: Option<Undo>,
}

/// The messages that are shown, from anywhere below `Toasts::provide`.
#[derive(Clone, Copy)]
pub struct Toasts {
    done: RwSignal<Option<Done>>,
    failed: RwSignal<Vec<String>>,
    /// The regions that are mounted: the page's, then one in each modal dialog. All but the last are inert.
    regions: RwSignal<Vec<usize>>,
    next: StoredValue<usize>,
    timer: StoredValue<Option<TimeoutHandle>>,
    held: StoredValue<bool>,
}

/// The messages of the app. Without `Toasts::provide` above, messages go nowhere.
pub fn toasts() -> Toasts {
    use_context().unwrap_or_else(Toasts::new)
}

impl Toasts {
    fn new() -> Self {
        Self {
            done: RwSignal::new(None),
            failed: RwSignal::new(Vec::new()),
            regions: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            timer: StoredValue::new(None),
            held: StoredValue::new(false),
        }
    }

    /// Makes them available to everything below.
    pub fn provide() -> Self {
        let toasts = Self::new();
        provide_context(toasts);
        toasts
    }

    /// Says that something was done; replaces the message before. It goes after 8 s, but not under the pointer or focus.
    pub fn done(self, text: impl Into<String>, undo: Option<Undo>) {
        self.show_done(Done { number: self.number(), text: text.into(), undo });
    }

    fn show_done(self, done: Done) {
        self.done.set(Some(done));
        self.held.set_value(false);
        self.start_timer();
    }

    /// Says that something failed; stays until it is dismissed. The same text is not shown twice.
    pub fn failed(self, text: impl Into<String>) {
        self.add_failed(text.into());
    }

    fn add_failed(self, text: String) {
        self.failed.update(|failed| {
            failed.retain(|failure| *failure != text);
            failed.push(text);
        });
    }

    /// Takes the done message away, for instance because its Undo is no longer possible.
    pub fn clear_done(self) {
        self.stop_timer();
        self.done.set(None);
    }

    /// The number of the done message that is shown.
    pub fn shown(self) -> Option<usize> {
        self.done.try_with_untracked(|done| done.as_ref().map(|done| done.number)).flatten()
    }

    /// Takes the done message of this number away, unless another one has taken its place.
    pub fn clear_done_if_still(self, number: usize) {
        if self.shown() == Some(number) {
            self.clear_done();
        }
    }

    fn number(self) -> usize {
        self.next
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default()
    }

    fn start_timer(self) {
        self.stop_timer();
        let gone = move || {
            self.done.try_set(None);
        };
        self.timer.set_value(set_timeout_with_handle(gone, SHOWN_FOR).ok());
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn hold(self) {
        self.held.set_value(true);
        self.stop_timer();
    }

    fn release(self) {
        if self.held.get_value() && self.done.with_untracked(Option::is_some) {
            self.held.set_value(false);
            self.start_timer();
        }
    }
}

/// Where the messages are shown: once in the app's frame; each modal dialog has its own, because a modal makes everything
/// else inert. Only the topmost one shows anything. Its live regions stand before the text comes in.
pub fn toast_region() -> El {
    let toasts = toasts();
    let number = toasts.number();
    toasts.regions.update(|regions| regions.push(number));
    on_cleanup(move || {
        toasts.regions.try_update(|regions| regions.retain(|region| *region != number));
    });
    let topmost = Memo::new(move |_| toasts.regions.with(|regions| regions.last() == Some(&number)));
    // What is shown already stays as it is when another one comes: it would be read out again.
    let failed = el("div").class("toasts-failed").attr("role", "alert").rows(
        move || 0..if topmost.get() { toasts.failed.with(Vec::len) } else { 0 },
        move |at| failed_view(toasts, at),
    );
    let done = el("div")
        .class("toasts-done")
        .attr("role", "status")
        .on("pointerenter", move |_| toasts.hold())
        .on("pointerleave", move |_| toasts.release())
        .on("focusin", move |_| toasts.hold())
        .on("focusout", move |_| toasts.release())
        .rows(
            move || {
                toasts.done.with(|done| {
                    done.as_ref().map_or(0..0, |done| done.number..done.number + usize::from(topmost.get()))
                })
            },
            move |_| done_view(toasts),
        );
    el("div").class("toasts").child(failed).child(done)
}

fn done_view(toasts: Toasts) -> El {
    let undo_of = |done: &Option<Done>| done.as_ref().and_then(|done| done.undo.clone());
    let text = move || toasts.done.with(|done| done.as_ref().map(|done| done.text.clone())).unwrap_or_default();
    let undo = move || {
        let undo = toasts.done.with_untracked(undo_of);
        toasts.clear_done();
        dom::focus_main();
        if let Some(Undo(run)) = undo {
            run();
        }
    };
    el("div").class("toast done").child(icon(IconName::Check)).child(el("p").text_fn(text)).when(
        move || toasts.done.with(undo_of).is_some(),
        move || el("button").attr("type", "button").class("toast-button").on_click(undo).text("Undo"),
    )
}

fn failed_view(toasts: Toasts, at: usize) -> El {
    let text = move || toasts.failed.with(|failed| failed.get(at).cloned()).unwrap_or_default();
    let dismiss = move || {
        dom::keep_focus();
        toasts.failed.update(|failed| {
            if at < failed.len() {
                failed.remove(at);
            }
        });
    };
    el("div")
        .class("toast failed")
        .child(icon(IconName::Error))
        .child(el("p").text_fn(text))
        .child(el("button").attr("type", "button").class("toast-button").on_click(dismiss).text("Dismiss"))
}
