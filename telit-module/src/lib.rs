//! Front page.

pub mod action;
pub mod peer;
pub mod runner;
