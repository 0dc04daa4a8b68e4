//! A text box that searches a long list: ARIA's editable combobox with a listbox.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{
    dom,
    field::{self, Choice, Ties},
    icon::{IconName, icon},
};
use crate::ui::markup::{El, Handler, Place, el, follow};

/// How many options are in the page at once.
const SHOWN: usize = 50;

type Search = Box<dyn Fn(&str) -> Vec<Choice>>;
type Describe = Box<dyn Fn(&str) -> String>;

/// Chooses one or many of a long list by typing.
pub struct Combobox {
    label: String,
    chosen: RwSignal<Vec<String>>,
    search: Search,
    describe: Describe,
    many: bool,
    placeholder: String,
    read_only: Signal<bool>,
    error: Signal<Option<String>>,
    help: Option<String>,
    on_change: Option<Handler>,
}

impl Combobox {
    /// A text box with the visible label, which is its accessible name too; the keys of what is chosen, at most one
    /// unless `many`; what fits the typed text, best first, without what may not be chosen; and the name that belongs to
    /// a key.
    pub fn new(
        label: &str,
        chosen: RwSignal<Vec<String>>,
        search: impl Fn(&str) -> Vec<Choice> + 'static,
        describe: impl Fn(&str) -> String + 'static,
    ) -> Self {
        Self::boxed(label, chosen, Box::new(search), Box::new(describe))
    }

    fn boxed(label: &str, chosen: RwSignal<Vec<String>>, search: Search, describe: Describe) -> Self {
        Self {
            label: label.to_owned(),
            chosen,
            search,
            describe,
            many: false,
            placeholder: String::new(),
            read_only: Signal::default(),
            error: Signal::default(),
            help: None,
            on_change: None,
        }
    }

    /// Several can be chosen.
    pub fn many(mut self) -> Self {
        self.many = true;
        self
    }

    /// Shown while nothing is chosen.
    pub fn placeholder(mut self, text: &str) -> Self {
        text.clone_into(&mut self.placeholder);
        self
    }

    /// Shown, not changeable.
    pub fn read_only(mut self, read_only: Signal<bool>) -> Self {
        self.read_only = read_only;
        self
    }

    /// Why it was refused.
    pub fn error(mut self, error: Signal<Option<String>>) -> Self {
        self.error = error;
        self
    }

    /// What to know before choosing.
    pub fn help(mut self, text: &str) -> Self {
        self.help = Some(text.to_owned());
        self
    }

    /// What is chosen was changed by hand.
    pub fn on_change(mut self, run: impl Fn() + 'static) -> Self {
        self.on_change = Some(Rc::new(run));
        self
    }

    /// The field.
    pub fn view(self) -> El {
        let Self { label, chosen, search, describe, many, placeholder, read_only, error, help, on_change } = self;
        let ties = Ties::new(help.is_some());
        let state = State {
            chosen,
            calls: StoredValue::new_local(Rc::new(Calls { describe, on_change })),
            many,
            read_only,
            text: RwSignal::new(String::new()),
            typed: RwSignal::new(false),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            options: RwSignal::new(Vec::new()),
            input: Place::new(),
            frame: Place::new(),
        };
        follow(Box::new(move || {
            let found = state.found(&*search);
            if state.options.with_untracked(|options| *options != found) {
                state.options.set(found);
            }
        }));
        // What is chosen elsewhere shows here, unless somebody is typing.
        if !many {
            follow(Box::new(move || {
                let text = state.chosen_text();
                if !state.typed.get_untracked() {
                    state.text.set(text);
                }
            }));
        }

        let mut control = el("div").class("combobox").class_if("read-only", move || read_only.get()).at(state.frame);
        if many {
            control = control.rows(move || 0..chosen.with(Vec::len), move |at| chip(state, at));
        }
        let list_id = dom::fresh_id();
        let input = text_box(state, &list_id, placeholder)
            .attr("id", &ties.field)
            .word_fn("aria-invalid", field::invalid(error))
            .attr_fn("aria-describedby", ties.described_by(error));
        control = control.child(input);
        if !many {
            let name = ["Clear ", &label].concat();
            control = control.when(
                move || !read_only.get() && chosen.with(|chosen| !chosen.is_empty()),
                move || clear_button(state, &name),
            );
        }
        let list_name = label.clone();
        control = control.when(move || state.open.get(), move || popup(state, &list_id, &list_name));
        ties.frame(label, help, error, control)
    }
}

