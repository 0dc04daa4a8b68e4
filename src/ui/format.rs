//! Dates, times and numbers in the browser's locale.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::{LocalDate, Moment, Month};

use super::components::Toasts;

thread_local! {
    /// Whether dates and counts are written as in American English, the language of most browsers: its form is known, and
    /// the first use of `Intl` takes a browser 10 to 20 ms, for which the first list would have to wait.
    static AMERICAN: bool = leptos::prelude::window().navigator().language().as_deref() == Some("en-US");
    static DATE: Formatter = Formatter::new(&[("dateStyle", "medium"), ("timeZone", "UTC")]);
    static MONTH: Formatter = Formatter::new(&[("month", "short"), ("timeZone", "UTC"), ("calendar", "gregory")]);
    static MOMENT: Formatter = Formatter::new(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    static TIME: Formatter = Formatter::new(&[("timeStyle", "short")]);
    static DAY: Formatter = Formatter::new(&[("dateStyle", "full")]);
}

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
    if AMERICAN.with(|american| *american) {
        return american_date(date);
    }
    DATE.with(|formatter| formatter.format(millis(date)))
}

fn american_date(date: LocalDate) -> String {
    let month = Month::new(date.month()).map_or("", Month::name);
    format!("{:.3} {}, {}", month, date.day(), date.year())
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

/// Uses `Intl` for the first time once the first rows are there, so that the first drawer need not wait for it either.
pub(super) fn make_ready_soon() {
    let make_ready = || drop(MOMENT.with(|formatter| formatter.format(0.0)));
    leptos::prelude::set_timeout(make_ready, std::time::Duration::from_millis(150));
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
    if AMERICAN.with(|american| *american) {
        return american_count(count);
    }
    let number = js_sys::Number::from(count as f64);
    number.to_locale_string("default").as_string().unwrap_or_else(|| count.to_string())
}

fn american_count(count: usize) -> String {
    let mut text = String::new();
    let digits = count.to_string();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 session`, `10,000 sessions`.
pub(super) fn sessions(number: usize) -> String {
    [&*count(number), if number == 1 { " session" } else { " sessions" }].concat()
}

/// A text saved as a file under this name; where the browser takes none, that is said, and `false` given. What becomes of the file
/// then, in its own dialog or on the disk, a browser does not tell.
pub(super) fn download(toasts: Toasts, name: &str, mime: &str, text: &str) -> bool {
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
    let saved = save().is_ok();
    if !saved {
        toasts.failed("The file could not be saved.");
    }
    saved
}

#[cfg(test)]
mod tests {
    use super::{american_count, american_date};

    #[test]
    fn american_dates_have_short_months() {
        for (date, text) in
            [("2025-01-01", "Jan 1, 2025"), ("1970-05-31", "May 31, 1970"), ("9999-09-10", "Sep 10, 9999")]
        {
            assert_eq!(date.parse().map(american_date).as_deref(), Ok(text));
        }
    }

    #[test]
    fn american_counts_have_a_comma_before_every_three_digits() {
        let counts = [(0, "0"), (999, "999"), (1000, "1,000"), (45_678, "45,678"), (1_000_000, "1,000,000")];
        for (count, text) in counts {
            assert_eq!(american_count(count), text);
        }
    }
}
