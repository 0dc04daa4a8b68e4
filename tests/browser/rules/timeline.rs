//! 12. The timeline: sessions as bars by their parents over months and quarters.

use thirtyfour::Key;

use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

/// Today is 10 February 2026.
const FAMILY: &str = "\
Number,Name,State,Begin,End,Parent
SE-01001,FY2026,In progress,2026-01-01,2026-12-31,
SE-01002,H1 2026,Active,2026-01-01,2026-06-30,SE-01001
SE-01003,Q1 2026,In progress,2026-01-01,2026-03-31,SE-01002
SE-01004,Q2 2026,Active,2026-04-01,2026-06-30,SE-01002
SE-01005,Late,Active,2025-10-01,2026-01-31,
SE-01006,Old,Closed,2025-10-01,2025-12-31,
";

/// The choices of the scale, from the closest look to the widest.
const SCALES: [&str; 3] = ["Month", "Quarter", "Year"];

#[test]
fn the_view_is_chosen_and_stays_in_the_address() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        window.visit("okrs/sessions?closed&q=20").await?;
        let timeline = window.timeline();
        window.sessions().table().seen().await?;
        timeline.choice("Table").has("checked", "true").await?;
        timeline.choice("Timeline").click().await?;
        timeline.choice("Timeline").has("checked", "true").await?;
        timeline.shows(&["FY2026", "H1 2026", "Q1 2026", "Q2 2026"]).await?;
        window.sessions().table().gone().await?;
        window.is_at("okrs/sessions?closed&q=20&view=timeline").await?;
        let drawer = timeline.open("Q2 2026").await?;
        window.is_at("okrs/sessions/SE-01004?closed&q=20&view=timeline").await?;
        window.reload().await?;
        drawer.dialog().seen().await?;
        timeline.is_in_sight("Q2 2026").await?;
        drawer.is_closed_by_its_button().await?;
        window.is_at("okrs/sessions?closed&q=20&view=timeline").await?;
        timeline.choice("Month").click().await?;
        window.is_at("okrs/sessions?closed&q=20&view=timeline&scale=month").await?;
        window.reload().await?;
        timeline.choice("Month").has("checked", "true").await?;
        timeline.choice("Table").click().await?;
        window.is_at("okrs/sessions?closed&q=20").await?;
        window.sessions().shows(&[4, 3, 2, 1]).await
    });
}

#[test]
fn bars_stand_beneath_their_parents_and_over_their_days() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        let timeline = window.open_timeline("").await?;
        // By begin; closed sessions only when they are asked for.
        timeline.shows(&["Late", "FY2026", "H1 2026", "Q1 2026", "Q2 2026"]).await?;
        window.sessions().include_closed().click().await?;
        timeline.shows(&["Old", "Late", "FY2026", "H1 2026", "Q1 2026", "Q2 2026"]).await?;
        window.sessions().search("Q").await?;
        timeline.shows(&["Q1 2026", "Q2 2026"]).await?;
        window.sessions().search("").await?;
        timeline.shows(&["Old", "Late", "FY2026", "H1 2026", "Q1 2026", "Q2 2026"]).await?;
        let [year, half, first, second] = ["FY2026", "H1 2026", "Q1 2026", "Q2 2026"].map(|title| timeline.bar(title));
        let [year, half, first, second] = [
            timeline.bounds(&year).await?,
            timeline.bounds(&half).await?,
            timeline.bounds(&first).await?,
            timeline.bounds(&second).await?,
        ];
        let near = |a: f64, b: f64| (a - b).abs() <= 4.0;
        assert!(near(year.left, half.left) && near(half.left, first.left), "{year:?} {half:?} {first:?}");
        assert!(near(first.right, second.left) && near(second.right, half.right), "{first:?} {second:?} {half:?}");
        assert!(year.top < half.top && half.top < first.top && first.top < second.top);
        let ratio = (year.right - year.left) / (first.right - first.left);
        assert!((ratio - 365.0 / 90.0).abs() < 0.1, "a year is {ratio} times as long as its first quarter");
        let today = timeline.bounds(&timeline.today()).await?;
        let today = (today.left + today.right) / 2.0;
        assert!(first.left < today && today < first.right, "today, {today}, lies in {first:?}");
        Ok(())
    });
}

