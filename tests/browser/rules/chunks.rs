//! Code that is fetched when it is first needed: it may not come, and then the app says so and can try again.

use crate::pages::add_session::AddSession;
use crate::pages::feedback::Feedback;
use crate::support::setup::Setup;
use crate::support::window::test;

/// Without a network for chunks, from the start until `chunksCome()` is called.
const NO_CHUNKS: &str = "const fetching = window.fetch; let come = false; window.chunksCome = () => { come = true };
    window.fetch = (what, ...how) => !come && /(split|chunk)_/.test(what.url ?? what)
        ? Promise.reject(new TypeError('no network')) : fetching(what, ...how);";

#[test]
fn a_dialog_whose_code_cannot_be_fetched_says_so_and_opens_when_tried_again() {
    test(Setup::default(), async |window| {
        window.before_documents(NO_CHUNKS).await?;
        let sessions = window.open_sessions().await?;
        sessions.add_button().click().await?;
        window.alerts(&["could not be loaded", "needs the network"]).await?;
        window.expected_errors().await?;
        window.run("window.chunksCome()", Vec::new()).await?;
        window.button("Try again").click().await?;
        let dialog = AddSession::new(window);
        dialog.dialog().seen().await?;
        dialog.fill("Fetched late", "2026-01-01", "2026-03-31").await?;
        dialog.save_and_close().await?;
        sessions.lists("Fetched late").await?;
        window.expected_errors().await?;
        Ok(())
    });
}
