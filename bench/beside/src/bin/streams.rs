//! Streams of ten thousand messages.

fn main() {
    beside::run(beside::streams());
}
