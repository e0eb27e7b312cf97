//! Front page.

pub mod readme;
