//! A bounded run of the fuzz targets (`fuzz/`): the corpus, and seeded mutations of it, so that every run is the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up says so by panicking")]

use std::fs;
use std::path::Path;

#[path = "../fuzz/targets.rs"]
mod targets;

/// So many mutations are tried of each target; libFuzzer tries as many as one lets it.
const MUTATIONS: u32 = 2_000;

/// Values that parsers have stumbled over.
const TOKENS: [&str; 24] = [
    "\"",
    "\\",
    "\\u0000",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    ";",
    "\r\n",
    "\n",
    "null",
    "true",
    "-1",
    "1e999",
    "\"v\":3",
    "\"__proto__\"",
    "\u{feff}",
    "\u{2028}",
    "9999-12-31",
    "SE-999999999",
    "=1+1",
    "\u{1f600}",
];

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let files: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    assert!(!files.is_empty());
    files
}

/// One file changed in a few places.
fn mutated(files: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = files[dice.below(files.len())].clone();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + dice.below(12)).min(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.splice(at..to, [])),
            2 => drop(bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].bytes())),
            3 => drop(bytes.splice(at..to, TOKENS[dice.below(TOKENS.len())].bytes())),
            4 => {
                let copied = bytes[at..to].to_vec();
                let target = dice.below(bytes.len() + 1);
                drop(bytes.splice(target..target, copied));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes
}

fn run(name: &str, target: fn(&[u8])) {
    let files = corpus(name);
    files.iter().for_each(|file| target(file));
    let mut dice = Dice(0x2026_0210_0900);
    for _ in 0..MUTATIONS {
        target(&mutated(&files, &mut dice));
    }
}

#[test]
fn stored_records_are_read_or_set_aside_whatever_they_hold() {
    run("stored_record", targets::stored_record);
}

#[test]
fn backups_are_refused_or_come_back_whatever_they_hold() {
    run("backup", targets::backup);
}

#[test]
fn tables_are_refused_or_planned_whatever_they_hold() {
    run("csv", targets::csv);
}
