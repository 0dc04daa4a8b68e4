//! Who may see a session: for everybody else it does not exist anywhere.

use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::setup::Setup;
use crate::support::window::test;

#[test]
fn a_custom_session_exists_only_for_those_who_may_see_it() {
    test(Setup::default(), async |window| {
        let people = window.open_people().await?;
        people.add("Named", "Member").await?;
        people.add("Team mate", "Member").await?;
        people.add("Stranger", "Member").await?;
        people.add_team("Crew", &["Team mate"]).await?;
        let sessions = window.open_sessions().await?;
        sessions.add("Public", "2026-01-01", "2026-03-31").await?;
        let dialog = sessions.start_adding().await?;
        dialog.fill("Secret", "2026-01-01", "2026-03-31").await?;
        let options = dialog.more().await?;
        options.select("Permissions").choose("Custom").await?;
        options.pick("Who can see it", "Named").await?;
        options.pick("Who can see it", "Crew").await?;
        dialog.save_and_close().await?;
        let drawer = sessions.open("Secret").await?;
        drawer.more().await?;
        let visible = window.role(Role::Region, "Visible to").within(&drawer.dialog());
        for line in ["Administrator", "Named", "Team mate", "through Crew"] {
            visible.says(line).await?;
        }
        assert!(!visible.text().await?.contains("Stranger"));

        for name in ["Named", "Team mate"] {
            window.shell().act_as(name).await?;
            window.open_sessions().await?.shows(&[2, 1]).await?;
        }
        // Whoever may not see it finds it gone at once, also where its drawer is open.
        window.visit("okrs/sessions/SE-01002").await?;
        window.role(Role::Dialog, "Secret").seen().await?;
        window.shell().act_as("Stranger").await?;
        window.is_titled("Page not found").await?;
        let sessions = window.open_sessions().await?;
        sessions.shows(&[1]).await?;
        sessions.row_count(2).await?;
        sessions.search("Secret").await?;
        window.text_holding("No session").first().seen().await?;
        assert_eq!(window.role_beginning(Role::Link, "Secret").count().await?, 0, "the menu gives it away");
        window.visit("okrs/sessions/SE-01002").await?;
        window.is_titled("Page not found").await?;

        // Who joins the team sees it.
        window.shell().act_as("Administrator").await?;
        let people = window.open_people().await?;
        window.role(Role::Tab, "Teams").click().await?;
        people.start_editing("Crew").await?;
        people.choose_members(&["Stranger"]).await?;
        people.button("Save").click().await?;
        people.button("Save").gone().await?;
        window.shell().act_as("Stranger").await?;
        let sessions = window.open_sessions().await?;
        sessions.row_says(&number(2), "Name", "Secret").await?;

        // With the team goes what was granted to it.
        window.shell().act_as("Administrator").await?;
        let people = window.open_people().await?;
        window.role(Role::Tab, "Teams").click().await?;
        people.start_editing("Crew").await?;
        people.button("Remove").click().await?;
        crate::pages::confirm::Confirm::seen(window, "Remove team").await?.confirm().await?;
        window.shell().act_as("Stranger").await?;
        window.open_sessions().await?.shows(&[1]).await?;
        window.shell().act_as("Named").await?;
        window.open_sessions().await?.shows(&[2, 1]).await
    });
}
