//! Lines alone.

fn main() {
    beside::run(beside::lines());
}
