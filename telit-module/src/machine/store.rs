//! Certificates and the key: stored behind a prompt, deleted, read back.
//!
//! In: commands of the family store, what is entered. Out: the memory. Not here: whether they are of any use; the
//! handshake finds that out.
//! Read first: guide 2.2.2, 3.3; protocol notes 5.4.

use at_parse::byte::CR;
use at_spec::Form;
use telit_ssl::command::setup::{Authentication, Security};
use telit_ssl::command::store::{
    self, SecurityData, SecurityDataHeader, SecurityDataStored, StoreAction,
};
use telit_ssl::value::{DataType, SocketId, Switch};

use super::Module;
use super::network::choice;
use super::parameter::{Call, Kept};
use super::prompt::NOTHING;
use super::state::{Purpose, Verdict};
use crate::answer::Refused;
use crate::peer::Identity;

/// What a peer is to be held against, and what it may ask for.
pub(super) struct Proof {
    pub(super) authority: Option<Vec<u8>>,
    pub(super) identity: Option<Identity>,
}

/// What stands in place of data that are not stored. Recollected (protocol notes 5.4).
const NO_DATA: &[u8] = b"No data stored";

impl Module {
    pub(super) fn security_data(&mut self, command: &store::Declared<'_>, call: &Call) -> Verdict {
        if let Err(refused) = self.enabled() {
            return Verdict::Refused(refused);
        }
        match command {
            store::Declared::SecurityData(Form::Set(asked)) => match asked.action {
                StoreAction::Read => self.show(asked),
                StoreAction::Store => self.begin_store(asked.data),
                StoreAction::Delete => self.delete(asked.data).into(),
            },
            store::Declared::SecurityData(Form::Read) => {
                let flag = |data| match self.memory.security_data(data) {
                    Some(_) => Switch::On,
                    None => Switch::Off,
                };
                let stored = SecurityDataStored {
                    socket: SocketId::ONE,
                    certificate: flag(DataType::Certificate),
                    authority: flag(DataType::Authority),
                    key: flag(DataType::PrivateKey),
                };
                self.inform_of::<SecurityDataStored>(&stored);
                Verdict::Done
            }
            _ => self.parameter(call, Kept::Always),
        }
    }

    fn show(&mut self, asked: &SecurityData) -> Verdict {
        let SecurityData { socket, data, .. } = *asked;
        self.inform_of::<SecurityDataHeader>(&SecurityDataHeader { socket, data });
        let body = self.memory.security_data(data).unwrap_or(NO_DATA).to_vec();
        self.tell(&body);
        self.tell(&self.manner().line_end);
        Verdict::Done
    }

    fn begin_store(&mut self, data: DataType) -> Verdict {
        match self.idle() {
            Ok(()) => self.prompt(Purpose::Store(data)),
            Err(refused) => Verdict::Refused(refused),
        }
    }

    fn delete(&mut self, data: DataType) -> Result<(), Refused> {
        self.idle()?;
        let was_there = self.memory.delete(data);
        match was_there || !self.settings.quirks.delete_absent_refused {
            true => Ok(()),
            false => Err(Refused::SECURITY_DATA),
        }
    }

    /// Stores what was entered, if it is not too large.
    pub(super) fn stored(&mut self, data: DataType, payload: Vec<u8>) -> Verdict {
        if payload == NOTHING || payload.len() > self.settings.profile.security_data_most {
            return Verdict::Refused(Refused::SECURITY_DATA);
        }
        self.memory.store(data, payload);
        Verdict::Done
    }

    /// What the authentication mode needs, as far as the module can judge it.
    pub(super) fn proof(&self) -> Result<Proof, Refused> {
        let security = self.setting_of::<Security>(&choice(&SocketId::ONE));
        let mode = security.map_or(Authentication::None, |security| security.authentication);
        let (authority, identity) = match mode {
            Authentication::None => (None, None),
            Authentication::Peer => (Some(self.usable(DataType::Authority)?), None),
            Authentication::Mutual => {
                let identity = Identity {
                    certificate: self.usable(DataType::Certificate)?,
                    key: self.usable(DataType::PrivateKey)?,
                };
                (Some(self.usable(DataType::Authority)?), Some(identity))
            }
        };
        Ok(Proof {
            authority,
            identity,
        })
    }

    /// Lines of PEM that end with CR and LF are of no use to the module (guide 3.3).
    fn usable(&self, data: DataType) -> Result<Vec<u8>, Refused> {
        self.memory
            .security_data(data)
            .filter(|bytes| !bytes.contains(&CR))
            .map(<[u8]>::to_vec)
            .ok_or(Refused::SECURITY_DATA)
    }
}
