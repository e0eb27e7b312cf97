//! A virtual module on a desk: bytes are typed at it, and it says what it says. No line, no host, no peer.
//!
//! In: bytes. Out: bytes. Time stands still. Not here: what either means.

use telit_module::peer::Dial;
use telit_module::{Action, Machine, Memory, Module, Settings};
use telit_ssl::{Instant, Profile};

/// A module that has just been switched on.
#[derive(Debug)]
pub struct Desk {
    module: Module,
    dialled: Option<Dial>,
}

impl Desk {
    /// A module of this kind, from the factory.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        let settings = Settings {
            profile,
            ..Settings::default()
        };
        Self::of(Module::new(settings, Memory::default()))
    }

    /// This module, just switched on.
    #[must_use]
    pub fn of(module: Module) -> Self {
        let mut desk = Self {
            module,
            dialled: None,
        };
        desk.said();
        desk
    }

    /// The same after `ATE0` and numbers for errors: what it says is answers and nothing else.
    #[must_use]
    pub fn quiet(profile: Profile) -> Self {
        let mut desk = Self::new(profile);
        let said = desk.types(b"ATE0+CMEE=1\r");
        assert!(said.ends_with(b"\r\nOK\r\n"), "{}", said.escape_ascii());
        desk
    }

    /// What the module says to these bytes at once.
    pub fn types(&mut self, bytes: impl AsRef<[u8]>) -> Vec<u8> {
        self.module.host_bytes(Instant::default(), bytes.as_ref());
        self.said()
    }

    /// The information text of a command line that ends with `OK`, without line ends; `None`: it ends otherwise.
    pub fn answers(&mut self, line: &str) -> Option<String> {
        let said = self.types(format!("{line}\r"));
        let text = said.strip_suffix(b"\r\nOK\r\n")?.trim_ascii();
        Some(String::from_utf8_lossy(text).into_owned())
    }

    /// The connection that the module wanted last. Its peer never answers here.
    #[must_use]
    pub const fn dialled(&self) -> Option<&Dial> {
        self.dialled.as_ref()
    }

    fn said(&mut self) -> Vec<u8> {
        let mut said = Vec::new();
        while let Some(action) = self.module.poll(Instant::default()) {
            match action {
                Action::ToHost(bytes) => said.extend(bytes),
                Action::Open(dial) => self.dialled = Some(dial),
                _ => {}
            }
        }
        said
    }
}
