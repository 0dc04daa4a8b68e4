//! The browser's storage: looked at, filled up, blocked, damaged.

use serde_json::Value;

use super::failure::{Failure, Step};
use super::wait::{PATIENCE, until};
use super::window::Window;

/// The script that makes `localStorage` throw, as a browser with blocked site data does.
pub const BLOCKED: &str = "Object.defineProperty(window, 'localStorage', \
    { get() { throw new DOMException('denied', 'SecurityError') } });";

/// The script that gives the page a `localStorage` that refuses every call.
pub const REFUSING: &str = "Object.defineProperty(window, 'localStorage', { value: new Proxy({}, \
    Object.fromEntries(['get', 'set', 'has', 'ownKeys', 'deleteProperty'].map(trap => \
        [trap, () => { throw new DOMException('denied', 'SecurityError') }]))) });";

/// Every key of the app begins so.
const PREFIX: &str = "okr-sessions/";

const BALLAST: &str = "ballast-";

impl Window {
    /// All records of the app's workspaces: key and text, sorted by key. What is kept for the browser as a whole, such as the
    /// reserve for a full storage, comes and goes by itself and is none of them.
    pub async fn records(&self) -> Step<Vec<(String, String)>> {
        let script = "return Object.keys(localStorage)\
            .filter(key => key.startsWith(arguments[0]) && key.split('/').length > 2).sort()\
            .map(key => [key, localStorage.getItem(key)])";
        Ok(serde_json::from_value(self.run(script, vec![PREFIX.into()]).await?)?)
    }

    /// Key and text of the stored session with this number.
    pub async fn session_record(&self, number: &str) -> Step<(String, String)> {
        let records = self.records().await?;
        let wanted = format!("\"number\":\"{number}\"");
        let keys: Vec<String> = records.iter().map(|(key, _)| key.clone()).collect();
        let record = records.into_iter().find(|(key, text)| key.contains("/session/") && text.contains(&wanted));
        record.ok_or_else(|| Failure::new(format!("no stored session with number {number}; keys: {keys:?}")))
    }

    /// Waits until the first person is stored: the app does that a while after its start, or with the first change.
    pub async fn stored_person(&self) -> Step {
        until(PATIENCE, async || {
            let stored = self.records().await?.iter().any(|(key, _)| key.contains("/person/"));
            Ok(if stored { Ok(()) } else { Err("no person is stored".to_owned()) })
        })
        .await
    }

    /// The text under a key.
    pub async fn stored(&self, key: &str) -> Step<Option<String>> {
        let text = self.run("return localStorage.getItem(arguments[0])", vec![key.into()]).await?;
        Ok(text.as_str().map(str::to_owned))
    }

    /// Overwrites the text under a key, behind the app's back.
    pub async fn store(&self, key: &str, text: &str) -> Step {
        self.note(format!("overwrite {key} with {text:?}"));
        self.run("localStorage.setItem(arguments[0], arguments[1])", vec![key.into(), text.into()]).await?;
        Ok(())
    }

    /// Fills the origin's real quota to the last character.
    pub async fn fill_storage(&self) -> Step {
        self.note("fill the storage up".to_owned());
        // Every write makes that go, and would have its room.
        let script = "localStorage.removeItem('okr-sessions/first-rows'); let count = 0; for (let size = 1 << 20; size >= 1; size >>= 1) for (;;) { \
            try { localStorage.setItem(arguments[0] + count, 'x'.repeat(size)); count++ } catch { break } } return count";
        let count = self.run(script, vec![BALLAST.into()]).await?;
        match count.as_u64() {
            Some(1..) => Ok(()),
            _ => Err(Failure::new("the storage took no ballast")),
        }
    }

    /// Takes away what `fill_storage` put there.
    pub async fn free_storage(&self) -> Step {
        self.note("free the storage".to_owned());
        let script = "Object.keys(localStorage).filter(key => key.startsWith(arguments[0]))\
            .forEach(key => localStorage.removeItem(key))";
        self.run(script, vec![BALLAST.into()]).await?;
        Ok(())
    }

    /// Empties all storage of the origin, as clearing site data does.
    pub async fn clear_storage(&self) -> Step {
        self.note("clear all storage".to_owned());
        let script = "localStorage.clear(); sessionStorage.clear(); indexedDB.deleteDatabase('okr-sessions/main')";
        self.run(script, Vec::<Value>::new()).await?;
        Ok(())
    }
}
