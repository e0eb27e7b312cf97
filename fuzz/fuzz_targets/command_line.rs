//! Bytes for `tests::fuzzed::command_line`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tests::fuzzed::command_line::judge(bytes));
