//! Two windows on one workspace never lose each other's work, and see it at once.

use serde_json::{Value, json};
use thirtyfour::{Key, WindowHandle};

use crate::pages::add_session::AddSession;
use crate::pages::confirm::Confirm;
use crate::pages::drawer::Drawer;
use crate::pages::feedback::Feedback;
use crate::pages::sessions::number;
use crate::support::ax_tree::Role;
use crate::support::failure::{Step, ensure};
use crate::support::setup::Setup;
use crate::support::wait::{PATIENCE, until};
use crate::support::window::{Window, test};

/// What a page does without a pause between its turns, as fast as it can.
const TURN: &str = "
    const turn = () => new Promise(done => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
    const button = name => [...document.querySelectorAll('button')].find(button => button.textContent === name);
    const field = (within, name) => {
      const label = [...document.querySelectorAll(within + ' label')].find(label => label.textContent === name);
      return label && document.getElementById(label.htmlFor);
    };
    const type = (input, text, event) => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      if (event) input.dispatchEvent(new Event(event, { bubbles: true }));
    };
    const until = async what => { for (;;) { const found = what(); if (found) return found; await turn() } };
    window.__done = 0;";

/// Gives the session of the open drawer one title after the other.
const RETITLE: &str = "
    (async (prefix, count) => {
      const input = await until(() => field('.drawer:not(.waiting)', 'Title'));
      for (let at = 0; at < count; at++) {
        type(input, prefix + at, 'change');
        window.__done++;
        await turn();
      }
    })(arguments[0], arguments[1]);";

/// Adds sessions through the dialog.
const ADD: &str = "
    (async (prefix, count) => {
      for (let at = 0; at < count; at++) {
        button('Add Session').click();
        const input = await until(() => field('dialog[open]', 'Title'));
        button('This quarter').click();
        await turn();
        type(input, prefix + at);
        await turn();
        button('Save').click();
        await until(() => !document.querySelector('dialog'));
        window.__done++;
      }
    })(arguments[0], arguments[1]);";

impl Window {
    /// Opens a second window on a path and stays in it; gives both, the first one first.
    pub(super) async fn second(&self, path: &str) -> Step<[WindowHandle; 2]> {
        let first = self.driver().window().await?;
        let second = self.driver().new_window().await?;
        self.driver().switch_to_window(second.clone()).await?;
        self.visit(path).await?;
        Ok([first, second])
    }

    pub(super) async fn look_at(&self, window: &WindowHandle) -> Step {
        Ok(self.driver().switch_to_window(window.clone()).await?)
    }

    /// Starts a script in each window and waits until both are through.
    async fn in_both(&self, windows: &[WindowHandle; 2], script: &str, count: u64) -> Step {
        for (window, prefix) in windows.iter().zip(["one ", "two "]) {
            self.look_at(window).await?;
            self.run([TURN, script].concat(), vec![json!(prefix), json!(count)]).await?;
        }
        for window in windows {
            self.look_at(window).await?;
            until(PATIENCE * 24, async || {
                let done = self.run("return window.__done", Vec::new()).await?.as_u64();
                Ok(if done == Some(count) { Ok(()) } else { Err(format!("{done:?} of {count} are done")) })
            })
            .await?;
        }
        Ok(())
    }

    /// The stored records of a kind.
    async fn stored_of_kind(&self, kind: &str) -> Step<Vec<Value>> {
        let kind = format!("okr-sessions/main/{kind}/");
        let records = self.records().await?.into_iter().filter(|(key, _)| key.starts_with(&kind));
        records.map(|(_, text)| Ok(serde_json::from_str(&text)?)).collect()
    }

    /// The titles of 2 × `count` changes of which the stored history says nothing.
    async fn untold(&self, count: u64) -> Step<Vec<String>> {
        let entries = self.stored_of_kind("entry").await?;
        let told: Vec<&str> = entries
            .iter()
            .flat_map(|entry| entry["fields"].as_array().into_iter().flatten())
            .flat_map(|field| [field["from"].as_str(), field["to"].as_str()])
            .flatten()
            .collect();
        let all = ["one", "two"].into_iter().flat_map(|prefix| (0..count).map(move |at| format!("{prefix} {at}")));
        Ok(all.filter(|title| !told.contains(&title.as_str())).collect())
    }
}