/// The text box of the field, which the list of this id belongs to.
fn text_box(state: State, list_id: &str, placeholder: String) -> El {
    let (controls, active_id) = (list_id.to_owned(), list_id.to_owned());
    let hint = move || {
        let is_asked = state.chosen.with(Vec::is_empty) && !state.read_only.get();
        if is_asked { placeholder.clone() } else { String::new() }
    };
    el("input")
        .class("combobox-input")
        .attr("type", "text")
        .attr("role", "combobox")
        .at(state.input)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-autocomplete", "list")
        .aria_fn("aria-expanded", move || state.expanded())
        .attr_fn("aria-controls", move || state.expanded().then(|| controls.clone()))
        .attr_fn("aria-activedescendant", move || {
            state.active.get().filter(|_| state.expanded()).map(|at| option_id(&active_id, at))
        })
        .attr_fn("placeholder", move || Some(hint()))
        .flag_if("readonly", move || state.read_only.get())
        .prop_fn("value", move || JsValue::from_str(&state.text.get()))
        .on_text(move |text| state.type_text(text))
        .on_click(move || state.click())
        .on_key(move |event| {
            if !event.is_composing() && !state.read_only.get_untracked() {
                state.keydown(event);
            }
        })
        .on("blur", move |_| state.leave())
}

/// What the field asks and tells those who use it.
struct Calls {
    describe: Describe,
    on_change: Option<Handler>,
}

#[derive(Clone, Copy)]
struct State {
    chosen: RwSignal<Vec<String>>,
    calls: StoredValue<Rc<Calls>, LocalStorage>,
    many: bool,
    read_only: Signal<bool>,
    text: RwSignal<String>,
    /// Whether the text is a search, and not the name of what is chosen.
    typed: RwSignal<bool>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    options: RwSignal<Vec<Choice>>,
    input: Place,
    frame: Place,
}

impl State {
    /// What fits now; nothing while the list is closed.
    fn found(self, search: &dyn Fn(&str) -> Vec<Choice>) -> Vec<Choice> {
        if !self.open.get() {
            return Vec::new();
        }
        let words = if self.many || self.typed.get() { self.text.get() } else { String::new() };
        let mut found = search(&words);
        if self.many {
            self.chosen.with(|chosen| found.retain(|choice| !chosen.contains(&choice.value)));
        }
        found
    }

    fn expanded(self) -> bool {
        self.open.get() && self.options.with(|options| !options.is_empty())
    }

    fn chosen_text(self) -> String {
        self.name_at(0)
    }

    /// The name of what is chosen at this place.
    fn name_at(self, at: usize) -> String {
        let key = self.chosen.with(|chosen| chosen.get(at).cloned());
        key.zip(self.calls.try_get_value()).map(|(key, calls)| (calls.describe)(&key)).unwrap_or_default()
    }

    fn focus_input(self) {
        if let Some(input) = self.input.get() {
            input.focus();
        }
    }

    fn type_text(self, text: String) {
        // Enter takes the best one.
        let active = Some(0).filter(|_| !text.trim().is_empty());
        self.text.set(text);
        self.typed.set(true);
        self.open.set(true);
        self.active.set(active);
    }

    fn click(self) {
        if self.read_only.get_untracked() || self.open.get_untracked() {
            return;
        }
        self.open.set(true);
        // What is typed next replaces the name of what is chosen.
        if let Some(input) = self.input.get_as::<HtmlInputElement>() {
            input.select();
        }
    }

    /// Closes the list; the text is again the name of what is chosen.
    fn close(self) {
        self.open.set(false);
        self.active.set(None);
        self.typed.set(false);
        let text = if self.many { String::new() } else { untrack(|| self.chosen_text()) };
        self.text.set(text);
    }

    /// The field was left: a text that was emptied means none.
    fn leave(self) {
        let emptied = self.typed.try_get_untracked() == Some(true)
            && self.text.with_untracked(|text| text.trim().is_empty())
            && self.chosen.with_untracked(|chosen| !chosen.is_empty());
        let meant = if self.many { self.typed_whole() } else { None };
        if meant.is_some() || (emptied && !self.many) {
            self.choose(meant);
        } else if self.open.try_get_untracked() == Some(true) || self.typed.try_get_untracked() == Some(true) {
            self.close();
        }
    }

    /// The only option whose whole name was typed.
    fn typed_whole(self) -> Option<String> {
        let typed = self.text.try_get_untracked()?.trim().to_lowercase();
        self.options.try_with_untracked(|options| {
            let mut named = options.iter().filter(|choice| choice.label.to_lowercase() == typed);
            let only = named.next()?;
            named.next().is_none().then(|| only.value.clone())
        })?
    }

    fn choose(self, key: Option<String>) {
        if self.many {
            self.chosen.update(|chosen| chosen.extend(key));
        } else {
            self.chosen.set(key.into_iter().collect());
        }
        self.close();
        self.changed();
    }

    fn remove(self, key: &str) {
        self.chosen.update(|chosen| chosen.retain(|other| other != key));
        self.changed();
    }

    fn remove_last(self) {
        if self.chosen.try_update(Vec::pop).flatten().is_some() {
            self.changed();
        }
    }

    fn changed(self) {
        if let Some(on_change) = self.calls.try_get_value().and_then(|calls| calls.on_change.clone()) {
            on_change();
        }
    }

    fn choose_active(self) -> bool {
        let key = self
            .active
            .get_untracked()
            .and_then(|at| self.options.with_untracked(|options| options.get(at).map(|choice| choice.value.clone())));
        let found = key.is_some();
        if found {
            self.choose(key);
        }
        found
    }

