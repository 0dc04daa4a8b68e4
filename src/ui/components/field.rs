//! Form fields: label above, help before, the error below in words and tied to the field.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::dom;

/// What a date field holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateEntry {
    /// `YYYY-MM-DD`, or empty.
    pub text: String,
    /// Something stands in the field that is no date; the platform shows it but does not tell what it is.
    pub unreadable: bool,
}

impl From<&str> for DateEntry {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), unreadable: false }
    }
}

/// One of the values to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The key.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// Focuses the first refused field below the element; says whether there was one.
pub fn focus_first_invalid(container: &web_sys::Element) -> bool {
    let field = container
        .query_selector("[aria-invalid=true]")
        .ok()
        .flatten()
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    field.is_some_and(|field| field.focus().is_ok())
}

/// What stands in a date field now.
///
/// Chromium sends no event when a date that was typed turns into none, so whoever saves reads first.
pub fn read_date(node: NodeRef<html::Input>) -> DateEntry {
    node.try_get_untracked().flatten().map(|input| entry(&input)).unwrap_or_default()
}

fn entry(input: &HtmlInputElement) -> DateEntry {
    let text = input.value();
    let unreadable = text.is_empty() && input.validity().bad_input();
    DateEntry { text, unreadable }
}

/// The ids that tie a field to its label, its help and its error.
#[derive(Clone)]
pub(super) struct Ties {
    /// Of the control itself.
    pub(super) field: String,
    help: Option<String>,
    error: String,
}

impl Ties {
    /// Fresh ids.
    pub(super) fn new(has_help: bool) -> Self {
        Self { field: dom::fresh_id(), help: has_help.then(dom::fresh_id), error: dom::fresh_id() }
    }

    /// For `aria-describedby`: what stands there now.
    pub(super) fn described_by(&self, error: Signal<Option<String>>) -> impl Fn() -> Option<String> + Send + 'static {
        let ties = self.clone();
        move || match (ties.help.as_deref(), error.with(Option::is_some)) {
            (Some(help), true) => Some([help, " ", &ties.error].concat()),
            (Some(help), false) => Some(help.to_owned()),
            (None, true) => Some(ties.error.clone()),
            (None, false) => None,
        }
    }

    /// Label, help, the control, the error.
    pub(super) fn frame(
        self,
        label: String,
        help: Option<String>,
        error: Signal<Option<String>>,
        control: AnyView,
    ) -> AnyView {
        let Ties { field, help: help_id, error: error_id } = self;
        view! {
            <div class="field">
                <label class="field-label" for=field>{label}</label>
                {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
                {control}
                {move || {
                    error.get().map(|error| view! { <p class="field-error" id=error_id.clone() role="alert">{error}</p> })
                }}
            </div>
        }
        .into_any()
    }
}

/// For `aria-invalid`.
pub(super) fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + Send + 'static {
    move || error.with(Option::is_some).then_some("true")
}

/// One line of text.
#[component]
pub fn TextField(
    /// The visible label and the accessible name.
    #[prop(into)]
    label: String,
    /// What is typed.
    value: RwSignal<String>,
    /// Why it was refused.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Readable, not editable.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// What to know before typing.
    #[prop(into, optional)]
    help: Option<String>,
    /// The text was changed and the field left, or Enter was pressed. May come twice for one text. Without it, Enter
    /// submits the form.
    #[prop(optional)]
    on_commit: Option<Callback<()>>,
    /// The field was left, changed or not.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
    /// The input itself.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
    /// `text`, `search`, `number`, …
    #[prop(default = "text")]
    input_type: &'static str,
    /// The most characters that can be typed.
    #[prop(optional)]
    max_length: Option<u32>,
) -> AnyView {
    let ties = Ties::new(help.is_some());
    let keydown = move |event: ev::KeyboardEvent| {
        if let Some(commit) = on_commit
            && event.key() == "Enter"
            && !event.is_composing()
        {
            dom::handled(&event);
            commit.run(());
        }
    };
    let control = view! {
        <input
            class="input"
            type=input_type
            id=ties.field.clone()
            autocomplete="off"
            node_ref=node_ref
            autofocus=autofocus
            readonly=move || read_only.get()
            maxlength=max_length.map(|most| most.to_string())
            aria-invalid=invalid(error)
            aria-describedby=ties.described_by(error)
            prop:value=value
            on:input=move |event| value.set(event_target_value(&event))
            on:change=move |_| run(on_commit)
            on:blur=move |_| run(on_leave)
            on:keydown=keydown
        />
    }
    .into_any();
    ties.frame(label, help, error, control)
}

