//! Mistakes, one in each file, and what is said of them.

#[test]
fn every_mistake_is_said_where_it_is() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*/*.rs");
}
