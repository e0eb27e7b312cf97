//! Provision: certificates and keys into the module's memory. What is stored already is not written again.
//!
//! In: PEM. Out: stored, deleted, or found to be there. A certificate that is there is read back and compared,
//! to spare the flash (field notes B45); a key is not read, since it would go over the line once more: where its
//! certificate has not changed, it stays.
//! Read first: guide 2.2.2, 3.3; protocol notes 5.4.

use core::fmt;

use at_spec::{ByteCount, Command, Read};

use super::{Ended, Note, Obstacle, Script, Turn, require};
use crate::byte::{CR, LF};
use crate::command::setup::CertificateFormat;
use crate::command::store::{SecurityData, SecurityDataStored, StoreAction};
use crate::engine::Engine;
use crate::event::Event;
use crate::profile::Profile;
use crate::request::Ticket;
use crate::time::Instant;
use crate::value::{DataType, SocketId, Switch};

/// What is wanted of one of the three places.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Item<'p> {
    /// This PEM is stored. It was checked by [`check_pem`].
    Store(DataType, &'p [u8]),
    /// Nothing is stored.
    Delete(DataType),
}

impl fmt::Debug for Item<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(data, _) => formatter
                .debug_tuple("Store")
                .field(data)
                .finish_non_exhaustive(),
            Self::Delete(data) => formatter.debug_tuple("Delete").field(data).finish(),
        }
    }
}

/// Why PEM cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PemFault {
    /// It is larger than the module takes.
    TooLarge {
        /// Its bytes.
        size: usize,
        /// What the module takes.
        most: usize,
    },
    /// A byte that PEM does not have. CR counts too: after each row only LF is allowed.
    Byte {
        /// The byte.
        byte: u8,
        /// Its place.
        at: usize,
    },
    /// It does not begin with `-----BEGIN …-----` and end with `-----END …-----`.
    Armour,
}

impl fmt::Display for PemFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { size, most } => {
                write!(
                    formatter,
                    "the PEM has {size} bytes and the module takes {most}; use a smaller certificate or key"
                )
            }
            Self::Byte { byte: CR, at } => {
                write!(
                    formatter,
                    "a CR at place {at} of the PEM: the module wants lines ended by LF alone"
                )
            }
            Self::Byte { byte, at } => {
                write!(formatter, "byte {byte:#04X} at place {at} cannot be in PEM")
            }
            Self::Armour => {
                formatter.write_str("this is no PEM: it must go from -----BEGIN to -----END")
            }
        }
    }
}

/// Whether the module of `profile` can store this PEM (guide 2.2.2, 3.3).
///
/// # Errors
/// [`PemFault`], with the place.
pub fn check_pem(pem: &[u8], profile: &Profile) -> Result<(), PemFault> {
    let most = profile.security_data_most;
    if pem.len() > most {
        return Err(PemFault::TooLarge {
            size: pem.len(),
            most,
        });
    }
    let holds = |byte: u8| byte == LF || matches!(byte, b' '..=b'~');
    if let Some((at, &byte)) = pem.iter().enumerate().find(|(_, byte)| !holds(**byte)) {
        return Err(PemFault::Byte { byte, at });
    }
    let armoured = pem.starts_with(b"-----BEGIN ") && pem.trim_ascii_end().ends_with(b"-----");
    let ends = pem.windows(9).any(|part| part == b"-----END ");
    if armoured && ends {
        Ok(())
    } else {
        Err(PemFault::Armour)
    }
}

/// Stores or deletes certificates and keys.
#[derive(Clone, Copy, Debug)]
pub struct Provision<'p> {
    items: &'p [Item<'p>],
    step: Step,
    stored: Option<SecurityDataStored>,
    flags: Option<Ticket<SecurityDataStored>>,
    /// What is left of the PEM that is compared with what the module reads back.
    compared: &'p [u8],
    same: bool,
    /// Whether the module's certificate was written in this run.
    certificate_written: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    AskStored,
    Next,
    Compare,
}

impl<'p> Provision<'p> {
    /// For these places, in this order; certificates before their keys.
    #[must_use]
    pub const fn new(items: &'p [Item<'p>]) -> Self {
        Self {
            items,
            step: Step::AskStored,
            stored: None,
            flags: None,
            compared: &[],
            same: false,
            certificate_written: false,
        }
    }

    fn has(&self, data: DataType) -> bool {
        self.stored.is_some_and(|stored| {
            let flag = match data {
                DataType::Certificate => stored.certificate,
                DataType::Authority => stored.authority,
                DataType::PrivateKey => stored.key,
            };
            flag == Switch::On
        })
    }

    fn compare_line(&mut self, line: &[u8]) {
        let (wanted, rest) = split_line(self.compared);
        self.same = self.same && wanted == line;
        self.compared = rest;
    }

    fn skip(&mut self) -> Option<Item<'p>> {
        let (first, rest) = self.items.split_first()?;
        self.items = rest;
        self.step = Step::Next;
        Some(*first)
    }
}

