//! An import that takes long says how far it is, leaves the page usable, and can be cancelled: then nothing was changed.

use std::fmt::Write;

use serde_json::json;
use thirtyfour::Key;

use crate::pages::data::Data;
use crate::pages::feedback::Feedback;
use crate::support::ax_tree::Role;
use crate::support::failure::Step;
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// So many sessions are more than one slice, however fast the machine is.
const MANY: usize = 2000;

/// Between two slices the app gives the browser its turn. Here the test says how many turns pass before one is held, and the
/// app's stopwatch runs a hundred times as fast, so that every slice is short and everything takes long.
const TURNS: &str = "
    const now = performance.now.bind(performance);
    performance.now = () => 100 * now();
    window.__turns = { pass: Infinity, waiting: [] };
    const turn = go => window.__turns.pass-- > 0 ? setTimeout(go, 0) : window.__turns.waiting.push(go);
    Object.defineProperty(window, 'scheduler', { value: { yield: () => new Promise(turn) } });";

/// From now on nothing more is stored, as if the browser had been killed.
const KILLED_AFTER: &str = "
    let left = arguments[0];
    for (const name of ['setItem', 'removeItem']) {
      const was = Storage.prototype[name];
      Storage.prototype[name] = function (...words) { if (left-- > 0) was.apply(this, words) };
    }
    IDBObjectStore.prototype.add = () => { throw new Error('killed') };";

fn sessions() -> String {
    let mut file = "Number,Name,State,Begin,End,Created By\n".to_owned();
    for at in 0..MANY {
        let _ = writeln!(file, "SE-{:05},Session {at},Active,2026-01-01,2026-03-31,Ann", 5001 + at);
    }
    file
}

impl Window {
    /// Lets so many turns pass, then holds the app between two slices.
    async fn hold_after(&self, turns: u32) -> Step {
        self.run("window.__turns.pass = arguments[0]", vec![json!(turns)]).await?;
        Ok(())
    }

    /// Waits until the app is held.
    async fn is_held(&self) -> Step {
        until(PATIENCE * 2, async || {
            let held = self.run("return window.__turns.waiting.length", Vec::new()).await?;
            Ok(if held == json!(1) { Ok(()) } else { Err(format!("{held} turns are held")) })
        })
        .await
    }

    async fn go_on(&self) -> Step {
        let script = "window.__turns.pass = Infinity; window.__turns.waiting.splice(0).forEach(go => go())";
        self.run(script, Vec::new()).await?;
        Ok(())
    }
}

impl Data<'_> {
    /// Gives a file and waits until its preview is there.
    async fn previews(self, name: &str, file: &str) -> Step {
        self.file().give_file(name, file.as_bytes()).await?;
        self.import_button().patiently(60).seen().await?;
        Ok(())
    }

    /// Begins the import and holds it in the midst.
    async fn is_held_importing(self, window: &Window, turns: u32) -> Step {
        window.hold_after(turns).await?;
        self.import_button().click().await?;
        window.is_held().await
    }
}

#[test]
fn reading_a_long_file_says_how_far_it_is_and_is_cancelled() {
    test(Setup::default().with_script(TURNS), async |window| {
        let data = window.open_data().await?;
        window.stored_person().await?;
        let before = window.records().await?;
        window.hold_after(1).await?;
        data.file().give_file("sessions.csv", sessions().as_bytes()).await?;
        window.is_held().await?;
        window.role(Role::ProgressBar, "Progress").seen().await?;
        window.notices("Reading the file…").await?;
        assert!(!data.import_button().is_there().await?);
        data.button("Cancel").click().await?;
        window.notices("Cancelled. Nothing was changed.").await?;
        data.file().has_focus().await?;
        window.go_on().await?;
        data.previews("sessions.csv", &sessions()).await?;
        window.role(Role::ProgressBar, "Progress").gone().await?;
        assert_eq!(window.records().await?, before);
        Ok(())
    });
}

