//! Sockets of u-blox SARA-R4 modules, as far as `docs/declare-your-own-command.md` needs them.
//!
//! In: nothing. Out: the dialect [`Ublox`]. Not here: an engine, a profile of times; this crate knows `at-spec`
//! alone. The page has this code word for word, which a test sees to.

#![no_std]
#![forbid(unsafe_code)]

use at_spec::Dialect;

pub use declared::*;

/// Generations of modules that differ here.
pub mod profile {
    use at_spec::ProfileId;

    /// SARA-R404M and SARA-R410M-01B.
    pub const R404M: ProfileId = ProfileId::new(0);
    /// SARA-R410M from 02B on.
    pub const R410M: ProfileId = ProfileId::new(1);
}

#[at_spec::family]
mod declared {
    use core::num::NonZeroU16;

    use crate::profile::R404M;
    use at_spec::{Argument, Command, Host, Information, Printable, Quoted, Unsolicited};

    /// Creates a socket.
    ///
    /// Source: UBX-17003787 R09 18.3; u-blox AT commands examples 8.1.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+USOCR", answer = Created)]
    pub struct Create {
        /// What it carries.
        pub protocol: Protocol,
        /// Left out: the module chooses.
        pub local_port: Option<NonZeroU16>,
    }

    /// A socket was created.
    ///
    /// Source: u-blox AT commands examples 8.1.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+USOCR")]
    pub struct Created {
        /// Its number from now on.
        pub socket: Socket,
        /// The port that was asked for.
        pub local_port: Option<NonZeroU16>,
    }

    /// Connects a socket to a peer.
    ///
    /// With `asynchronous` set its `OK` says only that it tries; [`Connected`] says what came of it.
    ///
    /// Source: UBX-17003787 R16 19.9; the 130 s were recollected.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+USOCO", test, answer_within = "130 s")]
    pub struct Connect<'a> {
        /// Which socket.
        pub socket: Socket,
        /// Name or address of the peer.
        pub host: Quoted<Host<'a>>,
        /// Its port.
        pub port: NonZeroU16,
        /// Left out: the module answers when it is connected.
        #[at(absent = [R404M], default = "0")]
        pub asynchronous: Option<Switch>,
    }

    /// A connection that was not waited for stands, or has failed.
    ///
    /// Source: UBX-17003787 R16 19.9.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+UUSOCO")]
    pub struct Connected {
        /// Which socket.
        pub socket: Socket,
        /// 0: it stands.
        pub error: u16,
    }

    /// Reads payload that has arrived, in the digits of hexadecimal mode.
    ///
    /// Without that mode payload stands in the line as it is, line ends and quotes too.
    ///
    /// Source: UBX-17003787 R16 19.12.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+USORD", answer = Received<'_>, answer_within = "1 s")]
    pub struct Receive {
        /// Which socket.
        pub socket: Socket,
        /// At most so many bytes; 0 asks how many there are. 127 is what one [`Printable`] holds in digits.
        #[at(range = 0..=127)]
        pub length: u16,
    }

    /// Payload, or how much of it there is.
    ///
    /// Source: UBX-17003787 R16 19.12.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+USORD")]
    pub struct Received<'a> {
        /// Which socket.
        pub socket: Socket,
        /// Bytes read, or bytes that wait.
        pub length: u16,
        /// Two digits for each byte. Left out where 0 bytes were asked for.
        pub digits: Option<Quoted<Printable<'a>>>,
    }

    /// Payload has arrived.
    ///
    /// Source: UBX-17003787 R16 19.12.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+UUSORD")]
    pub struct Arrived {
        /// Which socket.
        pub socket: Socket,
        /// Bytes that wait.
        pub length: u16,
    }

    /// Switches hexadecimal mode.
    ///
    /// Source: recollected; UBX-17003787 R16 19.12 names it and not its values.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+UDCONF", recollected)]
    pub struct Configure {
        /// What is configured.
        #[at(key)]
        pub setting: Setting,
        /// On or off.
        #[at(default = "0")]
        pub on: Switch,
    }

    /// A socket, 0 to 6 (UBX-17003787 R16 19.9.3).
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(range = 0..=6)]
    pub struct Socket(u8);

    /// What a socket carries (UBX-17003787 R11 18.23.3).
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Protocol {
        /// A stream.
        #[at(6)]
        Tcp,
        /// Datagrams.
        #[at(17)]
        Udp,
    }

    /// Off or on.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Switch {
        /// Off.
        #[at(0)]
        Off,
        /// On.
        #[at(1)]
        On,
    }

    /// What [`Configure`] configures.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Setting {
        /// Whether payload is written in hexadecimal digits.
        #[at(1)]
        Hexadecimal,
    }
}

/// Any command of these modules, in any of its forms.
#[derive(Dialect, Clone, Debug, PartialEq)]
pub enum Ublox<'a> {
    /// Sockets.
    Sockets(Declared<'a>),
}
