//! `cargo xtask bench`: how fast the built app is with 100, 1,000 and 10,000 stored sessions, how it starts from a full
//! storage, and how many bytes its first load takes. Sessions come in through the CSV import, as a person would bring them;
//! times are taken in the page, from the input event to the painted frame, and the median of some repetitions is printed.
//!
//! Arguments: `--sizes 100,1000,10000`, `--repetitions 5`.

#![allow(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on says so by panicking")]
#![allow(dead_code, reason = "the harness is shared with the tests, which use all of it")]

mod pages;
mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;
use tokio::runtime::{Builder, Runtime};

use support::failure::{Failure, Step};
use support::setup::Setup;
use support::wait::{PATIENCE, until};
use support::window::Window;

const ADJECTIVES: [&str; 8] = ["Annual", "Internal", "Open", "Regional", "Technical", "Urgent", "Public", "Joint"];
/// A quarter of them has the letter that is searched for; nothing else in the table has it.
const NOUNS: [&str; 8] =
    ["budget review", "quiz night", "training", "site visit", "bazaar", "audit", "board meeting", "workshop"];
const LETTER: &str = "z";

/// With nothing of the app kept by the browser, and when it was loaded twice before: until the first row is seen, and until
/// the app is there.
const STARTS: [&str; 4] = ["first row, cold (ms)", "first row, warm (ms)", "usable, cold (ms)", "usable, warm (ms)"];
const INTERACTIONS: [&str; 5] = [
    "toggle closed sessions (ms)",
    "search, one key (ms)",
    "open drawer (ms)",
    "edit title, saved (ms)",
    "add session, saved (ms)",
];
/// Of one change among many: the script that carries it out and redraws, and the time until it is on the disk and says so.
const CHANGE: [&str; 2] = ["a change, the page's work (ms)", "a change, until Saved (ms)"];
const MEMORY: [&str; 2] = ["JS heap (MB)", "wasm memory (MB)"];

/// So many changes are made one after the other to tell what one costs.
const CHANGES: usize = 100;

/// What is called a full storage, in UTF-16 units: four fifths of what browsers give.
const FULL: usize = 4 << 20;
/// So many sessions are imported first, to see how much room one takes.
const SAMPLED: usize = 5_000;

type Samples = BTreeMap<&'static str, Vec<f64>>;

fn main() {
    let (sizes, repetitions) = arguments();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let columns: Vec<Samples> = sizes
        .iter()
        .map(|&size| {
            println!("measuring {size} sessions");
            in_a_fresh_browser(&runtime, async |window| measure(window, size, repetitions).await)
        })
        .collect();
    println!("measuring a full storage");
    let full = in_a_fresh_browser(&runtime, async |window| full_storage(window, repetitions).await);
    let bytes = in_a_fresh_browser(&runtime, first_load);
    println!(
        "\nmedians of {repetitions} repetitions, of {CHANGES} changes; growth: from the first column to the last\n"
    );
    println!("{}\n\n{full}\n\n{bytes}", table(&sizes, &columns));
}

fn in_a_fresh_browser<T>(runtime: &Runtime, measure: impl AsyncFnOnce(&Window) -> Step<T>) -> T {
    let window = runtime.block_on(Window::open(Setup::default())).unwrap_or_else(|failure| panic!("{failure}"));
    let result = runtime.block_on(measure(&window));
    let result = result.map_err(|failure| runtime.block_on(window.report(&failure.to_string())));
    window.close(runtime);
    result.unwrap_or_else(|report| panic!("{report}"))
}

fn arguments() -> (Vec<usize>, usize) {
    let (mut sizes, mut repetitions) = (vec![100, 1_000, 10_000], 5);
    let mut given = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(name) = given.next() {
        let value = given.next().unwrap_or_default();
        let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{name} {value}: not a number"));
        match name.as_str() {
            "--sizes" => sizes = value.split(',').map(number).collect(),
            "--repetitions" => repetitions = number(&value),
            _ => panic!("bench does not know {name:?}, only --sizes and --repetitions"),
        }
    }
    (sizes, repetitions)
}

