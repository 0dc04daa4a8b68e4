//! The Details tab: title and dates that save by themselves, and more.

use leptos::html;
use leptos::prelude::*;

use crate::domain::{
    Command, DateSpan, FormField, Problem, SessionAction, SessionEdit, TypedDate, check_span, check_title, date_effect,
    may_edit,
};
use crate::store::{Done, Failure, Persistence};
use crate::ui::components::{
    DateEntry, DateField, Disclosure, Icon, IconName, Notice, TextField, Tone, dom, read_date,
};
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::perform::{Performer, use_performer, use_store};
use crate::ui::wording;

use super::dates_question::DatesQuestion;
use super::information::Information;
use super::more::More;
use super::{Listing, Over, Shown, read};
use crate::ui::sessions::new_session::typed;
use crate::ui::sessions::option_fields::DateWarnings;

/// The fields that save when they are left.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    session: Shown,
    title: RwSignal<String>,
    begin: RwSignal<DateEntry>,
    end: RwSignal<DateEntry>,
    begin_input: NodeRef<html::Input>,
    end_input: NodeRef<html::Input>,
    problems: RwSignal<Vec<Problem>>,
    /// Whether the last change stands in the browser's storage.
    saved: RwSignal<bool>,
    /// Dates that wait for a confirmation.
    asking: RwSignal<Option<DateSpan>>,
    performer: Performer,
}

impl Fields {
    fn new(session: Shown, performer: Performer) -> Self {
        let fields = Self {
            session,
            title: RwSignal::new(String::new()),
            begin: RwSignal::new(DateEntry::default()),
            end: RwSignal::new(DateEntry::default()),
            begin_input: NodeRef::new(),
            end_input: NodeRef::new(),
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
        let text = move || read(self.session, |session| session.title.to_string());
        let begin = move || DateEntry::from(&*read(self.session, |session| session.span.begin().to_string()));
        let end = move || DateEntry::from(&*read(self.session, |session| session.span.end().to_string()));
        follow(self.title, Memo::new(move |_| text()));
        follow(self.begin, Memo::new(move |_| begin()));
        follow(self.end, Memo::new(move |_| end()));
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
        let saved = matches!(result, Ok(done) if done.persistence == Persistence::Browser && !done.decision.is_empty());
        self.saved.set(saved);
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
                    self.asking.set(Some(span));
                }
            }
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
        if may_edit(&self.performer.store().actor().get_untracked(), &session).is_err() {
            return Leave::Free;
        }
        if self.begin_input.get_untracked().is_some() {
            self.begin.set(read_date(self.begin_input));
            self.end.set(read_date(self.end_input));
        }
        self.commit_title();
        self.commit_dates();
        let stuck = self.problems.with_untracked(|problems| !problems.is_empty())
            || self.asking.get_untracked().is_some()
            || self.differs();
        if stuck { Leave::Ask } else { Leave::Free }
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

/// Shows a saved value in a field unless the field says something of its own.
fn follow<T: Clone + PartialEq + Send + Sync + 'static>(field: RwSignal<T>, saved: Memo<T>) {
    field.set(saved.get_untracked());
    Effect::new(move |before: Option<T>| {
        let saved = saved.get();
        let untouched = before.as_ref().is_none_or(|before| field.with_untracked(|field| field == before));
        if untouched && field.with_untracked(|field| *field != saved) {
            field.set(saved.clone());
        }
        saved
    });
}

/// The tab.
#[component]
pub(super) fn Details(session: Shown, over: RwSignal<Over>, listing: Listing) -> AnyView {
    let store = use_store();
    let performer = use_performer();
    let fields = Fields::new(session, performer);
    let read_only = Signal::derive(move || {
        let actor = store.actor().get();
        session.with(|session| session.as_ref().is_none_or(|session| may_edit(&actor, session).is_err()))
    });
    let leaving = expect_context::<Leaving>();
    leaving.answer_with(Callback::new(move |()| fields.leave()));
    // The page may go without any key or click in it: what is valid is saved.
    dom::on_window("pagehide", move |_| {
        fields.leave();
    });
    let title_commit = Callback::new(move |()| fields.commit_title());
    let date_commit = Callback::new(move |()| fields.commit_dates());
    // What was saved before is not what is being typed now.
    let typing = move || fields.saved.set(false);
    let span = Signal::derive(move || fields.span());
    let own = session.with_untracked(|session| session.as_ref().map(|session| session.id));
    let parent = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        parent.set(session.with(|session| {
            session.as_ref().and_then(|session| session.parent).map(|id| id.to_string()).into_iter().collect()
        }));
    });
    view! {
        <Reason session=session over=over />
        <div class="section" on:input=move |_| typing()>
            <TextField
                label="Title"
                value=fields.title
                error=fields.error(FormField::Title)
                read_only=read_only
                on_commit=title_commit
            />
            <div class="form-row">
                <DateField
                    label="Begin Date"
                    value=fields.begin
                    error=fields.error(FormField::Begin)
                    read_only=read_only
                    on_commit=date_commit
                    node_ref=fields.begin_input
                />
                <DateField
                    label="End Date"
                    value=fields.end
                    error=fields.error(FormField::End)
                    read_only=read_only
                    on_commit=date_commit
                    node_ref=fields.end_input
                />
            </div>
            <DateWarnings span=span parent=parent own=own />
            <p class="save-state" class:saved=move || fields.saved.get() role="status">
                {move || fields.saved.get().then(|| view! { <Icon name=IconName::Check />"Saved" })}
            </p>
            <Disclosure open_label="Show More" close_label="Show Less">
                <More session=session over=over listing=listing read_only=read_only />
            </Disclosure>
        </div>
        <Information session=session />
        {move || {
            let span = fields.asking.get()?;
            let session = session.get_untracked()?;
            Some(view! { <DatesQuestion session=session span=span fields=fields /> })
        }}
    }
    .into_any()
}

/// Why nothing can be changed, or what is due.
#[component]
fn Reason(session: Shown, over: RwSignal<Over>) -> AnyView {
    let store = use_store();
    let administrator = move || store.actor().with(|actor| actor.is_administrator());
    let view = move || {
        let session = session.get()?;
        if session.status.is_closed() {
            let reason = wording::refusal(&crate::domain::Refusal::SessionClosed(session.number));
            return Some(view! { <Notice tone=Tone::Info><span>{reason}</span></Notice> }.into_any());
        }
        if session.is_overdue(store.today().get()) && administrator() {
            let ask = move |_| over.set(Over::Question(SessionAction::Close));
            let when = wording::timing(&session, store.today().get());
            return Some(
                view! {
                    <Notice tone=Tone::Warning>
                        <span>{format!("This session {when} and is not closed.")}</span>
                        <button type="button" class="button small" on:click=ask>"Close session"</button>
                    </Notice>
                }
                .into_any(),
            );
        }
        None
    };
    view! { {view} }.into_any()
}
