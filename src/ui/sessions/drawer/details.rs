//! The Details tab: title and dates that save by themselves, and more.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    Command, DateEffect, DateSpan, FormField, Problem, Refusal, Session, SessionAction, SessionEdit, TypedDate,
    check_span, check_title, date_effect, may_edit,
};
use crate::store::{Done, Failure, Kept};
use crate::ui::components::{
    DateEntry, DateField, IconName, TextField, Tone, disclosure, dom, icon, notice, read_date,
};
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, Place, el, follow};
use crate::ui::perform::{Performer, use_performer, use_store};
use crate::ui::sessions::new_session::{typed, typed_beside};
use crate::ui::sessions::option_fields::date_warnings_view;
use crate::ui::wording;

use super::dates_question::{dates_question, period_words};
use super::information::information;
use super::more::more;
use super::{DETAILS, Listing, Over, Shown, Subject, is_closed, is_overdue, read};

/// The fields that save when they are left.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    session: Shown,
    /// The session as it was last there.
    known: StoredValue<Option<Arc<Session>>>,
    title: RwSignal<String>,
    begin: RwSignal<DateEntry>,
    end: RwSignal<DateEntry>,
    begin_input: Place,
    end_input: Place,
    problems: RwSignal<Vec<Problem>>,
    /// Whether the last change stands in the browser's storage.
    saved: RwSignal<bool>,
    /// Dates that wait for a confirmation.
    asking: RwSignal<Option<(DateSpan, DateEffect)>>,
    performer: Performer,
}

impl Fields {
    fn new(session: Shown, performer: Performer) -> Self {
        let fields = Self {
            session,
            known: StoredValue::new(None),
            title: RwSignal::new(String::new()),
            begin: RwSignal::new(DateEntry::default()),
            end: RwSignal::new(DateEntry::default()),
            begin_input: Place::new(),
            end_input: Place::new(),
            problems: RwSignal::new(Vec::new()),
            saved: RwSignal::new(false),
            asking: RwSignal::new(None),
            performer,
        };
        fields.follow_session();
        fields
    }

    /// Shows what the session says, also when it is changed elsewhere; but what is being typed stays.
    fn follow_session(self) {
        let session = self.session;
        follow(Box::new(move || {
            if let Some(session) = session.get() {
                self.known.set_value(Some(session));
            }
        }));
        follow_saved(self.title, self.saved, move || read(session, |session| session.title.to_string()));
        follow_saved(self.begin, self.saved, move || {
            DateEntry::from(&*read(session, |session| session.span.begin().to_string()))
        });
        follow_saved(self.end, self.saved, move || {
            DateEntry::from(&*read(session, |session| session.span.end().to_string()))
        });
    }

    fn error(self, field: FormField) -> Signal<Option<String>> {
        Signal::derive(move || {
            let found =
                self.problems.with(|problems| problems.iter().find(|problem| problem.field() == field).copied());
            found.map(|problem| wording::problem(problem).to_owned())
        })
    }

    fn set_problems(self, fields: &[FormField], found: Vec<Problem>) {
        self.problems.update(|problems| {
            problems.retain(|problem| !fields.contains(&problem.field()));
            problems.extend(found);
        });
    }

    fn note(self, result: &Result<Done, Failure>) {
        self.saved.set(false);
        if let Ok(done) = result {
            // The drawer may be gone by then.
            done.receipt.once_known(move |kept| {
                self.saved.try_set(kept == Kept::Durable);
            });
        }
    }

    pub(super) fn commit_title(self) {
        let Some(session) = self.session.get_untracked() else {
            return;
        };
        match check_title(&self.title.get_untracked()) {
            Err(problem) => {
                self.saved.set(false);
                self.set_problems(&[FormField::Title], vec![problem]);
            }
            Ok(title) => {
                self.set_problems(&[FormField::Title], Vec::new());
                if title == session.title {
                    self.title.set(title.to_string());
                    return;
                }
                let shown = title.to_string();
                let result = self.performer.run(Command::EditSession(session.id, SessionEdit::Title(title)), |_| {
                    format!("Title of {} changed", session.number)
                });
                if result.is_ok() {
                    self.title.set(shown);
                }
                self.note(&result);
            }
        }
    }

    pub(super) fn commit_dates(self) {
        let Some(session) = self.session.get_untracked() else {
            return;
        };
        if self.asking.get_untracked().is_some() {
            return;
        }
        match check_span(&self.typed_begin(), &self.typed_end()) {
            Err(problems) => {
                self.saved.set(false);
                self.set_problems(&[FormField::Begin, FormField::End], problems);
            }
            Ok(span) => {
                self.set_problems(&[FormField::Begin, FormField::End], Vec::new());
                if span == session.span {
                    return;
                }
                let store = self.performer.store();
                let actor = store.actor().get_untracked();
                let effect =
                    store.workspace().with_untracked(|workspace| date_effect(workspace, &actor, &session, span));
                if effect.misfits.is_empty() {
                    self.save_dates(span);
                } else {
                    self.asking.set(Some((span, effect)));
                }
            }
        }
    }

