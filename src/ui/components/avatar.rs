//! A person as a small picture.

use leptos::prelude::*;

/// How many hues there are: classes `avatar-0` … `avatar-11`.
const HUES: u32 = 12;

/// Initials on a colour, or a picture. Hidden from assistive tools: the name stands beside it.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: Signal<String>,
    /// Picks the hue; the same person always has the same.
    #[prop(into)]
    seed: Signal<u32>,
    /// Address of a picture.
    #[prop(optional_no_strip, into)]
    image: Option<String>,
) -> AnyView {
    let class = move || {
        let mut class = String::from("avatar avatar-");
        class.push_str(&(seed.get() % HUES).to_string());
        class
    };
    match image {
        Some(address) => view! { <img class="avatar" alt="" aria-hidden="true" src=address /> }.into_any(),
        // In an attribute that the style sheet shows: in the text of a cell or a button they would be a word of their own.
        None => view! { <span class=class aria-hidden="true" data-initials=move || name.with(|name| initials(name))></span> }
            .into_any(),
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
