//! 8. The frame: menus, titles, themes, keys, small screens.

use thirtyfour::Key;

use crate::pages::plan_year::PlanYear;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

#[test]
fn the_hamburger_opens_the_navigation() {
    test(Setup::default().sized(800, 900), async |window| {
        window.open_people().await?;
        let shell = window.shell();
        assert_eq!(shell.link("Sessions").count().await?, 0, "the navigation is open at 800 px");
        shell.hamburger().click().await?;
        shell.link("Sessions").seen().await?;
        window.role(Role::Group, "OKRs").within(&shell.navigation()).first().seen().await?;
        window.press(Key::Escape).await?;
        shell.link("Sessions").gone().await?;
        shell.hamburger().has_focus().await?;
        shell.hamburger().click().await?;
        shell.link("Sessions").click().await?;
        window.is_at("okrs/sessions").await?;
        window.is_titled("Sessions").await
    });
}

/// The focus went on below it, where nobody saw it.
#[test]
fn the_navigation_over_the_page_closes_when_the_focus_goes_on_beyond_it() {
    test(Setup::default().sized(360, 740), async |window| {
        window.open_people().await?;
        let shell = window.shell();
        shell.hamburger().click().await?;
        shell.link("Sessions").seen().await?;
        window.button("Add person").focus().await?;
        shell.link("Sessions").gone().await?;
        window.button("Add person").has_focus().await
    });
}

/// What the drawer covered took the focus: twenty times Tab before it was seen again.
#[test]
fn what_a_drawer_that_fills_the_screen_covers_takes_no_focus() {
    test(Setup::default().sized(360, 740), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        window.shell().hamburger().gone().await?;
        sessions.search_box().gone().await?;
        window.press(Key::Escape).await?;
        drawer.dialog().gone().await?;
        window.shell().hamburger().seen().await?;
        let focused = window.focused().await?;
        ensure(focused.contains("SE-01001"), || format!("the focus is on {focused}"))
    });
}

#[test]
fn the_focus_goes_into_the_settings_when_they_open() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        window.shell().open_settings().await?;
        window.role(Role::ComboBox, "Theme").has_focus().await?;
        window.press(Key::Escape).await?;
        window.button("Settings").has_focus().await
    });
}

#[test]
fn on_a_wide_window_the_hamburger_leads_into_the_navigation() {
    test(Setup::default(), async |window| {
        window.open_people().await?;
        let shell = window.shell();
        shell.link("Sessions").seen().await?;
        shell.hamburger().click().await?;
        shell.link("Sessions").has_focus().await?;
        window.press(Key::Enter).await?;
        window.is_at("okrs/sessions").await?;
        window.back().await?;
        window.is_at("settings/people").await?;
        window.is_titled("People").await
    });
}

#[test]
fn every_page_has_a_title_and_an_unknown_address_says_so() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let pages = [
            ("okrs/sessions", "Sessions"),
            ("okrs/sessions/SE-01001", "Q1 2026"),
            ("settings/people", "People"),
            ("settings/data", "Data"),
        ];
        for (path, title) in pages {
            window.visit(path).await?;
            window.is_titled(title).await?;
        }
        for path in ["nonsense", "okrs/sessions/SE-01002", "okrs/sessions/x", "okrs/sessions/SE-01001/more/things"] {
            window.visit(path).await?;
            window.is_titled("Page not found").await?;
            window.role(Role::Heading, "Page not found").seen().await?;
        }
        window.role_beginning(Role::Link, "").within(&window.any(Role::Main)).first().click().await?;
        window.is_titled("Sessions").await
    });
}

#[test]
fn the_settings_menu_leads_to_people_calendar_data_and_activity() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        let pages = [
            ("People", "settings/people"),
            ("Calendar", "settings/calendar"),
            ("Data", "settings/data"),
            ("Activity", "activity"),
        ];
        for (name, path) in pages {
            window.shell().open_settings().await?;
            window.shell().settings_link(name).await?.click().await?;
            window.is_at(path).await?;
            window.is_titled(name).await?;
        }
        Ok(())
    });
}

