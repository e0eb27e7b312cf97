//! Bytes that wait to be written.
//!
//! In: bytes, as many as come. Out: the same bytes in order, as many at a time as the far side takes. Not here: the
//! limit; whoever reads from the other side asks [`Backlog::is_high`] first, so that it is never passed by much.

use std::collections::VecDeque;
use std::io;

/// Bytes in a backlog from which on its source is no longer read. Several receives of the largest size (1500).
const HIGH: usize = 32 * 1024;

#[derive(Debug, Default)]
pub(crate) struct Backlog {
    bytes: VecDeque<u8>,
}

impl Backlog {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether so much waits that nothing should be added.
    pub(crate) fn is_high(&self) -> bool {
        self.bytes.len() >= HIGH
    }

    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
    }

    /// Everything that waits, in one piece: a TLS write that must be repeated may be given more bytes, never fewer.
    pub(crate) fn whole(&mut self) -> &[u8] {
        self.bytes.make_contiguous()
    }

    pub(crate) fn written(&mut self, count: usize) {
        self.bytes.drain(..count.min(self.bytes.len()));
    }

    /// Writes what `port` takes without blocking.
    pub(crate) fn drain_into(&mut self, port: &mut impl io::Write) -> io::Result<()> {
        while !self.is_empty() {
            match port.write(self.whole()) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => self.written(count),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
