//! Bytes for `tests::fuzzed::transcript`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzed::transcript::judge(bytes));
