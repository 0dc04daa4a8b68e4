//! What stands where nothing is yet.

use crate::ui::markup::{El, el};

/// Says in a few words and in a sentence what belongs here and offers the action: the children are the buttons.
pub fn empty_state(
    title: impl Fn() -> String + 'static,
    text: impl Fn() -> String + 'static,
    children: impl IntoIterator<Item = El>,
) -> El {
    let words = el("div").class("empty-state").child(el("h2").text_fn(title)).child(el("p").text_fn(text));
    with_actions(words, children.into_iter().collect())
}

fn with_actions(words: El, actions: Vec<El>) -> El {
    let row = (!actions.is_empty()).then(|| el("div").class("empty-actions").children(actions));
    words.children(row)
}
