//! The dialogs that add a session: *Add Session*, *Create next session*, *Clone session*.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::{
    Colour, Command, DateSpan, FormField, Period, Problem, Session, SessionDraft, TypedDate, check_span,
};
use crate::ui::components::dom::after_the_frame;
use crate::ui::components::{
    DateEntry, DateField, Dialog, TextField, dialog_footer, discard_question, disclosure, dom, focus_first_invalid,
    read_date,
};
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, Handler, Place, el};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::wording;

use super::option_fields::{OptionValues, date_warnings_view, option_fields};
use super::quick_picks::quick_picks;

/// The form as it is being typed.
#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    begin: RwSignal<DateEntry>,
    end: RwSignal<DateEntry>,
    options: OptionValues,
    begin_input: Place,
    end_input: Place,
    /// Problems are shown after the first try to save, or for fields that were left.
    tried: RwSignal<bool>,
    left: RwSignal<[bool; 3]>,
    /// While a button of the mouse is down nothing may appear or vanish: the click would land beside what it was meant
    /// for. The fields that were left meanwhile wait here.
    pressed: StoredValue<bool>,
    left_meanwhile: StoredValue<[bool; 3]>,
    /// The title that a quick pick gave; another one may replace it.
    picked: StoredValue<String>,
}

impl Form {
    fn new(draft: &SessionDraft, colour: Colour) -> Self {
        Self {
            title: RwSignal::new(draft.title.clone()),
            begin: RwSignal::new(entry(&draft.begin)),
            end: RwSignal::new(entry(&draft.end)),
            options: OptionValues::new(&draft.options, colour),
            begin_input: Place::new(),
            end_input: Place::new(),
            tried: RwSignal::new(false),
            left: RwSignal::new([false; 3]),
            pressed: StoredValue::new(false),
            left_meanwhile: StoredValue::new([false; 3]),
            picked: StoredValue::new(String::new()),
        }
    }

    fn draft(self) -> SessionDraft {
        SessionDraft {
            title: self.title.get(),
            begin: typed(&self.begin.get()),
            end: typed(&self.end.get()),
            options: self.options.read(),
        }
    }

    fn typed_beside(self, first: &SessionDraft) -> Vec<String> {
        typed_beside([
            (DateEntry::from(&*self.title.get_untracked()), first.title.clone(), "title"),
            (self.begin.get_untracked(), first.begin.text.clone(), "begin date"),
            (self.end.get_untracked(), first.end.text.clone(), "end date"),
        ])
    }

    fn span(self) -> Option<DateSpan> {
        check_span(&typed(&self.begin.get()), &typed(&self.end.get())).ok()
    }

    /// The message next to a field.
    fn error(self, field: FormField, place: usize) -> Signal<Option<String>> {
        Signal::derive(move || {
            let shown = self.tried.get() || self.left.get()[place];
            let problem = shown.then(|| self.draft().check().err()).flatten();
            let found = problem?.into_iter().find(|problem: &Problem| problem.field() == field);
            found.map(|problem| wording::problem(problem).to_owned())
        })
    }

    fn is_empty(self, place: usize) -> bool {
        let nothing = DateEntry::default();
        match place {
            0 => self.title.with_untracked(|title| title.trim().is_empty()),
            1 => self.begin.with_untracked(|begin| *begin == nothing),
            _ => self.end.with_untracked(|end| *end == nothing),
        }
    }

    /// What was only passed by is asked for on *Save*, not at once.
    fn leave(self, place: usize) {
        if self.is_empty(place) {
            return;
        }
        if self.pressed.get_value() {
            self.left_meanwhile.update_value(|left| left[place] = true);
        } else if !self.left.with_untracked(|left| left[place]) {
            self.left.update(|left| left[place] = true);
        }
    }

    fn release(self) {
        self.pressed.try_set_value(false);
        if let Some(meanwhile) = self.left_meanwhile.try_get_value()
            && meanwhile != [false; 3]
        {
            self.left_meanwhile.set_value([false; 3]);
            self.left.update(|left| left.iter_mut().zip(meanwhile).for_each(|(left, now)| *left |= now));
        }
    }

