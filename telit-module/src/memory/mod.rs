//! What survives a restart of the module: settings, profiles, certificates and the key.
//!
//! In: values of parameter commands, and what the host has stored. Out: the same, later. Not here: which setting
//! is kept and which starts anew; the machine decides that by family. Nothing of it is shown by `Debug`.
//! Read first: guide 3.3; protocol notes 5 (common facts).

mod written;

pub use written::Unreadable;

use std::collections::{BTreeMap, HashMap};

use telit_ssl::value::DataType;

/// The memory of a module, to be taken from one machine and given to the next.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Memory {
    pub(crate) parameters: Parameters,
    /// Settings that were written down as a whole, by the number of their profile.
    profiles: BTreeMap<u8, Parameters>,
    security_data: HashMap<DataType, Vec<u8>>,
}

impl Memory {
    /// The memory of a module as it leaves the factory.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The settings of a profile; none, where nothing was written down.
    pub(crate) fn profile(&self, number: u8) -> Parameters {
        self.profiles.get(&number).cloned().unwrap_or_default()
    }

    /// Writes the settings of a profile down in place of those before.
    pub(crate) fn write_down(&mut self, number: u8, profile: Parameters) {
        match profile.rows.is_empty() {
            true => self.profiles.remove(&number),
            false => self.profiles.insert(number, profile),
        };
    }

    /// The certificate or key that is stored.
    #[must_use]
    pub fn security_data(&self, data: DataType) -> Option<&[u8]> {
        self.security_data.get(&data).map(Vec::as_slice)
    }

    /// Stores a certificate or key in place of the one before it.
    pub fn store(&mut self, data: DataType, bytes: Vec<u8>) {
        self.security_data.insert(data, bytes);
    }

    /// Deletes a certificate or key. `false`: none was stored.
    pub fn delete(&mut self, data: DataType) -> bool {
        self.security_data.remove(&data).is_some()
    }
}

impl core::fmt::Debug for Memory {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter
            .debug_struct("Memory")
            .field("parameters", &self.parameters)
            .field("profiles", &self.profiles)
            .field("security_data", &self.security_data.keys())
            .finish()
    }
}

/// Values of parameter commands, each as the text behind `=`.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters {
    rows: BTreeMap<Place, Vec<u8>>,
}

/// Which setting: the command's usual name, and the values that choose among its settings. Shorter numbers are
/// lower, so that 2 stands before 10.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    name: &'static str,
    length: usize,
    choice: Vec<u8>,
}

impl Place {
    fn new(name: &'static str, choice: &[u8]) -> Self {
        let (length, choice) = (choice.len(), choice.to_vec());
        Self {
            name,
            length,
            choice,
        }
    }
}

impl Parameters {
    /// The values of one setting of a command.
    pub(crate) fn row(&self, name: &'static str, choice: &[u8]) -> Option<&[u8]> {
        self.rows.get(&Place::new(name, choice)).map(Vec::as_slice)
    }

    /// The settings of a command, lowest first: what chooses each, and its values.
    pub(crate) fn rows(&self, name: &'static str) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.rows
            .range(Place::new(name, &[])..)
            .take_while(move |(place, _)| place.name == name)
            .map(|(place, text)| (place.choice.as_slice(), text.as_slice()))
    }

    /// All settings: command, what chooses, values.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &[u8], &[u8])> {
        let rows = self.rows.iter();
        rows.map(|(place, text)| (place.name, place.choice.as_slice(), text.as_slice()))
    }

    pub(crate) fn set(&mut self, name: &'static str, choice: &[u8], text: Vec<u8>) {
        self.rows.insert(Place::new(name, choice), text);
    }

    /// Keeps the settings of those commands for which `is_kept` says so.
    pub(crate) fn retain(&mut self, is_kept: impl Fn(&'static str) -> bool) {
        self.rows.retain(|place, _| is_kept(place.name));
    }

    pub(crate) fn remove(&mut self, name: &'static str, choice: &[u8]) {
        self.rows.remove(&Place::new(name, choice));
    }
}

impl core::fmt::Debug for Parameters {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let names = self.rows.keys().map(|place| place.name);
        formatter.debug_set().entries(names).finish()
    }
}
