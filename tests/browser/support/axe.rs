//! axe-core's opinion on the page.

use std::fmt::Write;

use serde_json::{Value, json};

use super::environment;
use super::failure::{Failure, Step};
use super::window::Window;

const TAGS: [&str; 7] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

impl Window {
    /// Fails with every violation that axe-core finds in the page as it is now; `what` names it.
    pub async fn passes_axe(&self, what: &str) -> Step {
        self.note(format!("axe on {what}"));
        let present = self.run("return typeof window.axe === 'object'", Vec::<Value>::new()).await?;
        if present != Value::Bool(true) {
            self.run(std::fs::read_to_string(environment::axe())?, Vec::<Value>::new()).await?;
        }
        let script = "const done = arguments[arguments.length - 1]; \
            axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })\
            .then(result => done(result.violations), error => done(String(error)))";
        let answer = self.driver().execute_async(script, vec![json!(TAGS)]).await?;
        let violations =
            answer.json().as_array().ok_or_else(|| Failure::new(format!("axe failed: {}", answer.json())))?;
        if violations.is_empty() {
            return Ok(());
        }
        let mut text = format!("axe finds {} violations in {what}:", violations.len());
        for violation in violations {
            describe(violation, &mut text)?;
        }
        Err(Failure::new(text))
    }
}

fn describe(violation: &Value, text: &mut String) -> Step {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    write!(text, "\n  {} ({}): {}", word(&violation["id"]), word(&violation["impact"]), word(&violation["help"]))?;
    for node in violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default().iter().take(5) {
        let summary = word(&node["failureSummary"]).replace('\n', " ");
        write!(text, "\n    {}\n      {}", node["target"], summary)?;
    }
    Ok(())
}
