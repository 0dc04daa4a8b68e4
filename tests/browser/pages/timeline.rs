//! The timeline of the Sessions page.

use serde_json::Value;

use super::drawer::Drawer;
use crate::support::ax_tree::Role;
use crate::support::failure::{Failure, Step};
use crate::support::locator::Locator;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::Window;

/// The sessions over time.
#[derive(Clone, Copy)]
pub struct Timeline<'w> {
    window: &'w Window,
}

/// Where something is in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Bounds {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Window {
    /// The timeline, wherever the window is.
    pub fn timeline(&self) -> Timeline<'_> {
        Timeline { window: self }
    }

    /// Goes to the timeline, with more in the query.
    pub async fn open_timeline(&self, more: &str) -> Step<Timeline<'_>> {
        self.visit(&format!("okrs/sessions?view=timeline{more}")).await?;
        self.timeline().table().seen().await?;
        Ok(self.timeline())
    }
}

impl<'w> Timeline<'w> {
    /// A choice of the group *View* or *Scale*.
    pub fn choice(self, name: &str) -> Locator<'w> {
        self.window.role(Role::Radio, name)
    }

    /// What says the same in words.
    pub fn table(self) -> Locator<'w> {
        self.window.role(Role::Table, "Timeline")
    }

    /// What holds the bars.
    pub fn chart(self) -> Locator<'w> {
        self.window.role(Role::Group, "Sessions over time")
    }

    /// The bar of a session.
    pub fn bar(self, title: &str) -> Locator<'w> {
        self.window.role(Role::Link, title).within(&self.chart())
    }

    /// What the line of today says.
    pub fn today(self) -> Locator<'w> {
        self.window.text("Today").first()
    }

    /// The names of periods that the sign of today hides, in whole or in part.
    pub async fn hidden_by_today(self) -> Step<Vec<String>> {
        let script = "const box = e => e.getBoundingClientRect(), sign = arguments[0].closest('g'), today = box(sign); \
            return [...sign.closest('svg').querySelectorAll('text')].filter(text => !sign.contains(text)).filter(text => { \
              const { left, right, top, bottom } = box(text); \
              return left < today.right && right > today.left && top < today.bottom && bottom > today.top \
            }).map(text => text.textContent)";
        let hidden = self.window.run(script, vec![self.today().element().await?.to_json()?]).await?;
        Ok(serde_json::from_value(hidden)?)
    }

    /// The names of the bars, from top to bottom.
    pub async fn titles(self) -> Step<Vec<String>> {
        self.window.any(Role::Link).within(&self.chart()).names().await
    }

    /// Waits until these bars are there and no others.
    pub async fn shows(self, wanted: &[&str]) -> Step {
        until(PATIENCE, async || {
            let titles = self.titles().await?;
            Ok(if titles == wanted { Ok(()) } else { Err(format!("the bars are {titles:?}, not {wanted:?}")) })
        })
        .await
    }

    /// What the table says, row by row, without its header.
    pub async fn rows(self) -> Step<Vec<Vec<String>>> {
        let tree = self.window.ax_tree().await?;
        let is_ours = |&at: &usize| tree.node(at).is(Role::Table) && tree.node(at).name == "Timeline";
        let table = tree.under(None).into_iter().find(is_ours).ok_or_else(|| Failure::new("there is no timeline"))?;
        let below =
            |at: usize, role: Role| tree.under(Some(at)).into_iter().filter(|&at| tree.node(at).is(role)).collect();
        let rows: Vec<usize> = below(table, Role::Row);
        let cells = rows.into_iter().map(|row| -> Vec<usize> { below(row, Role::Cell) });
        let texts = cells.map(|cells| cells.into_iter().map(|cell| tree.pieces(cell).join(" ")).collect());
        Ok(texts.filter(|row: &Vec<String>| !row.is_empty()).collect())
    }

    /// Opens a session's drawer with the mouse.
    pub async fn open(self, title: &str) -> Step<Drawer<'w>> {
        self.bar(title).click().await?;
        let drawer = Drawer::new(self.window, title);
        drawer.dialog().seen().await?;
        Ok(drawer)
    }

    /// Where the drawn part of something is.
    pub async fn bounds(self, thing: &Locator<'w>) -> Step<Bounds> {
        let script = "const of = arguments[0]; \
            const box = (of.querySelector?.('rect:last-of-type') ?? of).getBoundingClientRect(); \
            return [box.left, box.top, box.right, box.bottom]";
        let answer = self.window.run(script, vec![thing.element().await?.to_json()?]).await?;
        let [left, top, right, bottom] = serde_json::from_value(answer)?;
        Ok(Bounds { left, top, right, bottom })
    }

    /// Waits until a bar is in the visible part of the chart.
    pub async fn is_in_sight(self, title: &str) -> Step {
        until(PATIENCE, async || {
            let bar = self.bounds(&self.bar(title)).await?;
            let (left, right) = self.visible().await?;
            Ok(if bar.left < right && bar.right > left && bar.top >= 0.0 {
                Ok(())
            } else {
                Err(format!("{title} is at {bar:?}, but {left} to {right} can be seen"))
            })
        })
        .await
    }

    /// From where to where the chart can be seen, right of the names.
    pub async fn visible(self) -> Step<(f64, f64)> {
        let script = "const frame = arguments[0].parentElement.parentElement.getBoundingClientRect(); \
            return [arguments[0].getBoundingClientRect().right, frame.right]";
        let answer = self.window.run(script, vec![self.table().element().await?.to_json()?]).await?;
        Ok(serde_json::from_value(answer)?)
    }

    /// How far the frame is scrolled, sideways and down.
    pub async fn scrolled(self) -> Step<(f64, f64)> {
        let script = "const frame = arguments[0].parentElement.parentElement; \
            return [frame.scrollLeft, frame.scrollTop]";
        let answer = self.window.run(script, vec![self.table().element().await?.to_json()?]).await?;
        Ok(serde_json::from_value(answer)?)
    }

    /// Turns the wheel over the middle of the chart while Control is held.
    pub async fn turn_wheel_with_control(self, distance: i32) -> Step {
        let (left, right) = self.visible().await?;
        self.window.turn_wheel_with_control(((left + right) / 2.0) as i64, 400, distance).await
    }

    /// Drags the chart sideways where no bar is: just below its head, at the right edge.
    pub async fn drag(self, distance: i64) -> Step {
        let (_, right) = self.visible().await?;
        let bottom = self.bounds(&self.window.any(Role::Status).last()).await?.top;
        let (x, y) = (right as i64 - 40, bottom as i64 - 60);
        self.window.note(format!("drag the chart by {distance}"));
        let chain = self.window.driver().action_chain().move_to(x, y).click_and_hold().move_by_offset(distance, 0);
        Ok(chain.release().perform().await?)
    }

    /// How many elements the drawing has.
    pub async fn elements(self) -> Step<usize> {
        let script = "return arguments[0].parentElement.parentElement.querySelectorAll('*').length";
        let count = self.window.run(script, vec![self.table().element().await?.to_json()?]).await?;
        match count {
            Value::Number(count) => Ok(count.as_u64().unwrap_or_default() as usize),
            other => Err(Failure::new(format!("{other} is no count"))),
        }
    }
}
