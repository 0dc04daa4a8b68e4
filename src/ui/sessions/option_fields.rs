//! What a session has besides title and dates: status, colour, parent, cadence, workflow, permissions.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{
    ActiveStatus, Approval, Cadence, Colour, GroupKind, Person, PersonKind, Principal, Session, SessionId,
    SessionOptions, Status, Visibility, Workspace, fold, is_listed, principal_name,
};
use crate::store::Store;
use crate::ui::components::{Choice, Combobox, Icon, IconName, SelectField, dom};
use crate::ui::perform::use_store;
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
            status: self.status.with(|label| status_named(label)),
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
pub(super) fn status_named(label: &str) -> Status {
    match label {
        "In progress" => Status::IN_PROGRESS,
        "Closed" => Status::Closed { was: ActiveStatus::Open },
        _ => Status::OPEN,
    }
}

/// The options of a session as they are.
pub(super) fn options_of(session: &Session) -> SessionOptions {
    SessionOptions {
        status: session.status,
        colour: Some(session.colour),
        parent: session.parent,
        cadence: session.cadence,
        approval: session.approval,
        visibility: session.visibility.clone(),
    }
}

/// The class of a square in this colour.
pub(super) fn swatch_class(colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => "swatch colour-blue",
        Colour::Green => "swatch colour-green",
        Colour::Amber => "swatch colour-amber",
        Colour::Violet => "swatch colour-violet",
        Colour::Teal => "swatch colour-teal",
        Colour::Red => "swatch colour-red",
        Colour::Indigo => "swatch colour-indigo",
        Colour::Lime => "swatch colour-lime",
        Colour::Pink => "swatch colour-pink",
        Colour::Cyan => "swatch colour-cyan",
        Colour::Orange => "swatch colour-orange",
        Colour::Slate => "swatch colour-slate",
    }
}

/// The fields.
#[component]
pub(super) fn OptionFields(
    /// Their values.
    values: OptionValues,
    /// The session they belong to, where it exists.
    own: Option<SessionId>,
    /// Readable, not changeable.
    #[prop(into)]
    read_only: Signal<bool>,
    /// A field was changed by hand.
    on_change: Callback<OptionField>,
) -> AnyView {
    let changed = move |field: OptionField| Callback::new(move |_: String| on_change.run(field));
    let store = use_store();
    let search_parents = Callback::new(move |text: String| {
        let actor = store.actor().get_untracked();
        store.workspace().with_untracked(|workspace| possible_parents(workspace, &actor, own, &text))
    });
    let describe_parent = Callback::new(move |id: String| describe_parent(store, &id));
    view! {
        <div class="form-row">
            <SelectField
                label="Status"
                value=values.status
                options=labels(["Open", "In progress", "Closed"])
                read_only=read_only
                on_change=changed(OptionField::Status)
            />
            <SelectField
                label="Cadence"
                value=values.cadence
                options=labels(Cadence::ALL.map(Cadence::label))
                read_only=read_only
                on_change=changed(OptionField::Cadence)
            />
        </div>
        <ColourChoice colour=values.colour read_only=read_only on_change=Callback::new(move |()| on_change.run(OptionField::Colour)) />
        <Combobox
            label="Parent session"
            chosen=values.parent
            search=search_parents
            describe=describe_parent
            placeholder="None"
            read_only=read_only
            on_change=Callback::new(move |()| on_change.run(OptionField::Parent))
        />
        <SelectField
            label="Workflow"
            value=values.approval
            options=labels(Approval::ALL.map(Approval::label))
            read_only=read_only
            help="How many approvals objectives need. It can be raised while the session is open, never lowered."
            on_change=changed(OptionField::Approval)
        />
        <SelectField
            label="Permissions"
            value=values.permissions
            options=labels(["Visible to everyone", CUSTOM])
            read_only=read_only
            on_change=changed(OptionField::Visibility)
        />
        <Show when=move || values.permissions.with(|label| label == CUSTOM)>
            <WhoCanSee grants=values.grants read_only=read_only on_change=Callback::new(move |()| on_change.run(OptionField::Visibility)) />
        </Show>
    }
    .into_any()
}

