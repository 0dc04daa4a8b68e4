//! The window of a test: where it is, what it did so far, what it shows.

use std::cell::RefCell;
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use serde_json::Value;
use thirtyfour::{WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};

use super::ax_tree::AxTree;
use super::browser::Browser;
use super::clock;
use super::environment;
use super::failure::{Step, ensure};
use super::profile::Profile;
use super::server::Server;
use super::setup::Setup;
use super::wait::{PATIENCE, until};

/// A browser window on the app, with everything that keeps it running.
pub struct Window {
    browser: Browser,
    server: Server,
    setup: Setup,
    /// After the browser, which must have ended before its folder goes.
    profile: Profile,
    trail: RefCell<Vec<String>>,
    clock_script: RefCell<Option<String>>,
}

/// Runs a test in a browser of its own and panics with a readable text and a screenshot when it fails.
///
/// In an engine that the setup excludes it only notes that and why, and the runner lists it.
pub fn test(setup: Setup, body: impl AsyncFnOnce(&Window) -> Step) {
    if let Some(reason) = setup.reason_against(environment::engine()) {
        return note_not_run(reason);
    }
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
        let profile = Profile::fresh()?;
        Self::start(server, profile, setup).await
    }

    /// Ends the browser as a crash does, all its processes by SIGKILL, and starts it again on the same profile.
    pub async fn crash(self) -> Step<Self> {
        let (server, profile, setup) = self.kill();
        Self::start(server, profile, setup).await
    }

    /// Ends the browser as a crash does, and gives what is left.
    pub fn kill(self) -> (Server, Profile, Setup) {
        let Self { browser, server, setup, profile, .. } = self;
        // Otherwise the session would ask the browser to end in order, and wait for it.
        drop(browser.session().clone().leak());
        (server, profile, setup)
    }

    async fn start(server: Server, profile: Profile, setup: Setup) -> Step<Self> {
        let browser = Browser::start(&setup, &profile).await?;
        let window =
            Self { browser, server, setup, profile, trail: RefCell::default(), clock_script: RefCell::default() };
        if let Some(now) = window.setup.now() {
            window.set_now(now).await?;
        }
        for script in window.setup.scripts() {
            window.before_documents(script).await?;
        }
        let (width, height) = window.setup.size();
        window.resize(width, height).await?;
        Ok(window)
    }

    /// Ends browser and server.
    pub fn close(self, runtime: &Runtime) {
        // A browser that is gone already cannot be told to go; the processes are ended either way.
        drop(runtime.block_on(self.driver().clone().quit()));
    }

    /// The server that the app comes from.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The WebDriver session.
    pub fn driver(&self) -> &WebDriver {
        self.browser.session()
    }

    /// The browser, for what WebDriver does not have.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Where downloads land.
    pub fn downloads(&self) -> PathBuf {
        self.profile.downloads()
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> PathBuf {
        self.profile.folder().to_owned()
    }

    /// Remembers a step for the report of a failure.
    pub fn note(&self, step: String) {
        self.trail.borrow_mut().push(step);
    }

    /// Sends a command of the DevTools protocol: in Chromium only.
    #[allow(dead_code, reason = "only the benchmark asks what no other engine answers")]
    pub async fn cdp(&self, method: &str, parameters: Value) -> Step<Value> {
        self.browser.cdp(method, parameters).await
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: impl Into<String>, arguments: Vec<Value>) -> Step<Value> {
        Ok(self.driver().execute(script.into(), arguments).await?.json().clone())
    }

    /// Runs a script in every document before its own, from the next load on.
    pub async fn before_documents(&self, script: &str) -> Step<String> {
        self.browser.add_early_script(script).await
    }

    /// Sets the time at which the app starts from the next load on.
    pub async fn set_now(&self, now: &str) -> Step {
        self.note(format!("the clock says {now}"));
        let old = self.clock_script.borrow_mut().take();
        if let Some(identifier) = old {
            self.browser.remove_early_script(&identifier).await?;
        }
        let identifier = self.before_documents(&clock::starting_at(now)).await?;
        self.clock_script.replace(Some(identifier));
        Ok(())
    }

    /// Makes the page this many CSS pixels wide and high.
    pub async fn resize(&self, width: u32, height: u32) -> Step {
        self.browser.resize(width, height).await
    }

    /// Lets the system ask for a dark or a light theme.
    pub async fn system_is_dark(&self, dark: bool) -> Step {
        self.browser.prefer_dark(dark).await
    }

    /// Loads the page at a path under the app's base, such as `okrs/sessions`.
    pub async fn visit(&self, path: &str) -> Step {
        self.note(format!("go to {path}"));
        self.driver().goto(format!("{}{path}", self.server.address())).await?;
        self.is_drawn().await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Step {
        self.note("reload".to_owned());
        self.browser.reload().await?;
        self.is_drawn().await
    }

    /// Goes one step back in the history.
    pub async fn back(&self) -> Step {
        self.note("back".to_owned());
        Ok(self.driver().back().await?)
    }

    /// Goes one step forward in the history.
    pub async fn forward(&self) -> Step {
        self.note("forward".to_owned());
        Ok(self.driver().forward().await?)
    }

    /// Waits until the app has drawn its first page: its main heading is there.
    async fn is_drawn(&self) -> Step {
        until(PATIENCE * 4, async || {
            let drawn = self
                .run("return !!document.querySelector('h1') && !document.querySelector('#app-shell')", Vec::new())
                .await?;
            Ok(if drawn == Value::Bool(true) { Ok(()) } else { Err("the app has not drawn a heading".to_owned()) })
        })
        .await
    }

    /// The address under the app's base: path and query.
    pub async fn path(&self) -> Step<String> {
        let url = self.driver().current_url().await?;
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
            let title = self.driver().title().await?;
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
        self.browser.ax_tree().await
    }

    /// The element of a node of the latest tree.
    pub async fn element(&self, backend: u64) -> Step<WebElement> {
        self.browser.element(backend).await
    }

    /// What has the focus, in words.
    pub async fn focused(&self) -> Step<String> {
        let script = "const e = document.activeElement; return e ? e.outerHTML.slice(0, 200) : 'nothing'";
        Ok(self.run(script, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Writes a picture of the window into the folder for screenshots.
    pub async fn screenshot(&self, name: &str) -> Step {
        Ok(self.driver().screenshot(&environment::screenshots().join(format!("{name}.png"))).await?)
    }

    async fn console_is_clean(&self) -> Step {
        let errors = self.browser.complaints().await?;
        ensure(errors.is_empty(), || format!("errors on the console:\n  {}", errors.join("\n  ")))
    }

    /// What went wrong, with where the window is, what it did so far, and a screenshot.
    pub async fn report(&self, why: &str) -> String {
        let thread = std::thread::current();
        let name = format!("failed-{}", thread.name().unwrap_or("test").replace("::", "-"));
        let picture = match self.screenshot(&name).await {
            Ok(()) => format!("screenshot {name}.png"),
            Err(failure) => format!("no screenshot: {failure}"),
        };
        let address = self.path().await.unwrap_or_else(|failure| failure.to_string());
        let console = self.browser.complaints().await.unwrap_or_default();
        let trail = self.trail.borrow();
        let steps = trail.iter().map(|step| format!("\n    {step}")).collect::<String>();
        format!("{why}\n  at {address:?}; {picture}\n  console errors: {console:?}\n  steps so far:{steps}\n")
    }
}

/// Appends the test and the reason to the list that the runner prints.
pub fn note_not_run(reason: &str) {
    let thread = std::thread::current();
    let line = format!("{}: {reason}\n", thread.name().unwrap_or("test"));
    let mut list = OpenOptions::new().create(true).append(true).open(environment::not_run()).expect("the list opens");
    list.write_all(line.as_bytes()).expect("the list takes a line");
}
