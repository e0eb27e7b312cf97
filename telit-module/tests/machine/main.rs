//! The machine under a false clock, with a peer that is told what to do: bytes against bytes.

mod bench;
mod command_line;
mod interface;
mod network;
mod online;
mod session;
