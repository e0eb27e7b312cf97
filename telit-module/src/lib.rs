//! Front page.

pub mod peer;
