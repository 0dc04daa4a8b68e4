//! Form fields: label above, help before, the error below in words and tied to the field.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom;
use crate::ui::markup::{El, Handler, Place, el, follow};

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

impl Choice {
    /// A value that is shown as it is.
    pub fn plain(label: &str) -> Self {
        Self { value: label.to_owned(), label: label.to_owned() }
    }
}

/// Focuses the first refused field of a form that is being submitted, once its fields say that they are refused.
///
/// On a busy machine that may take a while: who has moved on to another field by then stays there.
pub fn focus_first_invalid(form: Place) {
    let before = dom::focused();
    request_animation_frame(move || {
        if let Some(form) = form.get().filter(|_| dom::focused() == before)
            && let Ok(Some(field)) = form.node().query_selector("[aria-invalid=true]")
            && let Some(field) = field.dyn_ref::<HtmlElement>()
        {
            let _ = field.focus();
        }
    });
}

/// What stands in a date field now.
///
/// Chromium sends no event when a date that was typed turns into none, so whoever saves reads first.
pub fn read_date(place: Place) -> DateEntry {
    place.get_as().map(|input| entry(&input)).unwrap_or_default()
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
    pub(super) fn described_by(&self, error: Signal<Option<String>>) -> impl Fn() -> Option<String> + 'static {
        let ties = self.clone();
        move || match (ties.help.as_deref(), error.with(Option::is_some)) {
            (Some(help), true) => Some([help, " ", &ties.error].concat()),
            (Some(help), false) => Some(help.to_owned()),
            (None, true) => Some(ties.error.clone()),
            (None, false) => None,
        }
    }

    /// Label, help, the control, the error.
    pub(super) fn frame(self, label: String, help: Option<String>, error: Signal<Option<String>>, control: El) -> El {
        let Ties { field, help: help_id, error: error_id } = self;
        let help =
            help.map(|help| el("p").class("field-help").attr("id", help_id.as_deref().unwrap_or_default()).text(&help));
        el("div")
            .class("field")
            .child(el("label").class("field-label").attr("for", &field).text(&label))
            .children(help)
            .child(control)
            .when(
                move || error.with(Option::is_some),
                move || {
                    el("p")
                        .class("field-error")
                        .attr("id", &error_id)
                        .attr("role", "alert")
                        .text_fn(move || error.get().unwrap_or_default())
                },
            )
    }
}

/// For `aria-invalid`.
pub(super) fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> + 'static {
    move || error.with(Option::is_some).then_some("true")
}

/// What all fields have but the check box.
struct Frame {
    label: String,
    help: Option<String>,
    error: Signal<Option<String>>,
    read_only: Signal<bool>,
}

impl Frame {
    fn new(label: &str) -> Self {
        Self { label: label.to_owned(), help: None, error: Signal::default(), read_only: Signal::default() }
    }

    /// The control, tied and framed. While it is read only it has the attribute `locked_by`.
    fn around(self, control: El, locked_by: &'static str) -> El {
        let Self { label, help, error, read_only } = self;
        let ties = Ties::new(help.is_some());
        let control = control
            .attr("id", &ties.field)
            .flag_if(locked_by, move || read_only.get())
            .word_fn("aria-invalid", invalid(error))
            .attr_fn("aria-describedby", ties.described_by(error));
        ties.frame(label, help, error, control)
    }
}

/// One line of text.
pub struct TextField {
    frame: Frame,
    value: RwSignal<String>,
    autofocus: bool,
    on_commit: Option<Handler>,
    on_leave: Option<Handler>,
    place: Option<Place>,
    input_type: &'static str,
}

impl TextField {
    /// The label is visible and the accessible name; the value is what is typed.
    pub fn new(label: &str, value: RwSignal<String>) -> Self {
        Self {
            frame: Frame::new(label),
            value,
            autofocus: false,
            on_commit: None,
            on_leave: None,
            place: None,
            input_type: "text",
        }
    }

    /// Why it was refused.
    pub fn error(mut self, error: Signal<Option<String>>) -> Self {
        self.frame.error = error;
        self
    }

    /// Readable, not editable.
    pub fn read_only(mut self, read_only: Signal<bool>) -> Self {
        self.frame.read_only = read_only;
        self
    }

    /// What to know before typing.
    pub fn help(mut self, help: &str) -> Self {
        self.frame.help = Some(help.to_owned());
        self
    }

