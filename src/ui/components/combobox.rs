//! A text box that searches a long list: ARIA's editable combobox with a listbox.

use leptos::{ev, html, prelude::*};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{
    Choice, Icon, IconName, dom,
    field::{self, Ties},
};

/// How many options are in the page at once.
const SHOWN: usize = 50;

/// Chooses one or many of a long list by typing.
#[component]
pub fn Combobox(
    /// The visible label and the accessible name.
    #[prop(into)]
    label: String,
    /// The keys of what is chosen; at most one unless `many`.
    chosen: RwSignal<Vec<String>>,
    /// What fits the typed text, best first, without what may not be chosen.
    search: Callback<String, Vec<Choice>>,
    /// The name that belongs to a key.
    describe: Callback<String, String>,
    /// Whether several can be chosen.
    #[prop(optional)]
    many: bool,
    /// Shown while nothing is chosen.
    #[prop(into, optional)]
    placeholder: String,
    /// Shown, not changeable.
    #[prop(into, optional)]
    read_only: Signal<bool>,
    /// Why it was refused.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// What to know before choosing.
    #[prop(into, optional)]
    help: Option<String>,
    /// What is chosen was changed by hand.
    #[prop(optional)]
    on_change: Option<Callback<()>>,
) -> AnyView {
    let ties = Ties::new(help.is_some());
    let state = State {
        chosen,
        describe,
        many,
        on_change,
        text: RwSignal::new(String::new()),
        typed: RwSignal::new(false),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        options: Memo::new(|_| Vec::new()),
    };
    let options = Memo::new(move |_| {
        if !state.open.get() {
            return Vec::new();
        }
        let words = if many || state.typed.get() { state.text.get() } else { String::new() };
        let mut found = search.run(words);
        if many {
            chosen.with(|chosen| found.retain(|choice| !chosen.contains(&choice.value)));
        }
        found
    });
    let state = State { options, ..state };
    let input = NodeRef::<html::Input>::new();
    let frame = NodeRef::<html::Div>::new();
    let list_id = dom::fresh_id();

    // What is chosen elsewhere shows here, unless somebody is typing.
    Effect::new(move |_| {
        if !many {
            let text = state.chosen_text();
            if !state.typed.get_untracked() {
                state.text.set(text);
            }
        }
    });

    let keydown = move |event: ev::KeyboardEvent| {
        if !event.is_composing() && !read_only.get_untracked() {
            state.keydown(&event);
        }
    };
    let on_input = move |event: web_sys::Event| {
        state.text.set(event_target_value(&event));
        state.typed.set(true);
        state.open.set(true);
        // Enter takes the best one.
        state.active.set(Some(0).filter(|_| !state.text.with_untracked(|text| text.trim().is_empty())));
    };
    let click = move |_| {
        if read_only.get_untracked() || state.open.get_untracked() {
            return;
        }
        state.open.set(true);
        // What is typed next replaces the name of what is chosen.
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };

    let names = label.clone();
    let chips = many.then(|| {
        let remove = move |key: String| state.remove(&key);
        view! {
            <For each=move || chosen.get() key=Clone::clone let:key>
                {chip(key, describe, read_only, Callback::new(remove), input)}
            </For>
        }
        .into_any()
    });
    let clear = (!many).then(|| {
        let name = ["Clear ", &names].concat();
        move || {
            (!read_only.get() && chosen.with(|chosen| !chosen.is_empty())).then(|| {
                let click = move |_| {
                    state.choose(None);
                    if let Some(input) = input.get_untracked() {
                        let _ = input.focus();
                    }
                };
                view! {
                    <button type="button" class="combobox-clear" aria-label=name.clone() title=name.clone() on:click=click>
                        <Icon name=IconName::Close />
                    </button>
                }
            })
        }
    });
    let hint = move || {
        if chosen.with(Vec::is_empty) && !read_only.get() { placeholder.clone() } else { String::new() }
    };
    let expanded = move || state.open.get() && options.with(|options| !options.is_empty());
    let controls = list_id.clone();
    let active_id = list_id.clone();
    let list_name = label.clone();
    let control = view! {
        <div class="combobox" class:read-only=move || read_only.get() node_ref=frame>
            {chips}
            <input
                class="combobox-input"
                type="text"
                role="combobox"
                id=ties.field.clone()
                node_ref=input
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || if expanded() { "true" } else { "false" }
                aria-controls=move || expanded().then(|| controls.clone())
                aria-activedescendant=move || {
                    state.active.get().filter(|_| expanded()).map(|at| option_id(&active_id, at))
                }
                aria-invalid=field::invalid(error)
                aria-describedby=ties.described_by(error)
                placeholder=hint
                readonly=move || read_only.get()
                prop:value=state.text
                on:input=on_input
                on:click=click
                on:keydown=keydown
                on:blur=move |_| state.leave()
            />
            {clear}
            {move || state.open.get().then(|| popup(state, list_id.clone(), list_name.clone(), frame))}
        </div>
    }
    .into_any();
    ties.frame(label, help, error, control)
}

