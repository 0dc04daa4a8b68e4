//! 6. People, and what they may do.

use thirtyfour::Key;

use crate::pages::confirm::Confirm;
use crate::pages::feedback::Feedback;
use crate::support::ax_tree::Role;
use crate::support::failure::ensure;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn people_are_added_changed_and_removed() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        window.is_titled("People").await?;
        people.lists("Administrator").await?;
        people.start_adding().await?;
        people.button("Save").click().await?;
        people.name().refused_with("Name is required.").await?;
        people.button("Cancel").click().await?;
        people.add("Max Muster", "Member").await?;
        window.reload().await?;
        people.lists("Max Muster").await?;
        people.start_editing("Max Muster").await?;
        people.name().fill("Maxine Muster").await?;
        people.access_level().choose("System administrator").await?;
        people.button("Save").click().await?;
        people.lists("Maxine Muster").await?;
        window.reload().await?;
        people.lists("Maxine Muster").await?;
        people.start_editing("Maxine Muster").await?;
        people.remove().await?.press("Cancel").await?;
        people.name().has_value("Maxine Muster").await?;
        people.remove().await?.confirm().await?;
        people.lists_no("Maxine Muster").await?;
        window.undo().click().await?;
        people.lists("Maxine Muster").await?;
        window.reload().await?;
        people.lists("Maxine Muster").await
    });
}

#[test]
fn the_last_administrator_can_be_neither_demoted_nor_removed() {
    test(Setup::default(), async |window| {
        const MESSAGE: &str = "A workspace needs at least one administrator.";
        let people = window.open_people().await?;
        people.add("Max Muster", "Member").await?;
        people.start_editing("Administrator").await?;
        people.access_level().choose("Member").await?;
        people.button("Save").click().await?;
        window.text(MESSAGE).first().seen().await?;
        window.reload().await?;
        people.start_editing("Administrator").await?;
        // Not asked first whether to do what cannot be done.
        people.button("Remove").click().await?;
        window.notices(MESSAGE).await?;
        assert_eq!(window.any(Role::AlertDialog).count().await?, 0);
        window.reload().await?;
        people.lists("Administrator").await?;
        window.button("Add person").first().seen().await?;
        Ok(())
    });
}

#[test]
fn a_member_sees_everything_and_can_change_nothing() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Max Muster", "Member").await?;
        let sessions = window.open_sessions().await?;
        window.shell().act_as("Max Muster").await?;
        window.button("Load example data").gone().await?;
        window.button("Add Session").gone().await?;
        window.shell().act_as("Administrator").await?;
        window.button("Load example data").seen().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.shell().act_as("Max Muster").await?;
        window.button("Add Session").gone().await?;
        window.button("Plan a fiscal year").gone().await?;
        window.reload().await?;
        window.shell().acting_as("Max Muster").seen().await?;
        sessions.lists("Q1 2026").await?;
        assert_eq!(window.button("Add Session").count().await?, 0);
        let drawer = sessions.open("Q1 2026").await?;
        drawer.is_read_only().await?;
        if drawer.button("Actions").is_there().await? {
            drawer.open_actions().await?;
            assert_eq!(window.role(Role::MenuItem, "Close").count().await?, 0);
        }
        // Neither does an address typed by hand help.
        window.visit("okrs/sessions/SE-01001").await?;
        drawer.is_read_only().await?;
        window.visit("settings/people").await?;
        window.shell().acting_as("Max Muster").seen().await?;
        assert_eq!(window.button("Add person").count().await?, 0);
        assert_eq!(window.role_beginning(Role::Button, "Edit ").count().await?, 0);
        window.visit("settings/data").await?;
        window.button("Export sessions (CSV)").seen().await?;
        assert_eq!(window.role_beginning(Role::File, "Import file").count().await?, 0);
        window.shell().act_as("Administrator").await?;
        window.open_sessions().await?.add_button().seen().await?;
        Ok(())
    });
}