#[test]
fn a_table_says_what_the_bars_show() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        let timeline = window.open_timeline("&closed").await?;
        timeline.shows(&["Old", "Late", "FY2026", "H1 2026", "Q1 2026", "Q2 2026"]).await?;
        let columns = window.any(Role::ColumnHeader).within(&timeline.table()).names().await?;
        assert_eq!(columns, ["Name", "State", "Begin", "End"]);
        timeline.table().has_attribute("aria-rowcount", Some("7")).await?;
        let rows = timeline.rows().await?;
        assert_eq!(rows[0][..2], ["Old", "Closed"]);
        assert_eq!(rows[1], ["Late", "Active Open", "Oct 1, 2025", "Jan 31, 2026 Ended"]);
        assert_eq!(rows[4][..2], ["Q1 2026 (level 3)", "Active In progress"]);
        // The state stands beside the bar as well: not by colour alone.
        for words in ["Closed", "Open · Ended", "In progress"] {
            let seen = window.run("return document.body.innerText", Vec::new()).await?.to_string();
            assert!(seen.contains(words), "{words}");
        }
        Ok(())
    });
}

#[test]
fn keys_move_between_bars_and_escape_gives_the_focus_back() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        let timeline = window.open_timeline("&closed").await?;
        timeline.bar("FY2026").seen().await?;
        window.button("Go to today").focus().await?;
        // The first on which a session goes on today.
        window.tab_to(&timeline.bar("FY2026"), 2).await?;
        window.press(Key::Down).await?;
        timeline.bar("H1 2026").has_focus().await?;
        window.press(Key::End).await?;
        timeline.bar("Q2 2026").has_focus().await?;
        window.press(Key::Home).await?;
        timeline.bar("Old").has_focus().await?;
        timeline.is_in_sight("Old").await?;
        window.press(Key::Up).await?;
        timeline.bar("Old").has_focus().await?;
        for key in [Key::Enter, Key::Space] {
            window.press(key).await?;
            let drawer = window.role(Role::Dialog, "Old");
            drawer.has_focus().await?;
            window.is_at("okrs/sessions/SE-01006?closed&view=timeline").await?;
            timeline.bar("Old").has_attribute("aria-current", Some("true")).await?;
            window.press(Key::Escape).await?;
            drawer.gone().await?;
            timeline.bar("Old").has_focus().await?;
            window.is_at("okrs/sessions?closed&view=timeline").await?;
        }
        Ok(())
    });
}

#[test]
fn zoom_and_scroll_work_by_buttons_keys_and_wheel() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        let timeline = window.open_timeline("").await?;
        let wide = async || timeline.bounds(&timeline.bar("Q1 2026")).await.map(|bar| bar.right - bar.left);
        let usual = wide().await?;
        window.button("Zoom in").click().await?;
        timeline.choice(SCALES[0]).has("checked", "true").await?;
        assert!(wide().await? > 2.0 * usual, "a closer look shows longer bars");
        window.button("Zoom in").has_attribute("aria-disabled", Some("true")).await?;
        window.button("Zoom out").click().await?;
        window.button("Zoom out").click().await?;
        timeline.choice(SCALES[2]).has("checked", "true").await?;
        assert!(wide().await? < usual / 2.0, "a wider look shows shorter bars");
        timeline.bar("FY2026").focus().await?;
        window.type_keys("+").await?;
        timeline.choice(SCALES[1]).has("checked", "true").await?;
        window.type_keys("-").await?;
        timeline.choice(SCALES[2]).has("checked", "true").await?;
        timeline.turn_wheel_with_control(-100).await?;
        timeline.choice(SCALES[1]).has("checked", "true").await?;
        timeline.turn_wheel_with_control(-100).await?;
        timeline.choice(SCALES[0]).has("checked", "true").await?;
        window.press(Key::Right).await?;
        window.press(Key::Right).await?;
        let (left, _) = timeline.scrolled().await?;
        window.press(Key::Left).await?;
        assert_eq!(timeline.scrolled().await?.0, left - 120.0);
        window.button("Go to today").click().await?;
        let today = timeline.bounds(&timeline.today()).await?;
        let (from, to) = timeline.visible().await?;
        assert!(from < today.left && today.right < to, "{today:?} is not between {from} and {to}");
        Ok(())
    });
}

