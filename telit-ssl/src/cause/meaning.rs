//! Causes: what a refusal means, whatever its number on this module.
//!
//! In: nothing. Out: [`Cause`]. Not here: numbers; the tables have those.

/// What a refusal means. The names are the guide's (chapter 5) where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// `ERROR` and nothing else: `+CMEE` is 0, or the command itself is not known.
    Unspecified,
    /// A number or a text that no table of the profile has.
    Unlisted,
    /// The module did not answer in time.
    Silence,
    /// The application gave the payload up, and the module took note of it.
    Aborted,
    /// `NO CARRIER` where `CONNECT` was due.
    NoCarrier,
    /// `BUSY`, `NO ANSWER`, `NO DIALTONE`.
    NoAnswer,
    /// The socket is not enabled (`#SSLEN`).
    NotActivated,
    /// The socket is enabled already.
    AlreadyActivated,
    /// The socket cannot be enabled.
    CannotActivate,
    /// TCP failed.
    Socket,
    /// No connection is open.
    NotConnected,
    /// A connection is open already.
    AlreadyConnected,
    /// Certificate, key or authority are missing or cannot be used.
    SecurityData,
    /// A record could not be sealed or opened.
    Record,
    /// The handshake failed.
    Handshake,
    /// The peer has closed the connection.
    Disconnected,
    /// The socket, or what is under it, is in a state or a mode in which this cannot be.
    WrongState,
    /// An error without a name.
    Generic,
    /// The packet context is active already.
    ContextActive,
    /// The packet context is not active.
    ContextInactive,
    /// The packet context could not be activated.
    ActivationFailed,
    /// The name of the host has no address.
    Name,
    /// Another failure of the IP stack.
    Network,
    /// No SIM.
    NoSim,
    /// The SIM, or the module itself, waits for a PIN.
    PinNeeded,
    /// The SIM, or the module itself, waits for a PUK.
    PukNeeded,
    /// The PIN is wrong.
    WrongPassword,
    /// The SIM cannot be used.
    Sim,
    /// The module does not do this, or not now.
    NotAllowed,
    /// A value that the module does not take.
    Parameter,
    /// Storage is full or broken.
    Memory,
    /// The network does not serve this SIM or this module.
    NoService,
    /// Something about registering to a network.
    Registration,
    /// Something that the module has asked does not answer.
    NoResponse,
    /// Something about FTP.
    Ftp,
    /// Something about the survey of networks.
    Survey,
    /// Something about files in the module.
    Files,
}

impl Cause {
    /// What it means, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Unspecified => "the module says ERROR and no more",
            Self::Unlisted => "an error that no table lists",
            Self::Silence => "the module did not answer in time",
            Self::Aborted => "the payload was given up",
            Self::NoCarrier => "NO CARRIER came instead of a connection",
            Self::NoAnswer => "the call was not answered",
            Self::NotActivated => "the SSL socket is not enabled",
            Self::AlreadyActivated => "the SSL socket is enabled already",
            Self::CannotActivate => "the SSL socket cannot be enabled",
            Self::Socket => "the TCP connection failed",
            Self::NotConnected => "no connection is open",
            Self::AlreadyConnected => "a connection is open already",
            Self::SecurityData => "a certificate or key is missing or cannot be used",
            Self::Record => "data could not be encrypted or decrypted",
            Self::Handshake => "the TLS handshake failed",
            Self::Disconnected => "the peer has closed the connection",
            Self::WrongState => "the socket is not in a state in which this can be",
            Self::Generic => "an error that the module does not explain",
            Self::ContextActive => "the packet context is active already",
            Self::ContextInactive => "the packet context is not active",
            Self::ActivationFailed => "the packet context could not be activated",
            Self::Name => "the host name has no address",
            Self::Network => "the network connection failed",
            Self::NoSim => "there is no SIM",
            Self::PinNeeded => "the SIM waits for a PIN",
            Self::PukNeeded => "the SIM is blocked and waits for its PUK",
            Self::WrongPassword => "the PIN or password is wrong",
            Self::Sim => "the SIM cannot be used",
            Self::NotAllowed => "the module does not do this, or not in this state",
            Self::Parameter => "the module does not take one of the values",
            Self::Memory => "the module's memory is full or broken",
            Self::NoService => "the network does not serve this SIM or module",
            Self::Registration => "an error of registering to the network",
            Self::NoResponse => "something that the module has asked does not answer",
            Self::Ftp => "an error of the FTP commands",
            Self::Survey => "an error of the network survey",
            Self::Files => "an error of the module's files",
        }
    }
}
