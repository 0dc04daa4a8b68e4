//! people

use crate::ui::markup::{El, el};

pub fn people_page() -> El { el("h1").text("people") }
