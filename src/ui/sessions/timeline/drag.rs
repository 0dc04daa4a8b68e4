//! Scrolling by dragging the empty part of the chart with a mouse; fingers scroll it anyway.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, PointerEvent};

use crate::ui::markup::{El, Place};

/// Where the pointer went down, and how far the frame was scrolled there.
#[derive(Clone, Copy)]
struct Grip {
    pointer: (i32, i32),
    scrolled: (i32, i32),
}

/// Lets the frame be scrolled by dragging `stage`, which lies in it.
pub(super) fn draggable(stage: El, frame: Place) -> El {
    let grip = StoredValue::new(None::<Grip>);
    let down = move |event: Event| {
        if let (Some(event), Some(frame)) = (event.dyn_ref::<PointerEvent>(), frame.get_as::<HtmlElement>()) {
            grip.set_value(grip_of(event, &frame));
        }
    };
    let moved = move |event: Event| {
        let (Some(grip), Some(frame)) = (grip.get_value(), frame.get_as::<HtmlElement>()) else {
            return;
        };
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            frame.set_scroll_left(grip.scrolled.0 - (event.client_x() - grip.pointer.0));
            frame.set_scroll_top(grip.scrolled.1 - (event.client_y() - grip.pointer.1));
        }
    };
    let end = move |_| grip.set_value(None);
    stage.on("pointerdown", down).on("pointermove", moved).on("pointerup", end).on("pointercancel", end)
}

/// A grip of the left button on what is no bar. The pointer may leave the chart while it drags.
fn grip_of(event: &PointerEvent, frame: &HtmlElement) -> Option<Grip> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let on_bar = target.closest("a").ok().flatten().is_some();
    if on_bar || event.button() != 0 || event.pointer_type() != "mouse" {
        return None;
    }
    let stage = event.current_target()?.dyn_into::<Element>().ok()?;
    stage.set_pointer_capture(event.pointer_id()).ok()?;
    Some(Grip { pointer: (event.client_x(), event.client_y()), scrolled: (frame.scroll_left(), frame.scroll_top()) })
}
