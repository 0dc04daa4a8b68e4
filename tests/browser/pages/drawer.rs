//! The drawer of one session.

use thirtyfour::Key;

use super::confirm::Confirm;
use super::options::Options;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

/// Changes the title in the open drawer again and again; see there.
pub const CHANGER: &str = include_str!("changer.js");

/// A session's drawer, named by the title it has.
#[derive(Clone)]
pub struct Drawer<'w> {
    window: &'w Window,
    title: String,
}

impl<'w> Drawer<'w> {
    /// The drawer of the session with this title.
    pub fn new(window: &'w Window, title: &str) -> Self {
        Self { window, title: title.to_owned() }
    }

    /// The dialog.
    pub fn dialog(&self) -> Locator<'w> {
        self.window.role(Role::Dialog, &self.title)
    }

    /// A text box of the drawer.
    pub fn title(&self) -> Locator<'w> {
        self.window.role(Role::TextBox, "Title").within(&self.dialog())
    }

    /// The begin date.
    pub fn begin(&self) -> Locator<'w> {
        self.window.role(Role::Date, "Begin Date").within(&self.dialog())
    }

    /// The end date.
    pub fn end(&self) -> Locator<'w> {
        self.window.role(Role::Date, "End Date").within(&self.dialog())
    }

    /// A button of the drawer.
    pub fn button(&self, name: &str) -> Locator<'w> {
        self.window.button(name).within(&self.dialog())
    }

    /// The region `Information`.
    pub fn information(&self) -> Locator<'w> {
        self.window.role(Role::Region, "Information").within(&self.dialog())
    }

    /// Types a title and leaves the field; gives the drawer under its new name once that is saved.
    pub async fn retitle(&self, title: &str) -> Step<Drawer<'w>> {
        self.title().fill(title).await?;
        self.window.press(Key::Tab).await?;
        let drawer = Drawer::new(self.window, title);
        drawer.says_saved().await?;
        Ok(drawer)
    }

    /// Waits for the status `Saved`.
    pub async fn says_saved(&self) -> Step {
        self.dialog().seen().await?;
        self.window.text_holding("Saved").within(&self.window.any(Role::Status)).first().seen().await?;
        Ok(())
    }

    /// Closes the drawer by its button.
    pub async fn close(&self) -> Step {
        self.button("Close drawer").click().await
    }

    /// Closes the drawer and waits until it is gone.
    pub async fn is_closed_by_its_button(&self) -> Step {
        self.close().await?;
        self.dialog().gone().await
    }

    /// Opens the menu of actions.
    pub async fn open_actions(&self) -> Step {
        self.button("Actions").click().await?;
        self.window.any(Role::MenuItem).first().seen().await?;
        Ok(())
    }

    /// Chooses an action of the menu.
    pub async fn act(&self, action: &str) -> Step {
        self.open_actions().await?;
        self.window.role(Role::MenuItem, action).click().await
    }

    /// The names in the menu of actions, the menu closed again.
    pub async fn actions(&self) -> Step<Vec<String>> {
        self.open_actions().await?;
        let names = self.window.any(Role::MenuItem).names().await?;
        self.window.press(Key::Escape).await?;
        self.window.any(Role::MenuItem).gone().await?;
        Ok(names)
    }

    /// The fields below `Show More`.
    pub async fn more(&self) -> Step<Options<'w>> {
        Options::opened(self.window, self.dialog(), "Show More").await
    }

    /// The tab `History`.
    pub async fn open_history(&self) -> Step {
        self.window.role(Role::Tab, "History").within(&self.dialog()).click().await
    }

    /// Asks to close the session; the confirmation is open then.
    pub async fn ask_to_close(&self) -> Step<Confirm<'w>> {
        self.act("Close").await?;
        Confirm::seen(self.window, "Close session").await
    }

    /// Asks to reopen the session; the confirmation is open then.
    pub async fn ask_to_reopen(&self) -> Step<Confirm<'w>> {
        self.act("Reopen").await?;
        Confirm::seen(self.window, "Reopen session").await
    }

    /// Waits until no field of the drawer can be written to.
    pub async fn is_read_only(&self) -> Step {
        self.dialog().seen().await?;
        for (role, name) in [(Role::TextBox, "Title"), (Role::Date, "Begin Date"), (Role::Date, "End Date")] {
            let field = self.window.role(role, name).within(&self.dialog());
            if !field.is_there().await? {
                continue;
            }
            let script = "return arguments[0].readOnly === true || arguments[0].disabled === true";
            let fixed = self.window.run(script, vec![field.element().await?.to_json()?]).await?;
            assert_eq!(fixed, true, "{field} can be written to");
        }
        Ok(())
    }
}