#[test]
fn the_sign_of_today_hides_no_name_of_the_scale() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        // In the middle of a month, and where a month and a year begin.
        for now in ["2026-02-10T09:00:00Z", "2026-01-01T09:00:00Z"] {
            window.set_now(now).await?;
            for scale in SCALES {
                let timeline = window.open_timeline(&format!("&scale={}", scale.to_lowercase())).await?;
                timeline.choice(scale).has("checked", "true").await?;
                assert_eq!(timeline.hidden_by_today().await?, Vec::<String>::new(), "{scale}, {now}");
            }
        }
        Ok(())
    });
}

#[test]
fn the_empty_chart_is_dragged_by_mouse() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        let timeline = window.open_timeline("&scale=month").await?;
        timeline.bar("FY2026").seen().await?;
        let (before, _) = timeline.scrolled().await?;
        timeline.drag(-200).await?;
        assert_eq!(timeline.scrolled().await?.0, before + 200.0);
        window.is_at("okrs/sessions?view=timeline&scale=month").await
    });
}

#[test]
fn the_middle_stays_in_place_when_the_scale_changes() {
    test(Setup::default(), async |window| {
        let mut file = String::from("Name,Begin,End\n");
        for year in 2000..2050 {
            file.push_str(&format!("Y{year},{year}-01-01,{year}-12-31\nD{year},{year}-06-15,{year}-06-15\n"));
        }
        window.import(&file).await?;
        let timeline = window.open_timeline("").await?;
        timeline.bar("D2026").seen().await?;
        timeline.turn_wheel_with_control(-100).await?;
        timeline.choice("Month").has("checked", "true").await?;
        timeline.is_in_sight("Y2026").await?;
        let (from, to) = timeline.visible().await?;
        let middle = (from + to) / 2.0;
        let far = async || {
            timeline.bounds(&timeline.bar("D2026")).await.map(|bar| f64::midpoint(bar.left, bar.right) - middle)
        };
        let before = far().await?;
        timeline.choice("Year").click().await?;
        timeline.choice("Year").has("checked", "true").await?;
        let after = far().await?;
        let expected = before * 0.4 / 4.5;
        assert!((after - expected).abs() < 4.0, "{before} became {after}, not {expected}");
        Ok(())
    });
}

#[test]
fn only_what_is_in_sight_is_drawn_of_a_thousand_sessions_and_of_8000_years() {
    test(Setup::default(), async |window| {
        let mut file = String::from("Number,Name,Begin,End,Parent\n");
        for nth in 1..=1000_u32 {
            let parent = if nth % 10 == 1 { String::new() } else { number(nth - (nth - 1) % 10) };
            let year = 1970 + nth * 8;
            file.push_str(&format!("{},S {nth},{year}-01-01,{year}-03-31,{parent}\n", number(nth)));
        }
        file.push_str("SE-03001,First,1970-01-01,1970-01-01,\nSE-03002,Ages,1970-01-01,9999-12-31,\n");
        window.import(&file).await?;
        for scale in ["month", "quarter", "year"] {
            let timeline = window.open_timeline(&format!("&scale={scale}")).await?;
            timeline.table().has_attribute("aria-rowcount", Some("1003")).await?;
            let elements = timeline.elements().await?;
            assert!(elements < 1500, "{elements} elements are drawn at the scale {scale}");
            timeline.bar("Ages").focus().await?;
            window.press(Key::End).await?;
            timeline.is_in_sight("S 1000").await?;
            timeline.bar("S 1000").has_focus().await?;
            window.press(Key::Home).await?;
            timeline.bar("Ages").has_focus().await?;
            window.press(Key::Down).await?;
            timeline.is_in_sight("First").await?;
            let elements = timeline.elements().await?;
            assert!(elements < 1500, "{elements} elements are drawn at the scale {scale}");
        }
        Ok(())
    });
}