    fn effect_of(self, session: &Session, span: DateSpan) -> DateEffect {
        let store = self.performer.store();
        let actor = store.actor().get();
        store.workspace().with(|workspace| date_effect(workspace, &actor, session, span))
    }

    /// What the typed dates would do to the check-in periods, said while they are typed.
    fn effect_words(self) -> String {
        match self.session.get().zip(self.span()) {
            // The effect of other dates asks all sessions; the saved ones have none.
            Some((session, span)) if span != session.span => period_words(&self.effect_of(&session, span)),
            _ => String::new(),
        }
    }

    pub(super) fn save_dates(self, span: DateSpan) {
        self.asking.set(None);
        let Some(session) = self.session.get_untracked() else {
            return;
        };
        let result = self.performer.run(Command::EditSession(session.id, SessionEdit::Dates(span)), |_| {
            format!("Dates of {} changed", session.number)
        });
        self.note(&result);
    }

    /// Back to the dates that are saved.
    pub(super) fn reset_dates(self) {
        self.asking.set(None);
        if let Some(session) = self.session.get_untracked() {
            self.begin.set(DateEntry::from(&*session.span.begin().to_string()));
            self.end.set(DateEntry::from(&*session.span.end().to_string()));
        }
    }

    fn typed_begin(self) -> TypedDate {
        typed(&self.begin.get_untracked())
    }

    fn typed_end(self) -> TypedDate {
        typed(&self.end.get_untracked())
    }

    fn span(self) -> Option<DateSpan> {
        check_span(&typed(&self.begin.get()), &typed(&self.end.get())).ok()
    }

    /// Whoever leaves in whatever way saves what can be saved; what cannot is asked about.
    fn leave(self) -> Leave {
        let Some(session) = self.session.get_untracked() else {
            return Leave::Free;
        };
        if may_edit(&self.performer.store().editor().get_untracked(), &session).is_err() {
            return Leave::Free;
        }
        self.take_dates();
        self.commit_title();
        self.commit_dates();
        if self.asking.get_untracked().is_some() {
            return Leave::Stay;
        }
        let stuck = self.problems.with_untracked(|problems| !problems.is_empty()) || self.differs();
        if stuck { Leave::Ask } else { Leave::Free }
    }

    /// What is saved, in the place of what cannot be saved any more: another window closed the session, or took it away. What
    /// was being typed is told, so that it is not lost.
    fn give_up(self) {
        let Some(session) = self.known.get_value() else {
            return;
        };
        self.take_dates();
        let typed = self.typed_beside(&session);
        self.title.set(session.title.to_string());
        if !typed.is_empty() {
            let why = match untrack(|| is_closed(self.session)) {
                true => wording::refusal(&Refusal::SessionClosed(session.number)),
                false => format!("{} cannot be changed any more.", session.number),
            };
            self.performer.tell(["Not saved: ", &*why, " What you typed: ", &typed.join(", "), "."].concat());
        }
        self.problems.set(Vec::new());
        self.reset_dates();
    }

    /// What was typed that is not saved, each with its field's name.
    fn typed_beside(self, session: &Session) -> Vec<String> {
        typed_beside([
            (DateEntry::from(&*self.title.get_untracked()), session.title.to_string(), "title"),
            (self.begin.get_untracked(), session.span.begin().to_string(), "begin date"),
            (self.end.get_untracked(), session.span.end().to_string(), "end date"),
        ])
    }

    /// Dates that are still being typed.
    fn take_dates(self) {
        if self.begin_input.get().is_some() {
            self.begin.set(read_date(self.begin_input));
            self.end.set(read_date(self.end_input));
        }
    }

    /// Whether a field says something else than what is saved: a write was refused.
    fn differs(self) -> bool {
        self.session.with_untracked(|session| {
            session.as_ref().is_some_and(|session| {
                let dates = (self.begin.get_untracked().text, self.end.get_untracked().text);
                self.title.with_untracked(|title| *title != session.title.as_str())
                    || dates != (session.span.begin().to_string(), session.span.end().to_string())
            })
        })
    }
}

/// Shows a saved value in a field unless the field says something of its own. What came from elsewhere, such as another window or an
/// undo, was not saved here: `is_saved` says so no longer.
fn follow_saved<T: Clone + PartialEq + Send + Sync + 'static>(
    field: RwSignal<T>,
    is_saved: RwSignal<bool>,
    saved: impl Fn() -> T + 'static,
) {
    let mut before: Option<T> = None;
    follow(Box::new(move || {
        let saved = saved();
        let untouched = before.as_ref().is_none_or(|before| field.with_untracked(|field| field == before));
        if untouched && field.with_untracked(|field| *field != saved) {
            field.set(saved.clone());
            if is_saved.get_untracked() {
                is_saved.set(false);
            }
        }
        before = Some(saved);
    }));
}

