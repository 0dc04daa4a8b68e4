//! The drawer of one session: header with its actions, details, history.

mod dates_question;
mod details;
mod history;
mod information;
mod more;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Session, SessionAction, SessionDraft, next_session, offered_actions, takes_children};
use crate::store::Store;
use crate::ui::components::{Drawer, IconName, Menu, MenuEntry, Tabs, icon, icon_button};
use crate::ui::leaving::{Leave, Leaving};
use crate::ui::markup::{El, el};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::swatch::swatch_class;
use crate::ui::wording;

use super::confirmation::{act, action_question, asks};
use super::drawer_place::{DrawerPlace, Subject};
use super::listing::Listing;
use super::new_session::new_session_dialog;

use details::details;
use history::history;

/// The key of the tab that has the fields.
const DETAILS: &str = "details";

/// What lies over the drawer.
#[derive(Clone, PartialEq)]
enum Over {
    Nothing,
    Question(SessionAction),
    New(&'static str, Box<SessionDraft>),
}

/// The session of the drawer, as long as it is there.
type Shown = Memo<Option<Arc<Session>>>;

/// The drawer of a session, over the list it was opened from.
pub(super) fn session_drawer(subject: Subject, listing: Listing) -> El {
    let store = use_store();
    let id = subject.session;
    let session: Shown = Memo::new(move |_| {
        let id = id.get();
        store.workspace().with(|workspace| workspace.session(id).cloned())
    });
    let name = Signal::derive(move || read(session, |session| session.title.to_string()));
    let close = move || listing.go(None);
    let over = RwSignal::new(Over::Nothing);
    let tab = RwSignal::new(DETAILS.to_owned());
    let number = el("p")
        .class("drawer-number")
        .child(el("span").attr("aria-hidden", "true").class_fn(move || {
            session.with(|session| session.as_ref().map_or("swatch", |session| swatch_class(session.colour)))
        }))
        .text_fn(move || read(session, |session| session.number.to_string()))
        .when(move || is_closed(session), || badge("badge", IconName::Lock, "Closed"))
        .when(move || is_overdue(store, session), || badge("badge warn", IconName::Clock, "Ended"));
    let header = el("header")
        .class("drawer-header")
        .child(el("div").child(number).child(el("h2").attr("dir", "auto").text_fn(move || name.get())))
        .child(el("div").class("drawer-actions").child(actions(session, over, listing)).child(icon_button(
            "Close drawer",
            IconName::Close,
            close,
        )));
    // Kept while another tab is looked at: what is half typed in it stays.
    let details =
        details(subject, session, over, tab, listing).flag_if("hidden", move || tab.with(|tab| tab != DETAILS));
    let history = el("div").when(move || tab.with(|tab| tab == "history"), move || history(id.get_untracked()));
    let tabs = Tabs::new("Session", vec![(DETAILS, "Details"), ("history", "History")], tab.into())
        .on_select(move |key| tab.set(key.to_owned()))
        .view([details, history]);
    let over_it = el("div").class("over").dynamic(move || over_view(session, over));
    Drawer::new(name, subject.shown.into()).on_close(close).view([header, tabs, over_it])
}

/// Makes a drawer ahead.
pub(super) fn prepare(place: DrawerPlace) {
    place.prepare(session_drawer);
}

fn read(session: Shown, read: impl Fn(&Session) -> String) -> String {
    session.with(|session| session.as_deref().map(read).unwrap_or_default())
}

fn is_closed(session: Shown) -> bool {
    session.with(|session| session.as_ref().is_some_and(|session| session.status.is_closed()))
}

fn is_overdue(store: Store, session: Shown) -> bool {
    let today = store.today().get();
    session.with(|session| session.as_ref().is_some_and(|session| session.is_overdue(today)))
}

fn badge(class: &str, sign: IconName, text: &str) -> El {
    el("span").class(class).child(icon(sign)).text(text)
}

fn over_view(session: Shown, over: RwSignal<Over>) -> Option<El> {
    let close = move || over.set(Over::Nothing);
    match over.get() {
        Over::Nothing => None,
        Over::Question(action) => session.get_untracked().map(|session| action_question(&session, action, close)),
        Over::New(name, draft) => Some(untrack(|| new_session_dialog(name, &draft, Some(session), close))),
    }
}

/// The menu of what can be done now; nothing that the status or the rights do not allow is in it.
fn actions(session: Shown, over: RwSignal<Over>, listing: Listing) -> El {
    let store = use_store();
    let performer = use_performer();
    let leaving = expect_context::<Leaving>();
    let offered = move || {
        session
            .with(|session| session.as_ref().map(|session| offered_actions(&store.editor().get(), session)))
            .unwrap_or_default()
    };
    let run = move |action: SessionAction| {
        if leaving.ask() != Leave::Free {
            return performer.not_while_typed();
        }
        let Some(session) = session.get_untracked() else {
            return;
        };
        match action {
            asked if asks(asked) => over.set(Over::Question(asked)),
            SessionAction::CreateNext => over.set(next(store, &session)),
            SessionAction::Clone => over.set(clone_of(store, &session)),
            _ => {
                listing.go(None);
                act(performer, session.id, action);
            }
        }
    };
    let entry = move |action: SessionAction| MenuEntry::Action {
        label: wording::action(action).to_owned(),
        icon: Some(icon_of(action)),
        danger: action == SessionAction::MoveToTrash,
        run: Rc::new(move || run(action)),
    };
    let entries = move || untrack(offered).into_iter().map(entry).collect();
    let menu = move || Menu::new(Signal::stored("Actions".to_owned()), entries).view([icon(IconName::MoreVertical)]);
    el("div").when(move || !offered().is_empty(), menu)
}

fn icon_of(action: SessionAction) -> IconName {
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
    let draft = next_session(session, calendar).unwrap_or_else(|| SessionDraft {
        begin: Default::default(),
        end: Default::default(),
        ..SessionDraft::like(session)
    });
    new_like("Create next session", store, draft)
}

fn clone_of(store: Store, session: &Session) -> Over {
    let mut draft = SessionDraft::like(session);
    draft.title = crate::domain::Title::cut(&format!("Copy of {}", session.title))
        .map_or_else(String::new, |title| title.to_string());
    new_like("Clone session", store, draft)
}

/// The form for a session that is made from another one, below the same parent if that takes further children.
fn new_like(name: &'static str, store: Store, mut draft: SessionDraft) -> Over {
    let actor = store.actor().get_untracked();
    store.workspace().with_untracked(|workspace| {
        let parent = &mut draft.options.parent;
        *parent = parent.filter(|parent| takes_children(workspace, &actor, *parent));
    });
    Over::New(name, Box::new(draft))
}
