//! What a person sees of the dialogue: the transcript on standard error, as text or JSON, and notes between.
//!
//! In: pieces of the line. Out: lines, and the record. Not here: what the bytes mean; the transcript says it.

use std::io::{self, Write};

use serde_json::{Value, json};
use telit_ssl::procedure::Note;
use telit_ssl::{Instant, Profile};

use crate::args;
use crate::record::{Piece, RecordFile, Side};
use crate::transcript::{Item, Members, Transcript};
use crate::trouble::Trouble;

/// How the dialogue is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Nothing,
    Text,
    Json,
}

/// Shows and keeps a dialogue.
pub(crate) struct Show {
    form: Form,
    transcript: Transcript,
    record: Option<RecordFile>,
}

impl Show {
    pub(crate) fn new(profile: &Profile, arguments: &args::Show) -> Result<Self, Trouble> {
        let form = match (arguments.quiet, arguments.json) {
            (true, _) => Form::Nothing,
            (false, true) => Form::Json,
            (false, false) => Form::Text,
        };
        let record = match &arguments.record {
            Some(path) => {
                Some(RecordFile::create(path).map_err(|error| Trouble::file(path, &error))?)
            }
            None => None,
        };
        Ok(Self {
            form,
            transcript: Transcript::new(profile),
            record,
        })
    }

    /// The module was found to be of this generation.
    pub(crate) fn set_profile(&mut self, profile: &Profile) {
        self.transcript.set_profile(profile);
    }

    /// Bytes have gone over the line.
    pub(crate) fn heard(&mut self, now: Instant, from: Side, bytes: &[u8]) -> io::Result<()> {
        let piece = Piece {
            from,
            bytes: bytes.to_vec(),
            at: Some(now),
        };
        let mut items = self.transcript.hear(&piece);
        // What the host has sent is shown at once, and not together with what it may send next.
        items.extend(self.transcript.so_far());
        match &mut self.record {
            Some(record) => record.take(piece, &mut self.transcript)?,
            None => self.transcript.forget_settled(),
        }
        self.items(&items);
        Ok(())
    }

    /// The dialogue is over.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let items = self.transcript.finish();
        self.items(&items);
        match &mut self.record {
            Some(record) => record.finish(&mut self.transcript),
            None => Ok(()),
        }
    }

    /// Something that does not stand on the line.
    pub(crate) fn say(&self, text: &str) {
        match self.form {
            Form::Nothing => {}
            Form::Text => tell(&format!("# {text}")),
            Form::Json => tell(&json!({"kind": "note", "text": text}).to_string()),
        }
    }

    /// What a procedure found out.
    pub(crate) fn note(&self, note: Note) {
        self.say(&match note {
            Note::AlreadySo(what) => format!("already so: {what}"),
            Note::Leftover => "a connection was left open by somebody; it is closed first".to_owned(),
            Note::Registering(state) => format!("not registered yet ({state:?}); it is asked again"),
            Note::OnlineInstead { byte, at } => {
                format!("byte {byte:#04X} at place {at} cannot go through command mode; online mode carries all of it")
            }
            Note::Respelt(verb) => format!("this module receives with {verb}"),
            Note::Lost(violation) => format!("{violation}; the module is asked where it is"),
            _ => "something that this program does not know yet".to_owned(),
        });
    }

    /// The last word, for programs.
    pub(crate) fn result(&self, result: &Value) {
        if self.form == Form::Json {
            tell(&result.to_string());
        }
    }

    fn items(&self, items: &[Item]) {
        for item in items {
            match self.form {
                Form::Nothing => {}
                Form::Text => tell(&item.to_string()),
                Form::Json => item
                    .objects(Members::All)
                    .iter()
                    .for_each(|object| tell(&object.to_string())),
            }
        }
    }
}

/// A line on standard error; where nobody reads it there is nothing to be done.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
