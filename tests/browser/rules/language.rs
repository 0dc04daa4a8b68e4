//! Dates and counts are written as the browser's language has it (`interface.md`, `look.md`).

use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

/// A browser that speaks German.
const GERMAN: &str = "Object.defineProperty(Navigator.prototype, 'language', { get: () => 'de-DE' }); \
    const Own = Intl.DateTimeFormat; Intl.DateTimeFormat = function (_, options) { return new Own('de-DE', options) };";

/// The fifth of every month, as the browser itself writes it in American English, and a count.
const AMERICAN: &str = "const medium = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }); \
    return [...Array(12).keys()].map(month => medium.format(Date.UTC(2026, month, 5))).join('; ') + '; ' \
    + (1234567).toLocaleString('en-US')";

#[test]
fn american_dates_and_counts_are_written_without_the_browser_as_the_browser_would() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let written = window.run(AMERICAN, Vec::new()).await?;
        let by_hand = "Jan 5, 2026; Feb 5, 2026; Mar 5, 2026; Apr 5, 2026; May 5, 2026; Jun 5, 2026; Jul 5, 2026; \
            Aug 5, 2026; Sep 5, 2026; Oct 5, 2026; Nov 5, 2026; Dec 5, 2026; 1,234,567";
        ensure(written == by_hand, || format!("the browser writes {written}"))?;
        sessions.add("Autumn", "2026-09-05", "2026-12-05").await?;
        sessions.row_says("SE-01001", "Begin", "Sep 5, 2026").await?;
        sessions.row_says("SE-01001", "End", "Dec 5, 2026").await
    });
}

#[test]
fn other_languages_have_their_own_dates() {
    test(Setup::default().with_script(GERMAN), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Herbst", "2026-09-05", "2026-12-05").await?;
        sessions.row_says("SE-01001", "Begin", "05.09.2026").await?;
        sessions.row_says("SE-01001", "End", "05.12.2026").await
    });
}
