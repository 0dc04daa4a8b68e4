//! What *Show More* shows: all other fields, check-in periods, children, and who can see the session.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    ActiveStatus, Command, DateSpan, LocalDate, Principal, Session, SessionAction, SessionEdit, SessionOptions, Status,
    Visibility, check_in_periods, is_granted, is_listed, people_by_name, principal_name,
};
use crate::store::Store;
use crate::ui::components::{IconName, icon};
use crate::ui::format;
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::{use_performer, use_store};
use crate::ui::sessions::option_fields::{OptionField, OptionValues, option_fields, options_of};
use crate::ui::swatch::swatch;
use crate::ui::wording::counted;

use super::{Listing, Over, Shown};

/// More periods than this are counted, not listed: 8,000 years have many weeks.
const PERIODS_MOST: usize = 120;

/// The part below the button.
pub(super) fn more(session: Shown, over: RwSignal<Over>, listing: Listing, read_only: Signal<bool>) -> El {
    let Some(first) = session.get_untracked() else {
        return el("div");
    };
    let performer = use_performer();
    let values = OptionValues::new(&options_of(&first), first.colour);
    follow(Box::new(move || {
        if let Some(session) = session.get() {
            values.show(&options_of(&session));
        }
    }));
    let change = move |field: OptionField| {
        if let Some(session) = session.get_untracked() {
            let chosen = untrack(|| values.read());
            match edit(field, &session, chosen) {
                Some(edit) => {
                    let text = format!("{} of {} changed", field_name(field), session.number);
                    if performer.run(Command::EditSession(session.id, edit), |_| text).is_ok() {
                        return;
                    }
                }
                // What was chosen is asked first.
                None => {
                    let status = untrack(|| values.read()).status;
                    if let Some(action) = action_to(&session, status) {
                        over.set(Over::Question(action));
                    }
                }
            }
            // The fields go back to what is.
            values.show(&options_of(&session));
        }
    };
    el("div")
        .class("more")
        .child(option_fields(values, Some(first.id), read_only, change))
        .child(family(session, listing))
        .child(periods(session))
        .child(visible_to(session))
}

/// The edit that a changed field asks for; none for the status, which changes by actions.
fn edit(field: OptionField, session: &Session, chosen: SessionOptions) -> Option<SessionEdit> {
    Some(match field {
        OptionField::Status => return None,
        OptionField::Colour => SessionEdit::Colour(chosen.colour.unwrap_or(session.colour)),
        OptionField::Parent => SessionEdit::Parent(chosen.parent),
        OptionField::Cadence => SessionEdit::Cadence(chosen.cadence),
        OptionField::Approval => SessionEdit::Approval(chosen.approval),
        OptionField::Visibility => SessionEdit::Visibility(chosen.visibility),
    })
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
fn action_to(session: &Session, chosen: Status) -> Option<SessionAction> {
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
fn family(session: Shown, listing: Listing) -> El {
    let store = use_store();
    let related = move || {
        let actor = store.actor().get();
        let session = session.get()?;
        store.workspace().with(|workspace| {
            let seen = |session: &&Arc<Session>| is_listed(workspace, &actor, session);
            let parent = session.parent.and_then(|parent| workspace.session(parent)).filter(seen).cloned();
            let children: Vec<Arc<Session>> = workspace.children(session.id).filter(seen).cloned().collect();
            Some((parent, children))
        })
    };
    let link = move |session: &Arc<Session>| {
        el("a")
            .attr("href", &listing.address(Some(session.number)))
            .child(swatch(session.colour))
            .text(&format!(" {} {}", session.number, session.title))
    };
    el("div").dynamic(move || {
        let (parent, children) = related().unwrap_or_default();
        let parent = parent.map(|parent| el("p").text("Part of ").child(link(&parent)));
        let items = children.iter().map(|child| el("li").child(link(child)));
        let list =
            (!children.is_empty()).then(|| el("ul").class("list").attr("aria-label", "Sessions in it").children(items));
        let heading = list.is_some().then(|| el("h3").text("Sessions in it"));
        [parent, heading, list].into_iter().flatten().collect::<Vec<_>>()
    })
}

fn periods(session: Shown) -> El {
    let store = use_store();
    let dates =
        Memo::new(move |_| session.with(|session| session.as_ref().map(|session| (session.span, session.cadence))));
    el("div").dynamic(move || {
        let Some((span, cadence)) = dates.get() else {
            return Vec::new();
        };
        let today = store.today().get();
        let count = check_in_periods(span, cadence).count();
        let items = check_in_periods(span, cadence).take(PERIODS_MOST).map(|period| period_line(period, today));
        let rest = count.saturating_sub(PERIODS_MOST);
        let more = (rest > 0).then(|| el("p").class("secondary").text(&format!("and {rest} more")));
        let list =
            el("ol").class("list periods").attr("tabindex", "0").attr("aria-label", "Check-in periods").children(items);
        [Some(el("h3").text(&counted(count, "check-in period"))), Some(list), more].into_iter().flatten().collect()
    })
}

fn period_line(period: DateSpan, today: LocalDate) -> El {
    let now = period.begin() <= today && today <= period.end();
    let line = el("li").text(&format!("{} – {}", format::date(period.begin()), format::date(period.end())));
    if now {
        return line.attr("aria-current", "date").text(" ").child(el("span").class("badge accent").text("Now"));
    }
    line
}

/// Each name with the grant it comes through.
fn visible_to(session: Shown) -> El {
    let store = use_store();
    let lines = move || {
        let session = session.get()?;
        if session.visibility == Visibility::Everyone {
            return Some(el("p").text("Everyone"));
        }
        let item = |(name, through): (String, String)| {
            el("li").text(&name).text(" ").child(el("span").class("secondary").text(&through))
        };
        Some(el("ul").class("list").children(who_sees(store, &session).into_iter().map(item)))
    };
    el("section")
        .attr("aria-label", "Visible to")
        .child(el("h3").child(icon(IconName::Eye)).text(" Visible to"))
        .dynamic(lines)
}

fn who_sees(store: Store, session: &Session) -> Vec<(String, String)> {
    store.workspace().with(|workspace| {
        people_by_name(workspace)
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
                    let grant = grants.iter().find(|grant| is_granted(workspace, &person, **grant))?;
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
