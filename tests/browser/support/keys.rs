//! The keyboard, as events that the browser believes.

use thirtyfour::Key;

use super::failure::Step;
use super::window::Window;

impl Window {
    /// Presses one key wherever the focus is.
    pub async fn press(&self, key: Key) -> Step {
        self.note(format!("press {key:?}"));
        Ok(self.driver().action_chain().key_down(key.clone()).key_up(key).perform().await?)
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