fn labels<const N: usize>(labels: [&'static str; N]) -> Signal<Vec<Choice>> {
    Signal::stored(
        labels.into_iter().map(|label| Choice { value: label.to_owned(), label: label.to_owned() }).collect::<Vec<_>>(),
    )
}

#[component]
fn ColourChoice(colour: RwSignal<Colour>, read_only: Signal<bool>, on_change: Callback<()>) -> AnyView {
    let group = dom::fresh_id();
    view! {
        <fieldset class="field">
            <legend class="field-label">"Colour"</legend>
            <div class="colour-choices">
                {Colour::ALL
                    .map(|choice| {
                        let class = swatch_class(choice).replacen("swatch", "colour-choice", 1);
                        let choose = move |_| {
                            colour.set(choice);
                            on_change.run(());
                        };
                        view! {
                            <label class=class title=choice.name()>
                                <input
                                    type="radio"
                                    name=group.clone()
                                    aria-label=choice.name()
                                    prop:checked=move || colour.get() == choice
                                    disabled=move || read_only.get()
                                    on:change=choose
                                />
                                <Icon name=IconName::Check />
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Sessions that may be chosen as a parent: not itself, not below it, not closed, none the actor may not see.
fn possible_parents(workspace: &Workspace, actor: &Person, own: Option<SessionId>, text: &str) -> Vec<Choice> {
    let needle = fold(text.trim());
    workspace
        .sessions()
        .rev()
        .filter(|session| !session.status.is_closed() && is_listed(workspace, actor, session))
        .filter(|session| own.is_none_or(|own| !workspace.is_within(session.id, own)))
        .map(|session| Choice { value: session.id.to_string(), label: session_label(session) })
        .filter(|choice| fold(&choice.label).contains(&needle))
        .collect()
}

fn session_label(session: &Arc<Session>) -> String {
    format!("{} {}", session.number, session.title)
}

/// A parent the actor may not see is not named.
fn describe_parent(store: Store, id: &str) -> String {
    let actor = store.actor().get();
    store.workspace().with(|workspace| {
        let session = id.parse().ok().and_then(|id| workspace.session(id));
        match session {
            Some(session) if is_listed(workspace, &actor, session) => session_label(session),
            _ => "A session you cannot see".to_owned(),
        }
    })
}

#[component]
fn WhoCanSee(grants: RwSignal<Vec<String>>, read_only: Signal<bool>, on_change: Callback<()>) -> AnyView {
    let store = use_store();
    let search = Callback::new(move |text: String| {
        store.workspace().with_untracked(|workspace| possible_grants(workspace, &text))
    });
    let describe = Callback::new(move |key: String| {
        store.workspace().with(|workspace| {
            principal_of(&key).and_then(|grant| principal_name(workspace, grant)).unwrap_or("Unknown").to_owned()
        })
    });
    view! {
        <Combobox
            label="Who can see it"
            chosen=grants
            search=search
            describe=describe
            many=true
            placeholder="Employees, teams, roles, accounts"
            help="Administrators and who created the session always see it."
            read_only=read_only
            on_change=on_change
        />
    }
    .into_any()
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
    found.sort_by_key(|(name, ..)| fold(name));
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

/// The warnings about dates below a parent, as a list that blocks nothing.
#[component]
pub(super) fn DateWarnings(
    /// The dates, where they are readable.
    span: Signal<Option<crate::domain::DateSpan>>,
    /// The parent.
    parent: RwSignal<Vec<String>>,
    /// The session they belong to, where it exists.
    own: Option<SessionId>,
) -> AnyView {
    let store = use_store();
    let warnings = move || {
        let Some(span) = span.get() else {
            return Vec::new();
        };
        let parent = parent.with(|parent| parent.first().and_then(|id| id.parse().ok()));
        let actor = store.actor().get();
        store.workspace().with(|workspace| crate::domain::date_warnings(workspace, &actor, own, parent, span))
    };
    view! {
        <div role="status">
            {move || {
                warnings()
                    .into_iter()
                    .map(|warning| view! { <p class="field-warning"><Icon name=IconName::Warning />{wording::warning(warning)}</p> })
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}
