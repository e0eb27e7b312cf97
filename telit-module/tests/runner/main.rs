//! The runner against real ports and real peers, all of them on loopback.

mod authority;
mod bench;
mod hosts;
mod links;
mod memories;
mod peer;
mod program;
mod refusals;
mod sessions;
mod transfers;
#[cfg(feature = "weak-tls")]
mod weak;
