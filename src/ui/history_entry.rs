//! One entry of the history in words.

use leptos::prelude::*;

use crate::domain::{Entry, Field, FieldChange, LocalDate, SessionId, Subject, is_listed};
use crate::route::Route;

use super::format;
use super::markup::{El, el};
use super::perform::use_store;
use super::person_name::{name_of, person_name};
use super::places::use_places;
use super::wording;

/// An entry in the history of what it is about: who did what when, and each field's old and new value.
pub(super) fn own_entry(entry: &Entry) -> El {
    let store = use_store();
    let by = entry.by;
    let person = move || store.workspace().with(|workspace| name_of(workspace.person(by).map(|person| &**person)));
    let time = time_of(entry, &format::moment(entry.at));
    framed(entry, el("strong").text(wording::own_deed(entry.deed)))
        .child(el("p").class("secondary").text_fn(person).text(" · ").child(time))
}

/// An entry among those about other things, below the day on which it was made: it names what it is about, and leads
/// there.
pub(super) fn entry_among_others(entry: &Entry) -> El {
    let [before, after] = wording::deed(entry.deed);
    let what = el("strong").text(before).text(kind(entry.subject)).child(name(entry)).text(after);
    let time = time_of(entry, &format::time(entry.at)).attr("title", &format::moment(entry.at));
    framed(entry, what)
        .child(el("p").class("secondary entry-stamp").child(person_name(entry.by)).text(" · ").child(time))
}

fn framed(entry: &Entry, what: El) -> El {
    let fields = (!entry.fields.is_empty())
        .then(|| el("ul").class("field-changes").children(entry.fields.iter().map(field_change)));
    el("li").child(el("p").child(what.attr("dir", "auto"))).children(fields)
}

fn time_of(entry: &Entry, text: &str) -> El {
    el("time").attr("datetime", &entry.at.to_string()).text(text)
}

/// Before a name that does not tell what bears it.
fn kind(subject: Subject) -> &'static str {
    match subject {
        Subject::Person(_) => "person ",
        Subject::Group(id) => {
            let workspace = use_store().workspace();
            let group = workspace.with_untracked(|workspace| workspace.group(id).map(|group| group.kind));
            group.map_or("team or role ", wording::group_kind)
        }
        Subject::Session(_) | Subject::Workspace => "",
    }
}

/// What it was called then; a link as long as it is there.
fn name(entry: &Entry) -> El {
    let name = entry.name.clone();
    let Subject::Session(id) = entry.subject else {
        return el("span").text(&name);
    };
    let address = address_of(id);
    el("span").dynamic(move || {
        let address = address();
        [match address {
            Some(address) => el("a").attr("href", &address).text(&name),
            None => el("span").text(&name),
        }]
    })
}

fn address_of(session: SessionId) -> impl Fn() -> Option<String> {
    let store = use_store();
    let places = use_places();
    // Its own memo: the link is made anew only when the session comes or goes.
    let number = Memo::new(move |_| {
        let actor = store.actor().get();
        store.workspace().with(|workspace| {
            let session = workspace.session(session).filter(|session| is_listed(workspace, &actor, session))?;
            Some(session.number)
        })
    });
    move || number.get().map(|number| places.href(Route::Sessions { open: Some(number) }))
}

fn field_change(change: &FieldChange) -> El {
    let (from, to) = (shown(change.field, &change.from), shown(change.field, &change.to));
    let value = |value: &str| el("bdi").text(value);
    // Each for itself: between two values from right to left the arrow would point from the new one to the old one.
    el("li").text(change.field.label()).text(": ").child(value(&from)).text(" → ").child(value(&to))
}

/// Dates as the browser's locale writes them; `—` for nothing.
fn shown(field: Field, value: &str) -> String {
    let date = matches!(field, Field::BeginDate | Field::EndDate).then(|| value.parse::<LocalDate>().ok()).flatten();
    match date {
        Some(date) => format::date(date),
        None if value.is_empty() => "—".to_owned(),
        None => value.to_owned(),
    }
}
