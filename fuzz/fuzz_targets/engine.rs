//! Bytes for `tests::fuzzed::engine`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzed::engine::judge(bytes));
