//! 3. The list as a tree: children beneath their parents.

use thirtyfour::Key;

use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::setup::Setup;
use crate::support::window::{Window, test};

/// A year, its halves and a quarter of the first half, which is closed; and one that stands alone.
const FAMILY: &str = "\
Number,Name,State,Begin,End,Parent
SE-01001,FY2026,Active,2026-01-01,2026-12-31,
SE-01002,H1 2026,Active,2026-01-01,2026-06-30,SE-01001
SE-01003,Q1 2026,Closed,2026-01-01,2026-03-31,SE-01002
SE-01004,Q2 2026,Active,2026-04-01,2026-06-30,SE-01002
SE-01005,H2 2026,Active,2026-07-01,2026-12-31,SE-01001
SE-01006,Alone,Active,2026-02-01,2026-02-28,
";

async fn grouped(window: &Window, query: &str) -> Step {
    window.import(FAMILY).await?;
    window.visit(&format!("okrs/sessions?{query}")).await
}

#[test]
fn children_stand_beneath_their_parent_sorted_among_themselves() {
    test(Setup::default(), async |window| {
        grouped(window, "").await?;
        let sessions = window.sessions();
        sessions.shows(&[6, 5, 4, 2, 1]).await?;
        sessions.group_by_parent().has("checked", "false").await?;
        sessions.group_by_parent().click().await?;
        sessions.group_by_parent().has("checked", "true").await?;
        sessions.shows(&[6, 1, 5, 2, 4]).await?;
        window.is_at("okrs/sessions?group").await?;
        // What the indent says to the eye, words say to those who do not see it.
        let mut names = Vec::new();
        for nth in [1, 5, 4] {
            names.push(sessions.row(&number(nth)).await?[1].clone());
        }
        assert_eq!(names, ["FY2026", "H2 2026 (level 2)", "Q2 2026 (level 3)"]);
        sessions.sort_by("Begin").await?;
        sessions.shows(&[1, 2, 4, 5, 6]).await?;
        sessions.sort_by("Begin").await?;
        sessions.shows(&[6, 1, 5, 2, 4]).await?;
        sessions.include_closed().click().await?;
        sessions.shows(&[6, 1, 5, 2, 4, 3]).await?;
        sessions.row_count(7).await?;
        window.passes_axe("the grouped list").await?;
        sessions.group_by_parent().click().await?;
        sessions.group_by_parent().has("checked", "false").await?;
        window.is_at("okrs/sessions?closed&sort=begin&dir=desc").await
    });
}

#[test]
fn a_child_whose_parent_is_not_listed_stands_at_the_top() {
    test(Setup::default(), async |window| {
        grouped(window, "group").await?;
        let sessions = window.sessions();
        sessions.shows(&[6, 1, 5, 2, 4]).await?;
        // A search lists what fits it and nothing else, no ancestors either.
        sessions.search("Q2").await?;
        sessions.shows(&[4]).await?;
        let name = sessions.row(&number(4)).await?[1].clone();
        assert!(!name.contains("level"), "{name}");
        sessions.search("H1").await?;
        sessions.shows(&[2]).await
    });
}

#[test]
fn grouping_stays_while_a_drawer_opens_and_closes_and_over_a_reload() {
    test(Setup::default(), async |window| {
        grouped(window, "group&sort=begin&dir=asc").await?;
        let sessions = window.sessions();
        sessions.shows(&[1, 2, 4, 5, 6]).await?;
        let drawer = sessions.open("H1 2026").await?;
        window.is_at("okrs/sessions/SE-01002?group&sort=begin&dir=asc").await?;
        window.reload().await?;
        window.role(Role::Dialog, "H1 2026").seen().await?;
        sessions.shows(&[1, 2, 4, 5, 6]).await?;
        drawer.is_closed_by_its_button().await?;
        window.is_at("okrs/sessions?group&sort=begin&dir=asc").await?;
        sessions.group_by_parent().has("checked", "true").await?;
        sessions.focus_first_row().await?;
        for _ in 0..2 {
            window.press(Key::Down).await?;
        }
        window.press(Key::Enter).await?;
        window.role(Role::Dialog, "Q2 2026").seen().await?;
        window.press(Key::Escape).await?;
        let focused = window.focused().await?;
        assert!(focused.contains("SE-01004"), "the focus is on {focused}");
        Ok(())
    });
}

#[test]
fn a_phone_shows_the_tree_as_cards_that_fit() {
    test(Setup::default().sized(320, 640), async |window| {
        grouped(window, "group&closed").await?;
        let sessions = window.sessions();
        sessions.shows(&[6, 1, 5, 2, 4, 3]).await?;
        let wide = window.run("return document.scrollingElement.scrollWidth", Vec::new()).await?;
        assert_eq!(wide, 320, "the page scrolls sideways");
        window.passes_axe("the grouped list on a phone").await
    });
}

#[test]
fn thousands_of_rows_are_grouped_and_only_those_in_sight_are_rendered() {
    test(Setup::default(), async |window| {
        let mut file = String::from("Number,Name,Begin,End,Parent\n");
        for nth in 1..=2000_u32 {
            let parent = if nth % 10 == 1 { String::new() } else { number(nth - (nth - 1) % 10) };
            file.push_str(&format!("{},S {nth},2026-01-01,2026-03-31,{parent}\n", number(nth)));
        }
        window.import(&file).await?;
        window.visit("okrs/sessions?group&sort=number").await?;
        let sessions = window.sessions();
        sessions.lists("S 1").await?;
        sessions.row_count(2001).await?;
        sessions.scroll_to_end().await?;
        sessions.lists("S 2000").await?;
        let name = sessions.row(&number(2000)).await?[1].clone();
        assert!(name.ends_with("(level 2)"), "{name}");
        let rendered = sessions.rendered_rows().await?;
        assert!(rendered < 100, "{rendered} rows are rendered");
        Ok(())
    });
}