/// The first line that is not empty, and what follows it.
fn split_line(pem: &[u8]) -> (&[u8], &[u8]) {
    let start = pem.iter().position(|byte| *byte != LF).unwrap_or(pem.len());
    let pem = pem.get(start..).unwrap_or(&[]);
    let end = pem.iter().position(|byte| *byte == LF).unwrap_or(pem.len());
    pem.split_at_checked(end).unwrap_or((pem, &[]))
}

impl<'p> Script<'p> for Provision<'p> {
    /// What was stored before, by the module's word.
    type Output = SecurityDataStored;

    fn advance<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        ended: Ended,
    ) -> Result<Turn<'p, SecurityDataStored>, Obstacle> {
        require(ended)?;
        if self.step == Step::AskStored {
            self.flags = Some(
                engine
                    .request(now, &Read::<SecurityData>::new())
                    .map_err(Obstacle::Request)?,
            );
            self.step = Step::Next;
            return Ok(Turn::Asked);
        }
        let stored = self.stored.ok_or(Obstacle::NoAnswer("#SSLSECDATA?"))?;
        let Some(&item) = self.items.first() else {
            return Ok(Turn::Done(stored));
        };
        match item {
            Item::Delete(data) if self.has(data) => {
                self.skip();
                ask(engine, now, StoreAction::Delete, data)?;
                Ok(Turn::Asked)
            }
            Item::Delete(_) => {
                self.skip();
                Ok(Turn::Note(Note::AlreadySo("there is nothing to delete")))
            }
            Item::Store(data, pem) => self.store(now, engine, data, pem),
        }
    }

    fn hear<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, engine: &Engine<B>, event: Event<'_>) {
        if let Some(Ok(stored)) = self.flags.and_then(|ticket| ticket.answer(engine, event))
            && stored.socket == SocketId::ONE
        {
            self.stored = Some(stored);
        }
        if self.step == Step::Compare
            && let Event::Remark(text) = event
        {
            let line = engine.text(text);
            self.compare_line(line);
        }
    }
}

impl<'p> Provision<'p> {
    fn store<B: AsRef<[u8]> + AsMut<[u8]>>(
        &mut self,
        now: Instant,
        engine: &mut Engine<B>,
        data: DataType,
        pem: &'p [u8],
    ) -> Result<Turn<'p, SecurityDataStored>, Obstacle> {
        check_pem(pem, engine.profile()).map_err(Obstacle::Pem)?;
        match self.step {
            Step::Next
                if self.has(data) && data == DataType::PrivateKey && !self.certificate_written =>
            {
                self.skip();
                return Ok(Turn::Note(Note::AlreadySo(
                    "a private key is stored, and its certificate is the same",
                )));
            }
            Step::Next if self.has(data) && data != DataType::PrivateKey => {
                self.step = Step::Compare;
                self.compared = pem;
                self.same = true;
                ask(engine, now, StoreAction::Read, data)?;
                return Ok(Turn::Asked);
            }
            Step::Compare if self.same && split_line(self.compared).0.is_empty() => {
                self.skip();
                return Ok(Turn::Note(Note::AlreadySo(match data {
                    DataType::Authority => "this CA certificate is stored",
                    DataType::Certificate | DataType::PrivateKey => "this certificate is stored",
                })));
            }
            Step::AskStored | Step::Next | Step::Compare => {}
        }
        self.skip();
        self.certificate_written |= data == DataType::Certificate;
        store(engine, now, data, pem.len())?;
        Ok(Turn::AskedToSend(pem))
    }
}

/// Asks to store so many bytes. Modules that are not told the size find the end by `^Z` alone.
fn store<B: AsRef<[u8]> + AsMut<[u8]>>(
    engine: &mut Engine<B>,
    now: Instant,
    data: DataType,
    size: usize,
) -> Result<(), Obstacle> {
    let plain = SecurityData {
        socket: SocketId::ONE,
        action: StoreAction::Store,
        data,
        size: None,
        format: CertificateFormat::Pem,
    };
    let sized = SecurityData {
        size: u32::try_from(size).ok().map(ByteCount),
        ..plain
    };
    let is_told = sized.check(engine.profile().id).is_ok();
    engine
        .request(now, if is_told { &sized } else { &plain })
        .map(|_| ())
        .map_err(Obstacle::Request)
}

fn ask<B: AsRef<[u8]> + AsMut<[u8]>>(
    engine: &mut Engine<B>,
    now: Instant,
    action: StoreAction,
    data: DataType,
) -> Result<(), Obstacle> {
    let command = SecurityData {
        socket: SocketId::ONE,
        action,
        data,
        size: None,
        format: CertificateFormat::Pem,
    };
    engine
        .request(now, &command)
        .map(|_| ())
        .map_err(Obstacle::Request)
}
