//! Data calls: there is never one.
//!
//! In: the command that goes back to a call. Out: `NO CARRIER`. Not here: sockets; a suspended one has a command of its own.
//! Read first: V.250 6.3.7; protocol notes 6.1.

use at_spec::Form;
use telit_ssl::command::call;

use super::Module;
use super::state::Verdict;
use crate::answer::{Code, Refused};

impl Module {
    pub(super) fn call(&mut self, command: &call::Declared<'_>) -> Verdict {
        match command {
            call::Declared::Resume(Form::Set(_)) => {
                let code = self.manner().code(Code::NoCarrier);
                self.tell(&code);
                Verdict::Over
            }
            _ => Verdict::Refused(Refused::Plain),
        }
    }
}
