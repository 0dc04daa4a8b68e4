//! The dialog `Plan a fiscal year`.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::window::Window;

const NAME: &str = "Plan a fiscal year";

/// The dialog that makes a year, its halves and quarters at once.
#[derive(Clone, Copy)]
pub struct PlanYear<'w> {
    window: &'w Window,
}

impl Window {
    /// Opens the dialog from the Sessions page: its own button, or the menu `More`.
    pub async fn start_planning(&self) -> Step<PlanYear<'_>> {
        let button = self.button(NAME).first();
        if button.is_there().await? {
            button.click().await?;
        } else {
            self.button("More").first().click().await?;
            self.role_beginning(Role::MenuItem, NAME).click().await?;
        }
        let dialog = PlanYear { window: self };
        dialog.dialog().seen().await?;
        Ok(dialog)
    }
}

impl<'w> PlanYear<'w> {
    /// The dialog.
    pub fn dialog(self) -> Locator<'w> {
        self.window.role(Role::Dialog, NAME)
    }

    /// The select `First month`.
    pub fn first_month(self) -> Locator<'w> {
        self.window.role(Role::ComboBox, "First month").within(&self.dialog())
    }

    /// The select `Year`.
    pub fn year(self) -> Locator<'w> {
        self.window.role(Role::ComboBox, "Year").within(&self.dialog())
    }

    /// Chooses the fiscal year that ends in `year`, however the option is worded.
    pub async fn choose_year(self, year: u32) -> Step {
        if self.year().choose(&format!("FY{year}")).await.is_ok() {
            return Ok(());
        }
        self.year().choose(&year.to_string()).await
    }

    /// The check box `Months`.
    pub fn months(self) -> Locator<'w> {
        self.window.role(Role::CheckBox, "Months").within(&self.dialog())
    }

    /// The button that makes `count` sessions.
    pub fn create(self, count: usize) -> Locator<'w> {
        let noun = if count == 1 { "session" } else { "sessions" };
        self.window.button(&format!("Create {count} {noun}")).within(&self.dialog())
    }

    /// Waits until the preview names a session.
    pub async fn previews(self, title: &str) -> Step {
        self.window.text_holding(title).within(&self.dialog()).first().seen().await?;
        Ok(())
    }
}
