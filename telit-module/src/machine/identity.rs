//! What the module is.
//!
//! In: commands of the family identity. Out: lines without a name, or behind one, as the declaration of each has it.
//! Not here: the SIM and its numbers. What the texts say is a setting of the virtual module.
//! Read first: 27.007 5.1 to 5.4; V.250 6.1.3; protocol notes 3.

use at_spec::{Bare, Form, Line, LongNumber};
use telit_ssl::command::identity::{
    self, Identity, NamedMaker, NamedModel, NamedRevision, NamedSerialNumber, SerialNumber,
};

use super::Module;
use super::parameter::{Call, Kept};
use super::state::Verdict;

impl Module {
    pub(super) fn identity(&mut self, command: &identity::Declared<'_>, call: &Call) -> Verdict {
        match command {
            identity::Declared::EnterPin(form) => self.pin(form),
            _ => match self.identified(command) {
                Some(line) => {
                    self.inform(&[line]);
                    Verdict::Done
                }
                None => self.parameter(call, Kept::Always),
            },
        }
    }

    /// The line that answers. `None`: the module has none for this.
    fn identified(&self, command: &identity::Declared<'_>) -> Option<Vec<u8>> {
        let settings = &self.settings;
        let bare = |text| Some(self.line_of::<Identity<'static>>(&Identity { text: line(text)? }));
        let serial_number = LongNumber::new(settings.serial_number.as_bytes()).map(Bare);
        match command {
            identity::Declared::Maker(Form::Set(_)) => bare(&settings.maker),
            identity::Declared::Model(Form::Set(_)) => bare(&settings.model),
            identity::Declared::Revision(Form::Set(_)) => bare(&settings.revision),
            // Recollected, of the newer interface; the older ones may say something else (protocol notes 2).
            identity::Declared::Identify(Form::Set(asked)) => match asked.which {
                0 => bare(&settings.code),
                3 => bare(&settings.maker),
                4 => bare(&settings.model),
                _ => None,
            },
            identity::Declared::SerialNumberOf(Form::Set(_)) => {
                let number = serial_number.ok()?;
                Some(self.line_of::<SerialNumber<'static>>(&SerialNumber { number }))
            }
            identity::Declared::NamedMakerOf(Form::Set(_)) => {
                let text = line(&settings.maker)?;
                Some(self.line_of::<NamedMaker<'static>>(&NamedMaker { text }))
            }
            identity::Declared::NamedModelOf(Form::Set(_)) => {
                let text = line(&settings.model)?;
                Some(self.line_of::<NamedModel<'static>>(&NamedModel { text }))
            }
            identity::Declared::NamedRevisionOf(Form::Set(_)) => {
                let text = line(&settings.revision)?;
                Some(self.line_of::<NamedRevision<'static>>(&NamedRevision { text }))
            }
            identity::Declared::NamedSerialNumberOf(Form::Set(_)) => {
                let number = serial_number.ok()?;
                Some(self.line_of::<NamedSerialNumber<'static>>(&NamedSerialNumber { number }))
            }
            _ => None,
        }
    }
}

/// A text as a line; one that cannot be a line is none.
fn line(text: &str) -> Option<Line<'_>> {
    Line::new(text.as_bytes()).ok()
}
