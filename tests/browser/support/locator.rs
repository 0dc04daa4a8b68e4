//! Finding one thing by role and accessible name, waiting for it, and using it.

use std::fmt;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::{Key, WebElement};

use super::ax_tree::{AxTree, Node, Role};
use super::failure::{Failure, Step, ensure};
use super::wait::{PATIENCE, until};
use super::window::Window;

/// Scrolls an element to where nothing that sticks to an edge covers it.
const TO_THE_MIDDLE: &str = "arguments[0].scrollIntoView({ block: 'center' })";

/// What is looked for.
#[derive(Clone, Debug)]
enum Query {
    /// A role with a name.
    Named(Role, Name),
    /// An element with nothing but this text in it.
    Text(Name),
}

/// What a name must be.
#[derive(Clone, Debug)]
enum Name {
    Exactly(String),
    Beginning(String),
    Holding(String),
    Any,
}

impl Name {
    fn fits(&self, name: &str) -> bool {
        match self {
            Self::Exactly(wanted) => name == wanted,
            Self::Beginning(wanted) => name.starts_with(wanted.as_str()),
            Self::Holding(wanted) => name.contains(wanted.as_str()),
            Self::Any => true,
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(name) => write!(f, "{name:?}"),
            Self::Beginning(name) => write!(f, "{name:?}…"),
            Self::Holding(name) => write!(f, "…{name:?}…"),
            Self::Any => f.write_str("(any)"),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(role, name) => write!(f, "{role:?} {name}"),
            Self::Text(name) => write!(f, "text {name}"),
        }
    }
}

/// Which of several that fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pick {
    /// There must be one only.
    Only,
    First,
    Last,
}

/// A way to one thing on the page. Nothing is looked up before it is used.
#[derive(Clone)]
pub struct Locator<'w> {
    window: &'w Window,
    way: Vec<Query>,
    unwanted: Option<String>,
    pick: Pick,
    patience: Duration,
}

impl fmt::Display for Locator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way: Vec<String> = self.way.iter().rev().map(Query::to_string).collect();
        f.write_str(&way.join(" in "))
    }
}

impl Window {
    /// The thing with this role and exactly this name.
    pub fn role(&self, role: Role, name: &str) -> Locator<'_> {
        self.locator(Query::Named(role, Name::Exactly(name.to_owned())))
    }

    /// The thing with this role and a name that begins so.
    pub fn role_beginning(&self, role: Role, name: &str) -> Locator<'_> {
        self.locator(Query::Named(role, Name::Beginning(name.to_owned())))
    }

    /// The thing with this role, whatever its name.
    pub fn any(&self, role: Role) -> Locator<'_> {
        self.locator(Query::Named(role, Name::Any))
    }

    /// The button of this name.
    pub fn button(&self, name: &str) -> Locator<'_> {
        self.role(Role::Button, name)
    }

    /// The element whose whole text is this.
    pub fn text(&self, text: &str) -> Locator<'_> {
        self.locator(Query::Text(Name::Exactly(text.to_owned())))
    }

    /// The smallest element whose text holds this.
    pub fn text_holding(&self, text: &str) -> Locator<'_> {
        self.locator(Query::Text(Name::Holding(text.to_owned())))
    }

    fn locator(&self, query: Query) -> Locator<'_> {
        Locator { window: self, way: vec![query], unwanted: None, pick: Pick::Only, patience: PATIENCE }
    }
}

