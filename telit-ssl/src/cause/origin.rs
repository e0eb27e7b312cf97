//! Which commands can give a cause, by their declarations.
//!
//! In: a cause. Out: names. Not here: a verb; each is that of a declaration.
//! Read first: protocol notes 5 (the map of situations and errors), 4.1, 3.

use at_spec::{Declaration, Name};

use super::Cause;
use crate::command::context::Activate;
use crate::command::exchange::{Receive, Send};
use crate::command::identity::EnterPin;
use crate::command::session::{Close, Dial, FastDial, GoOnline};
use crate::command::setup::{Configuration, Enable, Security};
use crate::command::store::SecurityData;

const ENABLE: Name = <Enable as Declaration>::NAME;
const DIAL: Name = <Dial<'static> as Declaration>::NAME;
const FAST_DIAL: Name = <FastDial as Declaration>::NAME;
const GO_ONLINE: Name = <GoOnline as Declaration>::NAME;
const CLOSE: Name = <Close as Declaration>::NAME;
const SEND: Name = <Send as Declaration>::NAME;
const RECEIVE: Name = <Receive as Declaration>::NAME;

/// Everything that needs an enabled socket; disabling a disabled one too.
const ENABLED: &[Name] = &[
    ENABLE,
    <Security as Declaration>::NAME,
    <SecurityData as Declaration>::NAME,
    <Configuration as Declaration>::NAME,
    DIAL,
    FAST_DIAL,
    GO_ONLINE,
    CLOSE,
    SEND,
    RECEIVE,
];
const ENABLING: &[Name] = &[ENABLE];
const DIALLING: &[Name] = &[DIAL, FAST_DIAL];
const CONNECTED: &[Name] = &[SEND, RECEIVE, GO_ONLINE, CLOSE];
const CARRYING: &[Name] = &[SEND, RECEIVE, GO_ONLINE];
const SEALING: &[Name] = &[SEND, RECEIVE];
const ACTIVATING: &[Name] = &[<Activate<'static> as Declaration>::NAME];
const UNLOCKING: &[Name] = &[<EnterPin<'static> as Declaration>::NAME];

impl Cause {
    /// The commands that sources say can give it. None: any may, or no source says.
    #[must_use]
    pub const fn commands(self) -> &'static [Name] {
        match self {
            Self::NotActivated => ENABLED,
            Self::AlreadyActivated | Self::CannotActivate => ENABLING,
            Self::AlreadyConnected
            | Self::SecurityData
            | Self::Handshake
            | Self::Socket
            | Self::ContextInactive
            | Self::NoCarrier => DIALLING,
            Self::NotConnected => CONNECTED,
            Self::Disconnected => CARRYING,
            Self::Record => SEALING,
            Self::ContextActive | Self::ActivationFailed => ACTIVATING,
            Self::NoSim | Self::PinNeeded | Self::PukNeeded | Self::WrongPassword => UNLOCKING,
            Self::Unspecified
            | Self::Unlisted
            | Self::Silence
            | Self::Aborted
            | Self::NoAnswer
            | Self::WrongState
            | Self::Generic
            | Self::Name
            | Self::Network
            | Self::Sim
            | Self::NotAllowed
            | Self::Parameter
            | Self::Memory
            | Self::NoService
            | Self::Registration
            | Self::NoResponse
            | Self::Ftp
            | Self::Survey
            | Self::Files => &[],
        }
    }
}
