//! The window of a test: where it is, what it did so far, what it shows.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use serde_json::{Value, json};
use thirtyfour::{By, WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};

use super::ax_tree::AxTree;
use super::chromium::Chromium;
use super::clock;
use super::environment;
use super::failure::{Failure, Step, ensure};
use super::server::Server;
use super::setup::Setup;
use super::wait::{PATIENCE, until};

/// A browser window on the app, with everything that keeps it running.
pub struct Window {
    driver: WebDriver,
    chromium: Chromium,
    server: Server,
    setup: Setup,
    trail: RefCell<Vec<String>>,
    clock_script: RefCell<Option<String>>,
}

/// Runs a test in a browser of its own and panics with a readable text and a screenshot when it fails.
pub fn test(setup: Setup, body: impl AsyncFnOnce(&Window) -> Step) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let window = runtime.block_on(Window::open(setup)).unwrap_or_else(|failure| panic!("no browser: {failure}"));
    let result = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            body(&window).await?;
            window.console_is_clean().await
        })
    }));
    let report = match &result {
        Ok(Ok(())) => None,
        Ok(Err(failure)) => Some(runtime.block_on(window.report(&failure.to_string()))),
        Err(_) => Some(runtime.block_on(window.report("an assertion failed, see above"))),
    };
    window.close(&runtime);
    if let Some(report) = report {
        panic!("{report}");
    }
}

impl Window {
    /// Starts server and browser; nothing is loaded yet.
    pub async fn open(setup: Setup) -> Step<Self> {
        let (folder, mount) = setup.site();
        let server = Server::start(folder, mount)?;
        let chromium = Chromium::start(&setup)?;
        let driver = chromium.session(&setup).await?;
        let window =
            Self { driver, chromium, server, trail: RefCell::default(), clock_script: RefCell::default(), setup };
        window.set_now(window.setup.now()).await?;
        for script in window.setup.scripts() {
            window.before_documents(script).await?;
        }
        let (width, height) = window.setup.size();
        window.resize(width, height).await?;
        Ok(window)
    }

    /// Ends browser and server.
    pub fn close(self, runtime: &Runtime) {
        let Self { driver, chromium, .. } = self;
        // A browser that is gone already cannot be told to go; the folder is removed either way.
        drop(runtime.block_on(driver.quit()));
        drop(chromium);
    }

    /// The server that the app comes from.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The WebDriver session.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Where downloads land.
    pub fn downloads(&self) -> PathBuf {
        self.chromium.downloads()
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> PathBuf {
        self.chromium.folder().to_owned()
    }

    /// Remembers a step for the report of a failure.
    pub fn note(&self, step: String) {
        self.trail.borrow_mut().push(step);
    }

    /// Sends a command of the DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Step<Value> {
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: impl Into<String>, arguments: Vec<Value>) -> Step<Value> {
        Ok(self.driver.execute(script.into(), arguments).await?.json().clone())
    }

    /// Runs a script in every document before its own, from the next load on.
    pub async fn before_documents(&self, script: &str) -> Step<String> {
        let answer = self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(answer["identifier"].as_str().unwrap_or_default().to_owned())
    }

