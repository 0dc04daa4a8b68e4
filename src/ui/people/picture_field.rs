//! Choosing a person's picture.

use leptos::{prelude::*, task::spawn_local};
use web_sys::HtmlInputElement;

use crate::ui::components::{avatar, dom};
use crate::ui::markup::{El, Place, el};

use super::picture::scaled_down;

/// A file field whose picture is kept small, with what it looks like beside it.
///
/// The picture is a `data:` address; the initials of the name stand where there is none. `seed` is the hue behind them;
/// nobody new has one yet.
pub(super) fn picture_field(picture: RwSignal<Option<String>>, name: RwSignal<String>, seed: Option<u32>) -> El {
    let (id, error_id) = (dom::fresh_id(), dom::fresh_id());
    let place = Place::new();
    let refused = RwSignal::new(false);
    let choose = move |_| {
        let input = place.get_as::<HtmlInputElement>();
        let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            return;
        };
        refused.set(false);
        spawn_local(async move {
            // The dialog may be gone by now.
            match scaled_down(&file).await {
                Ok(address) => drop(picture.try_set(Some(address))),
                Err(_) => drop(refused.try_set(true)),
            }
        });
    };
    let remove = move || {
        picture.set(None);
        if let Some(input) = place.get_as::<HtmlInputElement>() {
            input.set_value("");
            let _ = input.focus();
        }
    };
    let has_picture = move || picture.with(Option::is_some);
    let tied = error_id.clone();
    let input = el("input")
        .attr("type", "file")
        .attr("id", &id)
        .attr("accept", "image/*")
        .at(place)
        .word_fn("aria-invalid", move || refused.get().then_some("true"))
        .attr_fn("aria-describedby", move || refused.get().then(|| tied.clone()))
        .on("change", choose);
    let field = el("div")
        .class("picture-field")
        .when(
            move || has_picture() || seed.is_some(),
            move || avatar(name.into(), seed.unwrap_or_default(), picture.into()),
        )
        .child(input)
        .when(has_picture, move || {
            el("button").attr("type", "button").class("button small").text("Remove picture").on_click(remove)
        });
    let problem = move || {
        el("p")
            .class("field-error")
            .attr("id", &error_id)
            .attr("role", "alert")
            .text("The file cannot be read as a picture. Choose a JPEG, PNG or WebP file.")
    };
    el("div")
        .class("field")
        .child(el("label").class("field-label").attr("for", &id).text("Picture"))
        .child(field)
        .when(move || refused.get(), problem)
}
