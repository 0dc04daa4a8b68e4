//! The service worker and the versions of the app: what the browser keeps, and which version runs.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::failure::{Failure, Step};
use super::wait::{PATIENCE, until};
use super::window::Window;

impl Window {
    /// Waits until the service worker keeps all files and stands between the page and the network.
    pub async fn is_ready_for_offline(&self) -> Step {
        self.note("wait for the service worker".to_owned());
        until(PATIENCE * 2, async || {
            let ready = self.run("return !!navigator.serviceWorker.controller", Vec::new()).await?;
            Ok(if ready == Value::Bool(true) { Ok(()) } else { Err("no service worker controls the page".to_owned()) })
        })
        .await
    }

    /// Runs a script that gives a promise, and gives what it comes to.
    pub async fn run_async(&self, promise: &str) -> Step<Value> {
        let script = format!(
            "const done = arguments[0]; Promise.resolve({promise}).then(done, error => done({{ failed: String(error) }}))"
        );
        let answer = self.driver().execute_async(script, Vec::<Value>::new()).await?.json().clone();
        match answer.get("failed") {
            Some(why) => Err(Failure::new(format!("{promise}: {why}"))),
            None => Ok(answer),
        }
    }

    /// The names of all caches of the origin, sorted.
    pub async fn caches(&self) -> Step<Vec<String>> {
        let mut names: Vec<String> = serde_json::from_value(self.run_async("caches.keys()").await?)?;
        names.sort();
        Ok(names)
    }

    /// Whether the page is that of the next version.
    pub async fn runs_next_version(&self) -> Step<bool> {
        Ok(self.run("return !!document.querySelector('meta[name=version]')", Vec::new()).await? == Value::Bool(true))
    }

    /// Lets the browser look for a new version, as it does by itself at each start, and waits until it has dealt with it.
    /// The answer is whether a new version waits to be taken.
    pub async fn looks_for_a_new_version(&self) -> Step<bool> {
        self.note("look for a new version".to_owned());
        let settled = "navigator.serviceWorker.getRegistration().then(registration => registration.update().catch(() => 0)\
            .then(() => new Promise(done => { const look = () => registration.installing ? setTimeout(look, 50) \
            : done(!!registration.waiting); look() })))";
        Ok(self.run_async(settled).await? == Value::Bool(true))
    }

    /// Leaves the app and starts it anew, as somebody who closed its window.
    pub async fn starts_anew(&self, path: &str) -> Step {
        self.note("leave the app".to_owned());
        self.browser().leave().await?;
        self.visit(path).await
    }

    /// A copy of a built site that a test may change.
    pub fn copy_of(&self, site: &Path, name: &str) -> Step<PathBuf> {
        let copy = self.folder().join(name);
        copy_below(site, &copy)?;
        Ok(copy)
    }
}

fn copy_below(from: &Path, to: &Path) -> Step {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_below(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
