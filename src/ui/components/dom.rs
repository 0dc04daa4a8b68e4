//! What several components ask of the page: ids, focus, listeners outside of themselves, and a place on the screen.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, Event, FocusEvent, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// Room kept between a floating panel and the edge of the window, in CSS pixels.
const MARGIN: f64 = 8.0;

/// The longest pause between the clicks of a double click, on the systems that say it.
const DOUBLE_CLICK: Duration = Duration::from_millis(500);

/// An id that no other element of the page has.
pub fn fresh_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let mut id = String::from("ui-");
    id.push_str(&number.to_string());
    id
}

/// The element that has the focus; none when it is the page as a whole.
pub fn focused() -> Option<HtmlElement> {
    let element = document().active_element()?;
    // SVG's links are no HTML elements, but take the focus by the same method, which is all that is asked of them.
    if element.tag_name() == "BODY" { None } else { Some(element.unchecked_into()) }
}

/// Where the focus goes that leaves something; none where it leaves the page.
pub fn goes_to(focusout: &Event) -> Option<Element> {
    focusout.dyn_ref::<FocusEvent>()?.related_target()?.dyn_into().ok()
}

/// Focuses an element, an SVG link as well, and leaves it where it is.
pub fn focus_in_place(element: Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_into::<HtmlElement>().focus_with_options(&options);
}

/// Focuses the search box of the page, and says whether it has one.
pub fn focus_search() -> bool {
    let search = document().query_selector("[type=search]").ok().flatten();
    search.and_then(|search| search.dyn_into::<HtmlElement>().ok()).is_some_and(|search| search.focus().is_ok())
}

/// Under this name a dialog remembers what had the focus before it opened.
const OPENER: &str = "okrOpener";

/// Notes on a dialog what had the focus before it opened, for [`give_focus_back`].
pub fn remember_opener(dialog: &Element, opener: Option<&HtmlElement>) {
    let opener = opener.map_or(JsValue::NULL, JsValue::from);
    let _ = js_sys::Reflect::set(dialog, &JsValue::from_str(OPENER), &opener);
}

/// The opener, or what took its place and id, or what opened the dialog that it was in and that is gone as well.
fn home_of(opener: HtmlElement) -> Option<HtmlElement> {
    let mut home = opener;
    while !home.is_connected() {
        if let Some(anew) = document().get_element_by_id(&home.id()) {
            return anew.dyn_into().ok();
        }
        let dialog = home.closest("dialog").ok().flatten()?;
        home = js_sys::Reflect::get(&dialog, &JsValue::from_str(OPENER)).ok()?.dyn_into().ok()?;
    }
    Some(home)
}

/// Gives the focus back to what had it before something opened.
///
/// The opener may be gone by now (its row was removed, its page was left): then the page's main part takes the focus, so
/// that the next Tab does not start at the top of the document. Who has moved on beyond `closing` by now stays there.
///
/// Asked again when all that goes now is gone: a question and the dialog below it may go at once, in any order, and
/// neither can give the focus away under the other.
pub fn give_focus_back(opener: Option<HtmlElement>, closing: &Element) {
    if focused().is_some_and(|focused| !closing.contains(Some(&focused))) {
        return;
    }
    match &opener {
        Some(opener) if opener.is_connected() => {
            let _ = opener.focus();
        }
        _ => focus_main(),
    }
    request_animation_frame(move || {
        if focused().is_none_or(|focused| focused.tag_name() == "MAIN") {
            match opener.and_then(home_of) {
                Some(home) => {
                    let _ = home.focus();
                }
                None => focus_main(),
            }
        }
    });
}

/// Runs something that must not keep the browser from showing what has just changed.
pub fn after_the_frame(run: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(run, Duration::ZERO));
}

/// Whether it is of the second click of a double click, or a further one.
pub fn is_repeated(event: &Event) -> bool {
    event.dyn_ref::<web_sys::MouseEvent>().is_some_and(|event| event.detail() > 1)
}

/// Until the next pause, further clicks of a double click do nothing: what they were meant for is gone, and what lies
/// behind it was not meant.
pub fn swallow_double_click() {
    swallow(&["mousedown", "mouseup", "click", "dblclick"], is_repeated);
}

/// The same for a key that was pressed twice, or is still held: where the form was saved by Enter, the second one would open it
/// again by the button that got the focus back. In a field, or in a dialog that is open by then, it was meant.
pub fn swallow_second_enter() {
    swallow(&["keydown"], |event| {
        let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
        is_enter && focused().is_some_and(|focused| matches!(focused.matches("button:not(dialog[open] *)"), Ok(true)))
    });
}

fn swallow(events: &'static [&'static str], unwanted: fn(&Event) -> bool) {
    let handler = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if unwanted(&event) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    for event in events {
        let _ = window().add_event_listener_with_callback_and_bool(event, handler.as_ref().unchecked_ref(), true);
    }
    let stop = move || {
        for event in events {
            let _ =
                window().remove_event_listener_with_callback_and_bool(event, handler.as_ref().unchecked_ref(), true);
        }
    };
    set_timeout(stop, DOUBLE_CLICK);
}

