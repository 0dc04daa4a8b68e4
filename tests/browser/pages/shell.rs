//! What frames every page: header, menus, theme, dialogs of the keyboard.

use crate::support::ax_tree::Role;
use crate::support::failure::{Failure, Step, ensure};
use crate::support::locator::Locator;
use crate::support::window::Window;

/// The frame around every page.
#[derive(Clone, Copy)]
pub struct Shell<'w> {
    window: &'w Window,
}

impl Window {
    /// The frame of the window.
    pub fn shell(&self) -> Shell<'_> {
        Shell { window: self }
    }
}

impl<'w> Shell<'w> {
    /// The hamburger.
    pub fn hamburger(self) -> Locator<'w> {
        self.window.button("Menu")
    }

    /// The navigation.
    pub fn navigation(self) -> Locator<'w> {
        self.window.role(Role::Navigation, "Main")
    }

    /// A link of the navigation.
    pub fn link(self, name: &str) -> Locator<'w> {
        self.window.role(Role::Link, name).within(&self.navigation())
    }

    /// The button that says whom the app acts as.
    pub fn acting_as(self, name: &str) -> Locator<'w> {
        self.window.button(&format!("Acting as {name}"))
    }

    /// Lets the app act as somebody else.
    pub async fn act_as(self, name: &str) -> Step {
        self.window.role_beginning(Role::Button, "Acting as ").click().await?;
        self.window.role_beginning(Role::MenuItem, name).click().await?;
        self.acting_as(name).seen().await?;
        Ok(())
    }

    /// Opens the menu `Settings`.
    pub async fn open_settings(self) -> Step {
        self.window.button("Settings").click().await
    }

    /// A link of the menu `Settings`.
    pub async fn settings_link(self, name: &str) -> Step<Locator<'w>> {
        for role in [Role::MenuItem, Role::Link] {
            let link = self.window.role(role, name).first();
            if link.is_there().await? {
                return Ok(link);
            }
        }
        Err(Failure::new(format!("the Settings menu has no link {name:?}")))
    }

    /// Chooses a theme: a select, or radio buttons.
    pub async fn choose_theme(self, theme: &str) -> Step {
        self.open_settings().await?;
        let select = self.window.role(Role::ComboBox, "Theme");
        if select.is_there().await? {
            return select.choose(theme).await;
        }
        for role in [Role::Radio, Role::MenuItem] {
            let choice = self.window.role(role, theme);
            if choice.is_there().await? {
                return choice.click().await;
            }
        }
        Err(Failure::new(format!("the Settings menu offers no theme {theme:?}")))
    }

    /// How light the page is, from 0 (black) to 255 (white).
    pub async fn lightness(self) -> Step<f64> {
        let script = "const canvas = document.createElement('canvas').getContext('2d'); \
            canvas.fillStyle = '#fff'; canvas.fillRect(0, 0, 1, 1); \
            for (const e of [document.documentElement, document.body]) { \
              canvas.fillStyle = getComputedStyle(e).backgroundColor; canvas.fillRect(0, 0, 1, 1) } \
            const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data; return (r + g + b) / 3";
        let lightness = self.window.run(script, Vec::new()).await?;
        lightness.as_f64().ok_or_else(|| Failure::new("the page has no background"))
    }

    /// Fails when something of the header does not stand wholly within it and within the window.
    pub async fn header_fits(self) -> Step {
        let script = "const header = arguments[0].parentElement, { top, bottom } = header.getBoundingClientRect(); \
            return [...header.querySelectorAll('*')].filter(e => { const box = e.getBoundingClientRect(); return box.width \
              && (box.left < 0 || box.right > innerWidth || box.top < top || box.bottom > bottom) })\
              .map(e => e.outerHTML.slice(0, 120)).join('\\n')";
        let over = self.window.run(script, vec![self.hamburger().element().await?.to_json()?]).await?;
        ensure(over == "", || format!("the header does not hold\n{over}"))
    }

    /// Makes everything as large as it is for fingers.
    pub async fn is_used_by_fingers(self) -> Step {
        let script = "for (const size of ['--target', '--control-height']) \
            document.documentElement.style.setProperty(size, '44px')";
        self.window.run(script, Vec::new()).await.map(drop)
    }

    /// Fails when the page is wider than the window.
    pub async fn does_not_scroll_sideways(self) -> Step {
        let script = "const width = document.documentElement.clientWidth; \
            const over = [...document.querySelectorAll('body *')]\
              .filter(e => e.getBoundingClientRect().right > width + 1).slice(-3).map(e => e.outerHTML.slice(0, 120)); \
            return document.scrollingElement.scrollWidth > width ? over.join('\\n') || 'something' : ''";
        let over = self.window.run(script, Vec::new()).await?;
        ensure(over == "", || format!("the page scrolls sideways because of\n{over}"))
    }
}
