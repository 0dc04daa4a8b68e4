//! Long work on a file: done in slices between which the browser has its turn, shown while it lasts, and stopped by *Cancel*.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::Sliced;
use crate::ui::components::dom::after_the_frame;
use crate::ui::format;
use crate::ui::markup::{El, el};

/// A slice leaves a frame of 16 ms some room. Below that the browser's turns cost more than they give.
const SLICE: f64 = 12.0;
/// So many parts are done between two looks at the clock.
const PARTS: usize = 64;
/// Nothing is shown of what takes less: it would flicker.
const SHOWN_AFTER: f64 = 300.0;

/// It was cancelled, or its page was left.
pub(super) struct Stopped;

/// A part of what is going on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Phase {
    /// What is done.
    pub(super) verb: &'static str,
    /// With what: its parts are counted. `None` where the parts mean nothing to a person.
    pub(super) counted: Option<&'static str>,
    /// Its place among the phases, from 0, and how many there are.
    pub(super) place: (u32, u32),
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Progress {
    phase: Phase,
    done: usize,
    all: usize,
}

impl Progress {
    /// `Checking 3,200 of 10,000 sessions`.
    fn text(&self) -> String {
        match self.phase.counted {
            Some(what) => {
                [self.phase.verb, " ", &*format::count(self.done), " of ", &format::count(self.all), " ", what].concat()
            }
            None => [self.phase.verb, "…"].concat(),
        }
    }

    /// From 0 to 1, over all phases.
    fn share(&self) -> f64 {
        let (place, of) = self.phase.place;
        let within = self.done as f64 / self.all.max(1) as f64;
        (f64::from(place) + within) / f64::from(of)
    }
}

/// What is going on; what is begun next takes its place.
#[derive(Clone, Copy)]
pub(super) struct Running {
    turn: StoredValue<u32>,
    is_on: RwSignal<bool>,
    progress: RwSignal<Option<Progress>>,
}

/// One that is going on, until it is dropped.
pub(super) struct Run {
    running: Running,
    turn: u32,
    begun: f64,
}

impl Running {
    pub(super) fn new() -> Self {
        Self { turn: StoredValue::new(0), is_on: RwSignal::new(false), progress: RwSignal::new(None) }
    }

    /// Stops what is going on, and begins something else.
    pub(super) fn begin(self) -> Run {
        self.stop();
        self.is_on.set(true);
        Run { running: self, turn: self.turn.get_value(), begun: now() }
    }

    /// Stops what is going on, if anything is.
    pub(super) fn stop(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.is_on.set(false);
        self.progress.set(None);
    }

    /// Whether anything is going on.
    pub(super) fn is_on(self) -> RwSignal<bool> {
        self.is_on
    }

    /// Whether it has been going on so long that it is shown.
    pub(super) fn is_shown(self) -> Memo<bool> {
        Memo::new(move |_| self.progress.with(Option::is_some))
    }

    /// How far it is, while that is shown.
    pub(super) fn bar(self) -> El {
        let bar = move || {
            let share = move || self.progress.get().map(|progress| progress.share().to_string());
            let text = move || self.progress.get().map(|progress| progress.text()).unwrap_or_default();
            let progress = el("progress").attr("aria-label", "Progress").attr("max", "1").attr_fn("value", share);
            el("div").class("import-progress").child(progress).child(el("span").class("secondary").text_fn(text))
        };
        let shown = self.is_shown();
        el("div").when(move || shown.get(), bar)
    }
}

impl Run {
    /// Whether it goes on.
    pub(super) fn check(&self) -> Result<(), Stopped> {
        if self.running.turn.try_get_value() == Some(self.turn) { Ok(()) } else { Err(Stopped) }
    }

    /// Does some work to its end.
    pub(super) async fn through<W: Sliced>(&self, phase: Phase, mut work: W) -> Result<W::Output, Stopped> {
        self.check()?;
        loop {
            let end = now() + SLICE;
            while !work.is_done() && now() < end {
                work.go_on(PARTS);
            }
            let (done, all) = work.progress();
            if self.is_long() {
                self.running.progress.set(Some(Progress { phase, done, all }));
            }
            if work.is_done() {
                return Ok(work.finish());
            }
            browsers_turn().await;
            self.check()?;
        }
    }

    /// Says what is done next in one go, and lets it be seen.
    pub(super) async fn say(&self, phase: Phase, all: usize) -> Result<(), Stopped> {
        if self.is_long() {
            self.running.progress.set(Some(Progress { phase, done: 0, all }));
            painted().await;
        }
        self.check()
    }

    fn is_long(&self) -> bool {
        now() - self.begun >= SHOWN_AFTER
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if self.check().is_ok() {
            self.running.stop();
        }
    }
}

/// Milliseconds of a clock that nobody sets.
fn now() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Lets the browser do what waits: draw a frame, answer a click. Where it has `scheduler.yield` the work goes on before other
/// timers, and at full speed in a hidden tab.
async fn browsers_turn() {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &JsValue::from_str(name)).ok();
    let scheduler = get(&window(), "scheduler").filter(JsValue::is_object);
    let turn = scheduler.and_then(|scheduler| {
        let give: js_sys::Function = get(&scheduler, "yield")?.dyn_into().ok()?;
        give.call0(&scheduler).ok()?.dyn_into::<js_sys::Promise>().ok()
    });
    let turn = turn.unwrap_or_else(|| later(|done| set_timeout(done, std::time::Duration::ZERO)));
    // It is never refused.
    let _ = turn.await;
}

/// Waits until what was said before is on the screen.
pub(super) async fn painted() {
    let _ = later(after_the_frame).await;
}

/// A promise that is kept once the given function is called.
pub(super) fn later(ask: impl Fn(Box<dyn FnOnce()>)) -> js_sys::Promise {
    js_sys::Promise::new(&mut |keep, _| {
        ask(Box::new(move || {
            let _ = keep.call0(&JsValue::NULL);
        }));
    })
}
