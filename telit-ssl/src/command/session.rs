//! Opening and closing connections, and what state they are in.
//!
//! Read first: guide 4.2.1, 4.5.2 to 4.5.4; protocol notes 5.6 to 5.9, 5.14.

use core::num::NonZeroU16;

use crate::profile::id::{G2, G3, LTE_A, LTE_M};
use crate::value::{CipherSuite, Closure, Mode, SocketId};
use at_spec::{
    Argument, ByteCount, Command, Counted, Exchange, Host, Information, Quoted, Tenths, Unsolicited,
};

pub use declared::*;

/// State of a socket (protocol notes 5.14).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SocketState {
    /// Not enabled.
    #[at(0)]
    Disabled,
    /// Enabled, no connection.
    #[at(1)]
    Closed,
    /// A connection is open.
    #[at(2)]
    Open,
}

/// A word that stands where data are not (guide 4.5.2; protocol notes 5.8, 5.13).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RemarkWord {
    /// The peer has closed the connection.
    #[at("DISCONNECTED")]
    Disconnected,
    /// Nothing came in time.
    #[at("TIMEOUT")]
    Timeout,
}

/// A kind of sockets, as the text behind `NO CARRIER` names it (protocol notes 5.5, recollected).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SocketKind {
    /// A secure socket.
    #[at("SSL")]
    Ssl,
}

impl Mode {
    /// The exchange of a dial in this mode; left out, it is command mode.
    const fn exchange(mode: Option<Self>) -> Exchange {
        match mode {
            Some(Self::Online) => Exchange::Online,
            Some(Self::Command) | None => Exchange::Dial,
        }
    }
}

#[at_spec::family]
mod declared {
    use super::{
        ByteCount, CipherSuite, Closure, Command, Counted, G2, G3, Host, Information, LTE_A, LTE_M,
        Mode, NonZeroU16, Quoted, RemarkWord, SocketId, SocketKind, SocketState, Tenths,
        Unsolicited,
    };

    /// Opens a secure socket to a peer.
    ///
    /// Ends with `CONNECT` in online mode and with `OK` in command mode. The total time has no bound: `timeout`
    /// limits only the silence between two packets of the handshake.
    ///
    /// Source: guide 4.5.3, 4.5.4 (examples); protocol notes 5.6.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLD", exchange = Mode::exchange(self.mode), answer_within = "150 s")]
    pub struct Dial<'a> {
        /// Socket to open.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// TCP port of the peer.
        pub port: NonZeroU16,
        /// Name or address of the peer.
        // Quoted although the guide's examples are bare: SELINT 0/1 folds bare text to upper case.
        pub host: Quoted<Host<'a>>,
        /// What closing does with the session. Modules from the LE910 on only free it (field notes B31).
        #[at(ranges(LTE_A => 0..=0, LTE_M => 0..=0))]
        pub closure: Closure,
        /// Left out: command mode.
        pub mode: Option<Mode>,
        /// Left out: the socket's own.
        #[at(range = 10..=5000, blocking)]
        pub timeout: Option<Tenths>,
    }

    /// Goes back to online mode on an open connection.
    ///
    /// Source: guide 4.2.1; protocol notes 5.7.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLO", exchange = at_spec::Exchange::Online, answer_within = "30 s")]
    pub struct GoOnline {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
    }

    /// Closes a connection.
    ///
    /// Source: guide 4.5.2, 4.5.4; protocol notes 5.8.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLH", answer = Remark, answer_within = "20 s")]
    pub struct Close {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// Left out: as it was dialled.
        #[at(ranges(LTE_A => 0..=0, LTE_M => 0..=0))]
        pub closure: Option<Closure>,
    }

    /// A word instead of data.
    ///
    /// Source: guide 4.5.2; field notes A9, A11; protocol notes 5.13.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(bare)]
    pub struct Remark {
        /// Which.
        pub word: RemarkWord,
    }

    /// Opens the last connection again, with its session.
    ///
    /// Modules that only free a session when they close have nothing to open again.
    ///
    /// Source: guide 4.5.4; protocol notes 5.9; field notes B31.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLFASTD", exchange = Mode::exchange(self.mode), answer_within = "150 s", absent = [LTE_A, LTE_M])]
    pub struct FastDial {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1))]
        pub socket: SocketId,
        /// Left out: command mode.
        pub mode: Option<Mode>,
        /// Left out: the socket's own.
        #[at(range = 10..=5000, blocking)]
        pub timeout: Option<Tenths>,
    }

    /// Asks for the state of a socket.
    ///
    /// Source: guide 4.5.3; protocol notes 5.14.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLS", answer = Status, test, provenance(test = recollected))]
    pub struct StatusOf {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
    }

    /// State of a socket.
    ///
    /// Source: guide 4.5.3; field notes A7; protocol notes 5.14.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLS")]
    pub struct Status {
        /// Which socket.
        pub socket: SocketId,
        /// Its state.
        pub state: SocketState,
        /// The suite agreed on, while a connection is open. One driver takes the value 3 for waiting data; by the
        /// guide's numbers it is a suite.
        #[at(inferred)]
        pub suite: Option<CipherSuite>,
    }

    /// Asks for the counters of one socket, or of all.
    ///
    /// Source: protocol notes 5.15; field notes A23 (of its plain sibling).
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLI", answer = Counters, test, absent = [G2, G3, LTE_A],
        provenance(set = inferred, test = inferred))]
    pub struct CountersOf {
        /// Which socket; left out: all, a line for each.
        pub socket: Option<SocketId>,
    }

    /// Counters of a socket.
    ///
    /// Source: protocol notes 5.15; field notes A23 (of its plain sibling).
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLI", inferred)]
    pub struct Counters {
        /// Which socket.
        pub socket: SocketId,
        /// Bytes sent.
        pub sent: ByteCount,
        /// Bytes received.
        pub received: ByteCount,
        /// Bytes that wait to be read.
        pub waiting: ByteCount,
        /// Bytes that the peer has not acknowledged.
        pub unacknowledged: ByteCount,
    }

    /// Data have come, in command mode. The configuration of the socket says whether they wait, or come at once.
    ///
    /// Source: field notes A13; protocol notes 5.16.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("SSLSRING")]
    pub struct DataWaiting<'a> {
        /// Which socket.
        pub socket: SocketId,
        /// Bytes that wait, all together; with data behind it, bytes of those.
        pub bytes: Option<ByteCount>,
        /// The data themselves, at most 64 bytes of them; they wait no more.
        #[at(counted_by = bytes, recollected)]
        pub data: Option<Counted<'a>>,
    }

    /// A connection has ended. In online mode the same text ends that.
    ///
    /// What stands behind the name is chosen by a setting of the socket; modules write no blank behind the colon.
    ///
    /// Source: guide 4.2.1; field notes A13; protocol notes 5.5, 5.16.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("NO CARRIER")]
    pub struct NoCarrier {
        /// What kind of socket it was.
        #[at(recollected)]
        pub kind: Option<SocketKind>,
        /// Which of them.
        #[at(recollected)]
        pub socket: Option<SocketId>,
        /// Why, as a number without a table.
        #[at(recollected)]
        pub cause: Option<u16>,
    }
}
