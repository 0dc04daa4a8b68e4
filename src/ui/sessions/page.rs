//! The page: heading, toolbar, table or empty state, dialogs, drawer.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::domain::{SessionId, TimeScale};
use crate::route::{Route, View};
use crate::ui::components::dom::after_the_frame;
use crate::ui::components::{IconName, Menu, MenuEntry, icon, segmented, switch};
use crate::ui::format;
use crate::ui::markup::{El, Handler, el, follow};
use crate::ui::perform::use_store;
use crate::ui::places::use_places;
use crate::ui::shell::OpenDialogs;

use super::drawer_place::DrawerPlace;
use super::empty::empty_list;
use super::listing::Listing;
use super::table::sessions_table;
use super::{add_session_dialog, plan_year_dialog, timeline_view};

/// The Sessions page; `route` says whose drawer is open.
pub fn sessions_page(route: Signal<Option<Route>>) -> El {
    let store = use_store();
    let dialogs = expect_context::<OpenDialogs>();
    on_cleanup(move || dialogs.close_those_of_the_page());
    let listing = Listing::new(route);
    let shown = Memo::new(move |_| match listing.query().with(|query| query.view) {
        _ if listing.rows().with(Vec::is_empty) => Shown::Empty,
        View::Table => Shown::Table,
        View::Timeline(_) => Shown::Timeline,
    });
    let open = Memo::new(move |_| {
        let number = listing.open().get()?;
        store.workspace().with(|workspace| workspace.session_by_number(number).map(|session| session.id))
    });
    title_the_window(open);
    let drawer = DrawerPlace::new(listing);
    let heading = el("header").class("page-header").child(el("h1").text("Sessions")).children(toolbar(listing));
    let count = el("span").attr("role", "status").text_fn(move || count_in_words(listing.rows().with(Vec::len)));
    let page = el("div")
        .class("page")
        .dynamic(move || {
            let show = match shown.get() {
                Shown::Empty => empty_list,
                Shown::Table => sessions_table,
                Shown::Timeline => timeline_view,
            };
            [untrack(|| show(listing))]
        })
        .child(el("footer").class("page-footer").child(count));
    let below = el("div")
        .class("workspace-body")
        .class_if("beside", move || drawer.room().get())
        .on("pointerover", move |event| drawer.aim(&event))
        .on("focusin", move |event| drawer.aim(&event))
        .child(page)
        .child(drawer.view(open));
    el("div")
        .class("workspace")
        .child(heading)
        .child(below)
        .when(
            move || dialogs.add_session.get(),
            move || add_session_dialog(Rc::new(move || dialogs.add_session.set(false))),
        )
        .when(move || dialogs.plan_year.get(), move || plan_year_dialog(Rc::new(move || dialogs.plan_year.set(false))))
}

/// Names the window after the open session, or the list. One frame later: the browser takes as long for it as for the drawer.
fn title_the_window(open: Memo<Option<SessionId>>) {
    let store = use_store();
    let title = Memo::new(move |_| {
        let title = open.get().and_then(|id| {
            store.workspace().with(|workspace| workspace.session(id).map(|session| session.title.to_string()))
        });
        [title.as_deref().unwrap_or("Sessions"), " · OKR sessions"].concat()
    });
    follow(Box::new(move || {
        title.track();
        after_the_frame(move || {
            // The page may have made way for another one, with a title of its own.
            if let Some(title) = title.try_get_untracked() {
                document().set_title(&title);
            }
        });
    }));
}

/// What stands below the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Empty,
    Table,
    Timeline,
}

/// How many sessions are listed.
pub(super) fn count_in_words(count: usize) -> String {
    match count {
        1 => "1 session".to_owned(),
        count => [&*format::count(count), " sessions"].concat(),
    }
}

/// Filters, then actions.
fn toolbar(listing: Listing) -> [El; 2] {
    let store = use_store();
    let search = el("label").class("search-box").child(icon(IconName::Search)).child(
        el("input")
            .attr("type", "search")
            .attr("aria-label", "Search sessions")
            .attr("placeholder", "Search sessions")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .prop_fn("value", move || listing.query().with(|query| JsValue::from_str(&query.list.search)))
            .on_text(move |text| listing.search(text)),
    );
    let include_closed = Signal::derive(move || listing.query().with(|query| query.list.include_closed));
    let closed = switch("Include Closed Sessions", include_closed, move |on| {
        listing.change(|query| query.list.include_closed = on);
    });
    // Only where there are sessions: an empty page offers the same in its middle, and no button stands there twice.
    let offered = move || {
        store.editor().with(|editor| editor.is_administrator())
            && store.workspace().with(|workspace| workspace.sessions().next().is_some())
    };
    let filters = el("div")
        .class("toolbar")
        .child(search)
        .child(closed)
        .child(view_choice(listing))
        // Last, so that nothing moves when it comes and goes: the timeline is always grouped.
        .when(move || !is_timeline(listing), move || group_switch(listing));
    [filters, el("div").class("toolbar actions").when(offered, actions)]
}

fn is_timeline(listing: Listing) -> bool {
    listing.query().with(|query| query.view != View::Table)
}

fn view_choice(listing: Listing) -> El {
    let chosen = Signal::derive(move || usize::from(is_timeline(listing)));
    segmented("View", &["Table", "Timeline"], chosen, move |place| {
        let view = if place == 0 { View::Table } else { View::Timeline(TimeScale::default()) };
        listing.change(|query| query.view = view);
    })
}

fn group_switch(listing: Listing) -> El {
    let by_parent = Signal::derive(move || listing.query().with(|query| query.list.by_parent));
    switch("Group by parent", by_parent, move |on| listing.change(|query| query.list.by_parent = on))
}

fn actions() -> El {
    let dialogs = expect_context::<OpenDialogs>();
    let add = el("button")
        .attr("type", "button")
        .class("button primary")
        .child(icon(IconName::Plus))
        .text("Add Session")
        .on_click(move || dialogs.add_session.set(true));
    let places = use_places();
    let entry = |label: &str, icon: IconName, run: Handler| MenuEntry::Action {
        label: label.to_owned(),
        icon: Some(icon),
        danger: false,
        run,
    };
    let more = move || {
        vec![
            entry("Plan a fiscal year", IconName::Calendar, Rc::new(move || dialogs.plan_year.set(true))),
            entry("Trash", IconName::Trash, Rc::new(move || places.go(Route::Trash))),
        ]
    };
    let menu = Menu::new(Signal::stored("More".to_owned()), more).view([icon(IconName::MoreVertical)]);
    el("div").class("toolbar").child(add).child(menu)
}
