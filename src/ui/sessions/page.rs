//! The page: heading, toolbar, table or empty state, dialogs, drawer.

use leptos::prelude::*;

use crate::domain::SessionDraft;
use crate::route::Route;
use crate::ui::components::{Icon, IconName, Menu, MenuEntry, Switch};
use crate::ui::format;
use crate::ui::perform::use_store;
use crate::ui::shell::OpenDialogs;

use super::drawer::SessionDrawer;
use super::empty::EmptyList;
use super::listing::Listing;
use super::new_session::NewSessionDialog;
use super::plan_year::PlanYearDialog;
use super::table::SessionsTable;

/// The Sessions page.
#[component]
pub fn SessionsPage(
    /// The route that is shown: whose drawer is open.
    route: Signal<Option<Route>>,
) -> AnyView {
    let store = use_store();
    let dialogs = expect_context::<OpenDialogs>();
    let listing = Listing::new(route);
    let empty = Memo::new(move |_| listing.rows().with(Vec::is_empty));
    let open = Memo::new(move |_| {
        let number = listing.open().get()?;
        store.workspace().with(|workspace| workspace.session_by_number(number).map(|session| session.id))
    });
    Effect::new(move |_| {
        let title = open.get().and_then(|id| {
            store.workspace().with(|workspace| workspace.session(id).map(|session| session.title.to_string()))
        });
        document().set_title(&format!("{} · OKR sessions", title.as_deref().unwrap_or("Sessions")));
    });
    view! {
        <div class="workspace">
            <div class="page">
                <header class="page-header">
                    <h1>"Sessions"</h1>
                    <Toolbar listing=listing />
                </header>
                {move || {
                    if empty.get() {
                        view! { <EmptyList listing=listing /> }.into_any()
                    } else {
                        view! { <SessionsTable listing=listing /> }.into_any()
                    }
                }}
                <footer class="page-footer">
                    <span role="status">{move || count_text(listing)}</span>
                </footer>
            </div>
            {move || open.get().map(|id| view! { <SessionDrawer id=id listing=listing /> })}
        </div>
        <Show when=move || dialogs.add_session.get()>
            <NewSessionDialog
                name="Add Session"
                draft=SessionDraft::default()
                quick_picks=true
                on_close=Callback::new(move |()| dialogs.add_session.set(false))
            />
        </Show>
        <Show when=move || dialogs.plan_year.get()>
            <PlanYearDialog on_close=Callback::new(move |()| dialogs.plan_year.set(false)) />
        </Show>
    }
    .into_any()
}

fn count_text(listing: Listing) -> String {
    match listing.rows().with(Vec::len) {
        1 => "1 session".to_owned(),
        count => format!("{} sessions", format::count(count)),
    }
}

#[component]
fn Toolbar(listing: Listing) -> AnyView {
    let store = use_store();
    let dialogs = expect_context::<OpenDialogs>();
    let administrator = move || store.actor().with(|actor| actor.is_administrator());
    let include_closed = Signal::derive(move || listing.query().with(|query| query.list.include_closed));
    let more = Callback::new(move |()| {
        vec![MenuEntry::Action {
            label: "Plan a fiscal year".to_owned(),
            icon: Some(IconName::Calendar),
            danger: false,
            run: Callback::new(move |()| dialogs.plan_year.set(true)),
        }]
    });
    // Only where there are sessions: an empty page offers the same in its middle, and no button stands there twice.
    let any = Memo::new(move |_| store.workspace().with(|workspace| workspace.sessions().next().is_some()));
    view! {
        <div class="toolbar">
            <div class="search-box" role="search">
                <Icon name=IconName::Search />
                <input
                    type="search"
                    aria-label="Search sessions"
                    placeholder="Search sessions"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=move || listing.query().with(|query| query.list.search.clone())
                    on:input=move |event| listing.search(event_target_value(&event))
                />
            </div>
            <Switch
                label="Include Closed Sessions"
                checked=include_closed
                on_toggle=Callback::new(move |on| listing.change(|query| query.list.include_closed = on))
            />
            <Show when=move || administrator() && any.get()>
                <button type="button" class="button primary" on:click=move |_| dialogs.add_session.set(true)>
                    <Icon name=IconName::Plus />
                    "Add Session"
                </button>
                <Menu label="More" entries=more><Icon name=IconName::MoreVertical /></Menu>
            </Show>
        </div>
    }
    .into_any()
}
