//! The drawer of one session: header with its actions, details, history.

mod dates_question;
mod details;
mod history;
mod information;
mod more;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Session, SessionAction, SessionDraft, SessionId, next_session, offered_actions};
use crate::store::Store;
use crate::ui::components::{Drawer, Icon, IconButton, IconName, Menu, MenuEntry, Tabs};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::wording;

use super::confirmation::{ActionQuestion, act, asks};
use super::listing::Listing;
use super::new_session::NewSessionDialog;
use super::option_fields::swatch_class;

use details::Details;
use history::History;

/// What lies over the drawer.
#[derive(Clone, PartialEq)]
enum Over {
    Nothing,
    Question(SessionAction),
    New(&'static str, Box<SessionDraft>),
}

/// The session of the drawer, as long as it is there.
type Shown = Memo<Option<Arc<Session>>>;

/// The drawer.
#[component]
pub(super) fn SessionDrawer(
    /// Whose.
    id: SessionId,
    /// The list it was opened from.
    listing: Listing,
) -> AnyView {
    let store = use_store();
    let session: Shown = Memo::new(move |_| store.workspace().with(|workspace| workspace.session(id).cloned()));
    let name = Signal::derive(move || read(session, |session| session.title.to_string()));
    let close = Callback::new(move |()| listing.go(None));
    let over = RwSignal::new(Over::Nothing);
    let tab = RwSignal::new("details".to_owned());
    let tabs = vec![("details", "Details".to_owned()), ("history", "History".to_owned())];
    view! {
        <Drawer name=name on_close=close>
            <header class="drawer-header">
                <div>
                    <p class="drawer-number">
                        <span class=move || session.with(|session| session.as_ref().map_or("swatch", |session| swatch_class(session.colour))) aria-hidden="true"></span>
                        {move || read(session, |session| session.number.to_string())}
                        {move || badge(store, session)}
                    </p>
                    <h2 dir="auto">{name}</h2>
                </div>
                <div class="drawer-actions">
                    <Actions session=session over=over listing=listing />
                    <IconButton label="Close drawer" icon=IconName::Close on_click=close />
                </div>
            </header>
            <Tabs label="Session" tabs=tabs selected=tab on_select=Callback::new(move |key| tab.set(key))>
                // Kept while another tab is looked at: what is half typed in it stays.
                <div hidden=move || tab.with(|tab| tab != "details")>
                    <Details session=session over=over listing=listing />
                </div>
                <Show when=move || tab.with(|tab| tab == "history")>
                    <History session=id />
                </Show>
            </Tabs>
        </Drawer>
        {move || over_view(session, over)}
    }
    .into_any()
}

fn read(session: Shown, read: impl Fn(&Session) -> String) -> String {
    session.with(|session| session.as_deref().map(read).unwrap_or_default())
}

fn badge(store: Store, session: Shown) -> Option<AnyView> {
    let session = session.get()?;
    let today = store.today().get();
    if session.status.is_closed() {
        return Some(view! { <span class="badge"><Icon name=IconName::Lock />"Closed"</span> }.into_any());
    }
    session
        .is_overdue(today)
        .then(|| view! { <span class="badge warn"><Icon name=IconName::Clock />"Ended"</span> }.into_any())
}

fn over_view(session: Shown, over: RwSignal<Over>) -> Option<AnyView> {
    let close = Callback::new(move |()| over.set(Over::Nothing));
    match over.get() {
        Over::Nothing => None,
        Over::Question(action) => {
            let session = session.get_untracked()?;
            Some(view! { <ActionQuestion session=session action=action on_close=close /> }.into_any())
        }
        Over::New(name, draft) => Some(view! { <NewSessionDialog name=name draft=*draft on_close=close /> }.into_any()),
    }
}

/// The menu of what can be done now; nothing that the status or the rights do not allow is in it.
#[component]
fn Actions(session: Shown, over: RwSignal<Over>, listing: Listing) -> AnyView {
    let store = use_store();
    let performer = use_performer();
    let offered = Memo::new(move |_| {
        session.get().map(|session| offered_actions(&store.actor().get(), &session)).unwrap_or_default()
    });
    let entries = Callback::new(move |()| {
        offered
            .get_untracked()
            .into_iter()
            .map(|action| MenuEntry::Action {
                label: wording::action(action).to_owned(),
                icon: Some(icon(action)),
                danger: action == SessionAction::MoveToTrash,
                run: Callback::new(move |()| {
                    let Some(session) = session.get_untracked() else {
                        return;
                    };
                    match action {
                        asked if asks(asked) => over.set(Over::Question(asked)),
                        SessionAction::CreateNext => over.set(next(store, &session)),
                        SessionAction::Clone => over.set(clone_of(&session)),
                        _ => {
                            listing.go(None);
                            act(performer, session.id, action);
                        }
                    }
                }),
            })
            .collect()
    });
    view! {
        <Show when=move || offered.with(|offered| !offered.is_empty())>
            <Menu label="Actions" entries=entries><Icon name=IconName::MoreVertical /></Menu>
        </Show>
    }
    .into_any()
}

fn icon(action: SessionAction) -> IconName {
    match action {
        SessionAction::Start => IconName::Play,
        SessionAction::ReopenPlanning | SessionAction::Reopen | SessionAction::Restore => IconName::Undo,
        SessionAction::Close => IconName::Lock,
        SessionAction::CreateNext => IconName::ArrowRight,
        SessionAction::Clone => IconName::Copy,
        SessionAction::MoveToTrash => IconName::Trash,
    }
}

/// The proposal for the session after this one; at the end of the calendar the form has no dates.
fn next(store: Store, session: &Session) -> Over {
    let calendar = store.workspace().with_untracked(|workspace| workspace.fiscal_calendar());
    let mut draft = next_session(session, calendar).unwrap_or_else(|| SessionDraft {
        begin: Default::default(),
        end: Default::default(),
        ..SessionDraft::like(session)
    });
    // A closed session takes no further children.
    let parent_closed = |id| {
        store
            .workspace()
            .with_untracked(|workspace| workspace.session(id).is_none_or(|parent| parent.status.is_closed()))
    };
    draft.options.parent = draft.options.parent.filter(|parent| !parent_closed(*parent));
    Over::New("Create next session", Box::new(draft))
}

fn clone_of(session: &Session) -> Over {
    let mut draft = SessionDraft::like(session);
    draft.title = crate::domain::Title::cut(&format!("Copy of {}", session.title))
        .map_or_else(String::new, |title| title.to_string());
    Over::New("Clone session", Box::new(draft))
}