async fn with_sessions(window: &Window, titles: &[&str]) -> Step {
    let sessions = window.open_sessions().await?;
    for title in titles {
        sessions.add(title, "2026-01-01", "2026-03-31").await?;
    }
    Ok(())
}

#[test]
fn three_hundred_changes_each_of_different_sessions_are_all_kept_and_seen() {
    test(Setup::default(), async |window| {
        with_sessions(window, &["First", "Second"]).await?;
        window.visit(&format!("okrs/sessions/{}", number(1))).await?;
        let windows = window.second(&format!("okrs/sessions/{}", number(2))).await?;
        window.in_both(&windows, RETITLE, 300).await?;
        for handle in &windows {
            window.look_at(handle).await?;
            let sessions = window.sessions();
            sessions.lists("one 299").await?;
            sessions.lists("two 299").await?;
        }
        let untold = window.untold(300).await?;
        ensure(untold.is_empty(), || format!("{untold:?} are not in the history"))
    });
}

#[test]
fn three_hundred_changes_each_of_the_same_title_leave_one_and_the_history_has_the_others() {
    test(Setup::default(), async |window| {
        with_sessions(window, &["Shared"]).await?;
        let path = format!("okrs/sessions/{}", number(1));
        window.visit(&path).await?;
        let windows = window.second(&path).await?;
        window.in_both(&windows, RETITLE, 300).await?;
        until(PATIENCE, async || {
            let mut seen = Vec::new();
            for handle in &windows {
                window.look_at(handle).await?;
                seen.push(
                    window
                        .run("return document.querySelector('.drawer:not(.waiting) h2').textContent", Vec::new())
                        .await?,
                );
            }
            let (_, stored) = window.session_record(&number(1)).await?;
            let stored: Value = serde_json::from_str(&stored)?;
            seen.push(stored["title"].clone());
            let untold = window.untold(300).await?;
            let whole = seen.iter().all(|title| *title == seen[0]) && untold.is_empty();
            Ok(if whole {
                Ok(())
            } else {
                Err(format!("the windows and the storage say {seen:?}; untold: {untold:?}"))
            })
        })
        .await
    });
}

#[test]
fn three_hundred_new_sessions_each_have_six_hundred_numbers() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?;
        let windows = window.second("okrs/sessions").await?;
        window.in_both(&windows, ADD, 300).await?;
        until(PATIENCE, async || {
            let sessions = window.stored_of_kind("session").await?;
            let mut numbers: Vec<&str> = sessions.iter().filter_map(|session| session["number"].as_str()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            let counts = (sessions.len(), numbers.len());
            Ok(if counts == (600, 600) { Ok(()) } else { Err(format!("sessions and numbers: {counts:?}")) })
        })
        .await
    });
}

/// Changes title and end date as soon as the other window says so.
const WHEN_TOLD: &str = "
    addEventListener('storage', async ({ key }) => {
      if (key !== 'go') return;
      type(field('.drawer:not(.waiting)', 'End Date'), '2026-04-30', 'blur');
      await turn();
      type(field('.drawer:not(.waiting)', 'Title'), 'Changed there', 'change');
    });";

#[test]
fn an_open_drawer_follows_the_other_window_and_leaves_what_is_typed() {
    test(Setup::default(), async |window| {
        with_sessions(window, &["Shared"]).await?;
        let path = format!("okrs/sessions/{}", number(1));
        let windows = window.second(&path).await?;
        Drawer::new(window, "Shared").title().seen().await?;
        window.run([TURN, WHEN_TOLD].concat(), Vec::new()).await?;
        window.look_at(&windows[0]).await?;
        window.visit(&path).await?;
        Drawer::new(window, "Shared").title().fill("Half typed").await?;
        // Going to the other window would leave the field, and save it.
        window.store("go", "now").await?;
        let drawer = Drawer::new(window, "Changed there");
        drawer.dialog().seen().await?;
        drawer.end().has_value("2026-04-30").await?;
        drawer.title().has_value("Half typed").await
    });
}

/// Gives the session another title as soon as the other window says so.
const RETITLE_WHEN_TOLD: &str = "
    addEventListener('storage', ({ key }) => {
      if (key === 'go') type(field('.drawer:not(.waiting)', 'Title'), 'Changed there', 'change');
    });";

