//! Bytes for `tests::fuzzed::pair`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzed::pair::judge(bytes));
