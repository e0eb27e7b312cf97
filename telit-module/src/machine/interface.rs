//! How module and host talk.
//!
//! In: commands of the families interface and port. Out: settings, which the rest of the machine reads when it writes.
//! Not here: the bytes of answers.
//! Read first: V.250 6.2; protocol notes 2.

use at_parse::Asked;
use at_spec::{Form, Register, Syntax};
use telit_ssl::command::interface::{self, EscapeGuard, GuardTime, RegisterValue};
use telit_ssl::{Instant, Span};

use super::Module;
use super::escape::Escape;
use super::parameter::{Call, Kept};
use super::state::Verdict;

impl Module {
    pub(super) fn interface(&mut self, command: &interface::Declared<'_>, call: &Call) -> Verdict {
        match (command, call.asked) {
            (interface::Declared::Attention(_), _) => Verdict::Done,
            (interface::Declared::EscapeGuard(Form::Read), _) => {
                let time = Register(self.escape_guard());
                self.inform_of::<GuardTime>(&GuardTime { time });
                Verdict::Done
            }
            (_, Asked::Read) if call.spec.syntax == Syntax::Register => {
                let value = Register(self.register_named(call.spec.name.usual).unwrap_or(0));
                self.inform_of::<RegisterValue>(&RegisterValue { value });
                Verdict::Done
            }
            _ => self.line_setting(call),
        }
    }

    /// A setting of the line, which is one of the profile; also one without a read form, which would not be a parameter
    /// command by its row.
    pub(super) fn line_setting(&mut self, call: &Call) -> Verdict {
        match call.asked {
            Asked::Set | Asked::Execute => self.set(call, Kept::InProfile),
            Asked::Read | Asked::Test => self.parameter(call, Kept::InProfile),
        }
    }

    /// S12, in units of 20 ms.
    fn escape_guard(&self) -> u8 {
        self.setting::<EscapeGuard>()
            .map_or(50, |guard| guard.time.0)
    }

    /// A watch for the escape sequence that begins now, behind `CONNECT`.
    pub(super) fn escape_watch(&self, now: Instant) -> Escape {
        let guard = u64::from(self.escape_guard()).saturating_mul(20);
        Escape::new(Span::from_millis(guard), now)
    }
}