#[test]
fn a_member_reads_the_whole_drawer() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Max Muster", "Member").await?;
        let sessions = window.open_sessions().await?;
        sessions.add("FY2025", "2025-01-01", "2025-12-31").await?;
        sessions.open("FY2025").await?.retitle("Fiscal year 2025").await?;
        window.shell().act_as("Max Muster").await?;
        let drawer = crate::pages::drawer::Drawer::new(window, "Fiscal year 2025");
        window.text("Ended").within(&drawer.dialog()).first().seen().await?;
        window
            .text("Only administrators can change sessions. Ask one of them.")
            .within(&drawer.dialog())
            .seen()
            .await?;
        assert_eq!(drawer.button("Close session").count().await?, 0);
        assert_eq!(drawer.button("Actions").count().await?, 0);
        let more = drawer.more().await?;
        for select in ["Status", "Cadence", "Workflow", "Permissions"] {
            more.select(select).has("disabled", "true").await?;
        }
        more.colour("Red").has("disabled", "true").await?;
        more.select("Parent session").has_attribute("readonly", Some("true")).await?;
        window.role(Role::Group, "Check-in periods").within(&drawer.dialog()).says("Jan 1, 2025 – Jan 7, 2025").await?;
        window.role(Role::Region, "Visible to").within(&drawer.dialog()).says("Everyone").await?;
        drawer.open_history().await?;
        let history = window.role(Role::Group, "History").within(&drawer.dialog()).first();
        history.says("Title: FY2025 → Fiscal year 2025").await?;
        history.says("Administrator").await
    });
}

#[test]
fn leaving_a_persons_dialog_asks_and_gives_the_focus_back() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Max Muster", "Member").await?;
        people.start_editing("Max Muster").await?;
        people.name().fill("Half typed").await?;
        window.press(Key::Escape).await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        people.name().has_value("Half typed").await?;
        people.button("Cancel").click().await?;
        Confirm::seen(window, "Discard").await?.press("Discard").await?;
        people.button("Save").gone().await?;
        window.button("Edit Max Muster").has_focus().await?;
        window.press(Key::Enter).await?;
        people.name().has_value("Max Muster").await?;
        // The button that the focus would go back to goes away with its row.
        people.remove().await?.confirm().await?;
        people.lists_no("Max Muster").await?;
        window.any(Role::Main).has_focus().await
    });
}

#[test]
fn an_administrator_who_comes_later_changes_nobodys_acting() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        for name in ["Ada", "Bea", "Cleo", "Dora"] {
            people.add(name, "System administrator").await?;
            window.shell().acting_as("Administrator").seen().await?;
        }
        window.reload().await?;
        window.shell().acting_as("Administrator").seen().await?;
        Ok(())
    });
}

/// The button led to the People page and did nothing there.
#[test]
fn the_hint_to_rename_the_administrator_opens_their_dialog() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.button("Rename").click().await?;
        window.role(Role::Dialog, "Edit Administrator").seen().await?;
        window.people().name().has_focus().await?;
        window.people().name().fill("Ada").await?;
        window.people().button("Save").click().await?;
        window.shell().acting_as("Ada").seen().await?;
        Ok(())
    });
}

/// The dialog that nobody had asked for any more came up at the next visit of the People page.
#[test]
fn the_hint_to_rename_opens_no_dialog_later_where_its_way_was_not_gone() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?;
        drawer.title().fill("").await?;
        window.button("Rename").click().await?;
        Confirm::seen(window, "Discard").await?.press("Keep editing").await?;
        drawer.title().fill("Q1").await?;
        drawer.close().await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("People").await?.click().await?;
        window.people().table().seen().await?;
        window.any(Role::Dialog).gone().await
    });
}

/// It was offered to somebody else, who may not take it back, and was then refused.
#[test]
fn the_undo_of_a_message_goes_with_the_person_who_did_it() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Mia", "Member").await?;
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        window.button("Undo").seen().await?;
        window.shell().act_as("Mia").await?;
        // Sooner than it goes by itself.
        window.button("Undo").patiently(3).gone().await
    });
}

/// The name was typed whole, and went without a word when the field was left.
#[test]
fn a_member_whose_whole_name_was_typed_is_added_when_the_field_is_left() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Mia", "Member").await?;
        window.role(Role::Tab, "Teams").click().await?;
        window.button("Add team").first().click().await?;
        people.name().fill("Team").await?;
        window.role(Role::ComboBox, "Members").fill("mia").await?;
        window.role(Role::Option, "Mia").seen().await?;
        window.press(Key::Tab).await?;
        window.button("Remove Mia").seen().await?;
        Ok(())
    });
}

/// Cells without a text were left out there, and those after them were read out below other heads.
#[test]
fn on_a_phone_each_person_has_as_many_cells_as_there_are_heads() {
    test(Setup::default().sized(360, 740), async |window| {
        let people = window.open_people().await?;
        people.add("Mia", "Member").await?;
        let heads = window.any(Role::ColumnHeader).within(&people.table()).count().await?;
        let cells = window.any(Role::Cell).within(&people.table()).count().await?;
        ensure(cells == 2 * heads, || format!("{cells} cells of two people below {heads} heads"))
    });
}