    /// Takes the focus when its dialog opens.
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// The field was left, changed or not.
    pub fn on_leave(mut self, run: impl Fn() + 'static) -> Self {
        self.on_leave = Some(Rc::new(run));
        self
    }

    /// The text was changed and the field left, or Enter was pressed. May come twice for one text. Without it, Enter
    /// submits the form.
    pub fn on_commit(mut self, run: impl Fn() + 'static) -> Self {
        self.on_commit = Some(Rc::new(run));
        self
    }

    /// `text`, `search`, `number`, …
    pub fn input_type(mut self, input_type: &'static str) -> Self {
        self.input_type = input_type;
        self
    }

    /// Where the input itself can be found.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The field.
    pub fn view(self) -> El {
        let Self { frame, value, autofocus, on_commit, on_leave, place, input_type } = self;
        let control = input("input", input_type, autofocus, place)
            .attr("autocomplete", "off")
            .prop_fn("value", move || JsValue::from_str(&value.get()))
            .on_text(move |text| value.set(text));
        let commit = on_commit.clone();
        let control = control
            .on("change", move |_| run(commit.as_ref()))
            .on("blur", move |_| run(on_leave.as_ref()))
            .on_key(move |event| {
                if let Some(commit) = &on_commit
                    && event.key() == "Enter"
                    && !event.is_composing()
                {
                    event.prevent_default();
                    commit();
                }
            });
        frame.around(control, "readonly")
    }
}

/// The platform's date input.
pub struct DateField {
    frame: Frame,
    value: RwSignal<DateEntry>,
    autofocus: bool,
    on_commit: Option<Handler>,
    on_leave: Option<Handler>,
    place: Option<Place>,
}

impl DateField {
    /// The label is visible and the accessible name; the value is what is typed or picked, read again whenever the field
    /// is left and on Enter.
    pub fn new(label: &str, value: RwSignal<DateEntry>) -> Self {
        Self { frame: Frame::new(label), value, autofocus: false, on_commit: None, on_leave: None, place: None }
    }

    /// Why it was refused.
    pub fn error(mut self, error: Signal<Option<String>>) -> Self {
        self.frame.error = error;
        self
    }

    /// Readable, not editable.
    pub fn read_only(mut self, read_only: Signal<bool>) -> Self {
        self.frame.read_only = read_only;
        self
    }

    /// What to know before typing.
    pub fn help(mut self, help: &str) -> Self {
        self.frame.help = Some(help.to_owned());
        self
    }

    /// Takes the focus when its dialog opens.
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// The field was left, changed or not.
    pub fn on_leave(mut self, run: impl Fn() + 'static) -> Self {
        self.on_leave = Some(Rc::new(run));
        self
    }

    /// The date was changed and the field left, or Enter was pressed. Not sent while typing, although the platform's
    /// `change` is: a year goes through 0002, 0020 and 0202.
    pub fn on_commit(mut self, run: impl Fn() + 'static) -> Self {
        self.on_commit = Some(Rc::new(run));
        self
    }

    /// Where the input itself can be found, for `read_date`.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The field.
    pub fn view(self) -> El {
        let Self { frame, value, autofocus, on_commit, on_leave, place } = self;
        let control = input("input date", "date", autofocus, place).attr("max", "9999-12-31");
        if let Some(input) = control.as_node() {
            show_date(input, value);
        }
        let dirty = Rc::new(Cell::new(false));
        let read: Handler = {
            let (control, dirty) = (control.clone(), dirty.clone());
            Rc::new(move || {
                let entry = control.as_node().map(|input| entry(&input)).unwrap_or_default();
                if value.with_untracked(|value| *value != entry) {
                    value.set(entry);
                    dirty.set(true);
                }
            })
        };
        let (on_input, on_blur) = (read.clone(), read.clone());
        let (commit, was_dirty) = (on_commit.clone(), dirty.clone());
        let control = control
            .on("input", move |_| on_input())
            .on("blur", move |_| {
                on_blur();
                if was_dirty.take() {
                    run(commit.as_ref());
                }
                run(on_leave.as_ref());
            })
            .on_key(move |event| {
                if event.key() != "Enter" {
                    return;
                }
                read();
                if let Some(commit) = &on_commit {
                    event.prevent_default();
                    dirty.set(false);
                    commit();
                }
            });
        frame.around(control, "readonly")
    }
}