#[derive(Clone, Copy)]
struct State {
    chosen: RwSignal<Vec<String>>,
    describe: Callback<String, String>,
    many: bool,
    on_change: Option<Callback<()>>,
    text: RwSignal<String>,
    /// Whether the text is a search, and not the name of what is chosen.
    typed: RwSignal<bool>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    options: Memo<Vec<Choice>>,
}

impl State {
    fn chosen_text(self) -> String {
        let key = self.chosen.with(|chosen| chosen.first().cloned());
        key.map(|key| self.describe.run(key)).unwrap_or_default()
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
        if emptied && !self.many {
            self.choose(None);
        } else if self.open.try_get_untracked() == Some(true) || self.typed.try_get_untracked() == Some(true) {
            self.close();
        }
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
        if let Some(on_change) = self.on_change {
            on_change.run(());
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

    fn keydown(self, event: &ev::KeyboardEvent) {
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

fn chip(
    key: String,
    describe: Callback<String, String>,
    read_only: Signal<bool>,
    remove: Callback<String>,
    input: NodeRef<html::Input>,
) -> AnyView {
    let described = key.clone();
    let name = Memo::new(move |_| describe.run(described.clone()));
    let button = move || {
        let key = key.clone();
        (!read_only.get()).then(|| {
            let click = move |_| {
                // Before the button goes away with its chip.
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
                remove.run(key.clone());
            };
            let label = move || ["Remove ", &name.get()].concat();
            view! {
                <button type="button" class="chip-remove" aria-label=label title=label on:click=click>
                    <Icon name=IconName::Close />
                </button>
            }
        })
    };
    view! { <span class="chip"><span class="chip-name">{name}</span>{button}</span> }.into_any()
}

fn popup(state: State, list_id: String, label: String, frame: NodeRef<html::Div>) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let place = move || {
        if let Some((popup, frame)) = node.try_get_untracked().flatten().zip(frame.try_get_untracked().flatten()) {
            dom::place(&frame, &popup, true);
        }
    };
    Effect::new(move |_| {
        if let Some(popup) = node.get() {
            dom::show_on_top(&popup);
        }
        state.options.track();
        state.chosen.track();
        place();
        // Once more when the chips have wrapped.
        request_animation_frame(place);
    });
    dom::on_window("scroll", move |event| {
        let own = node.try_get_untracked().flatten().is_some_and(|popup| dom::inside(&event, &popup));
        if !own {
            place();
        }
    });
    dom::on_window("resize", move |_| place());
    let active = list_id.clone();
    Effect::new(move |_| {
        let Some(at) = state.active.get() else { return };
        if let Some(option) = document().get_element_by_id(&option_id(&active, at)) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    let list = move || {
        let found = state.options.get();
        let more = found.len().saturating_sub(SHOWN);
        if found.is_empty() {
            return view! { <p class="combobox-note">"No matches"</p> }.into_any();
        }
        let options: Vec<AnyView> = found
            .into_iter()
            .take(SHOWN)
            .enumerate()
            .map(|(at, choice)| option(state, option_id(&list_id, at), at, choice))
            .collect();
        view! {
            <ul class="combobox-list" role="listbox" id=list_id.clone() aria-label=label.clone()>{options}</ul>
            {(more > 0).then(|| view! { <p class="combobox-note">{more} " more – type to narrow"</p> })}
        }
        .into_any()
    };
    // The press would take the focus out of the input, which closes the list before the click comes.
    view! {
        <div class="combobox-popup" popover="manual" node_ref=node on:mousedown=|event| event.prevent_default()>
            {list}
        </div>
    }
    .into_any()
}

fn option(state: State, id: String, at: usize, choice: Choice) -> AnyView {
    let Choice { value, label } = choice;
    let chosen = state.chosen.with_untracked(|chosen| chosen.contains(&value));
    let class = move || {
        if state.active.get() == Some(at) { "combobox-option active" } else { "combobox-option" }
    };
    view! {
        <li
            role="option"
            id=id
            class=class
            aria-selected=if chosen { "true" } else { "false" }
            on:click=move |_| state.choose(Some(value.clone()))
        >
            <span>{label}</span>
            <Icon name=IconName::Check />
        </li>
    }
    .into_any()
}
