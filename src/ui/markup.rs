//! Elements in builder syntax, on Leptos' signals and owners.
//!
//! Leptos' own views give every element, attribute and closure a type, and every type its code: the pages of this app
//! made 325 KB of wasm (brotli) that way, and 237 KB with these builders, which have one type each and box every
//! closure. What they make is the same: elements that are made once and whose reactive parts follow signals.
//!
//! Everything made here belongs to the owner at hand: what [`El::dynamic`], [`El::when`] and [`El::rows`] show next
//! replaces what they showed before, and disposes of its effects, signals and listeners.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{CssStyleDeclaration, Element, Event, HtmlElement, KeyboardEvent, Node};

/// Something to be done, shared by those who do it.
pub type Handler = Rc<dyn Fn()>;

/// An element of the page.
#[derive(Clone, PartialEq)]
pub struct El(Element);

/// Where an element can be found once it is made, for those that are made before it.
#[derive(Clone, Copy)]
pub struct Place(StoredValue<Option<El>, LocalStorage>);

impl Place {
    /// A place where nothing is yet.
    #[expect(clippy::new_without_default, reason = "it belongs to the owner at hand, so it is never a constant")]
    pub fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// The element, if it was made and is still there.
    pub fn get(self) -> Option<El> {
        self.0.try_get_value().flatten()
    }

    /// The element as what its tag makes it.
    pub fn get_as<T: JsCast>(self) -> Option<T> {
        self.get().and_then(|element| element.as_node())
    }
}

/// An HTML element.
pub fn el(tag: &'static str) -> El {
    El(document().create_element(intern(tag)).unwrap_or_else(|error| failed(&error)))
}

/// An SVG element.
pub fn svg(tag: &'static str) -> El {
    let element = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(element.unwrap_or_else(|error| failed(&error)))
}

/// Making an element fails for tags that are no names only, and tags are literals: a mistake of this source.
fn failed(error: &JsValue) -> Element {
    wasm_bindgen::throw_str(&format!("{error:?}"))
}

impl From<Element> for El {
    fn from(element: Element) -> Self {
        Self(element)
    }
}

impl El {
    /// The element itself, for focus, measuring and the platform's own calls.
    pub fn node(&self) -> Element {
        self.0.clone()
    }

    /// The element as what its tag makes it; `None` when it is something else.
    pub fn as_node<T: JsCast>(&self) -> Option<T> {
        self.0.clone().dyn_into().ok()
    }

    /// Moves the focus to it.
    pub fn focus(&self) {
        if let Some(element) = self.0.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
    }

    /// Says where it can be found.
    pub fn at(self, place: Place) -> Self {
        place.0.set_value(Some(self.clone()));
        self
    }

    /// Its classes.
    pub fn class(self, names: &str) -> Self {
        // Not `className`, which SVG elements do not let set. Interned: the same few texts cross over again and again.
        let _ = self.0.set_attribute(intern("class"), intern(names));
        self
    }