    /// Sets the time at which the app starts from the next load on.
    pub async fn set_now(&self, now: &str) -> Step {
        self.note(format!("the clock says {now}"));
        let old = self.clock_script.borrow_mut().take();
        if let Some(identifier) = old {
            self.cdp("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": identifier })).await?;
        }
        let identifier = self.before_documents(&clock::starting_at(now)).await?;
        self.clock_script.replace(Some(identifier));
        Ok(())
    }

    /// Makes the page this many CSS pixels wide and high.
    pub async fn resize(&self, width: u32, height: u32) -> Step {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Lets the system ask for a dark or a light theme.
    pub async fn system_is_dark(&self, dark: bool) -> Step {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.cdp("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Loads the page at a path under the app's base, such as `okrs/sessions`.
    pub async fn visit(&self, path: &str) -> Step {
        self.note(format!("go to {path}"));
        self.driver.goto(format!("{}{path}", self.server.address())).await?;
        self.is_drawn().await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Step {
        self.note("reload".to_owned());
        self.driver.refresh().await?;
        self.is_drawn().await
    }

    /// Goes one step back in the history.
    pub async fn back(&self) -> Step {
        self.note("back".to_owned());
        Ok(self.driver.back().await?)
    }

    /// Goes one step forward in the history.
    pub async fn forward(&self) -> Step {
        self.note("forward".to_owned());
        Ok(self.driver.forward().await?)
    }

    /// Waits until the app has drawn its first page: its main heading is there.
    async fn is_drawn(&self) -> Step {
        until(PATIENCE * 4, async || {
            let drawn = self.run("return !!document.querySelector('h1')", Vec::new()).await?;
            Ok(if drawn == Value::Bool(true) { Ok(()) } else { Err("the app has not drawn a heading".to_owned()) })
        })
        .await
    }

    /// The address under the app's base: path and query.
    pub async fn path(&self) -> Step<String> {
        let url = self.driver.current_url().await?;
        let base = self.server.address();
        let url = url.as_str();
        Ok(url.strip_prefix(&base).map_or_else(|| url.to_owned(), str::to_owned))
    }

    /// Waits until the address under the app's base is `wanted`.
    pub async fn is_at(&self, wanted: &str) -> Step {
        until(PATIENCE, async || {
            let path = self.path().await?;
            Ok(if path == wanted { Ok(()) } else { Err(format!("the address is {path:?}, not {wanted:?}")) })
        })
        .await
    }

    /// Waits until the address holds all these parts, and gives it.
    pub async fn is_at_address_with(&self, parts: &[&str]) -> Step<String> {
        until(PATIENCE, async || {
            let path = self.path().await?;
            let missing = parts.iter().find(|part| !path.contains(**part));
            Ok(missing.map_or(Ok(path.clone()), |part| Err(format!("the address {path:?} does not say {part:?}"))))
        })
        .await
    }

    /// Waits until the title of the page begins so.
    pub async fn is_titled(&self, beginning: &str) -> Step {
        until(PATIENCE, async || {
            let title = self.driver.title().await?;
            let fits = title.starts_with(beginning);
            Ok(if fits {
                Ok(())
            } else {
                Err(format!("the page's title is {title:?}, which does not begin with {beginning:?}"))
            })
        })
        .await
    }

    /// The accessibility tree as it is now.
    pub async fn ax_tree(&self) -> Step<AxTree> {
        AxTree::read(&self.cdp("Accessibility.getFullAXTree", json!({})).await?)
    }

    /// The element that the DOM knows under this number.
    pub async fn element(&self, backend: u64) -> Step<WebElement> {
        // chromedriver's element ids are the frame's, the document's and the node's number in one text.
        let root = self.driver.find(By::Tag("html")).await?;
        let id = root.element_id().to_string();
        let (document, _) = id
            .rsplit_once(".e.")
            .ok_or_else(|| Failure::new(format!("chromedriver names elements in a new way: {id:?}")))?;
        let reference = json!({ "element-6066-11e4-a52e-4f735466cecf": format!("{document}.e.{backend}") });
        Ok(WebElement::from_json(reference, self.driver.handle().clone())?)
    }

    /// What has the focus, in words.
    pub async fn focused(&self) -> Step<String> {
        let script = "const e = document.activeElement; return e ? e.outerHTML.slice(0, 200) : 'nothing'";
        Ok(self.run(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Writes a picture of the window into the folder for screenshots.
    pub async fn screenshot(&self, name: &str) -> Step {
        Ok(self.driver.screenshot(&environment::screenshots().join(format!("{name}.png"))).await?)
    }

    /// Errors, and warnings of the app itself: a debug build of Leptos tells of signals that are read where nothing
    /// follows them.
    async fn console_errors(&self) -> Step<Vec<String>> {
        let entries = self.driver.browser_log().await?;
        let counts = |level: &str, message: &str| {
            level == "SEVERE" || (level == "WARNING" && message.contains("/okr-sessions-"))
        };
        let counted = entries.into_iter().filter(|entry| counts(&entry.level, &entry.message));
        Ok(counted.map(|entry| entry.message).collect())
    }

    async fn console_is_clean(&self) -> Step {
        let errors = self.console_errors().await?;
        ensure(errors.is_empty(), || format!("errors on the console:\n  {}", errors.join("\n  ")))
    }

    async fn report(&self, why: &str) -> String {
        let thread = std::thread::current();
        let name = format!("failed-{}", thread.name().unwrap_or("test").replace("::", "-"));
        let picture = match self.screenshot(&name).await {
            Ok(()) => format!("screenshot {name}.png"),
            Err(failure) => format!("no screenshot: {failure}"),
        };
        let address = self.path().await.unwrap_or_else(|failure| failure.to_string());
        let console = self.console_errors().await.unwrap_or_default();
        let trail = self.trail.borrow();
        let steps = trail.iter().map(|step| format!("\n    {step}")).collect::<String>();
        format!("{why}\n  at {address:?}; {picture}\n  console errors: {console:?}\n  steps so far:{steps}\n")
    }
}
