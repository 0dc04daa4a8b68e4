//! A button with a menu, as ARIA's authoring practices describe it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use super::{
    dom,
    icon::{IconName, icon},
};
use crate::ui::markup::{El, Handler, Place, el};

/// Letters typed within this many milliseconds belong to one word.
const TYPING_PAUSE: f64 = 500.0;

/// One line of a menu.
#[derive(Clone)]
pub enum MenuEntry {
    /// Does something.
    Action {
        /// Its name.
        label: String,
        /// Before the name.
        icon: Option<IconName>,
        /// Destroys something: shown in red.
        danger: bool,
        /// What it does; the menu is closed and the focus is back on its button by then.
        run: Handler,
    },
    /// One of several of which one is chosen.
    Choice {
        /// Its name.
        label: String,
        /// Whether it is the one.
        chosen: bool,
        /// What choosing it does.
        run: Handler,
    },
    /// Goes to a page.
    Link {
        /// Its name.
        label: String,
        /// The whole address, for opening it in a new tab.
        href: String,
        /// Goes there within the app.
        go: Handler,
    },
    /// A name for the entries after it.
    Heading(String),
    /// A line.
    Separator,
}

/// A button that opens a menu. It closes on Escape, Tab, a choice and a click elsewhere.
pub struct Menu {
    label: Signal<String>,
    entries: Box<dyn Fn() -> Vec<MenuEntry>>,
    class: &'static str,
}

impl Menu {
    /// A menu with the accessible name of the button, of the menu, and the tooltip; and with what is in it, asked for
    /// whenever it opens.
    pub fn new(label: Signal<String>, entries: impl Fn() -> Vec<MenuEntry> + 'static) -> Self {
        Self { label, entries: Box::new(entries), class: "icon-button" }
    }

    /// Class of the button.
    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// The button, with what it shows.
    pub fn view(self, trigger: impl IntoIterator<Item = El>) -> El {
        self.build(trigger.into_iter().collect())
    }

    fn build(self, content: Vec<El>) -> El {
        let Self { label, entries, class } = self;
        let parts = Parts {
            label,
            open: RwSignal::new(false),
            from_end: StoredValue::new(false),
            trigger: Place::new(),
            frame: Place::new(),
        };
        let shown: Rc<RefCell<Vec<MenuEntry>>> = Rc::default();
        let asked = Rc::clone(&shown);
        let show: Rc<dyn Fn(bool)> = Rc::new(move |at_end| {
            parts.from_end.set_value(at_end);
            asked.replace(entries());
            parts.open.set(true);
        });
        let show_by_key = Rc::clone(&show);
        let keydown = move |event: &KeyboardEvent| match event.key().as_str() {
            "ArrowDown" => {
                dom::handled(event);
                show_by_key(false);
            }
            "ArrowUp" => {
                dom::handled(event);
                show_by_key(true);
            }
            _ => {}
        };
        let click = move || {
            if parts.open.get_untracked() { parts.open.set(false) } else { show(false) }
        };
        let button = el("button")
            .attr("type", "button")
            .class(class)
            .at(parts.trigger)
            .attr("aria-haspopup", "menu")
            .aria_fn("aria-expanded", move || parts.open.get())
            .attr_fn("aria-label", move || Some(label.get()))
            .attr_fn("title", move || Some(label.get()))
            .on_click(click)
            .on_key(keydown)
            .children(content);
        el("span")
            .class("menu")
            .at(parts.frame)
            .child(button)
            .dynamic(move || parts.open.get().then(|| list(parts, shown.take())))
    }
}

#[derive(Clone, Copy)]
struct Parts {
    label: Signal<String>,
    open: RwSignal<bool>,
    from_end: StoredValue<bool>,
    trigger: Place,
    frame: Place,
}

impl Parts {
    fn close(self) {
        self.open.set(false);
        if let Some(trigger) = self.trigger.get() {
            trigger.focus();
        }
    }

    /// The list was opened: one of its entries takes the focus.
    fn opened(self, list: Place) {
        let Some((menu, trigger)) = list.get_as::<HtmlElement>().zip(self.trigger.get()) else {
            return;
        };
        dom::show_on_top(&menu);
        dom::place(&trigger.node(), &menu, false);
        let items = items(&menu);
        let first = items
            .iter()
            .find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"))
            .or(if self.from_end.get_value() { items.last() } else { items.first() });
        if let Some(item) = first {
            let _ = item.focus();
        }
    }