/// The button was made anew with every change of its session, and the focus was nowhere.
#[test]
fn a_button_of_an_open_drawer_keeps_the_focus_while_the_other_window_changes_the_session() {
    test(Setup::default(), async |window| {
        window.open_sessions().await?.add("Shared", "2025-10-01", "2025-12-31").await?;
        let path = format!("okrs/sessions/{}", number(1));
        let windows = window.second(&path).await?;
        Drawer::new(window, "Shared").title().seen().await?;
        window.run([TURN, RETITLE_WHEN_TOLD].concat(), Vec::new()).await?;
        window.look_at(&windows[0]).await?;
        window.visit(&path).await?;
        Drawer::new(window, "Shared").button("Close session").focus().await?;
        window.store("go", "now").await?;
        let drawer = Drawer::new(window, "Changed there");
        drawer.dialog().seen().await?;
        drawer.button("Close session").has_focus().await
    });
}

/// Does an action on the session as soon as the other window says so, and confirms it where it asks.
const ACT_WHEN_TOLD: &str = "
    const action = arguments[0];
    addEventListener('storage', async ({ key }) => {
      if (key !== 'go') return;
      document.querySelector('.drawer:not(.waiting) [aria-label=Actions]').click();
      const items = () => [...document.querySelectorAll('[role=menuitem]')];
      (await until(() => items().find(item => item.textContent === action))).click();
      if (action === 'Close') (await until(() => document.querySelector('[role=alertdialog] [data-confirm]'))).click();
    });";

/// Undoes the last change as soon as the other window says so.
const UNDO_WHEN_TOLD: &str = "
    addEventListener('storage', ({ key }) => {
      if (key === 'go') document.querySelector('[aria-label^=\"Undo: Added\"]').click();
    });";

/// What was being typed stood in a field that nobody could save any more, and went with the drawer.
#[test]
fn what_was_being_typed_is_told_when_the_other_window_closes_the_session_or_takes_it_away() {
    test(Setup::default(), async |window| {
        with_sessions(window, &["Second", "First"]).await?;
        let mut other = None;
        let cases = [
            (2, "First", "Close", "is closed. Reopen it to make changes. What you typed: title “Half typed”"),
            (1, "Second", "Move to trash", "end date “2027-01-01”"),
        ];
        for (at, title, action, told) in cases {
            let path = format!("okrs/sessions/{}", number(at));
            let windows = match other.take() {
                None => window.second(&path).await?,
                Some(windows) => windows,
            };
            window.look_at(&windows[1]).await?;
            window.visit(&path).await?;
            Drawer::new(window, title).title().seen().await?;
            window.run([TURN, ACT_WHEN_TOLD].concat(), vec![json!(action)]).await?;
            window.look_at(&windows[0]).await?;
            window.visit(&path).await?;
            let drawer = Drawer::new(window, title);
            match action {
                "Close" => drawer.title().fill("Half typed").await?,
                _ => drawer.end().fill_date("2027-01-01").await?,
            }
            // Going to the other window would leave the field, and save it.
            window.store("go", action).await?;
            window.alerts(&["Not saved", &number(at), told]).await?;
            window.visit("okrs/sessions?closed").await?;
            let expected: &[u32] = if action == "Close" { &[2, 1] } else { &[2] };
            window.sessions().shows(expected).await?;
            other = Some(windows);
        }
        Ok(())
    });
}

/// A window with the session *First*, and another one that undoes that it was added once it is told to.
async fn first_can_be_undone_elsewhere(window: &Window) -> Step {
    with_sessions(window, &["First"]).await?;
    let windows = window.second("okrs/sessions").await?;
    window.button("Undo: Added SE-01001 First").seen().await?;
    window.run([TURN, UNDO_WHEN_TOLD].concat(), Vec::new()).await?;
    window.look_at(&windows[0]).await
}

/// What was typed went with the session, and nothing said so.
#[test]
fn what_was_being_typed_is_told_when_the_other_window_undoes_that_the_session_was_added() {
    test(Setup::default(), async |window| {
        first_can_be_undone_elsewhere(window).await?;
        let drawer = window.sessions().open("First").await?;
        drawer.title().fill("Half typed").await?;
        window.store("go", "now").await?;
        window.alerts(&["Not saved", &number(1), "title “Half typed”"]).await
    });
}

