//! The history of everything: readable, filtered, and as far as the reader may see.

use thirtyfour::Key;

use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn the_activity_says_who_changed_what_from_what_to_what_and_leads_to_it() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Max Muster", "Member").await?;
        people.add_team("Crew", &["Max Muster"]).await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let drawer = sessions.open("Q1 2026").await?.retitle("First quarter").await?;
        drawer.is_closed_by_its_button().await?;
        window.shell().open_settings().await?;
        window.shell().settings_link("Activity").await?.click().await?;
        window.is_titled("Activity").await?;
        window.is_at("activity").await?;
        let activity = window.open_activity().await?;
        activity.counts("4 entries").await?;
        activity.tells("Today, Tuesday, February 10, 2026").await?;
        activity.tells("Title: Q1 2026 → First quarter").await?;
        activity.tells("Added person Max Muster").await?;
        activity.tells("Added team Crew").await?;
        activity.tells("9:00 AM").await?;
        // Newest first, each called what it was called then.
        let links = window.role_beginning(Role::Link, "SE-01001").within(&window.any(Role::Main));
        assert_eq!(links.names().await?, ["SE-01001 First quarter", "SE-01001 Q1 2026"]);
        links.first().click().await?;
        window.is_at("okrs/sessions/SE-01001").await
    });
}

#[test]
fn the_filters_of_the_activity_stand_in_the_address() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Ada", "System administrator").await?;
        let sessions = window.open_sessions().await?;
        sessions.add("One", "2026-01-01", "2026-03-31").await?;
        window.shell().act_as("Ada").await?;
        sessions.add("Two", "2026-01-01", "2026-03-31").await?;
        let activity = window.open_activity().await?;
        activity.counts("3 entries").await?;
        assert_eq!(activity.offered("Person").await?, ["Ada", "Administrator"]);
        assert_eq!(activity.offered("Session").await?, ["SE-01002 Two", "SE-01001 One"]);
        activity.choose("Person", "Ada").await?;
        activity.counts("1 entry").await?;
        window.is_at_address_with(&["activity", "person="]).await?;
        activity.choose("Session", "One").await?;
        window.text("No changes found").seen().await?;
        window.is_at_address_with(&["session=SE-01001"]).await?;
        window.reload().await?;
        activity.filter("Person").has_value("Ada").await?;
        activity.filter("Session").has_value("SE-01001 One").await?;
        window.button("Clear Person").click().await?;
        activity.counts("1 entry").await?;
        window.is_at("activity?session=SE-01001").await?;
        activity.choose("Person", "Ada").await?;
        window.button("Show everything").click().await?;
        activity.counts("3 entries").await?;
        window.is_at("activity").await
    });
}

#[test]
fn an_entry_about_a_hidden_session_does_not_exist_for_a_member() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Max Muster", "Member").await?;
        people.add("Ida", "System administrator").await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Public", "2026-01-01", "2026-03-31").await?;
        window.shell().act_as("Ida").await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Secret", "2026-01-01", "2026-12-31").await?;
        dialog.more().await?.select("Permissions").choose("Custom").await?;
        dialog.save_and_close().await?;
        let drawer = sessions.open("Public").await?;
        drawer.more().await?.pick("Parent session", "Secret").await?;
        window.role(Role::Link, "SE-01002 Secret").within(&drawer.dialog()).seen().await?;
        let activity = window.open_activity().await?;
        activity.counts("5 entries").await?;
        activity.tells("Parent session: — → SE-01002 Secret").await?;

        window.shell().act_as("Max Muster").await?;
        activity.counts("3 entries").await?;
        activity.tells("SE-01001 Public").await?;
        assert!(!activity.mentions("Secret").await? && !activity.mentions("SE-01002").await?);
        assert_eq!(activity.offered("Person").await?, ["Administrator"]);
        assert_eq!(activity.offered("Session").await?, ["SE-01001 Public"]);
        // The number of a hidden session is like one that nobody has.
        for address in ["activity?session=SE-01002", "activity?session=SE-07777"] {
            window.visit(address).await?;
            window.text("No changes found").seen().await?;
            let number = address.trim_start_matches("activity?session=");
            activity.filter("Session").has_value(number).await?;
        }
        // Neither does the session below it tell of it.
        window.visit("okrs/sessions/SE-01001").await?;
        drawer.more().await?.select("Parent session").has_value("").await?;
        drawer.open_history().await?;
        window.text("Added").within(&drawer.dialog()).seen().await?;
        assert!(!drawer.dialog().text().await?.contains("Secret"));
        Ok(())
    });
}