    /// An attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        // Fails for names that are none only; they are literals.
        let _ = self.0.set_attribute(intern(name), value);
        self
    }

    /// An attribute without a value.
    pub fn flag(self, name: &str) -> Self {
        self.attr(name, "")
    }

    /// An attribute that follows signals; `None` takes it away.
    pub fn attr_fn(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_attr(name, Box::new(value))
    }

    fn follow_attr(self, name: &'static str, value: Box<dyn Give<Option<String>>>) -> Self {
        let element = self.node();
        follow(Box::new(move || set_attr(&element, name, value.give().as_deref())));
        self
    }

    /// An attribute of a few known values that follows signals; `None` takes it away.
    pub fn word_fn(self, name: &'static str, value: impl Fn() -> Option<&'static str> + 'static) -> Self {
        self.follow_word(name, Box::new(value))
    }

    fn follow_word(self, name: &'static str, value: Box<dyn Give<Option<&'static str>>>) -> Self {
        let element = self.node();
        follow(Box::new(move || set_attr(&element, name, value.give())));
        self
    }

    /// Classes that follow signals.
    pub fn class_fn(self, names: impl Fn() -> &'static str + 'static) -> Self {
        self.word_fn("class", move || Some(names()))
    }

    /// One class more while a condition holds.
    pub fn class_if(self, name: &'static str, condition: impl Fn() -> bool + 'static) -> Self {
        self.follow_class(name, Box::new(condition))
    }

    fn follow_class(self, name: &'static str, condition: Box<dyn Give<bool>>) -> Self {
        let element = self.node();
        follow(Box::new(move || {
            let _ = element.class_list().toggle_with_force(name, condition.give());
        }));
        self
    }

    /// An attribute without a value while a condition holds: `disabled`, `readonly`, `hidden`.
    pub fn flag_if(self, name: &'static str, condition: impl Fn() -> bool + 'static) -> Self {
        self.follow_state(name, Some(""), None, Box::new(condition))
    }

    /// `"true"` or `"false"`, for ARIA's states.
    pub fn aria_fn(self, name: &'static str, state: impl Fn() -> bool + 'static) -> Self {
        self.follow_state(name, Some("true"), Some("false"), Box::new(state))
    }

    fn follow_state(
        self,
        name: &'static str,
        on: Option<&'static str>,
        off: Option<&'static str>,
        state: Box<dyn Give<bool>>,
    ) -> Self {
        let element = self.node();
        follow(Box::new(move || set_attr(&element, name, if state.give() { on } else { off })));
        self
    }

    /// A property that follows signals. For what a person changes too, as the value of an input: an attribute would
    /// only say what it was at first.
    pub fn prop_fn(self, name: &'static str, value: impl Fn() -> JsValue + 'static) -> Self {
        self.follow_prop(name, Box::new(value))
    }

    fn follow_prop(self, name: &'static str, value: Box<dyn Give<JsValue>>) -> Self {
        let element = self.node();
        follow(Box::new(move || {
            let value = value.give();
            let old = js_sys::Reflect::get(&element, &JsValue::from_str(name));
            // Writing the same value would move the cursor of somebody who types.
            if old.as_ref() != Ok(&value) {
                let _ = js_sys::Reflect::set(&element, &JsValue::from_str(name), &value);
            }
        }));
        self
    }

    /// A style property or custom property, through the CSSOM as below.
    pub fn style(self, name: &str, value: &str) -> Self {
        if let Some(style) = style_of(&self.0) {
            let _ = style.set_property(name, value);
        }
        self
    }

    /// A style property or custom property that follows signals (through the CSSOM: a `style` attribute would be
    /// refused by a strict content security policy); `None` takes it away.
    pub fn style_fn(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        self.follow_style(name, Box::new(value))
    }

    fn follow_style(self, name: &'static str, value: Box<dyn Give<Option<String>>>) -> Self {
        let element = self.node();
        follow(Box::new(move || {
            if let Some(style) = style_of(&element) {
                let _ = match value.give() {
                    Some(value) => style.set_property(name, &value),
                    None => style.remove_property(name).map(drop),
                };
            }
        }));
        self
    }

    /// Text after what it holds already.
    pub fn text(self, text: &str) -> Self {
        append(&self.0, &document().create_text_node(text));
        self
    }

    /// Text in the place of what it holds.
    pub fn say(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Text that follows signals.
    pub fn text_fn(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Box<dyn Give<String>>) -> Self {
        let node = document().create_text_node("");
        append(&self.0, &node);
        // Compared here: setting the same text again would still be a change to the page.
        let shown = RefCell::new(String::new());
        follow(Box::new(move || {
            let text = text.give();
            if *shown.borrow() != text {
                node.set_data(&text);
                shown.replace(text);
            }
        }));
        self
    }

    /// An element after what it holds already.
    pub fn child(self, child: El) -> Self {
        append(&self.0, &child.0);
        self
    }

    /// Elements after what it holds already; an `Option` is none or one.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        for child in children {
            append(&self.0, &child.0);
        }
        self
    }

    /// Elements that are made anew whenever the signals change that making them reads.
    pub fn dynamic<I: IntoIterator<Item = El>>(self, make: impl Fn() -> I + 'static) -> Self {
        self.follow_children(Box::new(move || make().into_iter().collect()))
    }

    fn follow_children(self, make: Box<dyn Give<Vec<El>>>) -> Self {
        let end = document().create_comment("");
        append(&self.0, &end);
        let shown: RefCell<Vec<El>> = RefCell::default();
        follow(Box::new(move || {
            let next = make.give();
            for old in shown.replace(next.clone()) {
                old.0.remove();
            }
            if let Some(parent) = end.parent_node() {
                for new in &next {
                    let _ = parent.insert_before(&new.0, Some(&end));
                }
            }
        }));
        self
    }

    /// An element while a condition holds; made anew only when the condition changes.
    pub fn when(self, condition: impl Fn() -> bool + 'static, make: impl Fn() -> El + 'static) -> Self {
        self.follow_condition(Box::new(condition), Box::new(make))
    }

    fn follow_condition(self, condition: Box<dyn Give<bool>>, make: Box<dyn Give<El>>) -> Self {
        let end = document().create_comment("");
        append(&self.0, &end);
        let owner = Owner::current().unwrap_or_default();
        let shown: RefCell<Option<PlacedRow>> = RefCell::default();
        follow(Box::new(move || {
            let wanted = condition.give();
            if wanted == shown.borrow().is_some() {
                return;
            }
            let old = shown.borrow_mut().take();
            if let Some(old) = old {
                old.remove();
            }
            if wanted {
                let new = untrack(|| PlacedRow::make(0, &owner, &end, &|_| make.give()));
                shown.replace(new);
            }
        }));
        self
    }

    /// An element for each place of a range, before what comes next. Those that stay in the range stay as they are.
    pub fn rows(self, range: impl Fn() -> Range<usize> + 'static, row: impl Fn(usize) -> El + 'static) -> Self {
        self.follow_range(Box::new(range), Box::new(row))
    }

    fn follow_range(self, range: Box<dyn Give<Range<usize>>>, row: Box<dyn Fn(usize) -> El>) -> Self {
        let end = document().create_comment("");
        append(&self.0, &end);
        let owner = Owner::current().unwrap_or_default();
        let shown: RefCell<VecDeque<PlacedRow>> = RefCell::default();
        follow(Box::new(move || {
            let range = range.give();
            untrack(|| move_rows(&mut shown.borrow_mut(), &range, &end, &owner, &row));
        }));
        self
    }

    /// Calls a handler with each event of this name.
    pub fn on(self, event: &'static str, handler: impl Fn(Event) + 'static) -> Self {
        self.listen(event, Box::new(handler))
    }

    fn listen(self, event: &'static str, handler: Box<dyn Take<Event>>) -> Self {
        let handler: Closure<dyn Fn(Event)> = Closure::new(move |event| handler.take(event));
        let _ = self.0.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
        // Kept as long as the owner.
        StoredValue::new_local(Listener { element: self.node(), event, handler });
        self
    }

    /// Calls a handler when it is clicked, or pressed by key where its tag is a button's or link's.
    pub fn on_click(self, handler: impl Fn() + 'static) -> Self {
        self.listen_for_clicks(Box::new(handler))
    }

    fn listen_for_clicks(self, handler: Box<dyn Give<()>>) -> Self {
        self.on("click", move |_| handler.give())
    }

    /// Calls a handler with each key that goes down in it.
    pub fn on_key(self, handler: impl Fn(&KeyboardEvent) + 'static) -> Self {
        self.listen_for_keys(Box::new(handler))
    }

    fn listen_for_keys(self, handler: Box<dyn TakeKey>) -> Self {
        self.on("keydown", move |event| {
            if let Some(event) = event.dyn_ref() {
                handler.take_key(event);
            }
        })
    }

    /// Calls a handler with the text that stands in it after each keystroke.
    pub fn on_text(self, handler: impl Fn(String) + 'static) -> Self {
        self.listen_for_text(Box::new(handler))
    }

    fn listen_for_text(self, handler: Box<dyn Take<String>>) -> Self {
        self.on("input", move |event| handler.take(event_target_value(&event)))
    }
}

