//! Certificates and keys in the module's memory.
//!
//! Read first: guide 3.3; protocol notes 5.4.

use crate::command::setup::CertificateFormat;
use crate::profile::id::{G2, G3, LTE_A};
use crate::value::{DataType, SocketId, Switch};
use at_spec::{Argument, ByteCount, Command, Exchange, Information, Payload};

pub use declared::*;

/// What is done with a certificate or key (guide 3.3; protocol notes 5.4).
#[derive(Argument, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StoreAction {
    /// Delete it.
    #[at(0)]
    Delete,
    /// Store one.
    #[at(1)]
    Store,
    /// Read it back.
    #[at(2)]
    Read,
}

impl SecurityData {
    /// The exchange depends on the action, on whether a size is said, and on how the data are written: in DER 0x1A
    /// is a byte like others, so that nothing may follow the count.
    const fn exchange(&self) -> Exchange {
        match (self.action, self.size, self.format) {
            (StoreAction::Delete, _, _) => Exchange::Plain,
            (StoreAction::Store, None, _) => Exchange::Prompt(Payload::UntilCtrlZ),
            (StoreAction::Store, Some(ByteCount(size)), CertificateFormat::Pem) => {
                Exchange::Prompt(Payload::CountedThenCtrlZ(size))
            }
            (StoreAction::Store, Some(ByteCount(size)), CertificateFormat::Der) => {
                Exchange::Prompt(Payload::Counted(size))
            }
            (StoreAction::Read, _, _) => Exchange::Body,
        }
    }
}

#[at_spec::family]
mod declared {
    use super::{
        ByteCount, CertificateFormat, Command, DataType, G2, G3, Information, LTE_A, SocketId,
        StoreAction, Switch,
    };

    /// Stores, deletes or reads back a certificate or key.
    ///
    /// Storing prompts, takes PEM with lines ended by LF alone, and ends with `^Z`.
    ///
    /// Source: guide 3.3; protocol notes 5.4.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSECDATA", exchange = self.exchange(), answer = SecurityDataHeader, setting = SecurityDataStored, test,
        answer_within = "10 s", provenance(test = recollected))]
    pub struct SecurityData {
        /// Which socket.
        #[at(ranges(G2 => 1..=1, G3 => 1..=1, LTE_A => 1..=1))]
        pub socket: SocketId,
        /// What is done.
        pub action: StoreAction,
        /// With which of the three.
        pub data: DataType,
        /// Length of what follows the prompt. The 2G modules take none.
        #[at(absent = [G2])]
        pub size: Option<ByteCount>,
        /// How the data are written, as the security setting of the socket says.
        #[at(unwritten)]
        pub format: CertificateFormat,
    }

    /// Stands before a certificate or key that is read back.
    ///
    /// Source: protocol notes 5.4.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSECDATA", recollected)]
    pub struct SecurityDataHeader {
        /// Which socket.
        pub socket: SocketId,
        /// Which of the three.
        pub data: DataType,
    }

    /// What is stored for a socket.
    ///
    /// Source: field notes A28; protocol notes 5.4.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("#SSLSECDATA")]
    pub struct SecurityDataStored {
        /// Which socket.
        pub socket: SocketId,
        /// The certificate of the module.
        pub certificate: Switch,
        /// The certificate of the authority.
        pub authority: Switch,
        /// The private key of the module.
        pub key: Switch,
    }
}
