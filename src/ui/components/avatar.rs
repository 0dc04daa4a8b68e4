//! A person as a small picture.

use leptos::prelude::*;

use crate::ui::markup::{El, el};

/// How many hues there are: classes `avatar-0` … `avatar-11`.
const HUES: u32 = 12;

/// Initials on a colour, or a picture. Hidden from assistive tools: the name stands beside it.
///
/// The seed picks the hue: the same person always has the same. The picture is an address.
pub fn avatar(name: Signal<String>, seed: u32, picture: Signal<Option<String>>) -> El {
    el("span").class("avatar-frame").dynamic(move || {
        Some(match picture.get() {
            Some(address) => {
                el("img").class("avatar").attr("alt", "").attr("aria-hidden", "true").attr("src", &address)
            }
            None => lettered(name, seed),
        })
    })
}

fn lettered(name: Signal<String>, seed: u32) -> El {
    let mut class = String::from("avatar avatar-");
    class.push_str(&(seed % HUES).to_string());
    // In an attribute that the style sheet shows: in the text of a cell or a button they would be a word of their own.
    el("span")
        .class(&class)
        .attr("aria-hidden", "true")
        .attr_fn("data-initials", move || Some(name.with(|name| initials(name))))
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