/// A closure that gives a value. Not `dyn Fn`, which can be called in three ways: each costs every closure code.
trait Give<T> {
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T> Give<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// A closure that takes a value.
trait Take<T> {
    fn take(&self, value: T);
}

impl<T, F: Fn(T)> Take<T> for F {
    fn take(&self, value: T) {
        self(value);
    }
}

/// A closure that takes a key.
trait TakeKey {
    fn take_key(&self, event: &KeyboardEvent);
}

impl<F: Fn(&KeyboardEvent)> TakeKey for F {
    fn take_key(&self, event: &KeyboardEvent) {
        self(event);
    }
}

/// A handler and where it listens; it must not be called once it is gone, so it is taken off first.
struct Listener {
    element: Element,
    event: &'static str,
    handler: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.event, handler);
    }
}

/// Runs now, and again whenever the signals change that it reads, as long as the current owner lives.
pub fn follow(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| run());
    StoredValue::new_local(effect);
}

/// HTML and SVG elements both have one; their common ancestor does not say so.
fn style_of(element: &Element) -> Option<CssStyleDeclaration> {
    js_sys::Reflect::get(element, &JsValue::from_str("style")).ok()?.dyn_into().ok()
}

fn append(parent: &Element, child: &Node) {
    // Fails only for a child that holds its parent, which a builder cannot make.
    let _ = parent.append_child(child);
}

