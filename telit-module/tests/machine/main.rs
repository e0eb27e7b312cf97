//! The machine under a false clock, with a peer that is told what to do: bytes against bytes.

mod bench;
mod checklist;
mod command_line;
mod field;
mod hostile;
mod identity;
mod interface;
mod network;
mod online;
mod radio;
mod restart;
mod session;
mod sim;
mod stored;
