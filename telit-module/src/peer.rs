//! The far end as the module sees it: what the machine asks of a TLS connection, and what it is told.
//!
//! In: nothing. Out: the words between the pure machine and a runner: a [`Dial`] to start with, [`PeerEvent`]s
//! in return. Not here: sockets, TLS, clocks; `runner/` has them.

/// A TLS connection that the machine wants to have opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dial {
    /// Name or dotted address of the peer.
    pub host: String,
    /// TCP port, 1..=65535.
    pub port: u16,
    /// The suites to offer, best first, by the names of the guide (2.2.1).
    pub suites: Vec<Suite>,
    /// PEM of the certificate that the peer's chain must lead to; `None`: the chain is not verified (`auth_mode` 0).
    pub authority: Option<Vec<u8>>,
    /// PEM of the certificate and of the private key to present when the peer asks (`auth_mode` 2).
    pub identity: Option<Identity>,
    /// Take up the session kept from the last connection (`#SSLFASTD`), if there is one that was made on these same
    /// terms: the same peer, suites, authority and identity. Otherwise the handshake is a full one.
    pub resume: bool,
    /// How long the peer may be silent in the middle of the handshake. Unit: milliseconds.
    pub silence: u64,
}

/// A certificate and its private key, both PEM. `Debug` does not show the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// PEM of the certificate.
    pub certificate: Vec<u8>,
    /// PEM of the private key.
    pub key: Vec<u8>,
}

impl core::fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// A cipher suite of the 2G modules (guide 2.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// `SSL_RSA_WITH_RC4_128_MD5`, number 1 of `#SSLSECCFG`.
    Rc4Md5,
    /// `SSL_RSA_WITH_RC4_128_SHA`, number 2.
    Rc4Sha,
    /// `TLS_RSA_WITH_AES_256_CBC_SHA`, number 3.
    Aes256Sha,
}

impl Suite {
    /// The name that the guide gives the suite (2.2.1).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rc4Md5 => "SSL_RSA_WITH_RC4_128_MD5",
            Self::Rc4Sha => "SSL_RSA_WITH_RC4_128_SHA",
            Self::Aes256Sha => "TLS_RSA_WITH_AES_256_CBC_SHA",
        }
    }
}

impl core::fmt::Display for Suite {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What the runner tells the machine about the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerEvent {
    /// The handshake is done.
    Connected {
        /// The suite that was agreed on.
        suite: Suite,
        /// Whether an earlier session was taken up.
        resumed: bool,
    },
    /// There will be no connection.
    Refused(Refusal),
    /// Bytes of the peer, in order.
    Received(Vec<u8>),
    /// All bytes handed over so far have been written to the connection.
    Sent,
    /// The connection has ended, by `close_notify`, by end of stream or by an error; nothing follows. It does not come
    /// after the machine has itself closed.
    Closed {
        /// What the runner knows about the reason, for people.
        reason: String,
    },
    /// The connection has ended because a record of the peer cannot be opened (838); nothing follows.
    Garbled {
        /// What is wrong with it, for people.
        reason: String,
    },
}

/// Why there is no connection. The text is for people who read the module's log; the host sees only a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The name cannot be resolved (558 of the IP table; 832 for an SSL socket).
    Name(String),
    /// TCP says no, or nothing (832).
    Socket(String),
    /// The stored certificate or key cannot be used (837).
    SecurityData(String),
    /// The handshake failed: chain, suite, version, silence (839).
    Handshake(String),
}