#[test]
fn a_long_import_says_how_many_it_has_done_and_the_page_answers_meanwhile() {
    test(Setup::default().with_script(TURNS), async |window| {
        let data = window.open_data().await?;
        data.previews("sessions.csv", &sessions()).await?;
        data.is_held_importing(window, 2).await?;
        window.role(Role::ProgressBar, "Progress").seen().await?;
        window.notices(" of 2,000 sessions").await?;
        window.notices("Importing 2,000 sessions…").await?;
        window.passes_axe("a long import").await?;
        window.screenshot("import-progress").await?;
        // Another import cannot be begun, and everything else can be done.
        data.import_button().click().await?;
        window.press_with_control('k').await?;
        window.role(Role::Option, "Activity").seen().await?;
        window.press(Key::Escape).await?;
        window.role(Role::Option, "Activity").gone().await?;
        window.go_on().await?;
        data.import_button().patiently(60).gone().await?;
        window.role(Role::ProgressBar, "Progress").gone().await?;
        window.undo().seen().await?;
        let sessions = window.open_sessions().await?;
        sessions.row_count(MANY + 1).await?;
        // All of it is one step.
        window.open_data().await?;
        window.role_beginning(Role::Button, "Undo: Imported").patiently(30).click().await?;
        window.notices("Undone").await?;
        window.open_sessions().await?;
        window.button("Load example data").seen().await?;
        Ok(())
    });
}

#[test]
fn an_import_that_is_cancelled_leaves_everything_as_it_was() {
    test(Setup::default().with_script(TURNS), async |window| {
        window.import(&sessions()).await?;
        let backup = window.open_data().await?.export_workspace().await?;
        window.clear_storage().await?;
        window.open_sessions().await?.add("Mine", "2026-01-01", "2026-03-31").await?;
        for (name, file) in [("sessions.csv", sessions()), ("workspace.json", backup)] {
            let data = window.open_data().await?;
            let before = window.records().await?;
            data.previews(name, &file).await?;
            data.is_held_importing(window, 3).await?;
            window.text_holding("of 2,00").first().seen().await?;
            data.button("Cancel").click().await?;
            window.notices("Cancelled. Nothing was changed.").await?;
            window.go_on().await?;
            data.file().has_focus().await?;
            window.role(Role::ProgressBar, "Progress").gone().await?;
            assert_eq!(window.records().await?, before, "{name}");
            assert_eq!(window.text("Kept backups").count().await?, 0, "a backup was kept");
        }
        window.open_sessions().await?.row_count(2).await
    });
}

#[test]
fn an_import_whose_page_is_left_does_nothing_and_says_so() {
    test(Setup::default().with_script(TURNS), async |window| {
        window.open_sessions().await?.add("Mine", "2026-01-01", "2026-03-31").await?;
        let data = window.open_data().await?;
        let before = window.records().await?;
        data.previews("sessions.csv", &sessions()).await?;
        data.is_held_importing(window, 3).await?;
        window.role(Role::Link, "Sessions").first().click().await?;
        window.is_titled("Sessions").await?;
        window.go_on().await?;
        window.alerts(&["Not imported", "Nothing was changed"]).await?;
        assert_eq!(window.records().await?, before);
        Ok(())
    });
}

#[test]
fn what_another_window_does_while_an_import_is_made_ready_is_kept_and_counts() {
    test(Setup::default().with_script(TURNS), async |window| {
        window.open_sessions().await?.add("First", "2026-01-01", "2026-03-31").await?;
        let data = window.open_data().await?;
        data.previews("sessions.csv", &sessions()).await?;
        data.is_held_importing(window, 3).await?;
        let [first, _] = window.second("okrs/sessions").await?;
        window.sessions().add("Second", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        window.look_at(&first).await?;
        window.go_on().await?;
        data.import_button().patiently(60).gone().await?;
        let sessions = window.open_sessions().await?;
        sessions.row_count(MANY + 3).await?;
        sessions.search("Second").await?;
        sessions.shows(&[2]).await?;
        sessions.search("Session 1234").await?;
        sessions.row_says("SE-06235", "Created By", "Ann").await
    });
}

#[test]
fn an_import_whose_browser_ended_while_it_was_written_is_taken_back_at_the_next_start() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Mine", "2026-01-01", "2026-03-31").await?;
        window.undo().seen().await?;
        let data = window.open_data().await?;
        let before = window.records().await?;
        data.previews("sessions.csv", &sessions()).await?;
        window.run(KILLED_AFTER, vec![json!(1000)]).await?;
        data.import_button().click().await?;
        data.import_button().patiently(60).gone().await?;
        let half = window.records().await?.len();
        assert!(before.len() + 900 < half && half < MANY, "{half} records are stored");
        let sessions = window.open_sessions().await?;
        sessions.row_count(2).await?;
        until(PATIENCE, async || {
            let records = window.records().await?;
            Ok(if records == before { Ok(()) } else { Err(format!("{} records, not {}", records.len(), before.len())) })
        })
        .await?;
        sessions.row_count(2).await
    });
}
