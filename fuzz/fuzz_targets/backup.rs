//! libFuzzer's wrapper around `targets::backup`.
#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code, reason = "each wrapper runs one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::backup(bytes));
