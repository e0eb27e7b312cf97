//! A dialect of two families, made up: every option of the macros occurs in it.
//!
//! In: nothing. Out: [`All`]. Not here: what becomes of it.

use at_spec::ProfileId;

/// The generation that lacks some of it.
pub const G2: ProfileId = ProfileId::new(0);
/// The usual one.
pub const G3: ProfileId = ProfileId::new(1);

/// Commands and lines.
#[at_spec::family]
pub mod declared {
    use core::num::NonZeroU16;

    use super::{G2, G3};
    use at_spec::{
        Argument, Bare, ByteCount, Command, Exchange, Host, Information, Printable, Quoted,
        Register, Tenths, Unsolicited,
    };

    /// Opens a secure socket
    /// to a peer.
    ///
    /// Ends with `CONNECT` in online mode.
    ///
    /// - one
    /// - two
    ///
    /// Source: guide 4.5.3 (examples);
    /// LE910 V2 reference p. 359.
    #[derive(Command, Clone, Debug, PartialEq, Eq)]
    #[at("#SSLD", exchange = Mode::exchange(self.mode), answer_within = "150 s")]
    #[at(inferred, provenance(test = recollected), test)]
    pub struct Dial<'a> {
        /// Socket to open.
        #[at(key, ranges(G2 => 1..=1))]
        pub socket: SocketId,
        /// TCP port of the peer.
        pub port: NonZeroU16,
        /// Name or address.
        pub host: Quoted<Host<'a>>,
        /// What closing does with the keys.
        #[at(absent = [G2])]
        pub closure: Option<Closure>,
        /// Left out: command mode.
        pub mode: Option<Mode>,
        /// Left out: `defTo`.
        #[at(range = 10..=5000, default = "300", recollected)]
        pub timeout: Option<Tenths>,
    }

    /// A socket.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(range = 1..=6)]
    pub struct SocketId(u8);

    /// What closing does with the keys.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Closure {
        /// Forgets them.
        #[at(0)]
        Free,
        /// Keeps them.
        #[at(1)]
        KeepSession,
    }

    /// What follows.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Mode {
        /// Every byte is payload.
        #[at(0)]
        Online,
        /// Commands.
        #[at(1)]
        Command,
    }

    impl Mode {
        /// The shape of the exchange.
        pub const fn exchange(mode: Option<Self>) -> Exchange {
            match mode {
                Some(Self::Online) => Exchange::Online,
                Some(Self::Command) | None => Exchange::Plain,
            }
        }
    }

    /// Defines a context.
    ///
    /// Source: 27.007 10.1.1.
    #[derive(at_spec::Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGDCONT", setting = Self, provenance(read = inferred))]
    pub struct Context<'a> {
        /// Number of the context.
        pub context: u8,
        /// Protocol.
        pub protocol: Option<Quoted<Printable<'a>>>,
    }

    /// Takes bytes.
    ///
    /// Source: guide 4.2.2.2.
    #[derive(Command, Clone, Debug, PartialEq, Eq)]
    #[at("#SSLRECV", verb(G2 => "#SSLRCV"), answer = Header<'_>, absent = [G3])]
    #[at(exchange = Exchange::Counted { room: self.room.0 })]
    pub struct Receive {
        /// Socket.
        pub socket: SocketId,
        /// At most so many.
        pub room: ByteCount,
    }

    /// So many bytes follow.
    ///
    /// Source: guide 4.2.2.2.
    #[derive(Information, Clone, Debug, PartialEq, Eq)]
    #[at("#SSLRECV", verb(G2 => "#SSLRCV"))]
    pub struct Header<'e> {
        /// Their number.
        #[at(count)]
        pub count: ByteCount,
        /// A remark.
        pub remark: Option<Bare<Printable<'e>>>,
    }

    /// So many bytes follow, perhaps.
    ///
    /// Source: guide 4.2.2.2.
    #[derive(Information, Clone, Debug, PartialEq, Eq)]
    #[at(bare, recollected)]
    pub struct Count {
        /// Their number.
        #[at(count)]
        pub count: Option<u32>,
    }

    /// The state of a socket.
    ///
    /// Source: guide 4.5.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLS")]
    pub struct Status {
        /// Socket.
        pub socket: SocketId,
        /// Attached or not.
        pub attached: Attached,
    }

    /// Attached or not.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Attached {
        /// Not.
        #[at(-1)]
        Never,
        /// It is.
        #[at(1)]
        Now,
    }

    /// Asks for nothing.
    ///
    /// Source: V.250 5.2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("")]
    pub struct Nothing;

    /// Texts or digits.
    ///
    /// Source: V.250 6.2.6.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("V")]
    pub struct Verbose {
        /// Texts.
        pub on: Option<Closure>,
    }

    /// The pause around the escape.
    ///
    /// Source: D-GM64.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("S12", setting = Self)]
    pub struct Escape {
        /// The pause.
        #[at(range = 20..=255)]
        pub pause: Register,
    }

    /// What the SIM waits for.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Lock {
        /// Nothing.
        #[at("READY")]
        Ready,
        /// The PIN.
        #[at("SIM PIN")]
        Pin,
    }

    /// A greeting.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(quoted)]
    pub enum Greeting {
        /// A friendly one.
        #[at("hello, you")]
        Hello,
        /// None.
        #[at("")]
        #[cfg(any())]
        None,
        /// A short one.
        #[at("hi")]
        Hi,
    }

    /// Says what the SIM waits for.
    ///
    /// Source: 27.007 8.3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CPIN", inferred)]
    pub struct Pin {
        /// What it waits for.
        pub lock: Lock,
        /// How it says so.
        pub greeting: Option<Greeting>,
    }

    /// The peer has gone.
    ///
    /// Source: V.250 6.3.5.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("NO CARRIER")]
    pub struct Closed;

    /// A text of one kind.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Title<'a>(Quoted<Printable<'a>>);

    /// Not there.
    ///
    /// Source: none.
    #[cfg(any())]
    #[derive(Command, Clone, Debug, PartialEq, Eq)]
    #[at("#GONE")]
    pub struct Gone;
}

/// Lines alone: a family need not have commands.
#[at_spec::family]
pub mod lines {
    use at_spec::Unsolicited;

    /// A call.
    ///
    /// Source: V.250 6.3.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("RING")]
    pub struct Ring;
}

/// All of it.
#[derive(at_spec::Dialect, Clone, Debug, PartialEq)]
pub enum All<'a> {
    /// Commands.
    Declared(declared::Declared<'a>),
    /// Lines alone.
    Lines(lines::Declared<'a>),
}
