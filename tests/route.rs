//! Addresses in and out: a copied one shows the same view (`interface.md`, Routes).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up says so by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use okr_sessions::domain::{Column, Direction, FreshIds, ListQuery, PersonId, SessionNumber, TimeScale};
use okr_sessions::route::{ActivityQuery, Route, SessionsQuery, View};
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
        ("/okrs/trash", Route::Trash),
        ("/activity", Route::Activity),
        ("/settings/people", Route::People),
        ("/settings/calendar", Route::Calendar),
        ("/settings/data", Route::Data),
        ("/settings/workspaces", Route::Workspaces),
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
        "/okrs/trash/SE-01001",
        "/activity/x",
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
    assert!(parsed(&[("group", "")]).list.by_parent);
    let views = [
        (&[("view", "table")][..], View::Table),
        (&[("view", "timeline")], View::Timeline(TimeScale::Quarter)),
        (&[("view", "timeline"), ("scale", "month")], View::Timeline(TimeScale::Month)),
        (&[("view", "timeline"), ("scale", "year")], View::Timeline(TimeScale::Year)),
        (&[("view", "timeline"), ("scale", "week")], View::Timeline(TimeScale::Quarter)),
        (&[("scale", "year")], View::Table),
        (&[("view", "board")], View::Table),
    ];
    for (pairs, view) in views {
        assert_eq!(parsed(pairs).view, view, "{pairs:?}");
    }
}

#[test]
fn the_timeline_goes_by_begin_below_parents_whatever_the_table_does() {
    let timeline = SessionsQuery { view: View::Timeline(TimeScale::Quarter), ..SessionsQuery::default() };
    let by_begin = Some((Column::Begin, Direction::Ascending));
    assert_eq!(timeline.listed(), ListQuery { by_parent: true, sort: by_begin, ..ListQuery::default() });
    let sort = Some((Column::Name, Direction::Descending));
    let list = ListQuery { sort, include_closed: true, search: "q".to_owned(), by_parent: false };
    let sorted = SessionsQuery { list: list.clone(), ..timeline };
    assert_eq!(sorted.listed(), ListQuery { by_parent: true, ..list.clone() });
    assert_eq!(SessionsQuery { list: list.clone(), view: View::Table }.listed(), list);
}

#[test]
fn what_is_as_by_default_is_not_in_the_address_and_nonsense_is_passed_over() {
    assert_eq!(SessionsQuery::default().pairs(), []);
    assert_eq!(SessionsQuery::default().list, ListQuery::default());
    assert_eq!(parsed(&[("sort", "colour"), ("dir", "up"), ("page", "7")]).list, ListQuery::default());
}

struct Bits(u128);

impl FreshIds for Bits {
    fn next_bits(&mut self) -> u128 {
        self.0
    }
}

fn asked(pairs: &[(&str, &str)]) -> ActivityQuery {
    let values: BTreeMap<&str, &str> = pairs.iter().copied().collect();
    ActivityQuery::parse(|name| values.get(name).map(|value| (*value).to_owned()))
}

#[test]
fn the_activity_counts_its_pages_from_one_and_passes_over_nonsense() {
    assert_eq!(ActivityQuery::default().pairs(), []);
    for nonsense in
        [[("page", "0"), ("session", "1001")], [("page", "-2"), ("person", "Ada")], [("page", "1"), ("q", "x")]]
    {
        assert_eq!(asked(&nonsense), ActivityQuery::default(), "{nonsense:?}");
    }
    let query = asked(&[("page", "3"), ("session", "SE-01001")]);
    assert_eq!((query.page, query.session), (2, number("SE-01001")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_query_comes_back_from_its_pairs(
        closed in any::<bool>(), search in "\\PC{0,12}", group in any::<bool>(),
        scale in proptest::option::of(select(&TimeScale::ALL[..])),
        sort in proptest::option::of((
            select(&Column::ALL[..]),
            select(vec![Direction::Ascending, Direction::Descending]),
        )),
    ) {
        let query = SessionsQuery {
            list: ListQuery { include_closed: closed, search, sort, by_parent: group },
            view: scale.map_or(View::Table, View::Timeline),
        };
        let again = parsed(&query.pairs());
        prop_assert_eq!(again, query);
    }

    #[test]
    fn every_question_to_the_activity_comes_back_from_its_pairs(
        bits in any::<u128>(), session in proptest::option::of(1_u32..=999_999_999), page in 0_usize..100_000,
    ) {
        let person: Option<PersonId> = Some(PersonId::fresh(&mut Bits(bits)));
        let query = ActivityQuery { person, session: session.and_then(|count| number(&format!("SE-{count:05}"))), page };
        let pairs = query.pairs();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, &**value)).collect();
        prop_assert_eq!(asked(&pairs), query);
    }

    #[test]
    fn every_session_has_an_address_that_leads_to_it(count in 1_u32..=999_999_999) {
        let route = Route::Sessions { open: number(&format!("SE-{count:05}")) };
        prop_assert_eq!(Route::parse(&route.path()), Some(route));
    }
}

#[path = "../xtask/src/finish/pages.rs"]
mod pages;

/// Every page of the app, one after the other: a new route does not compile until it has its place here.
fn every_route() -> impl Iterator<Item = Route> {
    let next = |route: &Route| match route {
        Route::Sessions { open: None } => Some(Route::Sessions { open: number("SE-01001") }),
        Route::Sessions { open: Some(_) } => Some(Route::Trash),
        Route::Trash => Some(Route::Activity),
        Route::Activity => Some(Route::People),
        Route::People => Some(Route::Calendar),
        Route::Calendar => Some(Route::Data),
        Route::Data => Some(Route::Workspaces),
        Route::Workspaces => None,
    };
    std::iter::successors(Some(Route::Sessions { open: None }), next)
}

#[test]
fn hosts_and_the_service_worker_know_every_page_of_the_app_and_no_other() {
    let mut unknown: BTreeSet<&str> = pages::PAGES.into_iter().collect();
    for route in every_route() {
        let path = route.path();
        let first = path.split('/').nth(1).unwrap();
        assert!(pages::PAGES.contains(&first), "{path}: add {first:?} to xtask/src/finish/pages.rs");
        unknown.remove(first);
    }
    assert!(unknown.is_empty(), "no page of the app begins with {unknown:?}");
}

#[test]
fn every_page_is_found_at_its_address() {
    for route in every_route() {
        assert_eq!(Route::parse(&route.path()), Some(route));
    }
}
