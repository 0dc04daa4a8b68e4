//! Whose changes, and of which session: kept in the address.

use leptos::prelude::*;

use crate::domain::{ListQuery, Person, Session, SessionNumber, Workspace, authors, fold, is_listed, list, trash};
use crate::route::ActivityQuery;
use crate::store::Store;
use crate::ui::components::{Choice, Combobox};
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::use_store;
use crate::ui::person_name::name_of;
use crate::ui::places::use_places;

/// The two comboboxes.
pub(super) fn filters(query: Memo<ActivityQuery>) -> El {
    let store = use_store();
    let places = use_places();
    let person = RwSignal::new(Vec::new());
    let session = RwSignal::new(Vec::new());
    follow(Box::new(move || {
        let query = query.get();
        person.set(query.person.iter().map(ToString::to_string).collect());
        session.set(query.session.iter().map(ToString::to_string).collect());
    }));
    let choose = move || {
        let query = ActivityQuery {
            person: person.with_untracked(|person: &Vec<String>| person.first()?.parse().ok()),
            session: session.with_untracked(|session: &Vec<String>| session.first()?.parse().ok()),
            page: 0,
        };
        places.go_to(&places.activity_href(&query), true);
    };
    let people = Combobox::new(
        "Person",
        person,
        move |text| as_read(store, |workspace, actor| people_named(workspace, actor, text)),
        move |id| {
            store.workspace().with(|workspace| {
                let person = id.parse().ok().and_then(|id| workspace.person(id));
                name_of(person.map(|person| &**person))
            })
        },
    );
    let sessions = Combobox::new(
        "Session",
        session,
        move |text| as_read(store, |workspace, actor| sessions_found(workspace, actor, text)),
        move |number| session_name(store, number),
    );
    el("div")
        .class("activity-filters")
        .attr("role", "search")
        .attr("aria-label", "Filter the activity")
        .child(people.placeholder("Everybody").on_change(choose).view())
        .child(sessions.placeholder("All sessions").on_change(choose).view())
}

fn as_read<T>(store: Store, read: impl FnOnce(&Workspace, &Person) -> T) -> T {
    let actor = store.actor().get_untracked();
    store.workspace().with_untracked(|workspace| read(workspace, &actor))
}

/// Those of whom something can be read.
fn people_named(workspace: &Workspace, actor: &Person, text: &str) -> Vec<Choice> {
    let needle = fold(text.trim());
    authors(workspace, actor)
        .iter()
        .filter(|person| fold(person.name.as_str()).contains(&needle))
        .map(|person| Choice { value: person.id.to_string(), label: name_of(Some(person)) })
        .collect()
}

/// Those that are listed, then those in the trash, of which the history tells as well.
fn sessions_found(workspace: &Workspace, actor: &Person, text: &str) -> Vec<Choice> {
    let query = ListQuery { include_closed: true, search: text.to_owned(), ..ListQuery::default() };
    let needle = fold(text.trim());
    let trashed = trash(workspace, actor).into_iter().filter(|session| fold(&session.called()).contains(&needle));
    let choice = |session: &Session, label: String| Choice { value: session.number.to_string(), label };
    list(workspace, actor, &query)
        .iter()
        .filter_map(|row| workspace.session(row.session))
        .map(|session| choice(session, session.called()))
        .chain(trashed.map(|session| choice(&session, in_the_trash(&session))))
        .collect()
}

fn in_the_trash(session: &Session) -> String {
    [&*session.called(), " (in the trash)"].concat()
}

/// Number and title. The number alone where the address names a session that is not there, or not for this actor: both
/// look the same.
fn session_name(store: Store, number: &str) -> String {
    let actor = store.actor().get();
    let called = store.workspace().with(|workspace| {
        let session = workspace.session_by_number(number.parse::<SessionNumber>().ok()?)?;
        match is_listed(workspace, &actor, session) {
            true => Some(session.called()),
            false => actor.is_administrator().then(|| in_the_trash(session)),
        }
    });
    called.unwrap_or_else(|| number.to_owned())
}