async fn measure(window: &Window, size: usize, repetitions: usize) -> Step<Samples> {
    let mut samples = Samples::new();
    window.before_documents(include_str!("bench.js")).await?;
    window.import(&sessions(0..size, size)?).await?;
    for repetition in 0..repetitions {
        let mut note = |name, value| samples.entry(name).or_default().push(value);
        for (name, time) in STARTS.into_iter().zip(starts(window).await?) {
            note(name, time);
        }
        for (name, time) in INTERACTIONS.into_iter().zip(interactions(window, size, repetition).await?) {
            note(name, time);
        }
    }
    for (name, value) in MEMORY.into_iter().zip(memory(window).await?) {
        samples.insert(name, vec![value]);
    }
    for (name, times) in CHANGE.into_iter().zip(changes(window, size).await?) {
        samples.insert(name, times);
    }
    Ok(samples)
}

/// The times of [`STARTS`].
async fn starts(window: &Window) -> Step<[f64; 4]> {
    forget_the_app(window).await?;
    window.visit("okrs/sessions").await?;
    let [cold, usable] = start(window).await?;
    window.reload().await?;
    start(window).await?;
    window.reload().await?;
    let [warm, usable_warm] = start(window).await?;
    Ok([cold, warm, usable, usable_warm])
}

/// What each of many changes of a title costs, one after the other.
async fn changes(window: &Window, size: usize) -> Step<[Vec<f64>; 2]> {
    let open = (0..size).rev().find(|at| at % 3 != 2).unwrap_or_default();
    window.visit(&format!("okrs/sessions/{}", number(open))).await?;
    pages::drawer::Drawer::new(window, &title(open, size)).title().seen().await?;
    window.run(pages::drawer::CHANGER, vec!["Change ".into(), CHANGES.into()]).await?;
    let changes: Vec<(String, f64, f64)> = until(PATIENCE * 6, async || {
        let made: Vec<(String, f64, f64)> =
            serde_json::from_value(window.run("return window.__changes", Vec::new()).await?)?;
        Ok(if made.len() == CHANGES { Ok(made) } else { Err(format!("only {} changes were saved", made.len())) })
    })
    .await?;
    Ok([changes.iter().map(|change| change.1).collect(), changes.iter().map(|change| change.2).collect()])
}

/// How the app starts when sessions fill the storage.
async fn full_storage(window: &Window, repetitions: usize) -> Step<String> {
    window.before_documents(include_str!("bench.js")).await?;
    let (mut size, mut units) = (0, 0);
    while units < FULL {
        // What one session takes is known once some are there.
        let more = if size == 0 { SAMPLED } else { 1 + size * (FULL - units) / units };
        window.import(&sessions(size..size + more, size + more)?).await?;
        size += more;
        units = stored_units(window).await?;
    }
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..repetitions {
        for (times, time) in times.iter_mut().zip(starts(window).await?) {
            times.push(time);
        }
    }
    let units = units as f64 / f64::from(1 << 20);
    let mut text = format!("storage filled to {units:.2} Mi UTF-16 units by {size} sessions");
    for (name, times) in STARTS.into_iter().zip(&times) {
        write!(text, "\n{name:<32}{:>12.1}", median(times))?;
    }
    Ok(text)
}

async fn stored_units(window: &Window) -> Step<usize> {
    let script = "return Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0)";
    let units = window.run(script, Vec::new()).await?;
    let units = units.as_u64().and_then(|units| usize::try_from(units).ok()).filter(|units| *units > 0);
    units.ok_or_else(|| Failure::new("the storage is empty"))
}