/// The dialog lay over the drawer of that session, and went with it without a word.
#[test]
fn what_was_typed_in_a_dialog_that_goes_with_its_session_is_told() {
    test(Setup::default(), async |window| {
        first_can_be_undone_elsewhere(window).await?;
        window.sessions().open("First").await?.act("Clone").await?;
        AddSession::named(window, "Clone session").title().fill("Half typed").await?;
        window.store("go", "now").await?;
        window.alerts(&["Not saved: Clone session closed", "title “Half typed”"]).await
    });
}

/// Nobody wanted to leave, and was asked whether to discard what they typed; the drawer stayed over a session in the trash.
#[test]
fn a_dialog_over_the_list_stays_when_the_other_window_takes_the_open_session_away() {
    test(Setup::default(), async |window| {
        with_sessions(window, &["First"]).await?;
        let path = format!("okrs/sessions/{}", number(1));
        let windows = window.second(&path).await?;
        Drawer::new(window, "First").title().seen().await?;
        window.run([TURN, ACT_WHEN_TOLD].concat(), vec![json!("Move to trash")]).await?;
        window.look_at(&windows[0]).await?;
        let drawer = window.sessions().open("First").await?;
        let dialog = window.sessions().start_adding().await?;
        dialog.fill("Half typed", "2026-01-01", "2026-03-31").await?;
        window.store("go", "now").await?;
        drawer.dialog().gone().await?;
        // Nothing said why.
        window.notices("SE-01001 went to the trash").await?;
        window.is_at("okrs/sessions").await?;
        dialog.holds("Half typed", "2026-01-01", "2026-03-31").await?;
        dialog.save_and_close().await?;
        window.sessions().lists("Half typed").await
    });
}

/// The window went on as somebody else, an administrator, and said nothing.
#[test]
fn a_window_says_when_whom_it_acts_as_was_removed_in_the_other_one() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Mia", "Member").await?;
        let windows = window.second("okrs/sessions").await?;
        window.shell().act_as("Mia").await?;
        window.look_at(&windows[0]).await?;
        let people = window.people();
        people.start_editing("Mia").await?;
        people.remove().await?.confirm().await?;
        people.lists_no("Mia").await?;
        window.look_at(&windows[1]).await?;
        window.alerts(&["Mia was removed", "acts as Administrator"]).await?;
        // It acted as Mia again without a word when that was undone.
        window.look_at(&windows[0]).await?;
        window.undo().click().await?;
        people.lists("Mia").await?;
        window.look_at(&windows[1]).await?;
        window.role_beginning(Role::Button, "Acting as ").click().await?;
        window.role_beginning(Role::MenuItem, "Mia").seen().await?;
        window.press(Key::Escape).await?;
        window.shell().acting_as("Administrator").seen().await?;
        Ok(())
    });
}

/// The dialog wrote back everything that it showed, and so gave back the rights that the other window had taken away.
#[test]
fn a_dialog_about_a_person_leaves_what_the_other_window_changed_of_them() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Ada", "System administrator").await?;
        let windows = window.second("settings/people").await?;
        let people = window.people();
        people.start_editing("Ada").await?;
        window.look_at(&windows[0]).await?;
        people.start_editing("Ada").await?;
        people.access_level().choose("Member").await?;
        people.button("Save").click().await?;
        people.button("Save").gone().await?;
        window.look_at(&windows[1]).await?;
        people.name().fill("Ada L").await?;
        people.button("Save").click().await?;
        people.lists("Ada L").await?;
        people.start_editing("Ada L").await?;
        people.access_level().has_chosen("Member").await
    });
}

/// Presses something here, and the same in the other window, before either hears of what the other did: `wait` there first, then `go` here.
const AT_ONCE: &str = "
    const press = arguments[1] === 'option' ? () => document.querySelector('[role=option]') : () => button(arguments[1]);
    if (arguments[0] === 'wait') {
      addEventListener('storage', ({ key }) => { if (key === 'go') press().click() });
    } else {
      localStorage.setItem('go', 'now');
      press().click();
    }";

/// Opens the list of parents without the focus, which goes when another window is looked at.
const OPEN_PARENTS: &str = "
    field('.drawer:not(.waiting)', 'Parent session').click();
    window.__open = until(() => document.querySelector('[role=option]'));";

