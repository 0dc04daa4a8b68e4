//! Where everything is kept, how much room there is, and the backups.

use std::time::Duration;

use leptos::prelude::*;

use crate::domain::Moment;
use crate::store::{
    Estimate, KeptBackup, PORTABLE_UNITS, Persistence, Usage, ask_to_persist, can_persist, estimate, is_persisted,
};
use crate::ui::components::{Toasts, dom, toasts};
use crate::ui::format;
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::use_store;

use super::backups::Backups;
use super::page::card;
use super::preview::fact;

/// Says in plain words where the data lives, how much room is left, and how safe it is. What could not be read there
/// stands above every page.
pub(super) fn storage_card(administers: bool, exported: Backups) -> El {
    let card = card("Where your data lives");
    if use_store().persistence() == Persistence::MemoryOnly {
        return card.child(el("p").text(
            "This browser blocks its storage: everything is in memory only and goes with this window. Export it to keep it.",
        ));
    }
    let place = "Everything is kept in this browser's local storage, on this device. Nothing is sent anywhere: nobody else \
                 sees it, and other browsers and devices do not have it.";
    let deletion = "Clearing the site data of this address in the browser deletes it, and so does closing a private \
                    window. Export regularly and keep the files somewhere safe.";
    let access = "Whoever can use this browser profile can read and change everything, whatever their role here.";
    card.children([place, deletion, access].map(|text| el("p").text(text)))
        .child(figures())
        .child(promise())
        .children(administers.then(|| backups(exported)))
}

/// How much is used of what the browser gives. Counted again with every change of the workspace.
fn figures() -> El {
    let usage = usage();
    let browser = RwSignal::new(None::<Estimate>);
    estimate(move |found| {
        browser.try_set(Some(found));
    });
    let meter = el("meter")
        .attr("aria-label", "Storage used")
        .attr("min", "0")
        .attr("max", &PORTABLE_UNITS.to_string())
        .attr("high", &(PORTABLE_UNITS / 10 * 8).to_string())
        .attr("optimum", "0")
        .attr_fn("value", move || Some(usage.get().all.min(PORTABLE_UNITS).to_string()));
    let local = move || {
        let Usage { workspace, app, all } = usage.get();
        let more = |units: usize, of: &str| {
            if units == 0 { String::new() } else { ["; ", &*format::count(units), of].concat() }
        };
        let other_workspaces = more(app - workspace, " more for other workspaces, settings and a reserve");
        let other_apps = more(all - app, " more of other apps at this address");
        [&*format::count(workspace), " characters in this workspace", &other_workspaces, &other_apps].concat()
    };
    let room = move || {
        let all = usage.get().all;
        let percent = (all * 100).div_ceil(PORTABLE_UNITS).to_string();
        let most = format::count(PORTABLE_UNITS);
        [&*percent, " % of the ", &most, " characters that every browser gives; most give twice as many."].concat()
    };
    let browser_says = move || {
        browser.get().map(|Estimate { usage, quota }| {
            let text =
                [&*megabytes(usage), " of ", &megabytes(quota), ", the journal and kept backups included"].concat();
            fact("The browser's own count", &text)
        })
    };
    let facts = el("dl")
        .class("facts")
        .child(el("div").child(el("dt").text("Used")).child(el("dd").text_fn(local)))
        .child(el("div").child(el("dt").text("Room")).child(el("dd").child(meter).child(el("span").text_fn(room))))
        .dynamic(browser_says);
    el("div").class("storage-figures").child(el("h3").text("Storage")).child(facts)
}

/// What is used, counted anew in a task of its own after a change: of 10,000 sessions that takes some 50 ms.
fn usage() -> RwSignal<Usage> {
    let store = use_store();
    let usage = RwSignal::new(store.usage());
    let waiting = StoredValue::new(false);
    let count = move || {
        if waiting.try_set_value(false).is_none() {
            usage.try_set(store.usage());
        }
    };
    let mut first = true;
    follow(Box::new(move || {
        store.workspace().track();
        if !std::mem::take(&mut first) && !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(count, Duration::ZERO);
        }
    }));
    usage
}

fn megabytes(bytes: f64) -> String {
    const MEGABYTE: f64 = 1_000_000.0;
    if bytes < MEGABYTE {
        "less than 1 MB".to_owned()
    } else {
        [&*format::count((bytes / MEGABYTE) as usize), " MB"].concat()
    }
}

/// Whether the browser promised to keep the data, and the button to ask it.
fn promise() -> El {
    let promised = RwSignal::new(None::<bool>);
    let asked = RwSignal::new(false);
    is_persisted(move |kept| {
        promised.try_set(Some(kept));
    });
    let text = move || {
        match (promised.get(), asked.get()) {
            (Some(true), _) => "The browser promised to keep the data until you delete it.",
            (_, true) => {
                "The browser was asked to keep the data. It has not promised it: it may clear it when the disk is full."
            }
            (Some(false), false) => {
                "The browser did not promise to keep the data: it may clear it when the disk is full."
            }
            (None, false) => "This browser does not say whether it keeps the data when the disk is full.",
        }
        .to_owned()
    };
    let ask = move || {
        dom::keep_focus();
        asked.set(true);
        // The browser may ask the user, who may never answer: the button is done with at once.
        ask_to_persist(move |kept| {
            promised.try_set(Some(kept));
        });
    };
    el("div").class("storage-figures").child(el("p").attr("aria-live", "polite").text_fn(text)).when(
        move || promised.get() != Some(true) && !asked.get() && can_persist(),
        move || {
            let button = el("button").attr("type", "button").class("button").text("Ask the browser to keep the data");
            el("div").class("actions-row").child(button.on_click(ask))
        },
    )
}

/// When the last backup was made, and those that the app keeps by itself.
fn backups(exported: Backups) -> El {
    let (store, toasts) = (use_store(), toasts());
    let kept = RwSignal::new(Vec::<KeptBackup>::new());
    // Each is kept right before a change of the workspace.
    follow(Box::new(move || {
        store.workspace().track();
        store.kept_backups(move |backups| drop(kept.try_set(backups)));
    }));
    let button =
        el("button").attr("type", "button").class("button").text("Back up now").on_click(move || exported.save());
    el("div")
        .class("storage-figures")
        .child(el("h3").text("Backups"))
        .child(el("p").attr("aria-live", "polite").text_fn(move || exported.text()))
        .child(el("div").class("actions-row").child(button))
        .dynamic(move || kept_backups(kept.get(), toasts))
}

fn kept_backups(kept: Vec<KeptBackup>, toasts: Toasts) -> Vec<El> {
    if kept.is_empty() {
        return Vec::new();
    }
    let row = |KeptBackup { at, text }: KeptBackup| {
        let name = ["Download the backup of ", &*format::moment(at)].concat();
        let save = move || _ = format::download(toasts, &file_name(at), "application/json", &text);
        let button =
            el("button").attr("type", "button").class("button small").attr("aria-label", &name).text("Download");
        el("li").class("export").child(el("p").text(&format::moment(at))).child(button.on_click(save))
    };
    vec![
        el("p").text(
            "Before each import and before sessions are archived the app keeps what was there, the last three times:",
        ),
        el("ul").class("exports").attr("aria-label", "Kept backups").children(kept.into_iter().map(row)),
    ]
}

/// A name for a file with the state of a moment.
fn file_name(at: Moment) -> String {
    let day: String = at.to_string().chars().take(10).collect();
    ["okr-workspace-", &*day, "-kept.json"].concat()
}
