//! The program `telit`.
fn main() {}
