//! 1. The list of sessions.

use thirtyfour::Key;

use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::{COLUMNS, number};
use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

/// Three sessions that every column orders in another way; the second is closed.
const THREE: &str = "\
Number,Name,State,Begin,End,Created By,Last Edited By,Created Date,Changed Date
SE-01001,alpha,Active,2026-03-01,2026-03-31,Zoe,Bob,2026-01-01T08:00:00Z,2026-01-01T08:00:00Z
SE-01002,Gamma,Closed,2026-01-01,2026-12-31,Ann,Zoe,2026-01-02T08:00:00Z,2026-01-02T08:00:00Z
SE-01003,beta,Active,2026-02-01,2026-02-28,Mia,Ann,2026-01-03T08:00:00Z,2026-01-03T08:00:00Z
";

#[test]
fn an_empty_workspace_offers_three_ways_to_begin() {
    test(Setup::default(), async |window| {
        window.visit("").await?;
        window.is_at("okrs/sessions").await?;
        window.is_titled("Sessions").await?;
        window.sessions().add_button().seen().await?;
        window.button("Plan a fiscal year").first().seen().await?;
        window.button("Load example data").click().await?;
        window.sessions().first_number().await?;
        window.button("Load example data").gone().await?;
        let before = window.sessions().numbers().await?;
        ensure(before.len() >= 3, || format!("the example has no three open sessions, but {before:?}"))?;
        window.reload().await?;
        window.sessions().first_number().await?;
        assert_eq!(window.sessions().numbers().await?, before);
        Ok(())
    });
}

#[test]
fn the_table_has_seven_columns_and_the_newest_session_first() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        sessions.add("H1 2026", "2026-01-01", "2026-06-30").await?;
        for reloaded in [false, true] {
            if reloaded {
                window.reload().await?;
            }
            sessions.shows(&[2, 1]).await?;
            assert_eq!(window.any(Role::ColumnHeader).within(&sessions.table()).names().await?, COLUMNS);
            sessions.row_count(3).await?;
            let row = sessions.row(&number(1)).await?;
            assert!(row[1].contains("Q1 2026"), "{row:?}");
            assert!(row[2].starts_with("Active"), "{row:?}");
            assert!(row[3].contains("2026") && row[3].contains("Jan"), "{row:?}");
            assert!(row[4].contains("2026") && row[4].contains("Mar"), "{row:?}");
            assert!(row[5].contains("Administrator") && row[6].contains("Administrator"), "{row:?}");
        }
        Ok(())
    });
}

#[test]
fn a_header_sorts_up_then_down_then_not_at_all() {
    test(Setup::default(), async |window| {
        window.import(THREE).await?;
        window.visit("okrs/sessions?closed").await?;
        let sessions = window.sessions();
        sessions.shows(&[3, 2, 1]).await?;
        let ascending = [
            ("Number", [1, 2, 3]),
            ("Name", [1, 3, 2]),
            ("Begin", [2, 3, 1]),
            ("End", [3, 1, 2]),
            ("Created By", [2, 3, 1]),
            ("Last Edited By", [3, 1, 2]),
        ];
        for (column, mut order) in ascending {
            sessions.sort_by(column).await?;
            sessions.is_sorted(column, Some("ascending")).await?;
            sessions.shows(&order).await?;
            sessions.sort_by(column).await?;
            sessions.is_sorted(column, Some("descending")).await?;
            order.reverse();
            sessions.shows(&order).await?;
            sessions.sort_by(column).await?;
            sessions.is_sorted(column, None).await?;
            sessions.shows(&[3, 2, 1]).await?;
        }
        sessions.sort_by("State").await?;
        sessions.is_sorted("State", Some("ascending")).await?;
        sessions.row_says(&number(2), "State", "Closed").await?;
        assert_eq!(sessions.numbers().await?.last(), Some(&number(2)));
        window.reload().await?;
        sessions.is_sorted("State", Some("ascending")).await?;
        assert_eq!(sessions.numbers().await?.last(), Some(&number(2)));
        Ok(())
    });
}

#[test]
fn search_finds_title_and_number_and_says_when_nothing_fits() {
    test(Setup::default(), async |window| {
        window.import(THREE).await?;
        window.visit("okrs/sessions?closed").await?;
        let sessions = window.sessions();
        sessions.search("GAMMA").await?;
        sessions.shows(&[2]).await?;
        sessions.row_count(2).await?;
        sessions.search("01003").await?;
        sessions.shows(&[3]).await?;
        // The address follows when the typing pauses.
        window.is_at("okrs/sessions?closed&q=01003").await?;
        window.reload().await?;
        sessions.search_box().has_value("01003").await?;
        sessions.shows(&[3]).await?;
        sessions.search("nothing like it").await?;
        window.text_holding("No session").first().seen().await?;
        assert_eq!(sessions.numbers().await?, Vec::<String>::new());
        window.button("Clear the search").click().await?;
        sessions.search_box().has_focus().await?;
        sessions.shows(&[3, 2, 1]).await
    });
}

