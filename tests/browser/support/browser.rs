//! A browser of any engine: the one place that knows in what they differ.
//!
//! All are driven through WebDriver. What it lacks comes from the DevTools protocol in Chromium and from WebDriver BiDi in
//! Firefox; WebKitGTK has neither, and a test that needs it says so in its [`Setup`].

use serde_json::{Value, json};
use thirtyfour::{Key, WebDriver, WebElement};

use super::ax_tree::AxTree;
use super::chromium::Chromium;
use super::engine::Engine;
use super::environment;
use super::failure::{Failure, Step};
use super::firefox::Firefox;
use super::profile::Profile;
use super::setup::Setup;
use super::webkit::WebKit;

/// Reads the page's accessibility tree in engines that do not give theirs; see there.
const READ_AX_TREE: &str = include_str!("ax_tree.js");

/// A running browser. Dropping it ends its processes.
pub enum Browser {
    /// See [`Chromium`].
    Chromium(Chromium),
    /// See [`Firefox`].
    Firefox(Box<Firefox>),
    /// See [`WebKit`].
    WebKit(WebKit),
}

impl Browser {
    /// Starts the engine under test on a profile.
    pub async fn start(setup: &Setup, profile: &Profile) -> Step<Self> {
        Ok(match environment::engine() {
            Engine::Chromium => Self::Chromium(Chromium::start(setup, profile).await?),
            Engine::Firefox => Self::Firefox(Box::new(Firefox::start(setup, profile).await?)),
            Engine::WebKit => Self::WebKit(WebKit::start(setup, profile).await?),
        })
    }

    /// The WebDriver session.
    pub fn session(&self) -> &WebDriver {
        match self {
            Self::Chromium(chromium) => chromium.session(),
            Self::Firefox(firefox) => firefox.session(),
            Self::WebKit(webkit) => webkit.session(),
        }
    }

    /// Sends a command of the DevTools protocol.
    #[allow(dead_code, reason = "only the benchmark asks what no other engine answers")]
    pub async fn cdp(&self, method: &str, parameters: Value) -> Step<Value> {
        match self {
            Self::Chromium(chromium) => chromium.cdp(method, parameters).await,
            Self::Firefox(_) | Self::WebKit(_) => Err(lacks(method)),
        }
    }

    /// Adds a script that runs in every document before its own, from the next load on, and gives its identifier.
    pub async fn add_early_script(&self, script: &str) -> Step<String> {
        match self {
            Self::Chromium(chromium) => chromium.add_early_script(script).await,
            Self::Firefox(firefox) => firefox.add_early_script(script).await,
            Self::WebKit(_) => Err(lacks("a script before the page's own")),
        }
    }

    /// Takes such a script away again.
    pub async fn remove_early_script(&self, identifier: &str) -> Step {
        match self {
            Self::Chromium(chromium) => chromium.remove_early_script(identifier).await,
            Self::Firefox(firefox) => firefox.remove_early_script(identifier).await,
            Self::WebKit(_) => Err(lacks("a script before the page's own")),
        }
    }

    /// Makes the page this many CSS pixels wide and high.
    pub async fn resize(&self, width: u32, height: u32) -> Step {
        match self {
            Self::Chromium(chromium) => chromium.resize(width, height).await,
            Self::Firefox(firefox) => firefox.resize(width, height).await,
            Self::WebKit(webkit) => webkit.resize(width, height).await,
        }
    }

    /// Lets the system ask for a dark or a light theme.
    pub async fn prefer_dark(&self, dark: bool) -> Step {
        match self {
            Self::Chromium(chromium) => chromium.prefer_dark(dark).await,
            Self::Firefox(firefox) => firefox.prefer_dark(dark).await,
            Self::WebKit(_) => Err(lacks("a choice of the system's theme")),
        }
    }

    /// Loads the page again as a person's reload does.
    pub async fn reload(&self) -> Step {
        match self {
            // geckodriver's own refresh goes past the service worker.
            Self::Firefox(firefox) => {
                let address = firefox.session().current_url().await?;
                Ok(firefox.session().goto(address.as_str()).await?)
            }
            Self::Chromium(_) | Self::WebKit(_) => Ok(self.session().refresh().await?),
        }
    }