    fn pick(self, period: &Period) {
        let own = self.title.with_untracked(|title| title.trim().is_empty() || *title == self.picked.get_value());
        if own {
            self.take_title(period.name.as_str());
        }
        self.begin.set(DateEntry::from(&*period.span.begin().to_string()));
        self.end.set(DateEntry::from(&*period.span.end().to_string()));
    }

    fn take_title(self, title: &str) {
        self.title.set(title.to_owned());
        self.picked.set_value(title.to_owned());
    }

    /// Chromium does not tell when typed dates become unreadable, so they are read before they are checked.
    fn read_dates(self) {
        self.begin.set(read_date(self.begin_input));
        self.end.set(read_date(self.end_input));
    }

    fn watch_the_pointer(self) {
        dom::on_window("pointerdown", move |_| self.pressed.set_value(true));
        for event in ["pointerup", "pointercancel"] {
            dom::on_window(event, move |_| {
                // The click comes after this event; what it hits must not have moved by then.
                set_timeout(move || self.release(), Duration::ZERO);
            });
        }
    }

    fn fields(self) -> [El; 3] {
        let title = TextField::new("Title", self.title)
            .error(self.error(FormField::Title, 0))
            .autofocus()
            .on_leave(move || self.leave(0))
            .view();
        let begin = DateField::new("Begin Date", self.begin)
            .error(self.error(FormField::Begin, 1))
            .on_leave(move || self.leave(1))
            .at(self.begin_input)
            .view();
        let end = DateField::new("End Date", self.end)
            .error(self.error(FormField::End, 2))
            .on_leave(move || self.leave(2))
            .at(self.end_input)
            .view();
        let span = Signal::derive(move || self.span());
        [
            title,
            el("div").class("form-row").child(begin).child(end),
            // One place below the dates, kept free, so that nothing jumps.
            el("div").class("hints").child(suggested_title(self)).child(date_warnings_view(
                span,
                self.options.parent,
                Signal::stored(None),
            )),
        ]
    }
}

pub(super) fn entry(date: &TypedDate) -> DateEntry {
    DateEntry { text: date.text.clone(), unreadable: date.unreadable }
}

pub(super) fn typed(entry: &DateEntry) -> TypedDate {
    TypedDate { text: entry.text.clone(), unreadable: entry.unreadable }
}

/// What was typed that is not saved, each with its field's name: what stands in the fields, and what is saved.
pub(super) fn typed_beside(fields: [(DateEntry, String, &str); 3]) -> Vec<String> {
    let told = |(typed, saved, field): (DateEntry, String, &str)| match typed {
        DateEntry { unreadable: true, .. } => Some(format!("a part of the {field}")),
        DateEntry { text, .. } if text.is_empty() || text == saved => None,
        DateEntry { text, .. } => Some(format!("{field} “{text}”")),
    };
    fields.into_iter().filter_map(told).collect()
}