/// Throws away what the browser keeps of the app itself, not what the app stored.
async fn forget_the_app(window: &Window) -> Step {
    let origin = window.server().address();
    let kinds = json!({ "origin": origin, "storageTypes": "service_workers,cache_storage" });
    window.cdp("Storage.clearDataForOrigin", kinds).await?;
    window.cdp("Network.clearBrowserCache", json!({})).await?;
    window.driver().goto("about:blank").await?;
    Ok(())
}

/// Until the first row is seen, and until the app is there.
async fn start(window: &Window) -> Step<[f64; 2]> {
    Ok([answer(window, "__bench.firstRow").await?, answer(window, "__bench.appRow").await?])
}

async fn answer(window: &Window, promise: &str) -> Step<f64> {
    let script = format!("const done = arguments[0]; Promise.resolve({promise}).then(done)");
    let answer = window.driver().execute_async(script, Vec::<Value>::new()).await;
    let answer = answer.map_err(|error| Failure::new(format!("{promise}: {error}")))?;
    answer.json().as_f64().ok_or_else(|| Failure::new(format!("{promise} gave {}", answer.json())))
}

/// Arms the stopwatch, acts, and gives the time until `holds` (a JavaScript function) is true and painted.
async fn timed(window: &Window, event: &str, holds: &str, act: impl AsyncFnOnce() -> Step) -> Step<f64> {
    window.run(format!("__bench.arm({}, {holds})", Value::from(event)), Vec::new()).await?;
    act().await?;
    let time = answer(window, "__bench.result()").await;
    time.map_err(|failure| Failure::new(format!("{event} did not bring about {holds}: {failure}")))
}

/// Every third session is closed; the newest that is, and the newest that the search finds.
async fn interactions(window: &Window, size: usize, repetition: usize) -> Step<[f64; 5]> {
    let sessions = window.sessions();
    let closed = number((0..size).rev().find(|at| at % 3 == 2).unwrap_or_default());
    let found = number((0..size).rev().find(|&at| title(at, size).contains(LETTER)).unwrap_or_default());
    // One near the top, so that the table need not scroll to it.
    let edited =
        (0..size).rev().filter(|&at| at % 3 != 2 && !title(at, size).contains(LETTER)).nth(3).unwrap_or_default();
    let shown = |text: &str| format!("() => !!__bench.row({})", Value::from(text));

    let toggle = timed(window, "click", &shown(&closed), async || sessions.include_closed().click().await).await?;
    sessions.search_box().focus().await?;
    let newest = Value::from(number(size - 1));
    let filtered = format!("() => !!__bench.row({}) && !__bench.row({newest})", Value::from(found));
    let search = timed(window, "input", &filtered, async || window.type_keys(LETTER).await).await?;
    sessions.search("").await?;
    sessions.lists(&title(size - 1, size)).await?;

    let old = if repetition == 0 { title(edited, size) } else { format!("Edited {}", repetition - 1) };
    let open = "() => !!document.querySelector('[role=dialog] input')";
    let cell = sessions.name_cell(&old);
    let drawer = timed(window, "click", open, async || cell.click().await).await?;
    let new = format!("Edited {repetition}");
    let panel = pages::drawer::Drawer::new(window, &old);
    panel.title().fill(&new).await?;
    let saved = format!("begin => !!__bench.row({}) && __bench.saved(begin)", Value::from(new.as_str()));
    let edit = timed(window, "keydown", &saved, async || window.press(Key::Enter).await).await?;
    pages::drawer::Drawer::new(window, &new).is_closed_by_its_button().await?;

    let dialog = sessions.start_adding().await?;
    let added = format!("Added {repetition}");
    dialog.fill(&added, "2026-01-05", "2026-01-06").await?;
    let done = format!(
        "begin => !document.querySelector('dialog[open]') && !!__bench.row({}) && __bench.saved(begin)",
        Value::from(added.as_str())
    );
    let save = dialog.button("Save");
    let add = timed(window, "click", &done, async || save.click().await).await?;
    sessions.include_closed().click().await?;
    Ok([toggle, search, drawer, edit, add])
}

