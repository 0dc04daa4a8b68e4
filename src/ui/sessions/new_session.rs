//! The dialogs that add a session: *Add Session*, *Create next session*, *Clone session*.

use leptos::prelude::*;
use leptos::{ev, html};

use crate::domain::{Command, DateSpan, FormField, Period, Problem, SessionDraft, Title, TypedDate, check_span};
use crate::ui::components::{
    Confirm, DateEntry, DateField, Dialog, DialogFooter, Disclosure, TextField, dom, focus_first_invalid, read_date,
};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::wording;

use super::option_fields::{DateWarnings, OptionFields, OptionValues};
use super::quick_picks::QuickPicks;

/// The form as it is being typed.
#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    begin: RwSignal<DateEntry>,
    end: RwSignal<DateEntry>,
    options: OptionValues,
    begin_input: NodeRef<html::Input>,
    end_input: NodeRef<html::Input>,
    /// Problems are shown after the first try to save, or for fields that were left.
    tried: RwSignal<bool>,
    left: RwSignal<[bool; 3]>,
    /// While a button of the mouse is down nothing may appear: the click would land beside what it was meant for.
    pressed: RwSignal<bool>,
    /// The title that a quick pick gave; another one may replace it.
    picked: StoredValue<String>,
}

impl Form {
    fn new(draft: &SessionDraft, colour: crate::domain::Colour) -> Self {
        Self {
            title: RwSignal::new(draft.title.clone()),
            begin: RwSignal::new(entry(&draft.begin)),
            end: RwSignal::new(entry(&draft.end)),
            options: OptionValues::new(&draft.options, colour),
            begin_input: NodeRef::new(),
            end_input: NodeRef::new(),
            tried: RwSignal::new(false),
            left: RwSignal::new([false; 3]),
            pressed: RwSignal::new(false),
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

    fn span(self) -> Option<DateSpan> {
        check_span(&typed(&self.begin.get()), &typed(&self.end.get())).ok()
    }

    /// The message next to a field.
    fn error(self, field: FormField, place: usize) -> Signal<Option<String>> {
        Signal::derive(move || {
            let shown = self.tried.get() || (self.left.get()[place] && !self.pressed.get());
            let problem = shown.then(|| self.draft().check().err()).flatten();
            let found = problem?.into_iter().find(|problem: &Problem| problem.field() == field);
            found.map(|problem| wording::problem(problem).to_owned())
        })
    }

    fn leave(self, place: usize) -> Callback<()> {
        Callback::new(move |()| {
            if !self.left.with_untracked(|left| left[place]) {
                self.left.update(|left| left[place] = true);
            }
        })
    }

    fn pick(self, period: &Period) {
        let own = self.title.with_untracked(|title| title.trim().is_empty() || *title == self.picked.get_value());
        if own {
            self.title.set(period.name.to_string());
            self.picked.set_value(period.name.to_string());
        }
        self.begin.set(DateEntry::from(&*period.span.begin().to_string()));
        self.end.set(DateEntry::from(&*period.span.end().to_string()));
    }

    /// Chromium does not tell when typed dates become unreadable, so they are read before they are checked.
    fn read_dates(self) {
        self.begin.set(read_date(self.begin_input));
        self.end.set(read_date(self.end_input));
    }
}

pub(super) fn entry(date: &TypedDate) -> DateEntry {
    DateEntry { text: date.text.clone(), unreadable: date.unreadable }
}

pub(super) fn typed(entry: &DateEntry) -> TypedDate {
    TypedDate { text: entry.text.clone(), unreadable: entry.unreadable }
}

/// A dialog with the fields of a new session.
#[component]
pub(super) fn NewSessionDialog(
    /// The heading.
    name: &'static str,
    /// What stands in the fields at first.
    draft: SessionDraft,
    /// Whether it offers periods around today.
    #[prop(optional)]
    quick_picks: bool,
    /// It was saved or left.
    on_close: Callback<()>,
) -> AnyView {
    let store = use_store();
    let performer = use_performer();
    let next_colour =
        store.workspace().with_untracked(|workspace| crate::domain::Colour::after(workspace.sessions().len()));
    let form = Form::new(&draft, draft.options.colour.unwrap_or(next_colour));
    let first = StoredValue::new(form.draft());
    let asking = RwSignal::new(false);
    let node = NodeRef::<html::Form>::new();
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.read_dates();
        match form.draft().check() {
            Err(_) => {
                form.tried.set(true);
                request_animation_frame(move || {
                    if let Some(form) = node.get_untracked() {
                        focus_first_invalid(&form);
                    }
                });
            }
            Ok(new) => {
                let done = performer.run(Command::AddSession(new), |done| {
                    done.session().map_or_else(String::new, |session| format!("{} added", session.number))
                });
                if done.is_ok() {
                    on_close.run(());
                }
            }
        }
    };
    let leave = Callback::new(move |()| {
        form.read_dates();
        if first.with_value(|first| *first == form.draft()) {
            on_close.run(());
        } else {
            asking.set(true);
        }
    });
    dom::on_window("pointerdown", move |_| form.pressed.set(true));
    let released = move |_| {
        let release = move || {
            form.pressed.try_set(false);
        };
        set_timeout(release, std::time::Duration::ZERO);
    };
    dom::on_window("pointerup", released);
    dom::on_window("pointercancel", released);
    let span = Signal::derive(move || form.span());
    view! {
        <Dialog name=name on_leave=leave>
            <form class="form" novalidate=true node_ref=node on:submit=save>
                {quick_picks.then(|| view! { <QuickPicks on_pick=Callback::new(move |period| form.pick(&period)) /> })}
                <TextField
                    label="Title"
                    value=form.title
                    error=form.error(FormField::Title, 0)
                    autofocus=true
                    on_leave=form.leave(0)
                />
                <SuggestedTitle form=form />
                <div class="form-row">
                    <DateField
                        label="Begin Date"
                        value=form.begin
                        error=form.error(FormField::Begin, 1)
                        on_leave=form.leave(1)
                        node_ref=form.begin_input
                    />
                    <DateField
                        label="End Date"
                        value=form.end
                        error=form.error(FormField::End, 2)
                        on_leave=form.leave(2)
                        node_ref=form.end_input
                    />
                </div>
                <DateWarnings span=span parent=form.options.parent own=None />
                <Disclosure open_label="More options" close_label="More options">
                    <OptionFields
                        values=form.options
                        own=None
                        read_only=false
                        on_change=Callback::new(|_| ())
                    />
                </Disclosure>
                <DialogFooter>
                    <button type="button" class="button" on:click=move |_| leave.run(())>"Cancel"</button>
                    <button type="submit" class="button primary">"Save"</button>
                </DialogFooter>
            </form>
            <Show when=move || asking.get()>
                <DiscardQuestion on_discard=on_close on_keep=Callback::new(move |()| asking.set(false)) />
            </Show>
        </Dialog>
    }
    .into_any()
}

/// Whole months have a name by the naming patterns; a form without a title offers it.
#[component]
fn SuggestedTitle(form: Form) -> AnyView {
    let store = use_store();
    let suggested = Memo::new(move |_| {
        let calendar = store.workspace().with(|workspace| workspace.fiscal_calendar());
        form.title
            .with(|title| title.trim().is_empty())
            .then(|| form.span().and_then(|span| calendar.name_for(span)))
            .flatten()
    });
    let take = move |_| {
        if let Some(title) = suggested.get_untracked() {
            form.picked.set_value(title.to_string());
            form.title.set(title.to_string());
        }
    };
    let words = |title: &Title| format!("Use “{title}” as the title");
    view! {
        {move || {
            suggested.get().map(|title| {
                view! { <button type="button" class="button small suggestion" on:click=take>{words(&title)}</button> }
            })
        }}
    }
    .into_any()
}

/// Asked before what was typed goes.
#[component]
pub(super) fn DiscardQuestion(
    /// It may go.
    on_discard: Callback<()>,
    /// It stays.
    on_keep: Callback<()>,
) -> AnyView {
    view! {
        <Confirm name="Discard what you typed?" verb="Discard" cancel="Keep editing" on_confirm=on_discard on_cancel=on_keep>
            <p>"What you typed is not saved yet and would be lost."</p>
        </Confirm>
    }
    .into_any()
}
