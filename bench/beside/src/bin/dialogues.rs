//! Dialogues through an engine.

fn main() {
    beside::run(beside::dialogues());
}