#[test]
fn on_a_phone_every_column_can_be_sorted_as_well() {
    test(Setup::default().sized(320, 640), async |window| {
        window.import(THREE).await?;
        let sessions = window.open_sessions().await?;
        for column in ["Created By", "Last Edited By", "Number"] {
            sessions.sort_by(column).await?;
            sessions.is_sorted(column, Some("ascending")).await?;
        }
        window.shell().does_not_scroll_sideways().await
    });
}

#[test]
fn a_copied_address_shows_the_same_view() {
    test(Setup::default(), async |window| {
        window.import(THREE).await?;
        let sessions = window.open_sessions().await?;
        sessions.shows(&[3, 1]).await?;
        sessions.include_closed().has("checked", "false").await?;
        sessions.include_closed().click().await?;
        sessions.include_closed().has("checked", "true").await?;
        sessions.shows(&[3, 2, 1]).await?;
        sessions.row_says(&number(2), "State", "Closed").await?;
        sessions.sort_by("Begin").await?;
        sessions.shows(&[2, 3, 1]).await?;
        sessions.search("m").await?;
        sessions.shows(&[2]).await?;
        let copied = window.is_at_address_with(&["closed", "sort=begin", "q=m"]).await?;
        window.open_people().await?;
        window.visit(&copied).await?;
        sessions.include_closed().has("checked", "true").await?;
        sessions.search_box().has_value("m").await?;
        sessions.is_sorted("Begin", Some("ascending")).await?;
        sessions.shows(&[2]).await?;
        let drawer = sessions.open("Gamma").await?;
        window.is_at_address_with(&["okrs/sessions/SE-01002?", "closed", "sort=begin", "q=m"]).await?;
        drawer.is_closed_by_its_button().await?;
        window.is_at(&copied).await?;
        sessions.include_closed().click().await?;
        sessions.include_closed().has("checked", "false").await?;
        sessions.search("").await?;
        sessions.shows(&[3, 1]).await
    });
}

#[test]
fn the_days_until_a_session_ends_are_counted_as_the_browser_writes_numbers() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Ages", "2026-01-01", "9999-12-31").await?;
        sessions.row_says("SE-01001", "End", "Dec 31, 9999").await?;
        window.notices("ends in 2,912,402 days").await
    });
}

#[test]
fn a_row_opens_by_click_enter_and_space() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        sessions.open("Q1 2026").await?.is_closed_by_its_button().await?;
        for key in [Key::Enter, Key::Space] {
            sessions.focus_first_row().await?;
            window.press(key).await?;
            let drawer = window.role(Role::Dialog, "Q1 2026");
            drawer.seen().await?;
            window.is_at("okrs/sessions/SE-01001").await?;
            window.press(Key::Escape).await?;
            drawer.gone().await?;
            window.is_at("okrs/sessions").await?;
            // The focus is back where the drawer was opened from.
            let focused = window.focused().await?;
            assert!(focused.contains("Q1 2026") || focused.contains("SE-01001"), "the focus is on {focused}");
        }
        Ok(())
    });
}

/// Two clicks of one double click at a place, the second one when the list has made room for the drawer.
const TWO_CLICKS: &str = "
    const [x, y] = arguments;
    const click = detail => {
      const options = { bubbles: true, cancelable: true, detail };
      document.elementFromPoint(x, y).dispatchEvent(new MouseEvent('click', options));
    };
    return (async () => {
      click(1);
      while (!document.querySelector('.workspace-body.beside')) await new Promise(requestAnimationFrame);
      click(2);
    })()";

/// The list makes room for the drawer, and the second click met another row.
#[test]
fn a_double_click_opens_the_session_that_was_clicked() {
    test(Setup::default().sized(1280, 800), async |window| {
        let sessions = window.open_sessions().await?;
        for title in ["One", "Two", "Three", "Four", "Five"] {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        // For a moment after the dialog no double click does anything.
        window.reload().await?;
        let row = sessions.name_cell("Three").element().await?.rect().await?;
        window.run(TWO_CLICKS, vec![(row.x + 10.0).into(), (row.y + 10.0).into()]).await?;
        Drawer::new(window, "Three").dialog().seen().await?;
        window.is_at("okrs/sessions/SE-01003").await
    });
}

/// The row that Tab leads to was one that a search had taken away, and no key reached the table any more.
#[test]
fn tab_leads_to_a_row_also_where_the_one_that_was_used_last_is_not_listed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        for title in ["Needle", "Second", "Third"] {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        sessions.focus_first_row().await?;
        window.press(Key::End).await?;
        sessions.search("Needle").await?;
        sessions.shows(&[1]).await?;
        sessions.sort_button("Last Edited By").focus().await?;
        window.press(Key::Tab).await?;
        window.press(Key::Enter).await?;
        Drawer::new(window, "Needle").dialog().seen().await?;
        Ok(())
    });
}
