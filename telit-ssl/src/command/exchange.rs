//! Payload in command mode.
//!
//! Each of these may block for a time: its own, or that of the socket ([`Configuration`](super::setup::Configuration)), 10 s as
//! it comes. The answer is waited for so much longer where it is the command's own. Where the socket's was set to more than
//! a minute, say so with [`Engine::answer_within`](crate::Engine::answer_within).
//!
//! Read first: guide 4.2.2; protocol notes 5.10, 5.13.

use crate::profile::id::{G2, G3, LTE_A};
use crate::value::SocketId;
use at_spec::{ByteCount, Command, Exchange, Information, Payload, Tenths};

pub use declared::*;

#[at_spec::family]
mod declared {
    use super::{
        ByteCount, Command, Exchange, G2, G3, Information, LTE_A, Payload, SocketId, Tenths,
    };

    /// Sends payload: prompt, bytes, `^Z`. It cannot carry 0x08, 0x1A and 0x1B.
    ///
    /// Source: guide 4.2.2.1, 4.5.3; protocol notes 5.10.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSEND", exchange = Exchange::Prompt(Payload::UntilCtrlZ), test,
        answer_within = "60 s", provenance(test = recollected))]
    pub struct Send {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// How long it may block. Left out: the socket's own.
        #[at(range = 10..=5000, blocking, recollected)]
        pub timeout: Option<Tenths>,
    }

    /// Sends payload by count: every byte is data, and there is no way to give it up.
    ///
    /// Some drivers send `^Z` behind the count; it is not part of the exchange.
    ///
    /// Source: protocol notes 5.11.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSENDEXT", exchange = Exchange::Prompt(Payload::Counted(u32::from(self.count))), test,
        answer_within = "60 s", absent = [G2], provenance(test = recollected))]
    pub struct SendCounted {
        /// Which socket.
        #[at(ranges(G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// Bytes that follow the prompt.
        #[at(range = 1..=1500, recollected)]
        pub count: u16,
        /// How long it may block. Left out: the socket's own.
        #[at(range = 10..=5000, blocking, recollected)]
        pub timeout: Option<Tenths>,
    }

    /// Receives payload: a count, and as many bytes.
    ///
    /// The guide spells it `#SSLRCV`, every driver and the newer references `#SSLRECV`.
    ///
    /// Source: guide 4.2.2.2, 4.5.3; protocol notes 0.1, 5.13.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLRECV", verb(G2 => "#SSLRCV"), exchange = Exchange::Counted { room: u32::from(self.room) },
        answer = Received, test, answer_within = "60 s", provenance(test = recollected))]
    pub struct Receive {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// Most bytes that may come. One driver found that more than 1000 is refused; that newer modules take 1500 is
        /// what others ask for, and not confirmed.
        #[at(range = 1..=1500, ranges(G2 => 1..=1000, G3 => 1..=1000))]
        pub room: u16,
        /// How long it may block. Left out: the socket's own.
        #[at(range = 10..=5000, blocking)]
        pub timeout: Option<Tenths>,
    }

    /// How many bytes follow.
    ///
    /// The guide and all drivers but one show the count alone; that one skips a number before it, as plain sockets
    /// have it. Both are read.
    ///
    /// Source: guide 4.2.2.2, 4.5.3; protocol notes 5.13; field notes B9.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLRECV", verb(G2 => "#SSLRCV"))]
    pub struct Received {
        /// Which socket, where the firmware says so.
        #[at(leading, inferred)]
        pub socket: Option<SocketId>,
        /// Bytes behind this line, line ends not included.
        #[at(count)]
        pub count: ByteCount,
    }
}
