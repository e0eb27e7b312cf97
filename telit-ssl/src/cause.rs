//! Why a module said no: error numbers and texts as rows, a cause for each, and what to do about it.
//!
//! In: a number or a text of `+CME ERROR`. Out: a [`Failure`]. Not here: which command it was; the engine adds
//! that. Numbers mean what the table of the profile says; today all tables are those of the 2G modules.

use at_parse::{ErrorReport, ResultCode};

/// A refusal by the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What it means.
    pub cause: Cause,
    /// The number that the module gave, or that its text has in the table.
    pub number: Option<u16>,
}

impl Failure {
    /// A refusal without a number.
    #[must_use]
    pub const fn of(cause: Cause) -> Self {
        Self {
            cause,
            number: None,
        }
    }

    /// The refusal that a final result code is; `None` for those that are none.
    #[must_use]
    pub fn read(code: ResultCode<'_>) -> Option<Self> {
        Some(match code {
            ResultCode::CmeError(ErrorReport::Number(number)) => Self::numbered(number),
            ResultCode::CmeError(ErrorReport::Text(text)) => Self::worded(text),
            ResultCode::CmsError(_) | ResultCode::Error => Self::of(Cause::Unspecified),
            ResultCode::NoCarrier => Self::of(Cause::NoCarrier),
            ResultCode::Busy | ResultCode::NoAnswer | ResultCode::NoDialtone => {
                Self::of(Cause::NoAnswer)
            }
            // Every other code is no refusal, those that are not known yet included.
            ResultCode::Ok | ResultCode::Connect | ResultCode::Ring | _ => return None,
        })
    }

    fn numbered(number: u32) -> Self {
        let Ok(number) = u16::try_from(number) else {
            return Self::of(Cause::Unlisted);
        };
        let row = rows().find(|row| row.number == number);
        Self {
            cause: row.map_or(Cause::Unlisted, |row| row.cause),
            number: Some(number),
        }
    }

    fn worded(text: &[u8]) -> Self {
        match rows().find(|row| folds_alike(row.text.as_bytes(), text)) {
            Some(row) => Self {
                cause: row.cause,
                number: Some(row.number),
            },
            None => Self::of(Cause::Unlisted),
        }
    }
}

impl core::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match (self.number, self.number.and_then(text_of)) {
            (Some(number), Some(text)) => write!(formatter, "error {number}, {text}"),
            (Some(number), None) => write!(formatter, "error {number}, which no table lists"),
            (None, _) => formatter.write_str(self.cause.meaning()),
        }
    }
}

/// One row of an error table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorRow {
    /// The number with `+CMEE=1`.
    pub number: u16,
    /// The text with `+CMEE=2`.
    pub text: &'static str,
    /// What it means.
    pub cause: Cause,
}

/// The text of an error number.
#[must_use]
pub fn text_of(number: u16) -> Option<&'static str> {
    rows().find(|row| row.number == number).map(|row| row.text)
}

/// Every row of every table.
pub fn rows() -> impl Iterator<Item = &'static ErrorRow> {
    SSL.iter().chain(IP).chain(GENERAL)
}

/// Whether two texts are the same but for case, spaces and dashes ("cannot", "can not", "time-out").
fn folds_alike(one: &[u8], two: &[u8]) -> bool {
    let fold = |text| {
        let letters = <[u8]>::iter(text).filter(|byte| !matches!(byte, b' ' | b'-'));
        letters.map(u8::to_ascii_lowercase)
    };
    fold(one).eq(fold(two))
}

/// What a refusal means. The names are the guide's (chapter 5) where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// `ERROR` and nothing else: `+CMEE` is 0, or the command itself is not known.
    Unspecified,
    /// A number or a text that no table has.
    Unlisted,
    /// The module did not answer in time.
    Silence,
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
    /// An error of the SSL commands without a name.
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
    /// The SIM waits for a PIN.
    PinNeeded,
    /// The SIM waits for a PUK.
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
}

macro_rules! rows {
    ($($number:literal $cause:ident $text:literal)*) => {
        &[$(ErrorRow { number: $number, text: $text, cause: Cause::$cause }),*]
    };
}

/// SSL errors of the 2G modules, with `#SELINT=2` only. Source: guide, chapter 5.
pub const SSL: &[ErrorRow] = rows! {
    830 Generic "SSL generic error"
    831 CannotActivate "SSL cannot activate"
    832 Socket "SSL socket error"
    833 NotConnected "SSL not connected"
    834 AlreadyConnected "SSL already connected"
    835 AlreadyActivated "SSL already activated"
    836 NotActivated "SSL not activated"
    837 SecurityData "SSL certs and keys wrong or not stored"
    838 Record "SSL error enc/dec data"
    839 Handshake "SSL error during handshake"
    840 Disconnected "SSL disconnected"
};

