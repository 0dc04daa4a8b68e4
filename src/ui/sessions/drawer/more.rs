//! What *Show More* shows: all other fields, check-in periods, children, and who can see the session.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    Command, Person, Principal, Session, SessionAction, SessionEdit, Visibility, check_in_periods, is_granted,
    is_listed, principal_name,
};
use crate::store::Store;
use crate::ui::components::Icon;
use crate::ui::components::IconName;
use crate::ui::format;
use crate::ui::perform::{use_performer, use_store};
use crate::ui::sessions::option_fields::{
    OptionField, OptionFields, OptionValues, options_of, status_named, swatch_class,
};
use crate::ui::wording::counted;

use super::{Listing, Over, Shown};

/// More periods than this are counted, not listed: 8,000 years have many weeks.
const PERIODS_MOST: usize = 120;

/// The part below the button.
#[component]
pub(super) fn More(session: Shown, over: RwSignal<Over>, listing: Listing, read_only: Signal<bool>) -> AnyView {
    let Some(first) = session.get_untracked() else {
        return ().into_any();
    };
    let performer = use_performer();
    let values = OptionValues::new(&options_of(&first), first.colour);
    Effect::new(move |_| {
        if let Some(session) = session.get() {
            values.show(&options_of(&session));
        }
    });
    let change = Callback::new(move |field: OptionField| {
        let Some(session) = session.get_untracked() else {
            return;
        };
        let chosen = untrack(|| values.read());
        let edit = match field {
            OptionField::Status => {
                // The select goes back; what was chosen is asked first.
                values.show(&options_of(&session));
                if let Some(action) = action_to(&session, status_named(chosen.status.label())) {
                    over.set(Over::Question(action));
                }
                return;
            }
            OptionField::Colour => SessionEdit::Colour(chosen.colour.unwrap_or(session.colour)),
            OptionField::Parent => SessionEdit::Parent(chosen.parent),
            OptionField::Cadence => SessionEdit::Cadence(chosen.cadence),
            OptionField::Approval => SessionEdit::Approval(chosen.approval),
            OptionField::Visibility => SessionEdit::Visibility(chosen.visibility),
        };
        let name = field_name(field);
        let done =
            performer.run(Command::EditSession(session.id, edit), |_| format!("{name} of {} changed", session.number));
        if done.is_err() {
            values.show(&options_of(&session));
        }
    });
    view! {
        <div class="more">
            <OptionFields values=values own=Some(first.id) read_only=read_only on_change=change />
            <Family session=session listing=listing />
            <Periods session=session />
            <VisibleTo session=session />
        </div>
    }
    .into_any()
}

fn field_name(field: OptionField) -> &'static str {
    match field {
        OptionField::Status => "Status",
        OptionField::Colour => "Colour",
        OptionField::Parent => "Parent session",
        OptionField::Cadence => "Cadence",
        OptionField::Approval => "Workflow",
        OptionField::Visibility => "Permissions",
    }
}

/// The action that leads from the session's status to the chosen one.
fn action_to(session: &Session, chosen: crate::domain::Status) -> Option<SessionAction> {
    use crate::domain::{ActiveStatus, Status};
    match (session.status, chosen) {
        (Status::Active(_), Status::Closed { .. }) => Some(SessionAction::Close),
        (Status::Closed { .. }, Status::Active(_)) => Some(SessionAction::Reopen),
        (Status::Active(ActiveStatus::Open), Status::Active(ActiveStatus::InProgress)) => Some(SessionAction::Start),
        (Status::Active(ActiveStatus::InProgress), Status::Active(ActiveStatus::Open)) => {
            Some(SessionAction::ReopenPlanning)
        }
        _ => None,
    }
}

