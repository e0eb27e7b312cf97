//! The page for those who declare commands of their own, compiled.
#![doc = include_str!("../../docs/declare-your-own-command.md")]
