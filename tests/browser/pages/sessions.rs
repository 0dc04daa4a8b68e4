//! The Sessions page.

use thirtyfour::{By, Key};

use super::add_session::AddSession;
use super::drawer::Drawer;
use crate::support::ax_tree::{AxTree, Role};
use crate::support::failure::{Failure, Step};
use crate::support::locator::Locator;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::Window;

/// The columns of the table, in order.
pub const COLUMNS: [&str; 7] = ["Number", "Name", "State", "Begin", "End", "Created By", "Last Edited By"];

/// The list of sessions.
#[derive(Clone, Copy)]
pub struct Sessions<'w> {
    window: &'w Window,
}

impl Window {
    /// The Sessions page, wherever the window is.
    pub fn sessions(&self) -> Sessions<'_> {
        Sessions { window: self }
    }

    /// Goes to the Sessions page.
    pub async fn open_sessions(&self) -> Step<Sessions<'_>> {
        self.visit("okrs/sessions").await?;
        self.role(Role::Heading, "Sessions").first().seen().await?;
        Ok(self.sessions())
    }
}

impl<'w> Sessions<'w> {
    /// The table.
    pub fn table(self) -> Locator<'w> {
        self.window.role(Role::Table, "Sessions")
    }

    /// The header of a column.
    pub fn column(self, name: &str) -> Locator<'w> {
        self.window.role(Role::ColumnHeader, name).within(&self.table())
    }

    /// The button that sorts by a column.
    pub fn sort_button(self, column: &str) -> Locator<'w> {
        self.window.any(Role::Button).within(&self.column(column))
    }

    /// Sorts by a column: ascending, descending, default order, in turn.
    pub async fn sort_by(self, column: &str) -> Step {
        self.sort_button(column).click().await
    }

    /// The switch for closed sessions.
    pub fn include_closed(self) -> Locator<'w> {
        self.window.role(Role::Switch, "Include Closed Sessions")
    }

    /// The switch for the tree.
    pub fn group_by_parent(self) -> Locator<'w> {
        self.window.role(Role::Switch, "Group by parent")
    }

    /// The search box.
    pub fn search_box(self) -> Locator<'w> {
        self.window.role(Role::SearchBox, "Search sessions")
    }

    /// Searches.
    pub async fn search(self, text: &str) -> Step {
        self.search_box().fill(text).await
    }

    /// The button that opens the dialog; the empty state has one as well.
    pub fn add_button(self) -> Locator<'w> {
        self.window.button("Add Session").first()
    }

    /// Opens the Add Session dialog.
    pub async fn start_adding(self) -> Step<AddSession<'w>> {
        self.add_button().click().await?;
        let dialog = AddSession::new(self.window);
        dialog.dialog().seen().await?;
        Ok(dialog)
    }

    /// Adds a session as a person does.
    pub async fn add(self, title: &str, begin: &str, end: &str) -> Step {
        let dialog = self.start_adding().await?;
        dialog.fill(title, begin, end).await?;
        dialog.save_and_close().await?;
        self.lists(title).await
    }

    /// Adds a session as part of another one.
    pub async fn add_below(self, parent: &str, title: &str, begin: &str, end: &str) -> Step {
        let dialog = self.start_adding().await?;
        dialog.fill(title, begin, end).await?;
        dialog.more().await?.pick("Parent session", parent).await?;
        dialog.save_and_close().await
    }

    /// The cell that shows a session's name.
    pub fn name_cell(self, title: &str) -> Locator<'w> {
        self.window.text(title).within(&self.table()).first()
    }

    /// Waits until a session is in the table.
    pub async fn lists(self, title: &str) -> Step {
        self.name_cell(title).seen().await?;
        Ok(())
    }

    /// Waits until a session is not in the table.
    pub async fn lists_no(self, title: &str) -> Step {
        self.window.text(title).within(&self.table()).gone().await
    }

    /// Opens a session's drawer with the mouse.
    pub async fn open(self, title: &str) -> Step<Drawer<'w>> {
        self.name_cell(title).click().await?;
        let drawer = Drawer::new(self.window, title);
        drawer.dialog().seen().await?;
        Ok(drawer)
    }

    /// Rests the pointer on a session's row.
    pub async fn point_at(self, title: &str) -> Step {
        let cell = self.name_cell(title).element().await?;
        self.window.driver().action_chain().move_to_element_center(&cell).perform().await?;
        Ok(())
    }

    /// What the rendered rows say, cell by cell. A narrow window leaves columns out, and so the rows.
    pub async fn rows(self) -> Step<Vec<Vec<String>>> {
        let tree = self.window.ax_tree().await?;
        Ok(self.cells(&tree).into_iter().filter(|cells| cells.len() == COLUMNS.len()).collect())
    }

    fn cells(self, tree: &AxTree) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        let is_ours = |&at: &usize| tree.node(at).is(Role::Table) && tree.node(at).name == "Sessions";
        for table in tree.under(None).into_iter().filter(is_ours) {
            for row in tree.under(Some(table)).into_iter().filter(|&at| tree.node(at).is(Role::Row)) {
                let cells = tree.under(Some(row)).into_iter().filter(|&at| tree.node(at).is(Role::Cell));
                rows.push(cells.map(|cell| tree.pieces(cell).join(" ")).collect());
            }
        }
        rows
    }

    /// The numbers in the rendered rows, from top to bottom.
    pub async fn numbers(self) -> Step<Vec<String>> {
        let tree = self.window.ax_tree().await?;
        Ok(self.cells(&tree).into_iter().filter_map(|row| row.into_iter().next()).collect())
    }

    /// Waits for rows, and gives the number of the first.
    pub async fn first_number(self) -> Step<String> {
        until(PATIENCE, async || {
            let first = self.numbers().await?.into_iter().next();
            Ok(first.ok_or_else(|| "the table has no rows".to_owned()))
        })
        .await
    }

    /// Waits until the table shows exactly these numbers in this order. `1` stands for `SE-01001`.
    pub async fn shows(self, wanted: &[u32]) -> Step {
        let wanted: Vec<String> = wanted.iter().map(|&at| number(at)).collect();
        until(PATIENCE, async || {
            let numbers = self.numbers().await?;
            Ok(if numbers == wanted { Ok(()) } else { Err(format!("the table shows {numbers:?}, not {wanted:?}")) })
        })
        .await
    }

    /// The row of a session, cell by cell.
    pub async fn row(self, number: &str) -> Step<Vec<String>> {
        let rows = self.rows().await?;
        let row = rows.iter().find(|row| row.first().is_some_and(|cell| cell == number)).cloned();
        row.ok_or_else(|| Failure::new(format!("no row {number} among {rows:?}")))
    }

    /// Waits until the row of a session has a cell of this column that begins so.
    pub async fn row_says(self, number: &str, column: &str, beginning: &str) -> Step {
        let at = COLUMNS.iter().position(|name| *name == column).ok_or_else(|| Failure::new(column))?;
        until(PATIENCE, async || {
            let row = self.row(number).await?;
            Ok(if row[at].starts_with(beginning) {
                Ok(())
            } else {
                Err(format!("{number} says {row:?}, no {beginning:?}"))
            })
        })
        .await
    }

    /// How many rows the table claims to have, the header's included.
    pub async fn row_count(self, wanted: usize) -> Step {
        self.table().has_attribute("aria-rowcount", Some(&wanted.to_string())).await
    }

    /// Which way a column is sorted, if it is: `ascending` or `descending`.
    pub async fn is_sorted(self, column: &str, wanted: Option<&str>) -> Step {
        until(PATIENCE, async || {
            let value = self.column(column).attribute("aria-sort").await?;
            // "none" says that a column can be sorted and is not.
            let value = value.filter(|value| value != "none");
            Ok(if value.as_deref() == wanted {
                Ok(())
            } else {
                Err(format!("{column} is sorted {value:?}, not {wanted:?}"))
            })
        })
        .await
    }

    /// Scrolls the table to its end, so that its oldest rows are rendered.
    pub async fn scroll_to_end(self) -> Step {
        let table = self.table().element().await?;
        let script = "let e = arguments[0]; \
            while (e && !(/auto|scroll/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight)) \
            e = e.parentElement; e ??= document.scrollingElement; e.scrollTop = e.scrollHeight";
        self.window.run(script, vec![table.to_json()?]).await?;
        Ok(())
    }

    /// Puts the focus on the first row with Tab from the last column header.
    pub async fn focus_first_row(self) -> Step {
        self.sort_button("Last Edited By").focus().await?;
        self.window.press(Key::Tab).await
    }

    /// How many rows are in the document, whatever assistive tools see.
    pub async fn rendered_rows(self) -> Step<usize> {
        Ok(self.table().element().await?.find_all(By::Css("tr, [role=row]")).await?.len())
    }
}

/// The number of the n-th session of a fresh workspace.
pub fn number(nth: u32) -> String {
    format!("SE-{:05}", 1000 + nth)
}
