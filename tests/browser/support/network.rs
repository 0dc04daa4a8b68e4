//! What the page asks the network for, and what its policy refuses.

use super::failure::Step;
use super::window::Window;

/// The script that puts each refusal of the content security policy on the console, where it fails the test.
pub const REFUSALS_ARE_ERRORS: &str = "addEventListener('securitypolicyviolation', refused => \
    console.error('refused by the policy:', refused.violatedDirective, refused.blockedURI, refused.sample));";

impl Window {
    /// The addresses of all requests since this was asked last, also of those that were refused. For a setup with a
    /// network log.
    pub async fn requests(&self) -> Step<Vec<String>> {
        self.browser().requests().await
    }

    /// Takes the errors off the console: a test made them on purpose.
    pub async fn expected_errors(&self) -> Step<Vec<String>> {
        self.browser().complaints().await
    }
}
