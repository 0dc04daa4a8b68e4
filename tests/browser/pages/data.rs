//! The Data page: import and export.

use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::locator::Locator;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::Window;

/// The page through which sessions come in and go out.
#[derive(Clone, Copy)]
pub struct Data<'w> {
    window: &'w Window,
}

impl Window {
    /// The Data page, wherever the window is.
    pub fn data(&self) -> Data<'_> {
        Data { window: self }
    }

    /// Goes to the Data page.
    pub async fn open_data(&self) -> Step<Data<'_>> {
        self.visit("settings/data").await?;
        let data = self.data();
        data.file().seen().await?;
        Ok(data)
    }

    /// Brings sessions in from CSV text, as an administrator does.
    pub async fn import(&self, csv: &str) -> Step {
        let data = self.open_data().await?;
        data.file().give_file("sessions.csv", csv.as_bytes()).await?;
        data.import_button().patiently(60).click().await?;
        data.import_button().patiently(60).gone().await
    }
}

impl<'w> Data<'w> {
    /// The file input.
    pub fn file(self) -> Locator<'w> {
        // Chromium adds the name of the chosen file to the name of the input.
        self.window.role_beginning(Role::File, "Import file").first()
    }

    /// The button that does what the preview announces: its name goes on with what it will import.
    pub fn import_button(self) -> Locator<'w> {
        self.window.role_beginning(Role::Button, "Import ").without("Import file").first()
    }

    /// A button of the page.
    pub fn button(self, name: &str) -> Locator<'w> {
        self.window.button(name)
    }

    /// Waits until the preview refuses a line for a reason: both stand in one row or item.
    pub async fn refuses(self, line: usize, reason: &str) -> Step {
        let line = line.to_string();
        until(PATIENCE, async || {
            let tree = self.window.ax_tree().await?;
            let lines: Vec<String> = tree
                .under(None)
                .into_iter()
                .filter(|&at| tree.node(at).is(Role::Row) || tree.node(at).is(Role::Group))
                .map(|at| tree.pieces(at).join(" "))
                .filter(|text| text.contains(reason))
                .collect();
            let found = lines
                .iter()
                .any(|text| text.replace(reason, "").split(|c: char| !c.is_ascii_digit()).any(|word| word == line));
            Ok(if found { Ok(()) } else { Err(format!("line {line} is not refused with {reason:?}, but: {lines:?}")) })
        })
        .await
    }

    /// Exports the sessions and gives the file's content.
    pub async fn export_csv(self) -> Step<Vec<u8>> {
        self.button("Export sessions (CSV)").click().await?;
        let (name, content) = self.window.downloaded().await?;
        assert!(name.ends_with(".csv"), "the export is named {name:?}");
        Ok(content)
    }

    /// Exports the calendar and gives the file's content.
    pub async fn export_calendar(self) -> Step<String> {
        self.button("Export calendar (iCalendar)").click().await?;
        let (name, content) = self.window.downloaded().await?;
        assert!(name.ends_with(".ics"), "the export is named {name:?}");
        Ok(String::from_utf8(content)?)
    }

    /// The select that says where one of our columns is in a foreign file.
    pub fn column(self, name: &str) -> Locator<'w> {
        self.window.role(Role::ComboBox, name)
    }

    /// Exports the whole workspace and gives the file's content.
    pub async fn export_workspace(self) -> Step<String> {
        self.button("Export workspace (JSON)").click().await?;
        let (name, content) = self.window.downloaded().await?;
        assert!(name.ends_with(".json"), "the export is named {name:?}");
        Ok(String::from_utf8(content)?)
    }

    /// Brings a workspace in, whatever the preview says.
    pub async fn import_workspace(self, json: &str) -> Step {
        self.file().give_file("workspace.json", json.as_bytes()).await?;
        self.import_button().patiently(30).click().await?;
        self.import_button().patiently(30).gone().await
    }
}
