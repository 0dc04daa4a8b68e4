//! Dates, times and numbers in the browser's locale.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{LocalDate, Moment};

thread_local! {
    static DATE: Formatter = Formatter::new(&[("dateStyle", "medium"), ("timeZone", "UTC")]);
    static MONTH: Formatter = Formatter::new(&[("month", "short"), ("timeZone", "UTC")]);
    static MOMENT: Formatter = Formatter::new(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    static TIME: Formatter = Formatter::new(&[("timeStyle", "short")]);
    static DAY: Formatter = Formatter::new(&[("dateStyle", "full")]);
    /// A table shows the same dates again and again, and each formatting goes through the browser.
    static DATES: RefCell<HashMap<LocalDate, String>> = RefCell::default();
}

/// More dates than this are not remembered: a list of 10,000 sessions has a few hundred.
const DATES_MOST: usize = 4000;

struct Formatter(Function);

impl Formatter {
    fn new(options: &[(&str, &str)]) -> Self {
        let object = Object::new();
        for (name, value) in options {
            // Setting a property of a plain object does not fail.
            let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        Self(Intl::DateTimeFormat::new(&Array::new(), &object).format())
    }

    fn format(&self, millis: f64) -> String {
        let text = self.0.call1(&JsValue::UNDEFINED, &Date::new(&JsValue::from_f64(millis)));
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}

/// A date as the browser's locale writes it: `1 Jan 2025`.
pub(super) fn date(date: LocalDate) -> String {
    DATES.with_borrow_mut(|dates| {
        if let Some(text) = dates.get(&date) {
            return text.clone();
        }
        let text = DATE.with(|formatter| formatter.format(millis(date)));
        if dates.len() < DATES_MOST {
            dates.insert(date, text.clone());
        }
        text
    })
}

/// The month of a date: `Jan`.
pub(super) fn month(date: LocalDate) -> String {
    MONTH.with(|formatter| formatter.format(millis(date)))
}

fn millis(date: LocalDate) -> f64 {
    date.days_since_1970() as f64 * 86_400_000.0
}

/// A time where the browser is, with hours and minutes.
pub(super) fn moment(moment: Moment) -> String {
    MOMENT.with(|formatter| formatter.format(moment.millis() as f64))
}

/// The time of day where the browser is, with hours and minutes.
pub(super) fn time(moment: Moment) -> String {
    TIME.with(|formatter| formatter.format(moment.millis() as f64))
}

/// The day where the browser is, with its weekday: moments of one day give one text.
pub(super) fn day(moment: Moment) -> String {
    DAY.with(|formatter| formatter.format(moment.millis() as f64))
}

/// A count with the locale's separators: `10,000`.
pub(super) fn count(count: usize) -> String {
    let number = js_sys::Number::from(count as f64);
    number.to_locale_string("default").as_string().unwrap_or_else(|| count.to_string())
}

/// `1 session`, `10,000 sessions`.
pub(super) fn sessions(number: usize) -> String {
    [&*count(number), if number == 1 { " session" } else { " sessions" }].concat()
}

/// A text saved as a file under this name.
pub(super) fn download(name: &str, mime: &str, text: &str) {
    let save = || -> Result<(), JsValue> {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(mime);
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
        let address = web_sys::Url::create_object_url_with_blob(&blob)?;
        let link: web_sys::HtmlAnchorElement = leptos::prelude::document().create_element("a")?.dyn_into()?;
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // Not revoked at once: some browsers read it only after the click has returned.
        leptos::prelude::set_timeout(
            move || drop(web_sys::Url::revoke_object_url(&address)),
            std::time::Duration::from_secs(60),
        );
        Ok(())
    };
    if save().is_err() {
        super::components::toasts().failed("The file could not be saved.");
    }
}
