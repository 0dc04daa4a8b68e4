//! Messages at the lower edge: what was done, with Undo, and what failed.

use std::{sync::Arc, time::Duration};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{Icon, IconName, dom};

/// How long a done message stays.
const SHOWN_FOR: Duration = Duration::from_secs(8);

/// What takes a done thing back.
///
/// Not a `Callback`: that one dies with the component that made it, and a dialog is long gone when its message is read.
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
    text: String,
    undo: Option<Undo>,
}

#[derive(Clone)]
struct Failure {
    number: u32,
    text: String,
}

/// The messages that are shown, from anywhere below `Toasts::provide`.
#[derive(Clone, Copy)]
pub struct Toasts {
    done: RwSignal<Option<Done>>,
    failed: RwSignal<Vec<Failure>>,
    /// The regions that are mounted: the page's, then one in each modal dialog. All but the last are inert.
    regions: RwSignal<Vec<u32>>,
    next: StoredValue<u32>,
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
        self.done.set(Some(Done { text: text.into(), undo }));
        self.held.set_value(false);
        self.start_timer();
    }

    /// Says that something failed; stays until it is dismissed. The same text is not shown twice.
    pub fn failed(self, text: impl Into<String>) {
        let text = text.into();
        let number = self.number();
        self.failed.update(|failed| {
            failed.retain(|failure| failure.text != text);
            failed.push(Failure { number, text });
        });
    }

    /// Takes the done message away, for instance because its Undo is no longer possible.
    pub fn clear_done(self) {
        self.stop_timer();
        self.done.set(None);
    }

    fn number(self) -> u32 {
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
#[component]
pub fn ToastRegion() -> AnyView {
    let toasts = toasts();
    let number = toasts.number();
    toasts.regions.update(|regions| regions.push(number));
    on_cleanup(move || {
        toasts.regions.try_update(|regions| regions.retain(|region| *region != number));
    });
    let topmost = Memo::new(move |_| toasts.regions.with(|regions| regions.last() == Some(&number)));
    let done = move || {
        if !topmost.get() {
            return None;
        }
        toasts.done.get().map(|message| done_view(toasts, message))
    };
    let failed = move || {
        if !topmost.get() {
            return Vec::new();
        }
        toasts.failed.get().into_iter().map(|failure| failed_view(toasts, failure)).collect()
    };
    view! {
        <div class="toasts">
            <div class="toasts-failed" role="alert">{failed}</div>
            <div
                class="toasts-done"
                role="status"
                on:pointerenter=move |_| toasts.hold()
                on:pointerleave=move |_| toasts.release()
                on:focusin=move |_| toasts.hold()
                on:focusout=move |_| toasts.release()
            >
                {done}
            </div>
        </div>
    }
    .into_any()
}

fn done_view(toasts: Toasts, Done { text, undo }: Done) -> AnyView {
    let undo = undo.map(|Undo(run)| {
        let click = move |_| {
            toasts.clear_done();
            dom::focus_main();
            run();
        };
        view! { <button type="button" class="toast-button" on:click=click>"Undo"</button> }
    });
    view! {
        <div class="toast done">
            <Icon name=IconName::Check />
            <p>{text}</p>
            {undo}
        </div>
    }
    .into_any()
}

fn failed_view(toasts: Toasts, Failure { number, text }: Failure) -> AnyView {
    let dismiss = move |_| toasts.failed.update(|failed| failed.retain(|failure| failure.number != number));
    view! {
        <div class="toast failed">
            <Icon name=IconName::Error />
            <p>{text}</p>
            <button type="button" class="toast-button" on:click=dismiss>"Dismiss"</button>
        </div>
    }
    .into_any()
}
