//! data

use crate::ui::markup::{El, el};

pub fn data_page() -> El { el("h1").text("data") }
