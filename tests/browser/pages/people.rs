//! The People page.

use thirtyfour::Key;

use super::confirm::Confirm;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::locator::Locator;
use crate::support::window::Window;

/// The page on which administrators manage people.
#[derive(Clone, Copy)]
pub struct People<'w> {
    window: &'w Window,
}

impl Window {
    /// The People page, wherever the window is.
    pub fn people(&self) -> People<'_> {
        People { window: self }
    }

    /// Goes to the People page.
    pub async fn open_people(&self) -> Step<People<'_>> {
        self.visit("settings/people").await?;
        self.people().table().seen().await?;
        Ok(self.people())
    }
}

impl<'w> People<'w> {
    /// The table.
    pub fn table(self) -> Locator<'w> {
        self.window.role(Role::Table, "People")
    }

    /// The text box `Name` of the dialog.
    pub fn name(self) -> Locator<'w> {
        self.window.role(Role::TextBox, "Name").within(&self.window.any(Role::Dialog))
    }

    /// The select `Access level` of the dialog.
    pub fn access_level(self) -> Locator<'w> {
        self.window.role(Role::ComboBox, "Access level").within(&self.window.any(Role::Dialog))
    }

    /// A button of the dialog.
    pub fn button(self, name: &str) -> Locator<'w> {
        self.window.button(name).within(&self.window.any(Role::Dialog))
    }

    /// Opens the dialog `Add person`.
    pub async fn start_adding(self) -> Step {
        self.window.button("Add person").first().click().await?;
        self.window.role(Role::Dialog, "Add person").seen().await?;
        Ok(())
    }

    /// Adds a person.
    pub async fn add(self, name: &str, access_level: &str) -> Step {
        self.start_adding().await?;
        self.name().fill(name).await?;
        self.access_level().choose(access_level).await?;
        self.button("Save").click().await?;
        self.button("Save").gone().await?;
        self.lists(name).await
    }

    /// Adds a team with these members.
    pub async fn add_team(self, name: &str, members: &[&str]) -> Step {
        self.window.role(Role::Tab, "Teams").click().await?;
        self.window.button("Add team").first().click().await?;
        self.name().fill(name).await?;
        self.choose_members(members).await?;
        self.button("Save").click().await?;
        self.button("Save").gone().await
    }

    /// Adds members in the dialog of a team that is open.
    pub async fn choose_members(self, members: &[&str]) -> Step {
        for member in members {
            self.window.role(Role::ComboBox, "Members").fill(member).await?;
            self.window.role(Role::Option, member).seen().await?;
            self.window.press(Key::Enter).await?;
            self.window.button(&format!("Remove {member}")).seen().await?;
        }
        Ok(())
    }

    /// Fails when the dialog or a button in it reaches out of the window, or the button out of the dialog.
    pub async fn dialog_holds(self, button: &Locator<'w>) -> Step {
        let script = "const sides = e => { const box = e.getBoundingClientRect(); return [box.left, box.right] }; \
            return [...sides(arguments[0].closest('dialog')), ...sides(arguments[0]), innerWidth]";
        let sides = self.window.run(script, vec![button.element().await?.to_json()?]).await?;
        let [left, right, button_left, button_right, window]: [f64; 5] = serde_json::from_value(sides.clone())?;
        let held = 0.0 <= left && left <= button_left && button_right <= right && right <= window;
        ensure(held, || format!("dialog, button and window: {sides}"))
    }

    /// Opens the dialog of a person in the table.
    pub async fn start_editing(self, name: &str) -> Step {
        self.window.button(&format!("Edit {name}")).click().await?;
        self.button("Save").seen().await?;
        Ok(())
    }

    /// Asks to remove the person whose dialog is open; the confirmation is open then.
    pub async fn remove(self) -> Step<Confirm<'w>> {
        self.button("Remove").click().await?;
        Confirm::seen(self.window, "Remove person").await
    }

    /// Waits until a person is in the table.
    pub async fn lists(self, name: &str) -> Step {
        self.window.text_holding(name).within(&self.table()).first().seen().await?;
        Ok(())
    }

    /// Waits until nobody of this name is in the table.
    pub async fn lists_no(self, name: &str) -> Step {
        self.window.text_holding(name).within(&self.table()).gone().await
    }
}
