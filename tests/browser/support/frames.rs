//! Frames that come late, as on a busy machine: what a page does in the next one may find that the user has moved on.

use super::failure::Step;
use super::wait::{PATIENCE, until};
use super::window::Window;

/// The script that lets each frame come late, and counts those that are awaited.
pub const LATE_FRAMES: &str = "window.awaited = 0; const frame = window.requestAnimationFrame.bind(window); \
    window.requestAnimationFrame = run => { window.awaited++; \
        return setTimeout(() => frame(time => { run(time); window.awaited-- }), 1500) };";

impl Window {
    /// Waits until all frames have come that the page waits for.
    pub async fn late_frames_have_come(&self) -> Step {
        until(PATIENCE, async || {
            let awaited = self.run("return window.awaited", Vec::new()).await?;
            Ok(if awaited == 0 { Ok(()) } else { Err(format!("{awaited} frames have not come")) })
        })
        .await
    }
}
