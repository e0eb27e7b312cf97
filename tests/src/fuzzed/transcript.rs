//! The listener of `telit trace`: any bytes of any side, cut anywhere, with times or without.
//!
//! In: a script: what the listener knows of the host, then pieces. Out: judgement: every byte belongs to one item or is a
//! line end between two; what it makes of them does not depend on how the pieces are cut; items can be shown.

use arbitrary::{Arbitrary, Unstructured};
use telit_cli::record::{Piece, Side};
use telit_cli::transcript::{Host, Item, Listening, Members, Transcript};
use telit_ssl::Instant;

use super::script::{Script, read_bytes, write_bytes};

/// What is heard.
#[derive(Clone, Debug)]
pub struct Story<'a> {
    /// 0: the host is heard. 1: it is not. Else its command lines are known, one for each of its parts.
    pub host: u8,
    /// Whether the pieces have times.
    pub timed: bool,
    /// Length of the pieces that the parts are cut into.
    pub most: u8,
    /// What comes.
    pub parts: Vec<Part<'a>>,
}

/// Bytes of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Whose they are.
    pub from: Side,
    /// How long after the part before. Unit: 10 ms.
    pub steps: u8,
    /// The bytes.
    pub bytes: &'a [u8],
}

/// Plays the script and judges it.
///
/// # Panics
/// If a law is broken.
pub fn judge(bytes: &[u8]) {
    let story = Story::read(bytes);
    let pieces = story.pieces();
    let whole = heard(&story, &pieces, usize::MAX);
    for side in [Side::Host, Side::Module] {
        let of_side = pieces.iter().filter(|piece| piece.from == side);
        let stream: Vec<u8> = of_side.flat_map(|piece| piece.bytes.clone()).collect();
        accounts_for(&whole, side, &stream);
    }
    for item in &whole {
        let _ = item.to_string();
        let _ = item.objects(Members::All);
    }
    let most = usize::from(story.most).max(1);
    assert_eq!(heard(&story, &pieces, most), whole, "cut");
}

impl<'a> Story<'a> {
    /// The story that a script tells.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut script = Script::new(bytes);
        let kind = script.byte();
        Self {
            host: kind & 3,
            timed: kind & 4 != 0,
            most: script.byte(),
            parts: core::iter::from_fn(|| script.next()).collect(),
        }
    }

    /// The script of this story.
    #[must_use]
    pub fn script(&self) -> Vec<u8> {
        let mut script = vec![self.host | u8::from(self.timed) << 2, self.most];
        for part in &self.parts {
            for piece in part.bytes.chunks(usize::from(u8::MAX)) {
                script.extend([u8::from(part.from == Side::Module), part.steps]);
                write_bytes(&mut script, piece);
            }
        }
        script
    }

    /// The pieces that are heard: where the host is not, its parts are none.
    fn pieces(&self) -> Vec<Piece> {
        let mut now = 0;
        let heard = |part: &&Part<'_>| self.host == 0 || part.from == Side::Module;
        let piece = |part: &Part<'_>| {
            now += u64::from(part.steps) * 10;
            Piece {
                from: part.from,
                bytes: part.bytes.to_vec(),
                at: self.timed.then(|| Instant::from_millis(now)),
            }
        };
        self.parts.iter().filter(heard).map(piece).collect()
    }

    fn known(&self) -> Host {
        let of_host = self.parts.iter().filter(|part| part.from == Side::Host);
        match self.host {
            0 => Host::Heard,
            1 => Host::Unknown,
            _ => Host::Told(of_host.map(|part| part.bytes.to_vec()).collect()),
        }
    }
}

fn heard(story: &Story<'_>, pieces: &[Piece], most: usize) -> Vec<Item> {
    let mut transcript = Transcript::of(Listening {
        host: story.known(),
        ..Listening::default()
    });
    let mut items = Vec::new();
    for piece in pieces {
        items.extend(transcript.hear_in_parts(piece, most));
    }
    items.extend(transcript.finish());
    items
}

/// Every byte of `stream` belongs to one item of `side`, or is a line end between two.
fn accounts_for(items: &[Item], side: Side, stream: &[u8]) {
    let place = |number| usize::try_from(number).expect("streams are short");
    let is_nothing = |bytes: &[u8]| bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
    let mut end = 0;
    for item in items.iter().filter(|item| item.from == side) {
        let (at, next) = (place(item.at), place(item.at + item.length));
        assert!(end <= at && next <= stream.len(), "{item:?} behind {end}");
        let between = &stream[end..at];
        assert!(
            is_nothing(between),
            "{between:?} before {item:?} is nothing"
        );
        assert!(
            item.masked || stream[at..next].starts_with(&item.bytes),
            "{item:?} is not what stands there"
        );
        end = next;
    }
    let rest = &stream[end..];
    assert!(is_nothing(rest), "{rest:?} at the end is nothing");
}

impl<'a> Arbitrary<'a> for Part<'a> {
    fn arbitrary(script: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let from = match script.arbitrary::<u8>()? & 1 {
            0 => Side::Host,
            _ => Side::Module,
        };
        Ok(Self {
            from,
            steps: script.arbitrary()?,
            bytes: read_bytes(script)?,
        })
    }
}