    fn keydown(self, event: &KeyboardEvent) {
        let open = self.open.get_untracked();
        let count = self.options.with_untracked(|options| options.len().min(SHOWN));
        let at = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if !open => {
                dom::handled(event);
                self.open.set(true);
                self.active.set(Some(0));
            }
            "ArrowDown" if count > 0 => {
                dom::handled(event);
                self.active.set(Some(at.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if open && count > 0 => {
                dom::handled(event);
                self.active.set(Some(at.unwrap_or(0).checked_sub(1).unwrap_or(count - 1)));
            }
            "Enter" if open => {
                // Never the form below: Enter belongs to the list while it is open.
                dom::handled(event);
                if !self.choose_active() {
                    self.leave();
                }
            }
            "Escape" if open => {
                dom::handled(event);
                self.close();
            }
            "Backspace" if self.many && self.text.with_untracked(String::is_empty) => self.remove_last(),
            _ => {}
        }
    }
}

fn option_id(list: &str, index: usize) -> String {
    [list, "-", &index.to_string()].concat()
}

fn clear_button(state: State, name: &str) -> El {
    el("button")
        .attr("type", "button")
        .class("combobox-clear")
        .attr("aria-label", name)
        .attr("title", name)
        .on_click(move || {
            state.choose(None);
            state.focus_input();
        })
        .child(icon(IconName::Close))
}

fn chip(state: State, at: usize) -> El {
    let name = el("span").class("chip-name").text_fn(move || state.name_at(at));
    el("span").class("chip").child(name).when(move || !state.read_only.get(), move || chip_button(state, at))
}

fn chip_button(state: State, at: usize) -> El {
    let label = move || Some(["Remove ", &state.name_at(at)].concat());
    el("button")
        .attr("type", "button")
        .class("chip-remove")
        .attr_fn("aria-label", label)
        .attr_fn("title", label)
        .on_click(move || {
            let key = state.chosen.with_untracked(|chosen| chosen.get(at).cloned());
            // Before the button goes away with its chip.
            state.focus_input();
            if let Some(key) = key {
                state.remove(&key);
            }
        })
        .child(icon(IconName::Close))
}

fn popup(state: State, list_id: &str, label: &str) -> El {
    let node = Place::new();
    let place = move || {
        if let Some((popup, frame)) = node.get_as::<HtmlElement>().zip(state.frame.get()) {
            dom::place(&frame.node(), &popup, true);
        }
    };
    follow(Box::new(move || {
        state.options.track();
        state.chosen.track();
        dom::once_mounted(Box::new(move || {
            if let Some(popup) = node.get_as::<HtmlElement>() {
                dom::show_on_top(&popup);
            }
            place();
        }));
        // Once more when the chips have wrapped.
        request_animation_frame(place);
    }));
    dom::on_window("scroll", move |event| {
        let own = node.get().is_some_and(|popup| dom::inside(&event, &popup.node()));
        if !own {
            place();
        }
    });
    dom::on_window("resize", move |_| place());
    let active = list_id.to_owned();
    follow(Box::new(move || {
        if let Some(at) = state.active.get() {
            let id = option_id(&active, at);
            dom::once_mounted(Box::new(move || show_option(&id)));
        }
    }));
    let count = move || state.options.with(Vec::len);
    let list_id = list_id.to_owned();
    let label = label.to_owned();
    // The press would take the focus out of the input, which closes the list before the click comes.
    el("div")
        .class("combobox-popup")
        .attr("popover", "manual")
        .at(node)
        .on("mousedown", |event| event.prevent_default())
        .when(move || count() == 0, || el("p").class("combobox-note").attr("role", "status").text("No matches"))
        .when(move || count() > 0, move || list(state, &list_id, &label))
        .when(
            move || count() > SHOWN,
            move || {
                let more = move || [&count().saturating_sub(SHOWN).to_string(), " more – type to narrow"].concat();
                el("p").class("combobox-note").text_fn(more)
            },
        )
}

fn show_option(id: &str) {
    if let Some(option) = document().get_element_by_id(id) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

fn list(state: State, id: &str, label: &str) -> El {
    let list_id = id.to_owned();
    let options = move || -> Vec<El> {
        let found = state.options.get().into_iter().take(SHOWN).enumerate();
        found.map(|(at, choice)| option(state, &option_id(&list_id, at), at, choice)).collect()
    };
    el("ul").class("combobox-list").attr("role", "listbox").attr("id", id).attr("aria-label", label).dynamic(options)
}

fn option(state: State, id: &str, at: usize, choice: Choice) -> El {
    let Choice { value, label } = choice;
    let chosen = state.chosen.with_untracked(|chosen| chosen.contains(&value));
    el("li")
        .attr("role", "option")
        .attr("id", id)
        .class_fn(move || if state.active.get() == Some(at) { "combobox-option active" } else { "combobox-option" })
        .attr("aria-selected", if chosen { "true" } else { "false" })
        .on_click(move || state.choose(Some(value.clone())))
        .child(el("span").text(&label))
        .child(icon(IconName::Check))
}
