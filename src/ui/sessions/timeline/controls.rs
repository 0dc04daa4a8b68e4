//! What stands above the timeline: its scale, and the way back to today.

use leptos::prelude::*;

use crate::domain::TimeScale;
use crate::ui::components::{IconName, icon_button, segmented};
use crate::ui::markup::{El, el};

use super::chart::Chart;

/// Scale, zoom and today.
pub(super) fn controls(chart: Chart) -> El {
    let chosen = Signal::derive(move || {
        let scale = chart.scale();
        TimeScale::ALL.iter().position(|known| *known == scale).unwrap_or_default()
    });
    let scale = segmented("Scale", &TimeScale::ALL.map(TimeScale::label), chosen, move |place| {
        if let Some(scale) = TimeScale::ALL.get(place) {
            chart.choose(*scale);
        }
    });
    let zoom = move |name: &str, icon: IconName, to: fn(TimeScale) -> Option<TimeScale>| {
        // Not disabled at the end, which would take the focus away.
        icon_button(name, icon, move || chart.zoom(to)).aria_fn("aria-disabled", move || to(chart.scale()).is_none())
    };
    el("div")
        .class("timeline-controls toolbar")
        .child(scale)
        .child(zoom("Zoom out", IconName::Minus, TimeScale::wider))
        .child(zoom("Zoom in", IconName::Plus, TimeScale::closer))
        .child(
            el("button")
                .attr("type", "button")
                .class("button")
                .attr("aria-label", "Go to today")
                .child(el("span").class("on-a-wide-page").text("Go to today"))
                .child(el("span").class("on-a-narrow-page").text("Today"))
                .on_click(move || chart.show_today()),
        )
}
