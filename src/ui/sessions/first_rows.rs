//! What the list shows first is kept when the page is left (`first_rows.js` shows it).

use leptos::prelude::*;

use crate::domain::{ListQuery, list};
use crate::route::Route;
use crate::store::{FIRST_ROWS_MOST, FirstRows, Store};
use crate::ui::components::dom;
use crate::ui::markup::follow;
use crate::ui::places::Places;
use crate::ui::shell::reminder_is_due;

use super::page::count_in_words;
use super::rows::{Surroundings, row_in_words};

/// Keeps the first rows whenever the page is left or put away, as long as the app runs.
pub fn keep_first_rows(store: Store, places: Places) {
    // Also those that the page before kept are kept anew: they may be wrong, by a version that forgets none, or by damage.
    let changed = StoredValue::new(true);
    follow(Box::new(move || {
        store.workspace().track();
        changed.set_value(true);
    }));
    let keep = move || {
        let path = places.href(Route::Sessions { open: None });
        let language = window().navigator().language().unwrap_or_default();
        // What stands above the list would push it down when the app comes.
        let announces = is_announced(store);
        let changed_since = announces || changed.get_value();
        let rows = || (!announces).then(|| first_rows(store)).filter(|first| !first.rows.is_empty());
        store.keep_first_rows(&path, &language, changed_since, rows);
        changed.set_value(false);
    };
    dom::on_window("pagehide", move |_| keep());
    dom::on_window("visibilitychange", move |_| {
        if document().hidden() {
            keep();
        }
    });
}

/// Whether there is something above the list, or will be when the next page comes.
fn is_announced(store: Store) -> bool {
    let notice = document().query_selector(".notices .notice").ok().flatten();
    notice.is_some() || reminder_is_due(store).is_some()
}

/// The list as it begins: nothing was searched, sorted or chosen, and no drawer is open.
fn first_rows(store: Store) -> FirstRows {
    let (workspace, actor) = (store.workspace().read_untracked(), store.actor().get_untracked());
    let rows = list(&workspace, &actor, &ListQuery::default());
    let today = store.today().get_untracked();
    let around = Surroundings { rows: &rows, workspace: &workspace, today, open: None, active: 0 };
    FirstRows {
        rows: (0..FIRST_ROWS_MOST).map_while(|place| row_in_words(place, &around)).collect(),
        total: rows.len(),
        count: count_in_words(rows.len()),
        offers_actions: store.editor().with_untracked(|editor| editor.is_administrator()),
    }
}
