//! What a session has besides title and dates: status, colour, parent, cadence, workflow, permissions.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::domain::{
    ActiveStatus, Approval, Cadence, Colour, DateSpan, GroupKind, Person, PersonKind, Principal, Session, SessionId,
    SessionOptions, Status, Visibility, Workspace, date_warnings, fold, parent_of, possible_parents, principal_name,
    sort_by_text,
};
use crate::store::Store;
use crate::ui::components::{Choice, Combobox, IconName, SelectField, dom, icon};
use crate::ui::markup::{El, Handler, el};
use crate::ui::perform::use_store;
use crate::ui::swatch::swatch_class;
use crate::ui::wording;

const CUSTOM: &str = "Custom";

/// The values of the fields, as the fields have them.
#[derive(Clone, Copy)]
pub(super) struct OptionValues {
    pub(super) status: RwSignal<String>,
    pub(super) colour: RwSignal<Colour>,
    pub(super) parent: RwSignal<Vec<String>>,
    pub(super) cadence: RwSignal<String>,
    pub(super) approval: RwSignal<String>,
    /// Why the chosen level was refused.
    pub(super) approval_problem: RwSignal<Option<String>>,
    pub(super) permissions: RwSignal<String>,
    pub(super) grants: RwSignal<Vec<String>>,
}

/// Which of the fields was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OptionField {
    Status,
    Colour,
    Parent,
    Cadence,
    Approval,
    Visibility,
}

impl OptionValues {
    /// Fields that show these options; `colour` is shown where they have none.
    pub(super) fn new(options: &SessionOptions, colour: Colour) -> Self {
        let values = Self {
            status: RwSignal::new(String::new()),
            colour: RwSignal::new(colour),
            parent: RwSignal::new(Vec::new()),
            cadence: RwSignal::new(String::new()),
            approval: RwSignal::new(String::new()),
            approval_problem: RwSignal::new(None),
            permissions: RwSignal::new(String::new()),
            grants: RwSignal::new(Vec::new()),
        };
        values.show(options);
        values
    }

    /// Shows other options.
    pub(super) fn show(self, options: &SessionOptions) {
        self.status.set(options.status.label().to_owned());
        if let Some(colour) = options.colour {
            self.colour.set(colour);
        }
        self.parent.set(options.parent.iter().map(SessionId::to_string).collect());
        self.cadence.set(options.cadence.label().to_owned());
        self.approval.set(options.approval.label().to_owned());
        self.permissions.set(options.visibility.label().to_owned());
        self.grants.set(match &options.visibility {
            Visibility::Everyone => Vec::new(),
            Visibility::Custom(grants) => grants.iter().map(|grant| principal_key(*grant)).collect(),
        });
    }

    /// The chosen options.
    pub(super) fn read(self) -> SessionOptions {
        SessionOptions {
            status: self.status.with(|label| status_chosen(label)),
            colour: Some(self.colour.get()),
            parent: self.parent.with(|parent| parent.first().and_then(|id| id.parse().ok())),
            cadence: self.cadence.with(|label| Cadence::named(label)).unwrap_or_default(),
            approval: self.approval.with(|label| Approval::named(label)).unwrap_or_default(),
            visibility: self.visibility(),
        }
    }

    fn visibility(self) -> Visibility {
        if self.permissions.with(|label| label != CUSTOM) {
            return Visibility::Everyone;
        }
        let grants: BTreeSet<Principal> =
            self.grants.with(|grants| grants.iter().filter_map(|key| principal_of(key)).collect());
        Visibility::Custom(grants)
    }
}

/// The status with this label. A session that is made closed was never in progress.
pub(super) fn status_chosen(label: &str) -> Status {
    match label {
        "In progress" => Status::IN_PROGRESS,
        "Closed" => Status::Closed { was: ActiveStatus::Open },
        _ => Status::OPEN,
    }
}

/// The options of a session as the actor sees them: a parent that they may not see is none.
pub(super) fn options_of(workspace: &Workspace, actor: &Person, session: &Session) -> SessionOptions {
    SessionOptions {
        status: session.status,
        colour: Some(session.colour),
        parent: parent_of(workspace, actor, session).map(|parent| parent.id),
        cadence: session.cadence,
        approval: session.approval,
        visibility: session.visibility.clone(),
    }
}

/// The fields. `own`: the session they belong to, where it exists. `on_change`: a field was changed by hand.
pub(super) fn option_fields(
    values: OptionValues,
    own: Option<SessionId>,
    read_only: Signal<bool>,
    on_change: impl Fn(OptionField) + 'static,
) -> El {
    let on_change: Rc<dyn Fn(OptionField)> = Rc::new(on_change);
    let changed = |field: OptionField| {
        let on_change = on_change.clone();
        move || on_change(field)
    };
    let select = |label: &str, value: RwSignal<String>, labels: &[&str], field: OptionField| {
        let changed = changed(field);
        SelectField::new(label, value, choices(labels)).read_only(read_only).on_change(move |_| changed())
    };
    let statuses = ["Open", "In progress", "Closed"];
    let first = el("div")
        .class("form-row")
        .child(select("Status", values.status, &statuses, OptionField::Status).view())
        .child(select("Cadence", values.cadence, &Cadence::ALL.map(Cadence::label), OptionField::Cadence).view());
    let workflow = select("Workflow", values.approval, &Approval::ALL.map(Approval::label), OptionField::Approval)
        .error(values.approval_problem.into())
        .help("How many approvals objectives need. It can be raised while the session is open, never lowered.");
    let permissions =
        select("Permissions", values.permissions, &["Visible to everyone", CUSTOM], OptionField::Visibility);
    let granted: Handler = Rc::new(changed(OptionField::Visibility));
    el("div")
        .class("form")
        .child(first)
        .child(colour_choice(values.colour, read_only, changed(OptionField::Colour)))
        .child(parent_choice(values.parent, own, read_only, changed(OptionField::Parent)))
        .child(workflow.view())
        .child(permissions.view())
        .when(
            move || values.permissions.with(|label| label == CUSTOM),
            move || who_can_see(values.grants, read_only, granted.clone()),
        )
}