#[test]
fn the_fiscal_calendar_decides_the_quarters() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        window.open_timeline("").await?;
        let drawn = async || -> Result<String, _> {
            window.run("return document.body.textContent", Vec::new()).await.map(|text| text.to_string())
        };
        assert!(drawn().await?.contains("Q1 2026"));
        assert!(!drawn().await?.contains("Q4 FY2026"));
        window.open_sessions().await?;
        let plan = window.start_planning().await?;
        plan.first_month().choose("April").await?;
        window.role_beginning(Role::Button, "Create").within(&plan.dialog()).click().await?;
        plan.dialog().gone().await?;
        window.open_timeline("").await?;
        assert!(drawn().await?.contains("Q4 FY2026"));
        Ok(())
    });
}

#[test]
fn nothing_but_the_timeline_scrolls_sideways_on_a_phone() {
    test(Setup::default().sized(320, 640), async |window| {
        window.import(FAMILY).await?;
        let timeline = window.open_timeline("&closed").await?;
        timeline.bar("Q1 2026").seen().await?;
        let wide = window.run("return document.scrollingElement.scrollWidth", Vec::new()).await?;
        assert_eq!(wide, 320, "the page scrolls sideways");
        timeline.open("Q1 2026").await?.is_closed_by_its_button().await?;
        window.passes_axe("the timeline on a phone").await
    });
}

#[test]
fn axe_finds_nothing_on_the_timeline_in_both_themes() {
    test(Setup::default(), async |window| {
        window.import(FAMILY).await?;
        for dark in [false, true] {
            window.system_is_dark(dark).await?;
            let timeline = window.open_timeline("&closed").await?;
            timeline.bar("Q1 2026").seen().await?;
            window.passes_axe("the timeline").await?;
            timeline.open("Q1 2026").await?;
            window.passes_axe("the timeline beside a drawer").await?;
        }
        Ok(())
    });
}

#[test]
fn paper_gets_the_whole_span_and_every_row() {
    test(Setup::default(), async |window| {
        let mut file = String::from("Name,Begin,End\n");
        for nth in 0..100 {
            file.push_str(&format!("S {nth},{}-01-01,{}-12-31\n", 1990 + nth % 50, 1990 + nth % 50));
        }
        window.import(&file).await?;
        window.open_timeline("").await?;
        let drawn = "window.dispatchEvent(new Event('beforeprint')); return new Promise(done => setTimeout(() => done( \
            [...document.querySelectorAll('svg text')].map(text => text.textContent))))";
        let texts: Vec<String> = serde_json::from_value(window.run(drawn, Vec::new()).await?)?;
        for nth in 0..100 {
            assert!(texts.contains(&format!("S {nth}")), "S {nth} is not on paper");
        }
        assert!(texts.contains(&"1990".to_owned()) && texts.contains(&"2030".to_owned()), "{texts:?}");
        let left = "window.dispatchEvent(new Event('afterprint')); return new Promise(done => setTimeout(() => done( \
            [...document.querySelectorAll('svg text')].filter(text => text.textContent === 'S 99').length)))";
        assert_eq!(window.run(left, Vec::new()).await?, 0);
        Ok(())
    });
}