/// Sets an attribute of an element, or takes it away.
pub fn set_attr(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(intern(name), value),
        None => element.remove_attribute(intern(name)),
    };
}

struct PlacedRow {
    place: usize,
    element: El,
    owner: Owner,
}

impl PlacedRow {
    /// Makes an element with an owner of its own and puts it before another node; nowhere without a parent.
    fn make(place: usize, owner: &Owner, before: &Node, make: &dyn Fn(usize) -> El) -> Option<Self> {
        let parent = before.parent_node()?;
        let owner = owner.child();
        let element = owner.with(|| make(place));
        let _ = parent.insert_before(&element.0, Some(before));
        Some(Self { place, element, owner })
    }

    fn remove(self) {
        self.owner.cleanup();
        self.element.0.remove();
    }
}

fn move_rows(
    shown: &mut VecDeque<PlacedRow>,
    range: &Range<usize>,
    end: &Node,
    owner: &Owner,
    make: &dyn Fn(usize) -> El,
) {
    while shown.back().is_some_and(|row| !range.contains(&row.place)) {
        if let Some(row) = shown.pop_back() {
            row.remove();
        }
    }
    while shown.front().is_some_and(|row| !range.contains(&row.place)) {
        if let Some(row) = shown.pop_front() {
            row.remove();
        }
    }
    let (first, after) = match (shown.front(), shown.back()) {
        (Some(first), Some(last)) => (first.place, last.place + 1),
        _ => (range.end, range.end),
    };
    for place in (range.start..first.min(range.end)).rev() {
        let before = shown.front().map_or(end.clone(), |row| row.element.0.clone().into());
        if let Some(row) = PlacedRow::make(place, owner, &before, make) {
            shown.push_front(row);
        }
    }
    for place in after..range.end {
        if let Some(row) = PlacedRow::make(place, owner, end, make) {
            shown.push_back(row);
        }
    }
}
