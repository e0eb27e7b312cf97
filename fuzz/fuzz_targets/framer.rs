//! Bytes for `tests::fuzzed::framer`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzed::framer::judge(bytes));