/// Megabytes of the JS heap after a collection, and of wasm memory, with all rows in the list.
async fn memory(window: &Window) -> Step<[f64; 2]> {
    const MEGABYTE: f64 = 1_048_576.0;
    window.cdp("Performance.enable", json!({})).await?;
    window.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    let metrics = window.cdp("Performance.getMetrics", json!({})).await?;
    let list = metrics["metrics"].as_array().map(Vec::as_slice).unwrap_or_default();
    let heap =
        list.iter().find(|metric| metric["name"] == "JSHeapUsedSize").and_then(|metric| metric["value"].as_f64());
    let heap = heap.ok_or_else(|| Failure::new("the browser does not say how large the heap is"))?;
    Ok([heap / MEGABYTE, answer(window, "__bench.wasmBytes()").await? / MEGABYTE])
}

/// What a visit without anything kept fetches until 0.7 s after the first row, each body compressed as a host would do it.
/// What the app prepares after that, for other pages and for times without a network, is no part of it.
async fn first_load(window: &Window) -> Step<String> {
    window.before_documents(include_str!("bench.js")).await?;
    window.import(&sessions(0..100, 100)?).await?;
    forget_the_app(window).await?;
    let before = window.server().served().len();
    window.visit("okrs/sessions").await?;
    start(window).await?;
    tokio::time::sleep(Duration::from_millis(700)).await;
    let mut text = String::from("first load, brotli 11:\n");
    let mut total = 0;
    for file in window.server().served().into_iter().skip(before) {
        let size = brotli_size(&file)?;
        total += size;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writeln!(text, "  {size:>9}  {name}")?;
    }
    write!(text, "  {total:>9}  bytes in all")?;
    Ok(text)
}

fn brotli_size(file: &Path) -> Step<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 24);
    writer.write_all(&fs::read(file)?)?;
    Ok(writer.into_inner().len())
}

fn number(at: usize) -> String {
    format!("SE-{:05}", 1001 + at)
}

fn title(at: usize, size: usize) -> String {
    if at + 3 >= size {
        // The newest ones do not hold the letter, so that a search is seen at once.
        return format!("{} training {at}", ADJECTIVES[at % 8]);
    }
    format!("{} {} {at}", ADJECTIVES[at * 7 % 8], NOUNS[(at / 8 + at * 3) % 8])
}

/// Those of `size` sessions that stand at these places, as a file.
fn sessions(places: Range<usize>, size: usize) -> Step<String> {
    let mut file = "Number,Name,State,Begin,End,Created By,Last Edited By,Created Date,Changed Date\n".to_owned();
    for at in places {
        let state = if at % 3 == 2 { "Closed" } else { "Active" };
        let (number, day, hour, minute) = (number(at), 1 + at / 1440, at / 60 % 24, at % 60);
        let name = title(at, size);
        writeln!(
            file,
            "{number},{name},{state},2026-01-01,2026-03-31,Alma Reyes,Boris Petrov,\
             2020-01-{day:02}T{hour:02}:{minute:02}:00Z,2020-01-{day:02}T{hour:02}:{minute:02}:00Z"
        )?;
    }
    Ok(file)
}

fn table(sizes: &[usize], columns: &[Samples]) -> String {
    let heads: String = sizes.iter().map(|size| format!("{size:>12}")).collect();
    let mut text = format!("{:<32}{heads}{:>12}", "stored sessions", "growth");
    for row in STARTS.into_iter().chain(INTERACTIONS).chain(CHANGE).chain(MEMORY) {
        let medians: Vec<f64> =
            columns.iter().map(|column| median(column.get(row).map(Vec::as_slice).unwrap_or_default())).collect();
        let cells: String = medians.iter().map(|median| format!("{median:>12.1}")).collect();
        let growth = medians.last().zip(medians.first()).map_or(f64::NAN, |(last, first)| last / first);
        text.push_str(&format!("\n{row:<32}{cells}{growth:>12.1}"));
    }
    text
}

fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
