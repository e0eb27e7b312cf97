//! The first program of the README, compiled.
#![doc = include_str!("../../README.md")]
