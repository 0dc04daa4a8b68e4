//! A button with a menu, as ARIA's authoring practices describe it.

use leptos::{ev, html, prelude::*};
use web_sys::HtmlElement;

use super::{Icon, IconName, dom};

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
        run: Callback<()>,
    },
    /// One of several of which one is chosen.
    Choice {
        /// Its name.
        label: String,
        /// Whether it is the one.
        chosen: bool,
        /// What choosing it does.
        run: Callback<()>,
    },
    /// Goes to a page.
    Link {
        /// Its name.
        label: String,
        /// The whole address, for opening it in a new tab.
        href: String,
        /// Goes there within the app.
        go: Callback<()>,
    },
    /// A name for the entries after it.
    Heading(String),
    /// A line.
    Separator,
}

/// A button that opens a menu. It closes on Escape, Tab, a choice and a click elsewhere.
#[component]
pub fn Menu(
    /// The accessible name of the button, of the menu, and the tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it, asked for whenever it opens.
    entries: Callback<(), Vec<MenuEntry>>,
    /// Class of the button.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// What the button shows.
    children: Children,
) -> AnyView {
    let open = RwSignal::new(None::<Vec<MenuEntry>>);
    let from_end = StoredValue::new(false);
    let trigger = NodeRef::<html::Button>::new();
    let frame = NodeRef::<html::Span>::new();
    let show = move |at_end: bool| {
        from_end.set_value(at_end);
        open.set(Some(entries.run(())));
    };
    let keydown = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            dom::handled(&event);
            show(false);
        }
        "ArrowUp" => {
            dom::handled(&event);
            show(true);
        }
        _ => {}
    };
    let click = move |_| {
        if open.with_untracked(Option::is_some) { open.set(None) } else { show(false) }
    };
    view! {
        <span class="menu" node_ref=frame>
            <button
                type="button"
                class=class
                node_ref=trigger
                aria-haspopup="menu"
                aria-expanded=move || if open.with(Option::is_some) { "true" } else { "false" }
                aria-label=label
                title=label
                on:click=click
                on:keydown=keydown
            >
                {children()}
            </button>
            {move || open.get().map(|entries| list(label, entries, open, from_end.get_value(), trigger, frame))}
        </span>
    }
    .into_any()
}

fn list(
    label: Signal<String>,
    entries: Vec<MenuEntry>,
    open: RwSignal<Option<Vec<MenuEntry>>>,
    from_end: bool,
    trigger: NodeRef<html::Button>,
    frame: NodeRef<html::Span>,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let close = move || {
        open.set(None);
        if let Some(trigger) = trigger.get_untracked() {
            let _ = trigger.focus();
        }
    };
    Effect::new(move |_| {
        let Some((menu, trigger)) = node.get().zip(trigger.get()) else {
            return;
        };
        dom::show_on_top(&menu);
        dom::place(&trigger, &menu, false);
        let items = items(&menu);
        let first = items
            .iter()
            .find(|item| item.get_attribute("aria-checked").as_deref() == Some("true"))
            .or(if from_end { items.last() } else { items.first() });
        if let Some(item) = first {
            let _ = item.focus();
        }
    });
    dom::on_window("pointerdown", move |event| {
        if let Some(frame) = frame.try_get_untracked().flatten()
            && !dom::inside(&event, &frame)
        {
            open.try_set(None);
        }
    });
    dom::on_window("resize", move |_| {
        open.try_set(None);
    });
    let typed = StoredValue::new((String::new(), 0.0_f64));
    let keydown = move |event: ev::KeyboardEvent| {
        let Some(menu) = node.get_untracked() else {
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
                dom::handled(&event);
                close();
                return;
            }
            "Tab" => {
                // The focus goes on from the button.
                close();
                return;
            }
            letter if letter.chars().count() == 1 && letter != " " && !event.ctrl_key() && !event.meta_key() => {
                let found = typed.try_update_value(|typed| search(typed, letter, &items, at)).flatten();
                let Some(found) = found else { return };
                found
            }
            _ => return,
        };
        dom::handled(&event);
        if let Some(item) = items.get(next) {
            let _ = item.focus();
        }
    };
    let entries: Vec<AnyView> =
        entries.into_iter().map(|entry| line(entry, Callback::new(move |()| close()))).collect();
    view! {
        <div class="menu-list" role="menu" popover="manual" aria-label=label node_ref=node on:keydown=keydown>
            {entries}
        </div>
    }
    .into_any()
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

fn line(entry: MenuEntry, close: Callback<()>) -> AnyView {
    match entry {
        MenuEntry::Action { label, icon, danger, run } => {
            let class = if danger { "menu-item danger" } else { "menu-item" };
            let click = move |_| {
                close.run(());
                run.run(());
            };
            view! {
                <button type="button" role="menuitem" class=class tabindex="-1" on:click=click>
                    {icon.map(|name| view! { <Icon name=name /> })}
                    <span>{label}</span>
                </button>
            }
            .into_any()
        }
        MenuEntry::Choice { label, chosen, run } => {
            let click = move |_| {
                close.run(());
                run.run(());
            };
            view! {
                <button
                    type="button"
                    role="menuitemradio"
                    class="menu-item choice"
                    tabindex="-1"
                    aria-checked=if chosen { "true" } else { "false" }
                    on:click=click
                >
                    <Icon name=IconName::Check />
                    <span>{label}</span>
                </button>
            }
            .into_any()
        }
        MenuEntry::Link { label, href, go } => {
            let click = move |event: ev::MouseEvent| {
                if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
                    return;
                }
                event.prevent_default();
                close.run(());
                go.run(());
            };
            view! {
                <a role="menuitem" class="menu-item" tabindex="-1" href=href on:click=click>
                    <span>{label}</span>
                </a>
            }
            .into_any()
        }
        MenuEntry::Heading(text) => view! { <div class="menu-heading" role="presentation">{text}</div> }.into_any(),
        MenuEntry::Separator => view! { <div class="menu-separator" role="separator"></div> }.into_any(),
    }
}
