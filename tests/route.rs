//! Addresses in and out: a copied one shows the same view (`interface.md`, Routes).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

use std::collections::BTreeMap;

use okr_sessions::domain::{Column, Direction, ListQuery, SessionNumber};
use okr_sessions::route::{Route, SessionsQuery};
use proptest::prelude::*;
use proptest::sample::select;

fn parsed(pairs: &[(&str, &str)]) -> SessionsQuery {
    let values: BTreeMap<&str, &str> = pairs.iter().copied().collect();
    SessionsQuery::parse(|name| values.get(name).map(|value| (*value).to_owned()))
}

fn number(text: &str) -> Option<SessionNumber> {
    Some(text.parse().unwrap())
}

#[test]
fn every_page_has_one_address_and_the_start_page_is_the_sessions() {
    let cases = [
        ("/okrs/sessions", Route::Sessions { open: None }),
        ("/okrs/sessions/SE-01001", Route::Sessions { open: number("SE-01001") }),
        ("/settings/people", Route::People),
        ("/settings/data", Route::Data),
    ];
    for (path, route) in cases {
        assert_eq!(Route::parse(path), Some(route));
        assert_eq!(Route::parse(&format!("{path}/")), Some(route), "a slash at the end is the same page");
        assert_eq!(route.path(), path);
    }
    assert_eq!(Route::parse("/"), Some(Route::Sessions { open: None }));
    assert_eq!(Route::parse(""), Some(Route::Sessions { open: None }));
}

#[test]
fn other_addresses_are_no_page() {
    let paths = [
        "/okrs",
        "/okrs/session",
        "/okrs/sessionsSE-01001",
        "/okrs/sessions/1001",
        "/okrs/sessions/SE-1001",
        "/okrs/sessions/se-01001",
        "/okrs/sessions/SE-01001/more",
        "/settings",
        "/settings/people/x",
        "/OKRs/sessions",
        "okrs/sessions",
        "//",
    ];
    for path in paths {
        assert_eq!(Route::parse(path), None, "{path}");
    }
}

#[test]
fn the_query_has_the_names_of_the_contract() {
    let columns = [
        ("number", Column::Number),
        ("name", Column::Name),
        ("state", Column::State),
        ("begin", Column::Begin),
        ("end", Column::End),
        ("created-by", Column::CreatedBy),
        ("edited-by", Column::LastEditedBy),
    ];
    for (name, column) in columns {
        for (dir, direction) in [("asc", Direction::Ascending), ("desc", Direction::Descending)] {
            let query = parsed(&[("closed", ""), ("q", "Q1 & co"), ("sort", name), ("dir", dir)]);
            assert!(query.list.include_closed);
            assert_eq!((&*query.list.search, query.list.sort), ("Q1 & co", Some((column, direction))));
        }
    }
    assert_eq!(parsed(&[("sort", "name")]).list.sort, Some((Column::Name, Direction::Ascending)));
}

#[test]
fn what_is_as_by_default_is_not_in_the_address_and_nonsense_is_passed_over() {
    assert_eq!(SessionsQuery::default().pairs(), []);
    assert_eq!(SessionsQuery::default().list, ListQuery::default());
    assert_eq!(parsed(&[("sort", "colour"), ("dir", "up"), ("page", "7")]).list, ListQuery::default());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_comes_back_from_its_pairs(
        closed in any::<bool>(), search in "\\PC{0,12}",
        sort in proptest::option::of((
            select(&Column::ALL[..]),
            select(vec![Direction::Ascending, Direction::Descending]),
        )),
    ) {
        let mut query = SessionsQuery::default();
        (query.list.include_closed, query.list.search, query.list.sort) = (closed, search, sort);
        let again = parsed(&query.pairs());
        prop_assert_eq!(again, query);
    }

    #[test]
    fn every_session_has_an_address_that_leads_to_it(count in 1_u32..=999_999_999) {
        let route = Route::Sessions { open: number(&format!("SE-{count:05}")) };
        prop_assert_eq!(Route::parse(&route.path()), Some(route));
    }
}
