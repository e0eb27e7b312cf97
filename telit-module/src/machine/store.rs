//! Certificates and the key: stored behind a prompt, deleted, read back.
//!
//! In: commands of the family store, what is entered. Out: the memory. Not here: whether they are of any use; the
//! handshake finds that out.
//! Read first: guide 2.2.2, 3.3; protocol notes 5.4.

use at_parse::byte::CR;
use at_spec::{Declaration, Exchange, Form, Payload};
use telit_ssl::Span;
use telit_ssl::command::setup::{Authentication, CertificateFormat, Security};
use telit_ssl::command::store::{
    self, SecurityData, SecurityDataHeader, SecurityDataStored, StoreAction,
};
use telit_ssl::value::{DataType, SocketId, Switch};

use super::Module;
use super::parameter::{Call, Kept, choice};
use super::prompt::NOTHING;
use super::state::{Prompt, Purpose, Task, Verdict};
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
                StoreAction::Store => self.begin_store(asked),
                StoreAction::Delete => self.delete(asked.data),
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

    fn begin_store(&mut self, asked: &SecurityData) -> Verdict {
        if let Err(refused) = self.idle() {
            return Verdict::Refused(refused);
        }
        let Exchange::Prompt(ending) = <SecurityData as Declaration>::exchange(asked) else {
            return Verdict::Refused(Refused::GENERIC);
        };
        match ending {
            Payload::Counted(size) | Payload::CountedThenCtrlZ(size) if !self.has_room(size) => {
                Verdict::Refused(Refused::PARAMETERS)
            }
            // With DER the count alone ends it: 0x1A is a byte like any other (protocol notes 5.4).
            Payload::CountedThenCtrlZ(size) if self.takes_der() => {
                self.prompt(Purpose::Store(asked.data), Payload::Counted(size))
            }
            ending => self.prompt(Purpose::Store(asked.data), ending),
        }
    }

    /// Whether something of this size can be stored.
    fn has_room(&self, size: u32) -> bool {
        let most = self.settings.profile.security_data_most;
        size > 0 && usize::try_from(size).is_ok_and(|size| size <= most)
    }

    fn takes_der(&self) -> bool {
        let security = self.setting_of::<Security>(&choice(&SocketId::ONE));
        security.and_then(|security| security.format) == Some(CertificateFormat::Der)
    }

    fn delete(&mut self, data: DataType) -> Verdict {
        if let Err(refused) = self.idle() {
            return Verdict::Refused(refused);
        }
        let is_stored = self.memory.security_data(data).is_some();
        if !is_stored && self.settings.quirks.delete_absent_refused {
            return Verdict::Refused(Refused::SECURITY_DATA);
        }
        self.remember(|memory| {
            memory.delete(data);
        })
    }

    /// Stores what was entered, if it is whole and not too large.
    pub(super) fn stored(&mut self, data: DataType, entered: &Prompt) -> Verdict {
        let is_whole = entered.missing().is_none_or(|missing| missing == 0);
        if entered.payload == NOTHING || entered.surplus || !is_whole {
            return Verdict::Refused(Refused::SECURITY_DATA);
        }
        self.entered = Some((data, entered.payload.clone()));
        match self.settings.quirks.slow_store {
            Span::ZERO => self.store(),
            slow => self.later(Task::Store, slow),
        }
    }

    /// Stores what is whole.
    pub(super) fn store(&mut self) -> Verdict {
        match self.entered.take() {
            Some((data, bytes)) => self.remember(|memory| memory.store(data, bytes)),
            None => Verdict::Done,
        }
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