/// The tab.
pub(super) fn details(
    subject: Subject,
    session: Shown,
    over: RwSignal<Over>,
    tab: RwSignal<String>,
    listing: Listing,
) -> El {
    let store = use_store();
    let fields = Fields::new(session, use_performer());
    let read_only = Signal::derive(move || {
        let editor = store.editor().get();
        session.with(|session| session.as_ref().is_none_or(|session| may_edit(&editor, session).is_err()))
    });
    let mut edited = None;
    follow(Box::new(move || {
        let edits = (!read_only.get()).then_some(subject.session.get());
        let could = edited.replace(edits).flatten();
        if edits.is_none() && could == Some(subject.session.get_untracked()) && subject.shown.get_untracked() {
            untrack(|| fields.give_up());
        }
    }));
    let leaving = expect_context::<Leaving>();
    follow(Box::new(move || {
        if subject.shown.get() {
            leaving.answer_with(move || {
                let leave = fields.leave();
                // What is asked about is to be seen.
                if leave != Leave::Free && tab.with_untracked(|tab| tab != DETAILS) {
                    tab.set(DETAILS.to_owned());
                }
                leave
            });
            // The page may go without any key or click in it: what is valid is saved.
            dom::on_window("pagehide", move |_| {
                fields.leave();
            });
        }
    }));
    let question = move || {
        let (span, effect) = fields.asking.get()?;
        let session = session.get_untracked()?;
        Some(dates_question(&session, span, &effect, fields))
    };
    el("div")
        .child(reason(session, over))
        .child(
            section(subject, fields, read_only)
                .child(disclosure("Show More", "Show Less", move || more(session, over, listing, read_only))),
        )
        .child(information(session))
        .dynamic(question)
}

fn section(subject: Subject, fields: Fields, read_only: Signal<bool>) -> El {
    let title = TextField::new("Title", fields.title)
        .error(fields.error(FormField::Title))
        .read_only(read_only)
        .on_commit(move || fields.commit_title())
        .view();
    let date = |label: &str, value: RwSignal<DateEntry>, field: FormField, place: Place| {
        DateField::new(label, value)
            .error(fields.error(field))
            .read_only(read_only)
            .on_commit(move || fields.commit_dates())
            .at(place)
            .view()
    };
    let dates = el("div")
        .class("form-row")
        .child(date("Begin Date", fields.begin, FormField::Begin, fields.begin_input))
        .child(date("End Date", fields.end, FormField::End, fields.end_input));
    let session = fields.session;
    let parent = RwSignal::new(Vec::new());
    follow(Box::new(move || {
        let id = session.with(|session| session.as_ref().and_then(|session| session.parent));
        parent.set(id.iter().map(ToString::to_string).collect());
    }));
    let own = Signal::derive(move || Some(subject.session.get()));
    let saved = el("p")
        .class("save-state")
        .class_if("saved", move || fields.saved.get())
        .attr("role", "status")
        .dynamic(move || fields.saved.get().then(|| icon(IconName::Check)))
        .text_fn(move || if fields.saved.get() { "Saved" } else { "" }.to_owned());
    el("div")
        .class("section")
        // What was saved before is not what is being typed now.
        .on("input", move |_| fields.saved.set(false))
        .child(title)
        .child(dates)
        .child(date_warnings_view(Signal::derive(move || fields.span()), parent, own))
        .child(el("p").class("field-help").attr("role", "status").text_fn(move || fields.effect_words()))
        .child(saved)
}

/// Why nothing can be changed, or what is due. Each stays in its place while other things of the session change.
fn reason(session: Shown, over: RwSignal<Over>) -> El {
    let store = use_store();
    let administers = move || store.actor().with(|actor| actor.is_administrator());
    let fixed = move || {
        let reason = move || {
            if administers() {
                read(session, |session| wording::refusal(&Refusal::SessionClosed(session.number)))
            } else {
                "Only administrators can change sessions. Ask one of them.".to_owned()
            }
        };
        notice(Tone::Info, [el("span").text_fn(reason)])
    };
    let due = move || is_overdue(store, session) && store.editor().with(|editor| editor.is_administrator());
    el("div").when(move || !administers() || is_closed(session), fixed).when(due, move || {
        let timing = move || {
            let today = store.today().get();
            read(session, |session| format!("This session {} and is not closed.", wording::timing(session, today)))
        };
        let close = el("button")
            .attr("type", "button")
            .class("button small")
            .text("Close session")
            .on_click(move || over.set(Over::Question(SessionAction::Close)));
        notice(Tone::Warning, [el("span").text_fn(timing), close])
    })
}
