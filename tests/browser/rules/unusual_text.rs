//! Text that breaks careless programs.

use crate::pages::drawer::Drawer;
use thirtyfour::Key;

use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn every_text_stays_as_it_was_typed() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let astral = "😀".repeat(120);
        let long_word = "Donaudampfschiff".repeat(7);
        let titles = [
            "الربع الأول 2026",
            "<script>window.__hacked = 1</script><img src=x onerror=\"window.__hacked = 1\">",
            "&amp; \"quoted\" 'single' \\ %20 #?/",
            astral.as_str(),
            long_word.as_str(),
            "e\u{301}tude 👩‍👩‍👧 नमस्ते",
        ];
        for title in titles {
            sessions.add(title, "2026-01-01", "2026-03-31").await?;
        }
        for reloaded in [false, true] {
            if reloaded {
                window.reload().await?;
            }
            for title in titles {
                sessions.lists(title).await?;
            }
        }
        let drawer = sessions.open(titles[1]).await?;
        drawer.title().has_value(titles[1]).await?;
        drawer.is_closed_by_its_button().await?;
        let drawer = sessions.open(&astral).await?;
        drawer.title().fill(&"𝕏".repeat(121)).await?;
        window.press(thirtyfour::Key::Enter).await?;
        drawer.title().refused_with("Title can have at most 120 characters.").await?;
        let drawer = drawer.retitle(&"𝕏".repeat(120)).await?;
        window.shell().does_not_scroll_sideways().await?;
        drawer.is_closed_by_its_button().await?;
        sessions.search("الربع").await?;
        sessions.shows(&[1]).await?;
        let hacked = window.run("return typeof window.__hacked", Vec::new()).await?;
        ensure(hacked == "undefined", || "text of a title was run as a script".to_owned())
    });
}

#[test]
fn a_long_name_among_the_members_of_a_team_leaves_its_button_in_the_dialog() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        let name = "Wolfeschlegelsteinhausenbergerdorff".repeat(3);
        people.add(&name, "Member").await?;
        window.role(Role::Tab, "Teams").click().await?;
        window.button("Add team").first().click().await?;
        people.choose_members(&[&name]).await?;
        for width in [1440, 360, 320] {
            window.resize(width, 740).await?;
            people.dialog_holds(&window.button(&format!("Remove {name}"))).await?;
        }
        Ok(())
    });
}

#[test]
fn names_of_people_are_text_too() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        let name = "<b>محمد</b> 😀";
        people.add(name, "System administrator").await?;
        window.reload().await?;
        people.lists(name).await?;
        window.shell().act_as(name).await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        window.role(Role::Button, &format!("Acting as {name}")).seen().await?;
        let row = sessions.row("SE-01001").await?;
        assert!(row[5].contains(name), "{row:?}");
        Ok(())
    });
}

/// Between two titles from right to left the arrow pointed from the new one to the old one.
#[test]
fn the_history_gives_old_and_new_title_from_left_to_right_whatever_their_script() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("רבעון ראשון", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("רבעון ראשון").await?;
        drawer.title().fill("רבעון שני").await?;
        window.press(Key::Enter).await?;
        sessions.lists("רבעון שני").await?;
        Drawer::new(window, "רבעון שני").open_history().await?;
        window.text_holding("רבעון ראשון").first().seen().await?;
        let places = "const line = [...document.querySelectorAll('.drawer:not(.waiting) li li')]\
                .find(line => line.textContent.startsWith('Title: ')); \
            const at = text => { \
                const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT); \
                for (let node; node = walker.nextNode();) { \
                    const from = node.data.indexOf(text); \
                    if (from < 0) continue; \
                    const range = document.createRange(); \
                    range.setStart(node, from); \
                    range.setEnd(node, from + text.length); \
                    return range.getBoundingClientRect().x } }; \
            return ['רבעון ראשון', '→', 'רבעון שני'].map(at)";
        let places: Vec<f64> = serde_json::from_value(window.run(places, Vec::new()).await?)?;
        ensure(places.is_sorted(), || format!("old title, arrow and new title are at {places:?}"))
    });
}