#[test]
fn the_theme_follows_the_system_until_it_is_set() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        let shell = window.shell();
        let is_dark = async || Ok::<_, crate::support::failure::Failure>(shell.lightness().await? < 100.0);
        for system in [true, false] {
            window.system_is_dark(system).await?;
            window.reload().await?;
            ensure(is_dark().await? == system, || format!("the system's dark = {system} is not followed"))?;
        }
        shell.choose_theme("Dark").await?;
        window.reload().await?;
        ensure(is_dark().await?, || "the dark theme is not kept".to_owned())?;
        window.system_is_dark(true).await?;
        shell.choose_theme("Light").await?;
        window.reload().await?;
        ensure(!is_dark().await?, || "the light theme is not kept".to_owned())?;
        shell.choose_theme("System").await?;
        window.reload().await?;
        ensure(is_dark().await?, || "the system's theme is not taken again".to_owned())
    });
}

#[test]
fn keys_search_list_themselves_and_open_the_palette() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.reload().await?;
        sessions.lists("Q1 2026").await?;
        window.type_keys("/").await?;
        sessions.search_box().has_focus().await?;
        // In a field the keys are text.
        window.type_keys("/?").await?;
        sessions.search_box().has_value("/?").await?;
        sessions.search("").await?;
        sessions.add_button().focus().await?;
        window.type_keys("?").await?;
        let keys = window.role(Role::Dialog, "Keyboard shortcuts");
        keys.seen().await?;
        window.press(Key::Escape).await?;
        keys.gone().await?;
        sessions.add_button().has_focus().await?;
        window.press_with_control('k').await?;
        let palette = window.role(Role::Dialog, "Command palette");
        palette.seen().await?;
        window.press(Key::Escape).await?;
        palette.gone().await?;
        sessions.add_button().has_focus().await?;
        window.press_with_control('k').await?;
        palette.seen().await?;
        window.type_keys("People").await?;
        window.press(Key::Enter).await?;
        window.is_at("settings/people").await
    });
}

/// The focus was nowhere then: a screen reader began again at the top of the page.
#[test]
fn the_focus_stays_in_the_page_when_what_had_it_goes() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        let main = window.any(Role::Main);
        for (name, follows) in [("Load example data", "Dismiss"), ("Dismiss", "Undo")] {
            window.button(name).focus().await?;
            window.press(Key::Enter).await?;
            window.button(follows).seen().await?;
            main.has_focus().await?;
        }
        sessions.focus_first_row().await?;
        for _ in 0..2 {
            window.press_with_control('z').await?;
        }
        window.button("Load example data").seen().await?;
        main.has_focus().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.ask_to_close().await?.confirm().await?;
        drawer.is_closed_by_its_button().await?;
        // Enter means nothing for a moment after it may have closed a session.
        window.reload().await?;
        window.button("Include closed sessions").focus().await?;
        window.press(Key::Enter).await?;
        sessions.lists("Q1 2026").await?;
        main.has_focus().await
    });
}

/// The focus was nowhere, and Page Down did nothing until something on the page had it.
#[test]
fn a_page_that_was_opened_from_a_menu_has_the_focus_and_is_scrolled_by_keys() {
    test(Setup::default().sized(360, 640), async |window| {
        window.open_sessions().await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("Data").await?.focus().await?;
        window.press(Key::Enter).await?;
        window.is_titled("Data").await?;
        window.role_beginning(Role::File, "Import file").first().seen().await?;
        window.any(Role::Main).has_focus().await?;
        window.press(Key::PageDown).await?;
        until(PATIENCE, async || {
            let scrolled = window.run("return document.querySelector('main').scrollTop > 100", Vec::new()).await?;
            Ok(if scrolled == true { Ok(()) } else { Err("the page does not move".to_owned()) })
        })
        .await
    });
}

/// It opened at its end: the browser scrolled to where the button stands that gets the focus.
#[test]
fn a_dialog_that_is_longer_than_the_window_opens_at_its_beginning() {
    test(Setup::default().sized(320, 480), async |window| {
        window.open_sessions().await?;
        window.type_keys("?").await?;
        let keys = window.role(Role::Dialog, "Keyboard shortcuts");
        window.button("Close").within(&keys).has_focus().await?;
        window.role(Role::Heading, "Keyboard shortcuts").stands_within_the_window().await
    });
}