/// The platform's date input.
#[component]
pub fn DateField(
    /// The visible label and the accessible name.
    #[prop(into)]
    label: String,
    /// What is typed or picked; read again whenever the field is left and on Enter.
    value: RwSignal<DateEntry>,
    /// Why it was refused.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Readable, not editable.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
    /// What to know before typing.
    #[prop(into, optional)]
    help: Option<String>,
    /// The date was changed and the field left, or Enter was pressed. Not sent while typing, although the platform's
    /// `change` is: a year goes through 0002, 0020 and 0202.
    #[prop(optional)]
    on_commit: Option<Callback<()>>,
    /// The field was left, changed or not.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
    /// The input itself, for `read_date`.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> AnyView {
    let ties = Ties::new(help.is_some());
    let dirty = StoredValue::new(false);
    // Not `prop:value`: writing "" would wipe what is half typed.
    Effect::new(move |_| {
        let wanted = value.get();
        let Some(input) = node_ref.get() else { return };
        // Otherwise the browser itself holds a form back whose date it cannot read, with a message of its own.
        if let Some(form) = input.form() {
            form.set_no_validate(true);
        }
        if entry(&input) != wanted && !wanted.unreadable {
            input.set_value(&wanted.text);
        }
    });
    let read = move || {
        let entry = read_date(node_ref);
        if value.with_untracked(|value| *value != entry) {
            value.set(entry);
            dirty.set_value(true);
        }
    };
    let keydown = move |event: ev::KeyboardEvent| {
        if event.key() != "Enter" {
            return;
        }
        read();
        if let Some(commit) = on_commit {
            dom::handled(&event);
            dirty.set_value(false);
            commit.run(());
        }
    };
    let blur = move |_| {
        read();
        if dirty.get_value() {
            dirty.set_value(false);
            run(on_commit);
        }
        run(on_leave);
    };
    let control = view! {
        <input
            class="input date"
            type="date"
            max="9999-12-31"
            id=ties.field.clone()
            node_ref=node_ref
            autofocus=autofocus
            readonly=move || read_only.get()
            aria-invalid=invalid(error)
            aria-describedby=ties.described_by(error)
            on:input=move |_| read()
            on:blur=blur
            on:keydown=keydown
        />
    }
    .into_any();
    ties.frame(label, help, error, control)
}

/// A native select.
#[component]
pub fn SelectField(
    /// The visible label and the accessible name.
    #[prop(into)]
    label: String,
    /// The chosen value. It changes before `on_change` is called; setting it back there or later shows the old choice again.
    value: RwSignal<String>,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Why it was refused.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Shown, not changeable.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// What to know before choosing.
    #[prop(into, optional)]
    help: Option<String>,
    /// Another value was chosen.
    #[prop(optional)]
    on_change: Option<Callback<String>>,
) -> AnyView {
    let ties = Ties::new(help.is_some());
    let node = NodeRef::<html::Select>::new();
    // Written at every notification, also when the value is the same again: a refused choice goes back.
    Effect::new(move |_| {
        let wanted = value.get();
        if let Some(select) = node.get() {
            select.set_value(&wanted);
        }
    });
    let change = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        value.set(chosen.clone());
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    };
    let control = view! {
        <select
            class="input select"
            id=ties.field.clone()
            node_ref=node
            disabled=move || read_only.get()
            aria-invalid=invalid(error)
            aria-describedby=ties.described_by(error)
            on:change=change
        >
            {move || options.get().into_iter().map(|choice| option(choice, value)).collect::<Vec<_>>()}
        </select>
    }
    .into_any();
    ties.frame(label, help, error, control)
}

fn option(choice: Choice, value: RwSignal<String>) -> AnyView {
    let selected = value.with_untracked(|value| *value == choice.value);
    view! { <option value=choice.value prop:selected=selected>{choice.label}</option> }.into_any()
}

/// A check box.
#[component]
pub fn CheckField(
    /// The visible label and the accessible name.
    #[prop(into)]
    label: String,
    /// Whether it is checked.
    checked: RwSignal<bool>,
    /// Shown, not changeable.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// It was changed by hand.
    #[prop(optional)]
    on_change: Option<Callback<bool>>,
) -> AnyView {
    let change = move |event: web_sys::Event| {
        let now = event_target_checked(&event);
        checked.set(now);
        if let Some(on_change) = on_change {
            on_change.run(now);
        }
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked disabled=move || read_only.get() on:change=change />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

fn run(callback: Option<Callback<()>>) {
    if let Some(callback) = callback {
        // A field that is unmounted while it has the focus is left as well, with its callbacks gone.
        callback.try_run(());
    }
}