impl<'w> Locator<'w> {
    /// The window that this is a way in.
    pub fn window(&self) -> &'w Window {
        self.window
    }

    /// The same, inside of `scope`.
    pub fn within(mut self, scope: &Locator<'w>) -> Self {
        self.way = [scope.way.clone(), self.way].concat();
        self
    }

    /// Leaves out those whose name begins so.
    pub fn without(mut self, beginning: &str) -> Self {
        self.unwanted = Some(beginning.to_owned());
        self
    }

    /// The first of several.
    pub fn first(mut self) -> Self {
        self.pick = Pick::First;
        self
    }

    /// The last of several.
    pub fn last(mut self) -> Self {
        self.pick = Pick::Last;
        self
    }

    /// Waits so long instead of as usual.
    pub fn patiently(mut self, seconds: u64) -> Self {
        self.patience = Duration::from_secs(seconds);
        self
    }

    fn all_in(&self, tree: &AxTree) -> Vec<usize> {
        let mut scopes: Vec<Option<usize>> = vec![None];
        for query in &self.way {
            let mut found: Vec<usize> = Vec::new();
            for scope in scopes {
                let here = match query {
                    Query::Named(role, name) => tree
                        .under(scope)
                        .into_iter()
                        .filter(|&at| tree.node(at).is(*role) && name.fits(tree.node(at).name.trim()))
                        .collect(),
                    Query::Text(name) => tree.with_text(scope, |text| name.fits(text)),
                };
                found.extend(here.into_iter().filter(|at| !found.contains(at)).collect::<Vec<_>>());
            }
            scopes = found.into_iter().map(Some).collect();
        }
        let unwanted =
            |at: &usize| self.unwanted.as_ref().is_some_and(|name| tree.node(*at).name.starts_with(name.as_str()));
        scopes.into_iter().flatten().filter(|at| !unwanted(at)).collect()
    }

    fn pick(&self, tree: &AxTree) -> Result<usize, String> {
        let all = self.all_in(tree);
        match (self.pick, all.as_slice()) {
            (_, []) => Err(format!("{self} is not there. What is there:\n{}", tree.outline(None))),
            (Pick::Only, [one]) | (Pick::First, [one, ..]) | (Pick::Last, [.., one]) => Ok(*one),
            (Pick::Only, many) => {
                Err(format!("{self} is there {} times. What is there:\n{}", many.len(), tree.outline(None)))
            }
        }
    }

    /// Waits until it is there, and gives what assistive tools know of it.
    pub async fn seen(&self) -> Step<Node> {
        self.eventually(|tree, at| Ok(tree.node(at).clone())).await
    }

    /// Waits until what is there satisfies `look`.
    pub async fn eventually<T>(&self, look: impl Fn(&AxTree, usize) -> Result<T, String>) -> Step<T> {
        until(self.patience, async || {
            let tree = self.window.ax_tree().await?;
            Ok(self.pick(&tree).and_then(|at| look(&tree, at)))
        })
        .await
    }

    /// Waits until none is there.
    pub async fn gone(&self) -> Step {
        until(self.patience, async || {
            let tree = self.window.ax_tree().await?;
            let there = self.all_in(&tree).len();
            Ok(if there == 0 { Ok(()) } else { Err(format!("{self} is still there ({there} times)")) })
        })
        .await
    }

    /// How many are there now.
    pub async fn count(&self) -> Step<usize> {
        Ok(self.all_in(&self.window.ax_tree().await?).len())
    }

    /// Whether one is there now.
    pub async fn is_there(&self) -> Step<bool> {
        Ok(self.count().await? > 0)
    }

    /// The names of all that fit, in reading order.
    pub async fn names(&self) -> Step<Vec<String>> {
        let tree = self.window.ax_tree().await?;
        Ok(self.all_in(&tree).into_iter().map(|at| tree.node(at).name.clone()).collect())
    }

    /// Its text.
    pub async fn text(&self) -> Step<String> {
        self.eventually(|tree, at| Ok(tree.text(at))).await
    }

    /// Waits until its text holds `part`.
    pub async fn says(&self, part: &str) -> Step {
        self.eventually(|tree, at| {
            let text = tree.text(at);
            if text.contains(part) { Ok(()) } else { Err(format!("{self} says {text:?}, not {part:?}")) }
        })
        .await
    }

    /// Waits until a property such as `checked`, `expanded` or `invalid` is `wanted`.
    pub async fn has(&self, property: &str, wanted: &str) -> Step {
        self.eventually(|tree, at| match tree.node(at).property(property) {
            Some(value) if value == wanted => Ok(()),
            value => Err(format!("{self} has {property} = {value:?}, not {wanted:?}")),
        })
        .await
    }

    /// Waits until it has the focus.
    pub async fn has_focus(&self) -> Step {
        let focused = self.has("focused", "true").await;
        if let Err(failure) = focused {
            let now = self.window.focused().await?;
            return Err(Failure::new(format!("{failure}\n  The focus is on {now}")));
        }
        Ok(())
    }

    /// The element in the DOM.
    pub async fn element(&self) -> Step<WebElement> {
        let node = self.seen().await?;
        let backend = node.backend.ok_or_else(|| Failure::new(format!("{self} has no element")))?;
        self.window.element(backend).await
    }

    /// What a DOM attribute says.
    pub async fn attribute(&self, name: &'static str) -> Step<Option<String>> {
        Ok(self.element().await?.attr(name).await?)
    }

    /// Waits until a DOM attribute is `wanted`.
    pub async fn has_attribute(&self, name: &'static str, wanted: Option<&str>) -> Step {
        until(self.patience, async || {
            let value = self.attribute(name).await?;
            Ok(if value.as_deref() == wanted {
                Ok(())
            } else {
                Err(format!("{self} has {name} = {value:?}, not {wanted:?}"))
            })
        })
        .await
    }

    /// Clicks it with the mouse, as soon as nothing is in the way.
    pub async fn click(&self) -> Step {
        self.window.note(format!("click {self}"));
        until(self.patience, async || {
            let element = match self.element().await {
                Ok(element) => element,
                Err(failure) => return Ok(Err(failure.to_string())),
            };
            let clicked = self.window.browser().click(&element).await;
            if clicked.is_err() {
                // A driver that scrolls no further than to the edge may leave it below what sticks there.
                self.window.run(TO_THE_MIDDLE, vec![element.to_json()?]).await?;
            }
            Ok(clicked.map_err(|error| format!("{self} cannot be clicked: {error}")))
        })
        .await
    }

    /// Clicks it twice as fast as a mouse can.
    pub async fn double_click(&self) -> Step {
        self.window.note(format!("double-click {self}"));
        let element = self.element().await?;
        element.scroll_into_view().await?;
        Ok(self.window.driver().action_chain().double_click_element(&element).perform().await?)
    }

    /// Fails when it does not stand wholly within the window.
    pub async fn stands_within_the_window(&self) -> Step {
        let script = "const { top, right, bottom, left } = arguments[0].getBoundingClientRect(); \
            return top >= 0 && left >= 0 && right <= innerWidth && bottom <= innerHeight";
        let stands = self.window.run(script, vec![self.element().await?.to_json()?]).await?;
        ensure(stands == true, || format!("{self} does not stand wholly within the window"))
    }

    /// Puts the focus on it.
    pub async fn focus(&self) -> Step {
        self.window.note(format!("focus {self}"));
        Ok(self.element().await?.focus().await?)
    }

    /// Replaces what stands in a text box.
    pub async fn fill(&self, text: &str) -> Step {
        self.window.note(format!("fill {self} with {:?}", shortened(text)));
        let element = self.element().await?;
        element.focus().await?;
        self.window.run("arguments[0].select()", vec![element.to_json()?]).await?;
        if text.is_empty() { self.window.press(Key::Delete).await } else { self.window.insert_text(text).await }
    }

    /// Types a date `YYYY-MM-DD` (or nonsense of that form) into a date field, key by key.
    pub async fn fill_date(&self, date: &str) -> Step {
        self.window.note(format!("fill {self} with {date}"));
        let [year, month, day] = date.split('-').collect::<Vec<_>>()[..] else {
            return Err(Failure::new(format!("{date:?} is not of the form YYYY-MM-DD")));
        };
        // Focusing what has the focus already would leave the caret in the part where it stands.
        let element = self.element().await?;
        self.window.run("arguments[0].blur(); arguments[0].focus()", vec![element.to_json()?]).await?;
        self.window.browser().type_date_parts([month, day, year]).await
    }

    /// Empties a date field, part by part.
    pub async fn clear_date(&self) -> Step {
        let element = self.element().await?;
        self.window.run("arguments[0].blur(); arguments[0].focus()", vec![element.to_json()?]).await?;
        for _ in 0..3 {
            self.window.press(Key::Backspace).await?;
            self.window.press(Key::Right).await?;
        }
        Ok(())
    }

    /// What stands in a field, as the DOM has it.
    pub async fn value(&self) -> Step<String> {
        let value = self.window.run("return arguments[0].value", vec![self.element().await?.to_json()?]).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until this stands in the field.
    pub async fn has_value(&self, wanted: &str) -> Step {
        until(self.patience, async || {
            let value = self.value().await?;
            Ok(if value == wanted { Ok(()) } else { Err(format!("{self} holds {value:?}, not {wanted:?}")) })
        })
        .await
    }

    /// Chooses the option of a native select whose text begins so.
    pub async fn choose(&self, option: &str) -> Step {
        self.window.note(format!("choose {option:?} in {self}"));
        let element = self.element().await?;
        let texts: Vec<String> = serde_json::from_value(self.options().await?)?;
        let at = texts
            .iter()
            .position(|text| text == option)
            .or_else(|| texts.iter().position(|text| text.starts_with(option)));
        let at = at.ok_or_else(|| Failure::new(format!("{self} has no option {option:?}, but {texts:?}")))?;
        self.window.run(TO_THE_MIDDLE, vec![element.to_json()?]).await?;
        let options = element.find_all(thirtyfour::By::Tag("option")).await?;
        let chosen = options.get(at).ok_or_else(|| Failure::new(format!("{self} lost its options")))?;
        Ok(chosen.click().await?)
    }

    /// Waits until the option of a native select with this text is chosen.
    pub async fn has_chosen(&self, wanted: &str) -> Step {
        until(self.patience, async || {
            let script = "return arguments[0].selectedOptions[0]?.text.trim() ?? ''";
            let chosen = self.window.run(script, vec![self.element().await?.to_json()?]).await?;
            Ok(if chosen == wanted { Ok(()) } else { Err(format!("{self} shows {chosen}, not {wanted:?}")) })
        })
        .await
    }

    async fn options(&self) -> Step<Value> {
        let script = "return [...arguments[0].options].map(option => option.text.trim())";
        self.window.run(script, vec![self.element().await?.to_json()?]).await
    }

    /// Waits until it is refused with this message: marked invalid, and tied to the message, which is on the screen.
    pub async fn refused_with(&self, message: &str) -> Step {
        self.window.text(message).first().seen().await?;
        self.has("invalid", "true").await?;
        let script = "const ids = ['aria-describedby', 'aria-errormessage'].flatMap(name => \
            (arguments[0].getAttribute(name) ?? '').split(/\\s+/)).filter(Boolean); \
            return ids.map(id => document.getElementById(id)?.textContent.trim() ?? `(no #${id})`)";
        let tied = self.window.run(script, vec![self.element().await?.to_json()?]).await?;
        let tied: Vec<String> = serde_json::from_value(tied)?;
        ensure(tied.iter().any(|text| text.contains(message)), || {
            format!("{self} is not tied to {message:?} but to {tied:?}")
        })
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(60).chain("…".chars()).collect() }
}