#[test]
fn nothing_scrolls_sideways_at_320_pixels() {
    test(Setup::default().sized(320, 640), async |window| {
        let sessions = window.open_sessions().await?;
        let shell = window.shell();
        shell.does_not_scroll_sideways().await?;
        window.button("Load example data").click().await?;
        sessions.table().seen().await?;
        shell.does_not_scroll_sideways().await?;
        let dialog = sessions.start_adding().await?;
        shell.does_not_scroll_sideways().await?;
        dialog.button("Cancel").click().await?;
        dialog.dialog().gone().await?;
        let plan: PlanYear<'_> = window.start_planning().await?;
        shell.does_not_scroll_sideways().await?;
        window.press(Key::Escape).await?;
        plan.dialog().gone().await?;
        narrow_pages(window).await
    });
}

#[test]
fn the_header_stands_within_a_narrow_window_for_a_mouse_and_for_fingers() {
    test(Setup::default().sized(360, 640), async |window| {
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let shell = window.shell();
        for fingers in [false, true] {
            if fingers {
                shell.is_used_by_fingers().await?;
            }
            for width in [360, 320] {
                window.resize(width, 640).await?;
                shell.header_fits().await?;
                window.role_beginning(Role::Button, "Undo: Added ").seen().await?;
            }
        }
        Ok(())
    });
}

async fn narrow_pages(window: &Window) -> Step {
    let number = window.sessions().first_number().await?;
    for path in [format!("okrs/sessions/{number}").as_str(), "settings/people", "settings/data", "nonsense"] {
        window.visit(path).await?;
        window.shell().does_not_scroll_sideways().await?;
    }
    Ok(())
}

/// The address bar follows a click a moment later: who went back in that moment was led forward again, over what stood there.
#[test]
fn going_back_counts_also_in_the_moment_before_the_address_follows_a_click() {
    let late = "const timer = setTimeout; \
        window.setTimeout = (run, after, ...more) => timer(run, after === 20 ? 1500 : after, ...more);";
    test(Setup::default().with_script(late), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("One", "2026-01-01", "2026-03-31").await?;
        sessions.add("Two", "2026-01-01", "2026-03-31").await?;
        let first = sessions.open("One").await?;
        window.is_at("okrs/sessions/SE-01001").await?;
        let second = sessions.open("Two").await?;
        window.back().await?;
        window.is_at("okrs/sessions").await?;
        second.dialog().gone().await?;
        first.dialog().gone().await?;
        window.forward().await?;
        first.dialog().seen().await?;
        window.is_at("okrs/sessions/SE-01001").await
    });
}

/// Enter took the first command while it only accepted what an input method offered.
#[test]
fn keys_of_an_input_method_choose_nothing_in_the_command_palette() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        window.press_with_control('k').await?;
        let palette = window.role(Role::Dialog, "Command palette");
        palette.seen().await?;
        let enter = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', \
            { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))";
        window.run(enter, Vec::new()).await?;
        window.press(Key::Down).await?;
        palette.seen().await?;
        window.is_at("okrs/sessions").await
    });
}

/// WCAG 2.2, 2.1.4: who speaks to the browser types single keys without meaning them.
#[test]
fn shortcuts_of_a_single_key_can_be_turned_off_and_stay_off() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add_button().focus().await?;
        window.type_keys("?").await?;
        let single = window.role(Role::Switch, "Use / and ? as shortcuts");
        single.click().await?;
        single.has("checked", "false").await?;
        window.press(Key::Escape).await?;
        for _ in 0..2 {
            sessions.add_button().focus().await?;
            window.type_keys("?/").await?;
            sessions.add_button().has_focus().await?;
            window.reload().await?;
        }
        window.press_with_control('k').await?;
        window.role(Role::Dialog, "Command palette").seen().await?;
        window.type_keys("keyboard").await?;
        window.role(Role::Option, "Keyboard shortcuts").seen().await?;
        window.press(Key::Enter).await?;
        single.click().await?;
        single.has("checked", "true").await?;
        window.press(Key::Escape).await?;
        window.type_keys("/").await?;
        sessions.search_box().has_focus().await
    });
}
