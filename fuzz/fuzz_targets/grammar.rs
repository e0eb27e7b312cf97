//! Bytes for `tests::fuzzed::grammar`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzed::grammar::judge(bytes));
