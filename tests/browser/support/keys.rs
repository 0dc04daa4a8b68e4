//! The keyboard, as events that the browser believes.

use serde_json::Value;
use thirtyfour::Key;

use super::failure::{Failure, Step};
use super::locator::Locator;
use super::window::Window;

impl Window {
    /// Presses one key wherever the focus is.
    pub async fn press(&self, key: Key) -> Step {
        self.note(format!("press {key:?}"));
        Ok(self.driver().action_chain().key_down(key.clone()).key_up(key).perform().await?)
    }

    /// Presses Tab until something has the focus, but not more often than this: engines differ in what else takes it, such
    /// as the button of a date's calendar, or in Firefox whatever scrolls.
    pub async fn tab_to(&self, wanted: &Locator<'_>, at_most: usize) -> Step {
        let element = wanted.element().await?.to_json()?;
        for _ in 0..at_most {
            self.press(Key::Tab).await?;
            let reached = "return document.activeElement === arguments[0]";
            if self.run(reached, vec![element.clone()]).await? == Value::Bool(true) {
                return Ok(());
            }
        }
        Err(Failure::new(format!("Tab does not come to {wanted}, but to {}", self.focused().await?)))
    }

    /// Presses a key while Control is held.
    pub async fn press_with_control(&self, key: char) -> Step {
        self.press_with(&[Key::Control], key).await
    }

    /// Presses a key while others are held.
    pub async fn press_with(&self, held: &[Key], key: char) -> Step {
        self.note(format!("press {held:?} and {key}"));
        let chain = self.driver().action_chain();
        let chain = held.iter().cloned().fold(chain, |chain, key| chain.key_down(key)).key_down(key).key_up(key);
        Ok(held.iter().cloned().fold(chain, |chain, key| chain.key_up(key)).perform().await?)
    }

    /// Types letter by letter wherever the focus is.
    pub async fn type_keys(&self, text: &str) -> Step {
        self.note(format!("type {text:?}"));
        Ok(self.driver().action_chain().send_keys(text).perform().await?)
    }

    /// Puts text in at once where the focus is, as a paste or an input method does: also what no key writes.
    pub async fn insert_text(&self, text: &str) -> Step {
        self.browser().insert_text(text).await
    }
}
