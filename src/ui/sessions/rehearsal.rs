//! The first things that somebody does, done once beforehand where nobody sees them: on a workspace in memory, with messages
//! that are in no page, to the address where the app is anyway, and where a click does nothing.
//!
//! Browsers compile a function of a WebAssembly module when it is first called. The first change calls some three hundred
//! of them, which takes as long as the change itself: rehearsed while nobody waits, it takes half the time.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::domain::{Command, ListQuery, SessionDraft, SessionEdit, Title, list};
use crate::store::Store;
use crate::ui::components::dom::after_the_frame;
use crate::ui::components::{Toasts, toast_region};
use crate::ui::perform::use_performer;
use crate::ui::places::Places;

/// Adds a session and renames it, searches, goes nowhere and clicks on nothing.
pub(super) fn rehearse(places: Places) {
    let owner = Owner::new();
    let (messages, toasts) = owner.with(|| {
        provide_context(Store::in_memory());
        let toasts = Toasts::provide();
        let messages = toast_region();
        untrack(change_something);
        (messages, toasts)
    });
    places.go_nowhere();
    click_on_nothing();
    // By then the message was made.
    after_the_frame(move || {
        toasts.clear_done();
        owner.cleanup();
        drop(messages);
    });
}

/// What listens to every click, such as the router, has then looked at one.
fn click_on_nothing() {
    let main = document().query_selector("main").ok().flatten();
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        main.click();
    }
}

fn change_something() {
    let performer = use_performer();
    let today = performer.store().today().get();
    let draft = SessionDraft {
        title: "Rehearsal".to_owned(),
        begin: today.into(),
        end: today.into(),
        ..SessionDraft::default()
    };
    let (Ok(session), Some(renamed)) = (draft.check(), Title::cut("Rehearsed")) else {
        return;
    };
    let text = || "Rehearsed".to_owned();
    let added = performer.run(Command::AddSession(session), |_| text());
    if let Some(session) = added.ok().as_ref().and_then(|done| done.session().map(|session| session.id)) {
        let _ = performer.run(Command::EditSession(session, SessionEdit::Title(renamed)), |_| text());
    }
    let query = ListQuery { include_closed: true, search: "rehearsal".to_owned(), ..ListQuery::default() };
    let store = performer.store();
    drop(store.workspace().with(|workspace| list(workspace, &store.actor().get(), &query)));
}