/// Focuses what somebody works in, when what has the focus is about to go away: a field of the dialog below which all else is inert,
/// or the drawer, or the page's main part.
pub fn focus_main() {
    let found = |selector: &str| document().query_selector(selector).ok().flatten()?.dyn_into::<HtmlElement>().ok();
    let places = ["dialog[open] [autofocus]", "dialog[open] input", ".drawer:not(.waiting)", "main[tabindex]"];
    if let Some(target) = places.into_iter().find_map(found) {
        let _ = target.focus();
    }
}

/// Focuses the field of the drawer that cannot be saved, if there is one. One frame later, when the question or the menu from which
/// something was asked for is gone.
pub fn focus_what_is_refused() {
    request_animation_frame(|| {
        let field = document().query_selector(".drawer:not(.waiting) [aria-invalid=true]").ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let _ = field.focus();
        }
    });
}

/// To be asked before something is done: where what has the focus goes away by it, the page's main part takes it. Tab would go on
/// from nowhere, and a screen reader would begin at the top.
pub fn keep_focus() {
    if focused().is_some() {
        focus_main_unless_something_else_has_it();
    }
}

/// When the next frame is drawn: by then what goes has gone.
pub fn focus_main_unless_something_else_has_it() {
    request_animation_frame(|| {
        if focused().is_none() {
            focus_main();
        }
    });
}

/// The elements below `root` that match, in document order.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// Listens on the window, before any element hears the event, until the current owner is cleaned up.
pub fn on_window(event: &'static str, handler: impl Fn(Event) + 'static) {
    listen(event, Closure::new(handler));
}

fn listen(event: &'static str, handler: Closure<dyn Fn(Event)>) {
    let target = window();
    if target.add_event_listener_with_callback_and_bool(event, handler.as_ref().unchecked_ref(), true).is_err() {
        return;
    }
    let handler = StoredValue::new_local(handler);
    on_cleanup(move || {
        handler.with_value(|handler| {
            let _ =
                window().remove_event_listener_with_callback_and_bool(event, handler.as_ref().unchecked_ref(), true);
        });
    });
}

/// Runs once the elements that are being made are in the page, before the page is painted again. By then they may have
/// gone already.
pub fn once_mounted(run: Box<dyn FnOnce()>) {
    queue_microtask(run);
}

/// Takes the dialog around an element out of sight; it is closed when it is unmounted, which should follow after the next frame.
/// Closing has the browser style the whole page anew, since nothing of it is inert any longer, and nobody should wait for
/// that to see what they saved.
pub fn hide_dialog_around(element: &Element) {
    let dialog = element.closest("dialog").ok().flatten();
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.set_open(false);
    }
}

/// Closes a dialog, a hidden one as well: the page below is inert until then.
pub fn close_dialog(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // One that does not say that it is open is not closed.
        dialog.set_open(true);
    }
    dialog.close();
}

/// Runs when the current owner is cleaned up, while its elements are still in the page.
pub fn once_gone(run: Box<dyn FnOnce()>) {
    let run = StoredValue::new_local(Some(run));
    on_cleanup(move || {
        if let Some(run) = run.try_update_value(Option::take).flatten() {
            run();
        }
    });
}

/// Whether the event happened in the element or below it.
pub fn inside(event: &Event, element: &Element) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
        .is_some_and(|node| element.contains(Some(&node)))
}

/// Marks a key as dealt with: nothing else on the page acts on it.
pub fn handled(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}

/// Puts a `popover="manual"` element into the top layer. A browser without popovers shows it as it is, fixed.
pub fn show_on_top(panel: &HtmlElement) {
    let key = JsValue::from_str("showPopover");
    if let Ok(show) = js_sys::Reflect::get(panel, &key)
        && let Ok(show) = show.dyn_into::<js_sys::Function>()
    {
        // Shown already: the call throws, and nothing is lost.
        let _ = show.call0(panel);
    }
}

/// With this much room below, a list stays below although it has to scroll.
const ENOUGH: f64 = 240.0;

/// The most a list under its field takes, in CSS pixels.
const LIST: f64 = 320.0;

/// Places a fixed panel below its anchor, or above it where there is more room, and never outside the window.
pub fn place(anchor: &Element, panel: &HtmlElement, as_wide: bool) {
    let Some(page) = document().document_element() else {
        return;
    };
    let (width, height) = (f64::from(page.client_width()), f64::from(page.client_height()));
    let at = anchor.get_bounding_client_rect();
    let style = panel.style();
    let set = |name: &str, value: f64| {
        let _ = style.set_property(name, &px(value));
    };
    if as_wide {
        set("width", at.width());
    }
    let _ = style.remove_property("max-height");
    let (wide, high) = (f64::from(panel.offset_width()), f64::from(panel.offset_height()));
    let below = height - at.bottom() - MARGIN;
    let above = at.top() - MARGIN;
    let wanted = if as_wide { high.min(ENOUGH) } else { high };
    let fits_below = wanted + 4.0 <= below || below >= above;
    let room = (if fits_below { below } else { above } - 4.0).max(80.0);
    let room = if as_wide { room.min(LIST) } else { room };
    let top = if fits_below { at.bottom() + 4.0 } else { (at.top() - 4.0 - high.min(room)).max(MARGIN) };
    let left = if at.left() + wide <= width - MARGIN { at.left() } else { at.right() - wide };
    set("max-height", room);
    set("top", top);
    set("left", left.min(width - wide - MARGIN).max(MARGIN));
}

fn px(value: f64) -> String {
    let mut text = (value.round() as i32).to_string();
    text.push_str("px");
    text
}