    /// Leaves the page as somebody who closes its tab.
    pub async fn leave(&self) -> Step {
        let session = self.session();
        match self {
            // Firefox keeps a page that was left alive for the tab's history, and a new service worker waits for that, too.
            Self::Firefox(_) => {
                let next = session.new_tab().await?;
                session.close_window().await?;
                Ok(session.switch_to_window(next).await?)
            }
            Self::Chromium(_) | Self::WebKit(_) => Ok(session.goto("about:blank").await?),
        }
    }

    /// The accessibility tree as it is now.
    pub async fn ax_tree(&self) -> Step<AxTree> {
        match self {
            Self::Chromium(chromium) => chromium.ax_tree().await,
            Self::Firefox(_) | Self::WebKit(_) => self.ax_tree_by_script().await,
        }
    }

    /// The tree as our script reads it, in every engine.
    pub async fn ax_tree_by_script(&self) -> Step<AxTree> {
        AxTree::read(self.session().execute(READ_AX_TREE, Vec::new()).await?.json())
    }

    /// The element of a node of the latest tree.
    pub async fn element(&self, backend: u64) -> Step<WebElement> {
        match self {
            Self::Chromium(chromium) => chromium.element(backend).await,
            Self::Firefox(_) | Self::WebKit(_) => {
                let script = "return window.__axElements[arguments[0]]";
                Ok(self.session().execute(script, vec![json!(backend)]).await?.element()?)
            }
        }
    }

    /// Clicks an element in its middle.
    pub async fn click(&self, element: &WebElement) -> Step {
        if let Self::Firefox(firefox) = self {
            // geckodriver finds a link of a drawing only where the link itself would be hit, and hit is what is drawn in it.
            let is_drawn = "return arguments[0] instanceof SVGElement";
            if firefox.session().execute(is_drawn, vec![element.to_json()?]).await?.json() == &Value::Bool(true) {
                element.scroll_into_view().await?;
                return Ok(firefox.session().action_chain().click_element(element).perform().await?);
            }
        }
        Ok(element.click().await?)
    }

    /// Puts text in at once where the focus is, as a paste or an input method does.
    pub async fn insert_text(&self, text: &str) -> Step {
        match self {
            Self::Chromium(chromium) => chromium.insert_text(text).await,
            Self::Firefox(_) | Self::WebKit(_) => {
                let script = "return document.execCommand('insertText', false, arguments[0])";
                match self.session().execute(script, vec![json!(text)]).await?.json() {
                    Value::Bool(true) => Ok(()),
                    _ => Err(Failure::new("what has the focus takes no text")),
                }
            }
        }
    }

    /// Types the parts of a date, in the order in which an American date field has them, where the focus is.
    pub async fn type_date_parts(&self, parts: [&str; 3]) -> Step {
        // A full part gives the caret on to the next one, in WebKitGTK only when a key says so.
        let between = match self {
            Self::Chromium(_) | Self::Firefox(_) => String::new(),
            Self::WebKit(_) => Key::Right.value().to_string(),
        };
        Ok(self.session().action_chain().send_keys(parts.join(&between)).perform().await?)
    }

    /// What the console complained about since the last call. WebKitGTK's driver tells nothing of it.
    pub async fn complaints(&self) -> Step<Vec<String>> {
        match self {
            Self::Chromium(chromium) => chromium.complaints().await,
            Self::Firefox(firefox) => firefox.complaints().await,
            Self::WebKit(_) => Ok(Vec::new()),
        }
    }

    /// The addresses of all requests since the last call, also of those that were refused. For a setup with a network log.
    pub async fn requests(&self) -> Step<Vec<String>> {
        match self {
            Self::Chromium(chromium) => chromium.requests().await,
            Self::Firefox(firefox) => firefox.requests().await,
            Self::WebKit(_) => Err(lacks("a list of requests")),
        }
    }
}

fn lacks(what: &str) -> Failure {
    Failure::new(format!("the driver of {} cannot do {what}", environment::engine()))
}
