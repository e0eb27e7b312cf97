//! What to do about a cause, in one sentence for people. A row of a table may know better.
//!
//! In: a cause. Out: text. Nothing that a firmware needs to run refers to it.

use super::Cause;

impl Cause {
    /// One sentence of what to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Unspecified => "Ask for numbers with +CMEE=1 and #SELINT=2, and try again.",
            Self::Unlisted => "Look the number up in the AT reference of this very firmware.",
            Self::Aborted => "Nothing is left to be done; ask again where it was not meant.",
            Self::Silence => "Check power, port, speed and flow control, then attach again.",
            Self::NoCarrier | Self::Disconnected => {
                "Close the socket with #SSLH, then open it again."
            }
            Self::NotConnected => {
                "Open a connection with #SSLD first; one that the peer has ended must be closed with #SSLH before."
            }
            Self::NoAnswer => "Try again later.",
            Self::NotActivated => "Enable the socket with #SSLEN=1,1 first.",
            Self::AlreadyActivated | Self::ContextActive => {
                "Nothing needs to be done; read the state before setting it."
            }
            Self::CannotActivate => {
                "Deactivate the packet context, enable the socket, and activate the context again."
            }
            Self::Socket => {
                "Check host and port, that the peer listens, and that the context is active."
            }
            Self::AlreadyConnected => "Close the open connection with #SSLH first.",
            Self::SecurityData => {
                "Store what the authentication mode needs with #SSLSECDATA: PEM, lines ended by LF, within the size limit."
            }
            Self::Record => {
                "Close the connection and open it again; if it stays, try another cipher suite."
            }
            Self::Handshake => {
                "Check that the stored CA certificate is the root of the peer's chain, and that the peer accepts \
                 one of the module's suites and TLS versions."
            }
            Self::WrongState => {
                "Read the state of socket and context, and give the commands in their order."
            }
            Self::Generic | Self::Network => {
                "Try again; if it stays, deactivate the context and activate it anew."
            }
            Self::ContextInactive => "Activate context 1 with #SGACT=1,1 first.",
            Self::ActivationFailed => {
                "Check the APN, its user name and password, and the subscription."
            }
            Self::Name => "Check the spelling of the host and that the network's DNS knows it.",
            Self::NoSim => "Insert a SIM, or check its contacts.",
            Self::PinNeeded => "Give the PIN.",
            Self::PukNeeded => "Unblock the SIM with its PUK in a phone.",
            Self::WrongPassword => {
                "Check the PIN before it is tried again: a SIM blocks after three wrong ones."
            }
            Self::Sim => "Wait some seconds and try again; if it stays, try another SIM.",
            Self::NotAllowed => {
                "Check the order of the commands, and that this firmware has the command."
            }
            Self::Parameter => "Compare the values with the answer of the command's test form.",
            Self::Memory => "Delete what is stored and not needed.",
            Self::NoService => "Check signal, subscription and roaming.",
            Self::Registration => {
                "Check signal and subscription, and look the number up in the AT reference of this firmware."
            }
            Self::NoResponse => "Try again; if it stays, restart the module.",
            Self::Ftp => {
                "Look the number up in the AT reference of this firmware: it is about FTP, not about this connection."
            }
            Self::Survey => {
                "Look the number up in the AT reference of this firmware: it is about the survey of networks."
            }
            Self::Files => {
                "Look the number up in the AT reference of this firmware: it is about files in the module."
            }
        }
    }
}
