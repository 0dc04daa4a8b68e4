//! A session's colour as a small square before its name.

use crate::domain::Colour;

use super::markup::{El, el};

/// The square; decorative, since the colour's name is told where it is chosen.
pub(super) fn swatch(colour: Colour) -> El {
    el("span").class(swatch_class(colour)).attr("aria-hidden", "true")
}

/// What gives an element the session's colour, without making it a square.
pub(super) fn colour_class(colour: Colour) -> &'static str {
    swatch_class(colour).strip_prefix("swatch ").unwrap_or_default()
}

/// Its class.
pub(super) fn swatch_class(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "swatch colour-blue",
        Colour::Green => "swatch colour-green",
        Colour::Amber => "swatch colour-amber",
        Colour::Violet => "swatch colour-violet",
        Colour::Teal => "swatch colour-teal",
        Colour::Red => "swatch colour-red",
        Colour::Indigo => "swatch colour-indigo",
        Colour::Lime => "swatch colour-lime",
        Colour::Pink => "swatch colour-pink",
        Colour::Cyan => "swatch colour-cyan",
        Colour::Orange => "swatch colour-orange",
        Colour::Slate => "swatch colour-slate",
    }
}