/// Shows the date that the signal holds. Not `prop_fn`: writing "" would wipe what is half typed.
fn show_date(input: HtmlInputElement, value: RwSignal<DateEntry>) {
    let mounted = input.clone();
    dom::once_mounted(Box::new(move || {
        // Otherwise the browser itself holds a form back whose date it cannot read, with a message of its own.
        if let Some(form) = mounted.form() {
            form.set_no_validate(true);
        }
    }));
    follow(Box::new(move || {
        let wanted = value.get();
        if entry(&input) != wanted && !wanted.unreadable {
            input.set_value(&wanted.text);
        }
    }));
}

fn input(class: &'static str, input_type: &'static str, autofocus: bool, place: Option<Place>) -> El {
    let mut input = el("input").class(class).attr("type", input_type);
    if input_type == "text" {
        // A title stands here as it does everywhere else, from whichever side it is read.
        input = input.attr("dir", "auto");
    }
    if autofocus {
        input = input.flag("autofocus");
    }
    if let Some(place) = place {
        input = input.at(place);
    }
    input
}

/// A native select.
pub struct SelectField {
    frame: Frame,
    value: RwSignal<String>,
    options: Signal<Vec<Choice>>,
    on_change: Option<Rc<dyn Fn(String)>>,
}

impl SelectField {
    /// The label is visible and the accessible name. The value is the chosen one of the options: it changes before
    /// `on_change` is called; setting it back there or later shows the old choice again.
    pub fn new(label: &str, value: RwSignal<String>, options: Signal<Vec<Choice>>) -> Self {
        Self { frame: Frame::new(label), value, options, on_change: None }
    }

    /// Why it was refused.
    pub fn error(mut self, error: Signal<Option<String>>) -> Self {
        self.frame.error = error;
        self
    }

    /// Shown, not changeable.
    pub fn read_only(mut self, read_only: Signal<bool>) -> Self {
        self.frame.read_only = read_only;
        self
    }

    /// What to know before choosing.
    pub fn help(mut self, help: &str) -> Self {
        self.frame.help = Some(help.to_owned());
        self
    }

    /// Another value was chosen.
    pub fn on_change(mut self, run: impl Fn(String) + 'static) -> Self {
        self.on_change = Some(Rc::new(run));
        self
    }

    /// The field.
    pub fn view(self) -> El {
        let Self { frame, value, options, on_change } = self;
        let control = el("select")
            .class("input select")
            .dynamic(move || options.get().into_iter().map(|choice| option(choice, value)).collect::<Vec<_>>())
            .on("change", move |event| {
                let chosen = event_target_value(&event);
                value.set(chosen.clone());
                if let Some(on_change) = &on_change {
                    on_change(chosen);
                }
            });
        if let Some(select) = control.as_node::<HtmlSelectElement>() {
            // Written at every notification, also when the value is the same again: a refused choice goes back.
            follow(Box::new(move || select.set_value(&value.get())));
        }
        frame.around(control, "disabled")
    }
}

fn option(Choice { value: key, label }: Choice, value: RwSignal<String>) -> El {
    let option = el("option").attr("value", &key).text(&label);
    let selected = value.with_untracked(|value| *value == key);
    let _ = js_sys::Reflect::set(&option.node(), &JsValue::from_str("selected"), &JsValue::from_bool(selected));
    option
}

/// A check box.
pub struct CheckField {
    label: String,
    checked: RwSignal<bool>,
    read_only: Signal<bool>,
    on_change: Option<Rc<dyn Fn(bool)>>,
}

impl CheckField {
    /// The label is visible and the accessible name.
    pub fn new(label: &str, checked: RwSignal<bool>) -> Self {
        Self { label: label.to_owned(), checked, read_only: Signal::default(), on_change: None }
    }

    /// Shown, not changeable.
    pub fn read_only(mut self, read_only: Signal<bool>) -> Self {
        self.read_only = read_only;
        self
    }

    /// It was changed by hand.
    pub fn on_change(mut self, run: impl Fn(bool) + 'static) -> Self {
        self.on_change = Some(Rc::new(run));
        self
    }

    /// The field.
    pub fn view(self) -> El {
        let Self { label, checked, read_only, on_change } = self;
        let control = el("input")
            .attr("type", "checkbox")
            .prop_fn("checked", move || JsValue::from_bool(checked.get()))
            .flag_if("disabled", move || read_only.get())
            .on("change", move |event| {
                let now = event_target_checked(&event);
                checked.set(now);
                if let Some(on_change) = &on_change {
                    on_change(now);
                }
            });
        el("label").class("check").child(control).child(el("span").text(&label))
    }
}

fn run(handler: Option<&Handler>) {
    if let Some(handler) = handler {
        handler();
    }
}
