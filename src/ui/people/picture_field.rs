//! Choosing a person's picture.

use leptos::{html, prelude::*, task::spawn_local};

use crate::ui::components::{Avatar, dom};

use super::picture::scaled_down;

/// A file field whose picture is kept small, with what it looks like beside it.
#[component]
pub(super) fn PictureField(
    /// The picture as a `data:` address.
    picture: RwSignal<Option<Box<str>>>,
    /// Whose; the initials stand where there is no picture.
    name: RwSignal<String>,
    /// The hue behind the initials; nobody new has one yet.
    seed: Option<u32>,
) -> AnyView {
    let id = dom::fresh_id();
    let error_id = dom::fresh_id();
    let node = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(false);
    let choose = move |_| {
        let Some(file) = node.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            return;
        };
        refused.set(false);
        spawn_local(async move {
            // The dialog may be gone by now.
            match scaled_down(&file).await {
                Ok(address) => drop(picture.try_set(Some(address.into()))),
                Err(_) => drop(refused.try_set(true)),
            }
        });
    };
    let remove = move |_| {
        picture.set(None);
        if let Some(input) = node.get_untracked() {
            input.set_value("");
            let _ = input.focus();
        }
    };
    let tied = error_id.clone();
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>"Picture"</label>
            <div class="picture-field">
                {move || {
                    let image = picture.get().map(String::from);
                    (image.is_some() || seed.is_some())
                        .then(|| view! { <Avatar name=name seed=seed.unwrap_or_default() image=image /> })
                }}
                <input
                    type="file"
                    id=id
                    accept="image/*"
                    node_ref=node
                    aria-invalid=move || refused.get().then_some("true")
                    aria-describedby=move || refused.get().then(|| tied.clone())
                    on:change=choose
                />
                {move || {
                    picture
                        .with(Option::is_some)
                        .then(|| view! { <button type="button" class="button small" on:click=remove>"Remove picture"</button> })
                }}
            </div>
            {move || {
                refused
                    .get()
                    .then(|| {
                        view! {
                            <p class="field-error" id=error_id.clone() role="alert">
                                "The file cannot be read as a picture. Choose a JPEG, PNG or WebP file."
                            </p>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
