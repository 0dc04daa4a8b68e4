//! The app has one clock; a script that runs before the app sets it.

/// The script that makes the app start at `now` (RFC 3339).
pub fn starting_at(now: &str) -> String {
    format!("window.__okrNow = {};", serde_json::Value::from(now))
}
