//! The wheel of a mouse, which thirtyfour's chains of actions do not have.

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{Key, RequestData, SessionId};

use super::failure::Step;
use super::window::Window;

impl Window {
    /// Turns the wheel at a place of the page while Control is held.
    pub async fn turn_wheel_with_control(&self, x: i64, y: i64, distance: i32) -> Step {
        self.note(format!("turn the wheel by {distance} with Control"));
        let control = Key::Control.value();
        let pause = json!({ "type": "pause", "duration": 0 });
        let key = |what: &str| json!({ "type": what, "value": control });
        let scroll = json!({ "type": "scroll", "origin": "viewport", "x": x, "y": y, "deltaX": 0, "deltaY": distance, "duration": 0 });
        let sources = json!([
            { "type": "key", "id": "keyboard", "actions": [key("keyDown"), pause, key("keyUp")] },
            { "type": "wheel", "id": "wheel", "actions": [pause, scroll, pause] },
        ]);
        self.driver().handle().cmd(PerformActions(sources)).await?;
        Ok(())
    }
}

/// WebDriver's command *Perform Actions*, for any source of input.
#[derive(Debug)]
struct PerformActions(Value);

impl FormatRequestData for PerformActions {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/actions");
        RequestData::new(http::Method::POST, path).add_body(json!({ "actions": self.0 }))
    }
}