/// Parent and children, as links to their drawers.
#[component]
fn Family(session: Shown, listing: Listing) -> AnyView {
    let store = use_store();
    let related = Memo::new(move |_| {
        let actor = store.actor().get();
        let Some(session) = session.get() else {
            return (None, Vec::new());
        };
        store.workspace().with(|workspace| {
            let seen = |session: &&Arc<Session>| is_listed(workspace, &actor, session);
            let parent = session.parent.and_then(|parent| workspace.session(parent)).filter(seen).cloned();
            let children: Vec<Arc<Session>> = workspace.children(session.id).filter(seen).cloned().collect();
            (parent, children)
        })
    });
    let link = move |session: &Arc<Session>| {
        let address = listing.address(Some(session.number));
        view! {
            <a href=address>
                <span class=swatch_class(session.colour) aria-hidden="true"></span>
                " "
                {format!("{} {}", session.number, session.title)}
            </a>
        }
    };
    view! {
        {move || related.with(|(parent, _)| parent.as_ref().map(|parent| view! { <p>"Part of "{link(parent)}</p> }))}
        {move || {
            related.with(|(_, children)| {
                (!children.is_empty()).then(|| view! {
                    <h3>"Sessions in it"</h3>
                    <ul class="list" aria-label="Sessions in it">
                        {children.iter().map(|child| view! { <li>{link(child)}</li> }).collect_view()}
                    </ul>
                })
            })
        }}
    }
    .into_any()
}

#[component]
fn Periods(session: Shown) -> AnyView {
    let store = use_store();
    let dates =
        Memo::new(move |_| session.with(|session| session.as_ref().map(|session| (session.span, session.cadence))));
    let list = move || {
        let (span, cadence) = dates.get()?;
        let today = store.today().get();
        let count = check_in_periods(span, cadence).count();
        let items = check_in_periods(span, cadence)
            .take(PERIODS_MOST)
            .map(|period| {
                let now = period.begin() <= today && today <= period.end();
                view! {
                    <li aria-current=now.then_some("date")>
                        {format!("{} – {}", format::date(period.begin()), format::date(period.end()))}
                        {now.then(|| view! { " "<span class="badge accent">"Now"</span> })}
                    </li>
                }
            })
            .collect_view();
        let rest = count.saturating_sub(PERIODS_MOST);
        Some(view! {
            <h3>{counted(count, "check-in period")}</h3>
            <ol class="list periods" aria-label="Check-in periods">{items}</ol>
            {(rest > 0).then(|| view! { <p class="secondary">{format!("and {rest} more")}</p> })}
        })
    };
    view! { {list} }.into_any()
}

/// Each name with the grant it comes through.
#[component]
fn VisibleTo(session: Shown) -> AnyView {
    let store = use_store();
    let lines = move || {
        let session = session.get()?;
        let view = match &session.visibility {
            Visibility::Everyone => view! { <p>"Everyone"</p> }.into_any(),
            Visibility::Custom(_) => {
                let items = who_sees(store, &session)
                    .into_iter()
                    .map(|(name, through)| view! { <li>{name}" "<span class="secondary">{through}</span></li> })
                    .collect_view();
                view! { <ul class="list">{items}</ul> }.into_any()
            }
        };
        Some(view)
    };
    view! {
        <section aria-label="Visible to">
            <h3><Icon name=IconName::Eye />" Visible to"</h3>
            {lines}
        </section>
    }
    .into_any()
}

fn who_sees(store: Store, session: &Session) -> Vec<(String, String)> {
    store.workspace().with(|workspace| {
        let mut people: Vec<&Arc<Person>> = workspace.people().collect();
        people.sort_by_key(|person| crate::domain::fold(person.name.as_str()));
        people
            .into_iter()
            .filter_map(|person| {
                let through = if person.is_administrator() {
                    "administrator".to_owned()
                } else if session.created.by == person.id {
                    "created the session".to_owned()
                } else {
                    let Visibility::Custom(grants) = &session.visibility else {
                        return None;
                    };
                    let grant = grants.iter().find(|grant| is_granted(workspace, person, **grant))?;
                    match grant {
                        Principal::Person(_) => "named".to_owned(),
                        Principal::Group(_) => {
                            format!("through {}", principal_name(workspace, *grant).unwrap_or_default())
                        }
                    }
                };
                Some((person.name.to_string(), through))
            })
            .collect()
    })
}
