//! Settings of SSL sockets: enabling, security, sizes and times.
//!
//! Read first: guide 3.2; protocol notes 5.1, 5.2, 5.5.

use crate::profile::id::{G2, G3, LTE_A};
use crate::value::{CipherSuite, ContextId, SocketId, Switch};
use at_spec::{Argument, Command, Seconds, Tenths};

pub use declared::*;

/// Who proves to be who (guide 3.2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authentication {
    /// Nobody.
    #[at(0)]
    None,
    /// The peer; the certificate of its authority must be stored.
    #[at(1)]
    Peer,
    /// Both; certificate and key of the module must be stored as well.
    #[at(2)]
    Mutual,
}

/// How certificates are stored (protocol notes 5.2).
#[derive(Argument, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CertificateFormat {
    /// DER
    #[at(0)]
    Der,
    /// PEM
    #[default]
    #[at(1)]
    Pem,
}

#[at_spec::family]
mod declared {
    use super::{
        Authentication, CertificateFormat, CipherSuite, Command, ContextId, G2, G3, LTE_A, Seconds,
        SocketId, Switch, Tenths,
    };

    /// Enables or disables an SSL socket. Enabling an enabled one is an error.
    ///
    /// Source: protocol notes 5.1.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLEN", setting = Self, test, provenance(test = recollected))]
    pub struct Enable {
        /// Which socket.
        #[at(key, ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// On: enable.
        #[at(default = "0")]
        pub enabled: Switch,
    }

    /// Chooses suite and authentication.
    ///
    /// Source: guide 3.2, 4.5.5; protocol notes 5.2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSECCFG", setting = Self, test, provenance(read = recollected, test = recollected))]
    pub struct Security {
        /// Which socket.
        #[at(key, ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// Suite to offer.
        #[at(default = "0")]
        pub suite: CipherSuite,
        /// Who proves to be who.
        #[at(default = "0")]
        pub authentication: Authentication,
        /// How certificates are stored; the default is recollected. The 2G modules take three values only, the GE910
        /// as well.
        #[at(absent = [G2], default = "1")]
        pub format: Option<CertificateFormat>,
    }

    /// Newer security options: protocol version, the name sent to the peer, certificates that the module brings.
    ///
    /// How many fields there are differs between firmwares: one driver sends two, another five. What the read form
    /// answers is not known.
    ///
    /// Source: protocol notes 5.3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSECCFG2", setting = Self, test, absent = [G2, G3],
        provenance(read = inferred, test = recollected))]
    pub struct SecurityOptions {
        /// Which socket.
        #[at(key, ranges(LTE_A => 1..=1))]
        pub socket: SocketId,
        /// Protocol version: 2 is TLS 1.2 on the LE910R1; 3 and 4 were seen, and what they mean is not known, nor what
        /// a module has before it is set. 0 and 1 are recollected.
        #[at(range = 0..=4)]
        pub version: u8,
        /// On: the host name is sent in the handshake (SNI).
        #[at(default = "0")]
        pub server_name: Option<Switch>,
        /// Which of the certificates that the module brings are used; 1 and 9 were seen.
        #[at(default = "1")]
        pub preloaded: Option<u8>,
        /// On: stored certificates are used.
        #[at(default = "1")]
        pub custom: Option<Switch>,
    }

    /// Sizes and times of a socket.
    ///
    /// Source: protocol notes 5.5; field notes A4.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLCFG", setting = Self, test, provenance(test = recollected))]
    pub struct Configuration {
        /// Which socket.
        #[at(key, ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// Its context.
        #[at(default = "1", ranges(G2 => 1..=1))]
        pub context: ContextId,
        /// Packet size in online mode, in bytes; 0: the module chooses.
        #[at(range = 0..=1500, default = "300", recollected)]
        pub packet_size: u16,
        /// Inactivity after which it closes; 0: never.
        #[at(default = "90")]
        pub inactivity: Seconds,
        /// The time that stands in where a command leaves its own out.
        #[at(range = 10..=5000, default = "100")]
        pub timeout: Tenths,
        /// How long data wait for more before they are sent; 0: for ever.
        #[at(range = 0..=255, default = "50")]
        pub flush_delay: Tenths,
        /// What is reported when data come: 0 nothing, 1 their amount, 2 the data (recollected).
        #[at(range = 0..=2, default = "0")]
        pub ring_mode: Option<u8>,
        /// What stands behind `NO CARRIER`: 0 nothing, 1 and 2 the socket, 2 the cause.
        #[at(range = 0..=2, default = "0", recollected)]
        pub no_carrier_mode: Option<u8>,
        /// Whether a certificate for another name is taken.
        #[at(range = 0..=1, default = "0")]
        pub skip_host_mismatch: Option<u8>,
        /// Whether packets are filled before they are sent.
        #[at(range = 0..=1, default = "0")]
        pub equalize: Option<u8>,
        /// Not known; 1200 was seen on the ME910, perhaps a time to connect.
        #[at(inferred, absent = [G2, G3, LTE_A])]
        pub eleventh: Option<u16>,
        /// Not known; 0 was seen.
        #[at(inferred, absent = [G2, G3, LTE_A])]
        pub twelfth: Option<u16>,
    }
}