/// A dialog of this name with the fields of a new session, filled from `draft`. `source`: the session it was made from, over
/// whose drawer it lies. `on_close`: it was saved or left.
pub(super) fn new_session_dialog(
    name: &'static str,
    draft: &SessionDraft,
    source: Option<Memo<Option<Arc<Session>>>>,
    on_close: impl Fn() + 'static,
) -> El {
    let close: Handler = Rc::new(on_close);
    let store = use_store();
    let next_colour = store.workspace().with_untracked(|workspace| Colour::after(workspace.sessions().len()));
    let form = Form::new(draft, draft.options.colour.unwrap_or(next_colour));
    form.watch_the_pointer();
    let first = StoredValue::new(untrack(|| form.draft()));
    let asking = RwSignal::new(false);
    // From then on it waits only for the frame that shows what was added.
    let done = StoredValue::new(false);
    let place = Place::new();
    let save = saving(form, place, done, close.clone());
    let discard = close.clone();
    let is_changed = move || {
        form.read_dates();
        !done.get_value() && first.with_value(|first| *first != untrack(|| form.draft()))
    };
    if let Some(leaving) = use_context::<Leaving>() {
        leaving.answer_with(move || Leave::from_dialog(is_changed(), asking.get_untracked()));
    }
    if let Some(source) = source {
        tell_when_it_goes_with(source, name, move || {
            is_changed().then(|| first.with_value(|first| form.typed_beside(first)).join(", "))
        });
    }
    let leave: Handler = Rc::new(move || if is_changed() { asking.set(true) } else { close() });
    let cancel = leave.clone();
    let more = move || option_fields(form.options, None, Signal::stored(false), |_| ());
    let footer = dialog_footer([
        el("button").attr("type", "button").class("button").text("Cancel").on_click(move || cancel()),
        el("button").attr("type", "submit").class("button primary").text("Save"),
    ]);
    let fields = el("form")
        .class("form")
        .flag("novalidate")
        .at(place)
        .on("submit", save)
        .children(source.is_none().then(|| quick_picks(move |period| form.pick(period))))
        .children(form.fields())
        .child(disclosure("More options", "More options", more))
        .child(footer);
    let question = move || {
        let discard = discard.clone();
        discard_question(move || discard(), move || asking.set(false))
    };
    let whole = el("div").class("dialog-content").child(fields).when(move || asking.get(), question);
    Dialog::new(name).on_leave(move || leave()).view([whole])
}

/// Adds the session and closes the dialog, or shows what is wrong with the fields.
fn saving(form: Form, place: Place, done: StoredValue<bool>, close: Handler) -> impl Fn(web_sys::Event) {
    let performer = use_performer();
    move |event| {
        event.prevent_default();
        if done.get_value() {
            return;
        }
        form.read_dates();
        let Ok(new) = untrack(|| form.draft()).check() else {
            form.tried.set(true);
            return focus_first_invalid(place);
        };
        let added = performer.run(Command::AddSession(new), |done| {
            done.session().map_or_else(String::new, |session| format!("{} added", session.number))
        });
        if added.is_ok() {
            done.set_value(true);
            dom::swallow_second_enter();
            if let Some(form) = place.get() {
                dom::hide_dialog_around(&form.node());
            }
            let close = close.clone();
            // A window that nobody sees has no frames.
            if document().hidden() { close() } else { after_the_frame(move || close()) }
        }
    }
}

/// Another window may take away the session over whose drawer the dialog lies. `typed`: what would be lost, if anything.
fn tell_when_it_goes_with(
    source: Memo<Option<Arc<Session>>>,
    name: &'static str,
    typed: impl Fn() -> Option<String> + Send + Sync + 'static,
) {
    let performer = use_performer();
    on_cleanup(move || {
        let is_gone = |session: &Option<Arc<Session>>| session.as_ref().is_none_or(|session| session.trashed.is_some());
        if source.try_with_untracked(is_gone) == Some(true)
            && let Some(typed) = typed()
        {
            let gone = ["Not saved: ", name, " closed, because its session is not there any more. What you typed: "];
            performer.tell([&gone.concat(), &*typed, "."].concat());
        }
    });
}

/// Whole months have a name by the naming patterns; a form without a title offers it.
fn suggested_title(form: Form) -> El {
    let store = use_store();
    let suggested = move || {
        let calendar = store.workspace().with(|workspace| workspace.fiscal_calendar());
        let blank = form.title.with(|title| title.trim().is_empty());
        blank.then(|| form.span().and_then(|span| calendar.name_for(span))).flatten()
    };
    el("div").class("suggestion").dynamic(move || {
        suggested().map(|title| {
            el("button")
                .attr("type", "button")
                .class("button small")
                .text(&["Use “", title.as_str(), "” as the title"].concat())
                .on_click(move || {
                    dom::keep_focus();
                    form.take_title(title.as_str());
                })
        })
    })
}
