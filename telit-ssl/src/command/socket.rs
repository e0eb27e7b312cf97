//! Plain sockets, the siblings of the SSL sockets: the same shapes without TLS.
//!
//! Read first: protocol notes 5.10, 5.11, 5.13, 5.15, 5.16 (what the siblings share); field notes A21 to A25.
//!
//! They differ where it hurts: a receive answers an error at once when nothing is there (field notes B23), its
//! header names the socket, and the mode of a dial that is left out is online. While received data are shown in
//! hexadecimal (a setting that is not declared here; field notes A21), a byte takes two characters and the count
//! does not tell how many follow: do not use that mode.

use core::num::NonZeroU16;

use at_spec::{
    Address, Argument, Bare, ByteCount, Command, Counted, Exchange, Host, Information, Payload,
    Quoted, Unsolicited,
};

use crate::value::Mode;

pub use declared::*;

/// A plain socket, `<connId>` (protocol notes 4.3).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[at(range = 1..=6)]
pub struct ConnectionId(u8);

/// What a plain socket speaks (recollected).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Transport {
    /// TCP
    #[at(0)]
    Tcp,
    /// UDP
    #[at(1)]
    Udp,
}

/// State of a plain socket (field notes A22; the words are recollected).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectionState {
    /// Closed.
    #[at(0)]
    Closed,
    /// Online.
    #[at(1)]
    Online,
    /// Suspended.
    #[at(2)]
    Suspended,
    /// Suspended, and data wait.
    #[at(3)]
    SuspendedWithData,
    /// Listening.
    #[at(4)]
    Listening,
    /// Somebody wants to connect.
    #[at(5)]
    Incoming,
    /// A name is being looked up.
    #[at(6)]
    Resolving,
    /// The connection is being made.
    #[at(7)]
    Connecting,
}

/// The exchange of a plain dial: left out, the mode is online (recollected), unlike that of its SSL sibling.
const fn dial_exchange(mode: Option<Mode>) -> Exchange {
    match mode {
        Some(Mode::Command) => Exchange::Dial,
        Some(Mode::Online) | None => Exchange::Online,
    }
}

#[at_spec::family]
mod declared {
    use super::{
        Address, Bare, ByteCount, Command, ConnectionId, ConnectionState, Counted, Exchange, Host,
        Information, Mode, NonZeroU16, Payload, Quoted, Transport, Unsolicited, dial_exchange,
    };

    /// Opens a plain socket to a peer.
    ///
    /// Source: protocol notes 8.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SD", exchange = dial_exchange(self.mode), test, answer_within = "140 s", recollected)]
    pub struct PlainDial<'a> {
        /// Socket to open.
        pub connection: ConnectionId,
        /// What it speaks.
        pub transport: Transport,
        /// Port of the peer.
        pub port: NonZeroU16,
        /// Name or address of the peer.
        pub host: Quoted<Host<'a>>,
        /// 0: closed as soon as the peer closes; 255: only behind the escape sequence.
        pub closure: Option<u8>,
        /// Local port of a UDP socket.
        pub local_port: Option<u16>,
        /// Left out: online mode.
        pub mode: Option<Mode>,
    }

    /// Goes back to online mode on an open plain socket.
    ///
    /// Source: protocol notes 5.7 (what its SSL sibling does).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SO", exchange = at_spec::Exchange::Online, test, answer_within = "30 s", recollected)]
    pub struct PlainGoOnline {
        /// Which socket.
        pub connection: ConnectionId,
    }

    /// Closes a plain socket.
    ///
    /// Source: protocol notes 8.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SH", test, answer_within = "3 s", recollected)]
    pub struct PlainClose {
        /// Which socket.
        pub connection: ConnectionId,
    }

    /// Asks for the state of one plain socket, or of all.
    ///
    /// Source: field notes A22.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SS", answer = PlainStatus<'static>, test, provenance(test = recollected))]
    pub struct PlainStatusOf {
        /// Which socket; left out: all, a line for each.
        pub connection: Option<ConnectionId>,
    }

    /// State of a plain socket: short where it is closed, without a peer where it listens.
    ///
    /// Source: field notes A22.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SS")]
    pub struct PlainStatus<'a> {
        /// Which socket.
        pub connection: ConnectionId,
        /// Its state.
        pub state: ConnectionState,
        /// Address of the module.
        pub local: Option<Bare<Address<'a>>>,
        /// Port of the module.
        pub local_port: Option<u16>,
        /// Address of the peer.
        pub peer: Option<Bare<Address<'a>>>,
        /// Port of the peer.
        pub peer_port: Option<u16>,
    }

    /// Asks for the counters of one plain socket, or of all.
    ///
    /// Source: field notes A23.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SI", answer = PlainCounters, test, provenance(test = recollected))]
    pub struct PlainCountersOf {
        /// Which socket; left out: all, a line for each.
        pub connection: Option<ConnectionId>,
    }

    /// Counters of a plain socket.
    ///
    /// Source: field notes A23.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SI")]
    pub struct PlainCounters {
        /// Which socket.
        pub connection: ConnectionId,
        /// Bytes sent.
        pub sent: ByteCount,
        /// Bytes received.
        pub received: ByteCount,
        /// Bytes that wait to be read.
        pub waiting: ByteCount,
        /// Bytes that the peer has not acknowledged.
        pub unacknowledged: ByteCount,
    }

    /// Sends payload: prompt, bytes, `^Z`. It cannot carry 0x08, 0x1A and 0x1B.
    ///
    /// Source: field notes A25.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSEND", exchange = Exchange::Prompt(Payload::UntilCtrlZ), test, answer_within = "60 s",
        provenance(test = recollected))]
    pub struct PlainSend {
        /// Which socket.
        pub connection: ConnectionId,
    }

    /// Sends payload by count: every byte is data.
    ///
    /// Source: field notes A24; protocol notes 5.11.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSENDEXT", exchange = Exchange::Prompt(Payload::Counted(u32::from(self.count))), test,
        answer_within = "60 s", provenance(test = recollected))]
    pub struct PlainSendCounted {
        /// Which socket.
        pub connection: ConnectionId,
        /// Bytes that follow the prompt.
        #[at(range = 1..=1500, recollected)]
        pub count: u16,
    }

    /// Receives payload: a count, and as many bytes; an error at once where nothing is there.
    ///
    /// Source: field notes A21, B23.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SRECV", exchange = Exchange::Counted { room: u32::from(self.room) }, answer = PlainReceived, test,
        provenance(test = recollected))]
    pub struct PlainReceive {
        /// Which socket.
        pub connection: ConnectionId,
        /// Most bytes that may come.
        #[at(range = 1..=1500, recollected)]
        pub room: u16,
    }

    /// How many bytes follow.
    ///
    /// Source: field notes A21.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SRECV")]
    pub struct PlainReceived {
        /// Which socket.
        pub connection: ConnectionId,
        /// Bytes behind this line, line ends not included.
        #[at(count)]
        pub count: ByteCount,
    }

    /// Data have come on a plain socket, in command mode. A listening socket says `SRING : ` and a socket.
    ///
    /// Source: field notes A21; protocol notes 5.16.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("SRING")]
    pub struct PlainDataWaiting<'a> {
        /// Which socket.
        pub connection: ConnectionId,
        /// Bytes that wait, all together; with data behind it, bytes of those.
        pub bytes: Option<ByteCount>,
        /// The data themselves, at most 64 bytes of them; they wait no more.
        #[at(counted_by = bytes)]
        pub data: Option<Counted<'a>>,
    }
}