#[test]
fn whoever_was_removed_and_whatever_is_gone_keeps_its_name_in_the_activity() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Ada", "System administrator").await?;
        window.shell().act_as("Ada").await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        sessions.add("Thrown away", "2026-01-01", "2026-03-31").await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        window.shell().act_as("Administrator").await?;
        let people = window.open_people().await?;
        people.start_editing("Ada").await?;
        people.remove().await?.confirm().await?;
        let activity = window.open_activity().await?;
        activity.tells("Ada (removed)").await?;
        activity.tells("Removed person Ada").await?;
        activity.tells("Moved SE-01002 Thrown away to the trash").await?;
        // Only what is there is a link.
        window.role(Role::Link, "SE-01001 Kept").within(&window.any(Role::Main)).seen().await?;
        let gone = window.role(Role::Link, "SE-01002 Thrown away").within(&window.any(Role::Main));
        assert_eq!(gone.count().await?, 0);
        assert_eq!(activity.offered("Person").await?, ["Ada (removed)", "Administrator"]);
        Ok(())
    });
}

#[test]
fn days_and_times_of_the_activity_are_those_of_the_place_where_the_browser_is() {
    test(Setup::default().at("2026-02-10T20:00:00Z").in_zone("Pacific/Auckland"), async |window| {
        window.open_sessions().await?.add("Q1 2026", "2026-01-01", "2026-03-31").await?;
        let activity = window.open_activity().await?;
        activity.tells("Today, Wednesday, February 11, 2026").await?;
        activity.tells("9:00 AM").await?;
        // The day after, that day is no longer today.
        window.set_now("2026-02-11T12:00:00Z").await?;
        window.reload().await?;
        window.text("Wednesday, February 11, 2026").seen().await?;
        Ok(())
    });
}

#[test]
fn a_long_history_is_shown_page_by_page() {
    let entries = long_history(10_000);
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        window.stored_person().await?;
        window.run(entries, Vec::new()).await?;
        let activity = window.open_activity().await?;
        activity.counts("Entries 1–50 of 10,000").await?;
        activity.tells("Added person Number 9999").await?;
        let newer = window.button("Newer");
        newer.has("disabled", "true").await?;
        window.button("Older").click().await?;
        activity.counts("Entries 51–100 of 10,000").await?;
        window.is_at("activity?page=2").await?;
        window.reload().await?;
        activity.tells("Added person Number 9949").await?;
        window.back().await?;
        activity.counts("Entries 1–50 of 10,000").await?;
        window.visit("activity?page=200").await?;
        activity.tells("Added person Number 0").await?;
        window.button("Older").focus().await?;
        window.press(Key::Enter).await?;
        activity.counts("Entries 9,951–10,000 of 10,000").await?;
        // A page behind the last one is the last one.
        window.visit("activity?page=5000").await?;
        activity.counts("Entries 9,951–10,000 of 10,000").await
    });
}

/// A script that stores so many entries about people, a minute apart, as an earlier version of the app would have left
/// them.
fn long_history(count: u32) -> String {
    format!(
        "const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'; \
         const id = n => {{ let text = ''; for (let i = 0; i < 20; i++) {{ text = alphabet[n % 32] + text; n = n / 32 | 0 }} \
           return text }}; \
         const prefix = 'okr-sessions/main/'; \
         const by = Object.keys(localStorage).find(key => key.startsWith(prefix + 'person/')).split('/').pop(); \
         for (let n = 0; n < {count}; n++) {{ \
           const at = new Date(Date.UTC(2026, 0, 1) + n * 60000).toISOString(); \
           localStorage.setItem(prefix + 'entry/' + id(n + 1), JSON.stringify({{ v: 1, id: id(n + 1), at, by, \
             deed: 'added', subject: {{ person: by }}, name: 'Number ' + n }})) }}"
    )
}

/// What was moved to the trash could be read, but not asked for.
#[test]
fn the_activity_of_a_session_in_the_trash_is_found() {
    test(Setup::default(), async |window| {
        let sessions = window.open_sessions().await?;
        sessions.add("Kept", "2026-01-01", "2026-03-31").await?;
        sessions.add("Thrown away", "2026-01-01", "2026-03-31").await?;
        sessions.open("Thrown away").await?.act("Move to trash").await?;
        sessions.lists_no("Thrown away").await?;
        let activity = window.open_activity().await?;
        assert_eq!(activity.offered("Session").await?, ["SE-01001 Kept", "SE-01002 Thrown away (in the trash)"]);
        activity.choose("Session", "Thrown").await?;
        activity.counts("2 entries").await
    });
}
