//! The file of a two-sided log, written while the dialogue goes on.
//!
//! In: pieces, and what the transcript says of them. Out: lines in a file, with secrets as asterisks of the same
//! length. Not here: what is secret; a piece waits until the transcript has understood all of it.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Piece, Side};
use crate::transcript::Transcript;

/// Takes the place of every byte that must not be kept.
const MASK: u8 = b'*';

#[derive(Debug)]
pub(crate) struct RecordFile {
    out: BufWriter<File>,
    waiting: VecDeque<Waiting>,
    host: u64,
    module: u64,
}

#[derive(Debug)]
struct Waiting {
    piece: Piece,
    /// Offset of its first byte in the stream of its side.
    start: u64,
}

impl RecordFile {
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            out: BufWriter::new(File::create(path)?),
            waiting: VecDeque::new(),
            host: 0,
            module: 0,
        })
    }

    /// Takes a piece that the transcript has heard, and writes what is understood by now.
    pub(crate) fn take(&mut self, piece: Piece, transcript: &mut Transcript) -> io::Result<()> {
        let heard = match piece.from {
            Side::Host => &mut self.host,
            Side::Module => &mut self.module,
        };
        let start = *heard;
        *heard += piece.bytes.len() as u64;
        self.waiting.push_back(Waiting { piece, start });
        self.write(transcript)
    }

    /// Writes what is left; the transcript is at its end.
    pub(crate) fn finish(&mut self, transcript: &mut Transcript) -> io::Result<()> {
        self.write(transcript)?;
        self.out.flush()
    }

    fn write(&mut self, transcript: &mut Transcript) -> io::Result<()> {
        while let Some(first) = self.waiting.front() {
            let end = first.start + first.piece.bytes.len() as u64;
            if end > transcript.settled(first.piece.from) {
                break;
            }
            let Some(Waiting { mut piece, start }) = self.waiting.pop_front() else {
                break;
            };
            mask(&mut piece, start, transcript);
            transcript.forget(piece.from, end);
            writeln!(self.out, "{}", piece.line())?;
        }
        Ok(())
    }
}

fn mask(piece: &mut Piece, start: u64, transcript: &Transcript) {
    for (place, byte) in (start..).zip(&mut piece.bytes) {
        // Line ends stay, so that a masked key has still the shape of one.
        if !matches!(byte, b'\r' | b'\n') && transcript.is_secret(piece.from, place) {
            *byte = MASK;
        }
    }
}
