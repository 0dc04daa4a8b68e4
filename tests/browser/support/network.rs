//! What the page asks the network for, and what its policy refuses.

use serde_json::Value;

use super::failure::{Failure, Step};
use super::window::Window;

/// The script that puts each refusal of the content security policy on the console, where it fails the test.
pub const REFUSALS_ARE_ERRORS: &str = "addEventListener('securitypolicyviolation', refused => \
    console.error('refused by the policy:', refused.violatedDirective, refused.blockedURI, refused.sample));";

impl Window {
    /// The addresses of all requests since this was asked last, also of those that were refused. For a setup with a
    /// network log.
    pub async fn requests(&self) -> Step<Vec<String>> {
        let mut addresses = Vec::new();
        for entry in self.driver().get_log("performance").await? {
            let event: Value = serde_json::from_str(&entry.message)?;
            let message = &event["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let address = message["params"]["request"]["url"].as_str();
                addresses.push(address.ok_or_else(|| Failure::new("a request without an address"))?.to_owned());
            }
        }
        Ok(addresses)
    }

    /// Takes the errors off the console: a test made them on purpose.
    pub async fn expected_errors(&self) -> Step<Vec<String>> {
        Ok(self.driver().browser_log().await?.into_iter().map(|entry| entry.message).collect())
    }
}
