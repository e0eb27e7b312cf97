//! Values that several commands share: checked when made, so that writing them cannot refuse.
//!
//! In: numbers of the wire. Out: types. Not here: values of one command; they stand beside it.

use at_spec::Argument;

/// An SSL socket, `<SSId>`.
///
/// The 2G modules have socket 1 only (guide 3.2); newer ones up to six (protocol notes 5, recollected).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[at(range = 1..=6)]
pub struct SocketId(u8);

/// A packet context, `<cid>` (3GPP 27.007 10.1.1).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[at(range = 0..=16)]
pub struct ContextId(u8);

impl SocketId {
    /// The only socket of the 2G modules.
    pub const ONE: Self = Self(1);
}

impl ContextId {
    /// The only context on which SSL sockets open (guide 2.1).
    pub const ONE: Self = Self(1);
}

/// Off or on.
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Switch {
    /// Off.
    #[at(0)]
    Off,
    /// On.
    #[at(1)]
    On,
}

/// A cipher suite, or the peer's choice among all (guide 2.2.1, 3.2).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CipherSuite {
    /// The peer chooses among those that the module has.
    #[at(0)]
    PeersChoice,
    /// `SSL_RSA_WITH_RC4_128_MD5`
    #[at(1)]
    Rc4Md5,
    /// `SSL_RSA_WITH_RC4_128_SHA`
    #[at(2)]
    Rc4Sha,
    /// `TLS_RSA_WITH_AES_256_CBC_SHA`; on the DE910 with AES 128 (protocol notes 5.2).
    #[at(3)]
    AesSha,
}

/// What closing a connection does with its session (guide 4.5.4; protocol notes 5.6).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Closure {
    /// Session and keys are freed.
    #[at(0)]
    Free,
    /// Session and keys are kept for a fast dial.
    #[at(1)]
    KeepSession,
}

/// How a connection begins (protocol notes 5.6).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// `CONNECT`, and every byte is payload.
    #[at(0)]
    Online,
    /// `OK`, and payload goes through commands.
    #[at(1)]
    Command,
}

/// A certificate or a key (guide 3.3).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataType {
    /// The certificate of the module.
    #[at(0)]
    Certificate,
    /// The certificate of the authority that the peer's chain must lead to.
    #[at(1)]
    Authority,
    /// The private RSA key of the module.
    #[at(2)]
    PrivateKey,
}