    fn keydown(self, event: &KeyboardEvent, list: Place, typed: &RefCell<(String, f64)>) {
        let Some(menu) = list.get_as::<HtmlElement>() else {
            return;
        };
        let items = items(&menu);
        let count = items.len();
        let at = dom::focused().and_then(|focused| items.iter().position(|item| *item == focused));
        let key = event.key();
        let next = match key.as_str() {
            "ArrowDown" => at.map_or(0, |at| at + 1) % count.max(1),
            "ArrowUp" => at.unwrap_or(0).checked_sub(1).unwrap_or(count.saturating_sub(1)),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            "Escape" => {
                dom::handled(event);
                self.close();
                return;
            }
            "Tab" => {
                // The focus goes on from the button.
                self.close();
                return;
            }
            letter if letter.chars().count() == 1 && letter != " " && !event.ctrl_key() && !event.meta_key() => {
                let found = search(&mut typed.borrow_mut(), letter, &items, at);
                let Some(found) = found else { return };
                found
            }
            _ => return,
        };
        dom::handled(event);
        if let Some(item) = items.get(next) {
            let _ = item.focus();
        }
    }
}

fn list(parts: Parts, entries: Vec<MenuEntry>) -> El {
    let Parts { label, open, frame, .. } = parts;
    let node = Place::new();
    dom::once_mounted(Box::new(move || parts.opened(node)));
    dom::on_window("pointerdown", move |event| {
        if let Some(frame) = frame.get()
            && !dom::inside(&event, &frame.node())
        {
            open.try_set(false);
        }
    });
    dom::on_window("resize", move |_| {
        open.try_set(false);
    });
    let typed = RefCell::new((String::new(), 0.0_f64));
    el("div")
        .class("menu-list")
        .attr("role", "menu")
        .attr("popover", "manual")
        .attr_fn("aria-label", move || Some(label.get()))
        .at(node)
        .on_key(move |event| parts.keydown(event, node, &typed))
        .children(entries.into_iter().map(|entry| line(entry, parts)))
}

fn items(menu: &HtmlElement) -> Vec<HtmlElement> {
    dom::all(menu, "[role^=menuitem]")
}

/// The next entry that begins with what was typed.
fn search(typed: &mut (String, f64), letter: &str, items: &[HtmlElement], at: Option<usize>) -> Option<usize> {
    let now = js_sys::Date::now();
    if now - typed.1 > TYPING_PAUSE {
        typed.0.clear();
    }
    typed.1 = now;
    typed.0.push_str(&letter.to_lowercase());
    let start = at.map_or(0, |at| if typed.0.chars().count() > 1 { at } else { at + 1 });
    (0..items.len())
        .map(|step| (start + step) % items.len())
        .find(|index| items[*index].text_content().is_some_and(|text| text.trim().to_lowercase().starts_with(&typed.0)))
}

fn line(entry: MenuEntry, parts: Parts) -> El {
    match entry {
        MenuEntry::Action { label, icon: name, danger, run } => {
            let class = if danger { "menu-item danger" } else { "menu-item" };
            item("menuitem", class, parts, run).children(name.map(icon)).child(el("span").text(&label))
        }
        MenuEntry::Choice { label, chosen, run } => item("menuitemradio", "menu-item choice", parts, run)
            .attr("aria-checked", if chosen { "true" } else { "false" })
            .child(icon(IconName::Check))
            .child(el("span").text(&label)),
        MenuEntry::Link { label, href, go } => el("a")
            .attr("role", "menuitem")
            .class("menu-item")
            .attr("tabindex", "-1")
            .attr("href", &href)
            .on("click", move |event| {
                let elsewhere = event.dyn_ref::<MouseEvent>().is_some_and(|event| {
                    event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0
                });
                if elsewhere {
                    return;
                }
                event.prevent_default();
                parts.close();
                go();
            })
            .child(el("span").text(&label)),
        MenuEntry::Heading(text) => el("div").class("menu-heading").attr("role", "presentation").text(&text),
        MenuEntry::Separator => el("div").class("menu-separator").attr("role", "separator"),
    }
}

/// A button of the menu, without what it shows.
fn item(role: &str, class: &str, parts: Parts, run: Handler) -> El {
    el("button").attr("type", "button").attr("role", role).class(class).attr("tabindex", "-1").on_click(move || {
        parts.close();
        run();
    })
}