/// Errors of the IP stack. Source: protocol notes 7.3; 567 to 569 are left out, since sources differ on them.
pub const IP: &[ErrorRow] = rows! {
    550 Network "generic undocumented error"
    551 NotAllowed "wrong state"
    552 NotAllowed "wrong mode"
    553 ContextActive "context already activated"
    554 ContextActive "stack already active"
    555 ActivationFailed "activation failed"
    556 ContextInactive "context not opened"
    557 Socket "cannot setup socket"
    558 Name "cannot resolve DN"
    559 Socket "time-out in opening socket"
    560 Socket "cannot open socket"
    561 Disconnected "remote disconnected or time-out"
    562 Network "connection failed"
    563 Network "tx error"
    564 NotAllowed "already listening"
    565 Disconnected "socket disconnection"
    566 Network "can not resume socket"
};

/// General errors. Source: 3GPP 27.007 9.2, recollected; protocol notes 7.5.
pub const GENERAL: &[ErrorRow] = rows! {
    0 Network "phone failure"
    1 Network "no connection to phone"
    2 NotAllowed "phone-adaptor link reserved"
    3 NotAllowed "operation not allowed"
    4 NotAllowed "operation not supported"
    5 PinNeeded "PH-SIM PIN required"
    6 PinNeeded "PH-FSIM PIN required"
    7 PukNeeded "PH-FSIM PUK required"
    10 NoSim "SIM not inserted"
    11 PinNeeded "SIM PIN required"
    12 PukNeeded "SIM PUK required"
    13 Sim "SIM failure"
    14 Sim "SIM busy"
    15 Sim "SIM wrong"
    16 WrongPassword "incorrect password"
    17 PinNeeded "SIM PIN2 required"
    18 PukNeeded "SIM PUK2 required"
    20 Memory "memory full"
    21 Parameter "invalid index"
    22 Parameter "not found"
    23 Memory "memory failure"
    24 Parameter "text string too long"
    25 Parameter "invalid characters in text string"
    26 Parameter "dial string too long"
    27 Parameter "invalid characters in dial string"
    30 NoService "no network service"
    31 NoService "network time-out"
    32 NoService "network not allowed, emergency calls only"
    34 Parameter "numeric instead of text"
    35 Parameter "text instead of numeric"
    36 Parameter "numeric out of bounds"
    37 Parameter "string too short"
    40 PinNeeded "network personalization PIN required"
    41 PukNeeded "network personalization PUK required"
    42 PinNeeded "network subset personalization PIN required"
    43 PukNeeded "network subset personalization PUK required"
    44 PinNeeded "service provider personalization PIN required"
    45 PukNeeded "service provider personalization PUK required"
    46 PinNeeded "corporate personalization PIN required"
    47 PukNeeded "corporate personalization PUK required"
    48 NotAllowed "hidden key required"
    49 NotAllowed "EAP method not supported"
    50 Parameter "incorrect parameters"
    100 Generic "unknown"
    103 NoService "illegal MS"
    106 NoService "illegal ME"
    107 NoService "GPRS services not allowed"
    111 NoService "PLMN not allowed"
    112 NoService "location area not allowed"
    113 NoService "roaming not allowed in this location area"
    132 NoService "service option not supported"
    133 NoService "requested service option not subscribed"
    134 NoService "service option temporarily out of order"
    148 Network "unspecified GPRS error"
    149 ActivationFailed "PDP authentication failure"
    150 NoService "invalid mobile class"
    277 Parameter "invalid number of parameters"
    278 Parameter "invalid parameter"
};

impl Cause {
    /// What it means, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Unspecified => "the module says ERROR and no more",
            Self::Unlisted => "an error that no table lists",
            Self::Silence => "the module did not answer in time",
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
        }
    }

    /// One sentence of what to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Unspecified => "Ask for numbers with +CMEE=1 and #SELINT=2, and try again.",
            Self::Unlisted => "Look the number up in the AT reference of this very firmware.",
            Self::Silence => "Check power, port, speed and flow control, then attach again.",
            Self::NoCarrier | Self::Disconnected | Self::NotConnected => {
                "Close the socket with #SSLH, then open it again."
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
        }
    }
}
