//! A file that a module's memory is kept in, so that it outlives the program.
//!
//! In: a path; memories, whenever one has changed. Out: the memory that the file has; a file that has the old one or the
//! new one whole, whatever happens in between. Not here: what is remembered.

use std::fmt;
use std::fs::{File, OpenOptions, rename};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::memory::{Memory, Unreadable};

/// The file of a memory. Only its owner can read it: the private key is in it.
#[derive(Debug)]
pub struct MemoryFile {
    path: PathBuf,
}

/// A memory file that cannot be used.
#[derive(Debug)]
pub struct MemoryError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Read(io::Error),
    Write(io::Error),
    Unreadable(Unreadable),
}

impl MemoryFile {
    /// Opens the file, and makes one of a module from the factory where there is none.
    ///
    /// # Errors
    ///
    /// [`MemoryError`], when the file cannot be read or made, or is none of a memory; it is then left as it is.
    pub fn open(path: &Path) -> Result<(Self, Memory), MemoryError> {
        let file = Self { path: path.into() };
        let failed = |reason| MemoryError {
            path: path.into(),
            reason,
        };
        match std::fs::read_to_string(path) {
            Ok(text) => match Memory::read(&text) {
                Ok(memory) => Ok((file, memory)),
                Err(unreadable) => Err(failed(Reason::Unreadable(unreadable))),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let memory = Memory::new();
                match file.write(&memory) {
                    Ok(()) => Ok((file, memory)),
                    Err(error) => Err(failed(Reason::Write(error))),
                }
            }
            Err(error) => Err(failed(Reason::Read(error))),
        }
    }

    /// Puts a memory in the place of the last one.
    pub(crate) fn write(&self, memory: &Memory) -> io::Result<()> {
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        let mut file: File = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(memory.written().as_bytes())?;
        file.sync_all()?;
        rename(beside, &self.path)
    }
}

impl fmt::Display for MemoryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::Read(error) => write!(formatter, "cannot read the memory {path}: {error}"),
            Reason::Write(error) => write!(formatter, "cannot write the memory {path}: {error}"),
            Reason::Unreadable(unreadable) => write!(formatter, "{path}, {unreadable}"),
        }
    }
}

impl std::error::Error for MemoryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.reason {
            Reason::Read(error) | Reason::Write(error) => Some(error),
            Reason::Unreadable(unreadable) => Some(unreadable),
        }
    }
}
