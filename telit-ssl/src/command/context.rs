//! Packet contexts: what they are, and whether they are active.
//!
//! Read first: guide 2.1; protocol notes 4; 27.007 10.1.1.

use crate::value::{ContextId, Switch};
use at_spec::{
    Address, Bare, Command, Information, Printable, Quoted, Seconds, Secret, Several, Tenths,
};

pub use declared::*;

#[at_spec::family]
mod declared {
    use super::{
        Address, Bare, Command, ContextId, Information, Printable, Quoted, Seconds, Secret,
        Several, Switch, Tenths,
    };

    /// Defines a packet context.
    ///
    /// Source: 3GPP 27.007 10.1.1; protocol notes 3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGDCONT", setting = Self, test, recollected)]
    pub struct Context<'a> {
        /// Which context.
        #[at(key, ranges(crate::profile::id::G2 => 1..=5))]
        pub context: ContextId,
        /// `IP`, `IPV6` or `IPV4V6`.
        pub protocol: Option<Quoted<Printable<'a>>>,
        /// Access point name.
        pub apn: Option<Quoted<Printable<'a>>>,
        /// Address; empty: the network gives one.
        pub address: Option<Quoted<Printable<'a>>>,
        /// Compression of data.
        pub data_compression: Option<u8>,
        /// Compression of headers.
        pub header_compression: Option<u8>,
    }

    /// Parameters of one plain socket; through it a context has a socket, which activation needs.
    ///
    /// Source: protocol notes 4.3.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SCFG", setting = Self, test, recollected)]
    pub struct SocketConfiguration {
        /// Which plain socket.
        #[at(key, range = 1..=6)]
        pub socket: u8,
        /// Its context.
        #[at(default = "1")]
        pub context: ContextId,
        /// Packet size in bytes; 0: the module chooses.
        #[at(range = 0..=1500, default = "300")]
        pub packet_size: u16,
        /// Inactivity after which it closes; 0: never.
        #[at(default = "90")]
        pub inactivity: Seconds,
        /// Time to connect.
        #[at(range = 10..=1200, default = "600")]
        pub connect_timeout: Tenths,
        /// How long data wait for more before they are sent; 0: for ever. 256 and more stand for times in steps of
        /// 10 ms, which number for which is not known.
        #[at(default = "50")]
        pub flush_delay: Tenths,
    }

    /// Activates or deactivates a context.
    ///
    /// Activation answers the address. SSL sockets open on context 1 only.
    ///
    /// Source: guide 2.1; protocol notes 4.1.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SGACT", setting = ContextState, answer = ContextAddress<'static>, test,
        answer_within = "150 s", provenance(test = recollected))]
    pub struct Activate<'a> {
        /// Which context; on 3G modules 0 is the GSM context.
        #[at(ranges(crate::profile::id::G2 => 1..=5, crate::profile::id::G3 => 0..=5))]
        pub context: ContextId,
        /// On: activate.
        pub active: Switch,
        /// User name, where the network asks for one.
        pub user: Option<Quoted<Printable<'a>>>,
        /// Password, where the network asks for one.
        pub password: Option<Secret<Quoted<Printable<'a>>>>,
    }

    /// The address that the network has given; the guide shows it in quotes, field traces without.
    ///
    /// Source: guide 2.1; field notes A1, A2; protocol notes 4.1.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SGACT")]
    pub struct ContextAddress<'a> {
        /// IPv4 or IPv6, in text.
        pub address: Bare<Address<'a>>,
    }

    /// Whether a context is active; one line for each context that is defined.
    ///
    /// Source: field notes A3; protocol notes 4.1.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SGACT")]
    pub struct ContextState {
        /// Which context.
        pub context: ContextId,
        /// Active.
        pub active: Switch,
    }

    /// Asks for the addresses of contexts.
    ///
    /// Source: 3GPP 27.007 10.1.14; protocol notes 4.2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGPADDR", answer = Addresses<'static>, test, recollected)]
    pub struct AddressesOf<'a> {
        /// Of which contexts; left out: of all.
        pub contexts: Option<Several<'a, ContextId>>,
    }

    /// The address of a context; empty where it is not active.
    ///
    /// Source: 3GPP 27.007 10.1.14; protocol notes 4.2.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+CGPADDR", recollected)]
    pub struct Addresses<'a> {
        /// Which context.
        pub context: ContextId,
        /// IPv4 or IPv6, in text.
        pub address: Option<Quoted<Printable<'a>>>,
    }

    /// Asks for the addresses of contexts, the way of the older modules.
    ///
    /// Source: protocol notes 4.2.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGPADDR", answer = TelitAddresses<'static>, test, absent = [crate::profile::id::LTE_M],
        provenance(test = recollected))]
    pub struct TelitAddressesOf<'a> {
        /// Of which contexts.
        pub contexts: Several<'a, ContextId>,
    }

    /// The address of a context, the way of the older modules; empty where it is not active.
    ///
    /// Source: protocol notes 4.2.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#CGPADDR", recollected)]
    pub struct TelitAddresses<'a> {
        /// Which context.
        pub context: ContextId,
        /// IPv4 or IPv6, in text.
        pub address: Quoted<Printable<'a>>,
    }
}
