//! What *Show More* shows: all other fields, check-in periods, children, and who can see the session.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    ActiveStatus, Command, DateSpan, LocalDate, Person, Principal, Session, SessionAction, SessionEdit, SessionOptions,
    Sight, Status, Workspace, check_in_periods, children_of, parent_of, principal_name, who_can_see,
};
use crate::store::Failure;
use crate::ui::components::{IconName, icon};
use crate::ui::format;
use crate::ui::markup::{El, el, follow};
use crate::ui::perform::{Performer, use_performer, use_store, wording_of};
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
    let store = performer.store();
    let saved = Memo::new(move |_| {
        let actor = store.actor().get();
        let session = session.get()?;
        Some(store.workspace().with(|workspace| options_of(workspace, &actor, &session)))
    });
    let values = OptionValues::new(&saved.get_untracked().unwrap_or_default(), first.colour);
    let show_saved = move |saved: Option<SessionOptions>| saved.iter().for_each(|saved| values.show(saved));
    follow(Box::new(move || show_saved(saved.get())));
    let change = move |field: OptionField| {
        if let Some(session) = session.get_untracked() {
            let chosen = untrack(|| values.read());
            match edit(field, &session, chosen) {
                Some(edit) => {
                    if save(performer, &session, field, edit, values).is_ok() {
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
            show_saved(saved.get_untracked());
        }
    };
    el("div")
        .class("more")
        .child(option_fields(values, Some(first.id), read_only, change))
        .child(family(session, listing))
        .child(periods(session))
        .child(visible_to(session))
}

/// A refused level of approval is told beside its field, everything else in a message.
fn save(
    performer: Performer,
    session: &Session,
    field: OptionField,
    edit: SessionEdit,
    values: OptionValues,
) -> Result<(), Failure> {
    let text = format!("{} of {} changed", field_name(field), session.number);
    let command = Command::EditSession(session.id, edit);
    let done = match field {
        OptionField::Approval => performer.run_in_place(command, |_| text),
        _ => performer.run(command, |_| text),
    };
    let problem = done.as_ref().err().filter(|_| field == OptionField::Approval).map(wording_of);
    values.approval_problem.set(problem);
    done.map(drop)
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
    let related = Memo::new(move |_| {
        let actor = store.actor().get();
        let session = session.get()?;
        store
            .workspace()
            .with(|workspace| Some((parent_of(workspace, &actor, &session), children_of(workspace, &actor, &session))))
    });
    let link = move |session: &Arc<Session>| {
        el("a")
            .attr("href", &listing.address(Some(session.number)))
            .child(swatch(session.colour))
            .text(&[" ", &*session.called()].concat())
    };
    el("div").dynamic(move || {
        let (parent, children) = related.get().unwrap_or_default();
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
        let more =
            (rest > 0).then(|| el("p").class("secondary").text(&["and ", &*format::count(rest), " more"].concat()));
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

/// Each name with the grants it comes through.
fn visible_to(session: Shown) -> El {
    let store = use_store();
    let lines = move || {
        let session = session.get()?;
        store.workspace().with(|workspace| {
            let Some(who) = who_can_see(workspace, &session) else {
                return Some(el("p").text("Everyone"));
            };
            let item = |(person, reasons): &(Arc<Person>, Vec<Sight>)| {
                let reasons: Vec<String> = reasons.iter().map(|sight| reason_words(workspace, *sight)).collect();
                let reasons = el("span").class("secondary").text(&reasons.join(", "));
                el("li").text(person.name.as_str()).text(" ").child(reasons)
            };
            Some(el("ul").class("list").children(who.iter().map(item)))
        })
    };
    el("section")
        .attr("aria-label", "Visible to")
        .child(el("h3").child(icon(IconName::Eye)).text(" Visible to"))
        .dynamic(lines)
}

fn reason_words(workspace: &Workspace, sight: Sight) -> String {
    match sight {
        Sight::Administrator => "administrator".to_owned(),
        Sight::Creator => "created the session".to_owned(),
        Sight::Grant(Principal::Person(_)) => "named".to_owned(),
        Sight::Grant(group) => ["through ", principal_name(workspace, group).unwrap_or_default()].concat(),
    }
}
