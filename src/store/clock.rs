//! The one clock. Tests set it: an RFC 3339 time in `window.__okrNow` before the start is the time then, and goes on.

use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::domain::{LocalDate, Moment};

/// Tells the time; made once, at the start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Milliseconds by which the set time is ahead of the browser's.
    ahead: f64,
}

impl Clock {
    pub(super) fn start() -> Self {
        let set = web_sys::window()
            .and_then(|window| js_sys::Reflect::get(&window, &JsValue::from_str("__okrNow")).ok())
            .and_then(|value| value.as_string())
            .and_then(|text| text.parse::<Moment>().ok());
        Self { ahead: set.map_or(0.0, |moment| moment.millis() as f64 - Date::now()) }
    }

    pub(super) fn now(self) -> Moment {
        Moment::from_millis((Date::now() + self.ahead) as i64)
    }

    /// The calendar date where the browser is.
    pub(super) fn today(self) -> LocalDate {
        let date = Date::new(&JsValue::from_f64(Date::now() + self.ahead));
        let year = i32::try_from(date.get_full_year()).unwrap_or_default();
        // A clock before 1970 or after 9999 is wrong; the calendar's nearest end does the least harm.
        LocalDate::new(year, date.get_month() + 1, date.get_date())
            .or(LocalDate::new(if year < 1970 { 1970 } else { 9999 }, 1, 1))
            .unwrap_or(LocalDate::EARLIEST)
    }
}