fn choices(labels: &[&str]) -> Signal<Vec<Choice>> {
    Signal::stored(labels.iter().map(|label| Choice::plain(label)).collect::<Vec<_>>())
}

fn colour_choice(colour: RwSignal<Colour>, read_only: Signal<bool>, on_change: impl Fn() + 'static) -> El {
    let group = dom::fresh_id();
    let on_change: Handler = Rc::new(on_change);
    let choice = |choice: Colour| {
        let on_change = on_change.clone();
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &group)
            .attr("aria-label", choice.name())
            .prop_fn("checked", move || JsValue::from_bool(colour.get() == choice))
            .flag_if("disabled", move || read_only.get())
            .on("change", move |_| {
                colour.set(choice);
                on_change();
            });
        el("label")
            .class(&swatch_class(choice).replacen("swatch", "colour-choice", 1))
            .attr("title", choice.name())
            .child(input)
            .child(icon(IconName::Check))
    };
    el("fieldset")
        .class("field")
        .child(el("legend").class("field-label").text("Colour"))
        .child(el("div").class("colour-choices").children(Colour::ALL.map(choice)))
}

fn parent_choice(
    parent: RwSignal<Vec<String>>,
    own: Option<SessionId>,
    read_only: Signal<bool>,
    on_change: impl Fn() + 'static,
) -> El {
    let store = use_store();
    let search = move |text: &str| {
        let actor = store.actor().get_untracked();
        let parents = store.workspace().with_untracked(|workspace| possible_parents(workspace, &actor, own, text));
        let choice = |parent: &Arc<Session>| Choice { value: parent.id.to_string(), label: parent.called() };
        parents.iter().map(choice).collect()
    };
    Combobox::new("Parent session", parent, search, move |id| describe_parent(store, id))
        .placeholder("None")
        .read_only(read_only)
        .on_change(on_change)
        .view()
}

/// A parent that is in the trash, or that the actor may not see, is none here.
fn describe_parent(store: Store, id: &str) -> String {
    store.workspace().with(|workspace| {
        let session = id.parse().ok().and_then(|id| workspace.session(id));
        session.map(|session| session.called()).unwrap_or_default()
    })
}

fn who_can_see(grants: RwSignal<Vec<String>>, read_only: Signal<bool>, on_change: Handler) -> El {
    let store = use_store();
    let search = move |text: &str| store.workspace().with_untracked(|workspace| possible_grants(workspace, text));
    let describe = move |key: &str| {
        store.workspace().with(|workspace| {
            principal_of(key).and_then(|grant| principal_name(workspace, grant)).unwrap_or("Unknown").to_owned()
        })
    };
    Combobox::new("Who can see it", grants, search, describe)
        .many()
        .placeholder("Employees, teams, roles, accounts")
        .help("Administrators and who created the session always see it.")
        .read_only(read_only)
        .on_change(move || on_change())
        .view()
}

fn possible_grants(workspace: &Workspace, text: &str) -> Vec<Choice> {
    let needle = fold(text.trim());
    let people = workspace.people().map(|person| {
        let kind = match person.kind {
            PersonKind::Employee => "employee",
            PersonKind::Account => "account",
        };
        (person.name.to_string(), kind, Principal::Person(person.id))
    });
    let groups = workspace.groups().map(|group| {
        let kind = match group.kind {
            GroupKind::Team => "team",
            GroupKind::Role => "role",
        };
        (group.name.to_string(), kind, Principal::Group(group.id))
    });
    let mut found: Vec<(String, &str, Principal)> =
        people.chain(groups).filter(|(name, ..)| fold(name).contains(&needle)).collect();
    sort_by_text(&mut found, |(name, ..)| name);
    found
        .into_iter()
        .map(|(name, kind, principal)| Choice { value: principal_key(principal), label: format!("{name} ({kind})") })
        .collect()
}

fn principal_key(principal: Principal) -> String {
    match principal {
        Principal::Person(id) => format!("person {id}"),
        Principal::Group(id) => format!("group {id}"),
    }
}

fn principal_of(key: &str) -> Option<Principal> {
    match key.split_once(' ')? {
        ("person", id) => id.parse().ok().map(Principal::Person),
        ("group", id) => id.parse().ok().map(Principal::Group),
        _ => None,
    }
}

/// The warnings about dates below a parent: they block nothing.
pub(super) fn date_warnings_view(
    span: Signal<Option<DateSpan>>,
    parent: RwSignal<Vec<String>>,
    own: Signal<Option<SessionId>>,
) -> El {
    let store = use_store();
    el("div").attr("role", "status").dynamic(move || {
        let parent = parent.with(|parent| parent.first().and_then(|id| id.parse().ok()));
        let actor = store.actor().get();
        let warnings = span
            .get()
            .map(|span| store.workspace().with(|workspace| date_warnings(workspace, &actor, own.get(), parent, span)));
        let line = |text: String| el("p").class("field-warning").child(icon(IconName::Warning)).text(&text);
        wording::warnings(&warnings.unwrap_or_default()).into_iter().map(line).collect::<Vec<_>>()
    })
}