impl Window {
    /// The window that is looked at comes last.
    async fn press_at_once(&self, windows: &[WindowHandle; 2], what: &str) -> Step {
        for (window, turn) in windows.iter().zip(["wait", "go"]) {
            self.look_at(window).await?;
            self.run([TURN, AT_ONCE].concat(), vec![json!(turn), json!(what)]).await?;
        }
        Ok(())
    }
}

/// Nobody was left who could change anything; a reload made somebody up.
#[test]
fn two_windows_that_each_make_a_member_of_another_administrator_leave_one() {
    test(Setup::default(), async |window| {
        window.open_people().await?.add("Ada", "System administrator").await?;
        let windows = window.second("settings/people").await?;
        for (handle, name) in windows.iter().zip(["Administrator", "Ada"]) {
            window.look_at(handle).await?;
            window.people().start_editing(name).await?;
            window.people().access_level().choose("Member").await?;
        }
        window.press_at_once(&windows, "Save").await?;
        until(PATIENCE, async || {
            let people = window.stored_of_kind("person").await?;
            let administrators = people.iter().filter(|person| person["access"] == "systemAdministrator").count();
            let told = window.stored_of_kind("entry").await?;
            let told = told.iter().filter(|entry| entry["deed"] == "overruled").count();
            Ok(if administrators > 0 && told == administrators { Ok(()) } else { Err(format!("{people:?} {told}")) })
        })
        .await?;
        // The one that stays is said in the window that saw to it, which may be either.
        let mut said = Vec::new();
        for handle in &windows {
            window.look_at(handle).await?;
            said.push(window.alerts(&["Access level: “System administrator” stands, not “Member”"]).await);
        }
        ensure(said.iter().any(Result::is_ok), || "neither window says who stays an administrator".to_owned())
    });
}

/// Both were part of each other, and of nothing that the list grouped them below.
#[test]
fn two_windows_that_make_each_session_part_of_the_other_leave_one_of_them_part_of_none() {
    test(Setup::default(), async |window| {
        with_sessions(window, &["First", "Second"]).await?;
        window.visit(&format!("okrs/sessions/{}", number(1))).await?;
        let windows = window.second(&format!("okrs/sessions/{}", number(2))).await?;
        for (handle, title) in windows.iter().zip(["First", "Second"]) {
            window.look_at(handle).await?;
            Drawer::new(window, title).more().await?;
            window.run([TURN, OPEN_PARENTS, "return window.__open.then(() => true)"].concat(), Vec::new()).await?;
        }
        window.press_at_once(&windows, "option").await?;
        // The clock of the second window is ahead, so that its change is the last one: there it is told.
        window.alerts(&["at the same time", "Parent session: none stands, not “SE-01001"]).await?;
        until(PATIENCE, async || {
            let sessions = window.stored_of_kind("session").await?;
            let parts = sessions.iter().filter(|session| session["parent"].is_string()).count();
            Ok(if parts == 1 { Ok(()) } else { Err(format!("{sessions:?}")) })
        })
        .await
    });
}

/// A session that the other window had brought back from the trash went for good with the others.
#[test]
fn what_the_other_window_restores_stays_when_the_trash_is_emptied() {
    test(Setup::default(), async |window| {
        window
            .import(
                "Number,Name,State,Begin,End\nSE-01001,Gone,Closed,2025-01-01,2025-03-31\n\
            SE-01002,Back,Closed,2025-01-01,2025-03-31\n",
            )
            .await?;
        for nth in [1, 2] {
            window.visit(&format!("okrs/sessions/{}", number(nth))).await?;
            Drawer::new(window, if nth == 1 { "Gone" } else { "Back" }).act("Move to trash").await?;
            window.undo().seen().await?;
        }
        window.visit("okrs/trash").await?;
        window.button("Empty the trash").click().await?;
        Confirm::seen(window, "Remove for good").await?;
        let windows = window.second("okrs/trash").await?;
        window.button("Restore Back").click().await?;
        window.look_at(&windows[0]).await?;
        Confirm::seen(window, "Remove for good").await?.confirm().await?;
        window.visit("okrs/sessions?closed").await?;
        window.sessions().shows(&[2]).await
    });
}
