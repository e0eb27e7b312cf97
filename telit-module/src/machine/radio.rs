//! The radio: whether it is on, what it hears, and which operator it is to use.
//!
//! In: commands of the family network. Out: answers, and changes of registration. Not here: registration itself.
//! Read first: 27.007 7.3, 8.2, 8.5; protocol notes 3; field notes A18, B29.

use at_spec::{Form, Printable, Quoted};
use telit_ssl::command::network::{
    self, CurrentOperator, Functions, Operator, OperatorFormat, Selection, SetFunctions, Signal,
};
use telit_ssl::value::Switch;

use super::Module;
use super::parameter::{Call, Kept};
use super::settings;
use super::state::Verdict;
use crate::answer::Refused;

/// What the host has set of the radio; a restart ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Radio {
    level: u8,
    selection: Selection,
    format: OperatorFormat,
}

/// The levels that this module has, and whether the radio is on there. 27.007 8.2; on others modules do not agree.
const LEVELS: &[(u8, bool)] = &[(0, false), (1, true), (4, false)];

/// The level after a start.
const ALL: u8 = 1;

/// Signal strength and bit errors where nothing is known (27.007 8.5).
const UNKNOWN: u8 = 99;

impl Radio {
    pub(super) const fn new() -> Self {
        Self {
            level: ALL,
            selection: Selection::Automatic,
            format: OperatorFormat::Long,
        }
    }

    fn is_on(self) -> bool {
        LEVELS.contains(&(self.level, true))
    }

    /// Whether it looks for a network.
    pub(super) fn is_searching(self) -> bool {
        self.is_on() && self.selection != Selection::Deregister
    }
}

impl settings::Operator {
    fn name(&self, format: OperatorFormat) -> &str {
        match format {
            OperatorFormat::Long => &self.long,
            OperatorFormat::Short => &self.short,
            OperatorFormat::Numeric => &self.code,
        }
    }
}

impl Module {
    pub(super) fn radio(&mut self, command: &network::Declared<'_>, call: &Call) -> Verdict {
        match command {
            network::Declared::SignalOf(Form::Set(_)) => {
                let (strength, errors) = match self.radio.is_on() {
                    true => (self.settings.signal, 0),
                    false => (UNKNOWN, UNKNOWN),
                };
                self.inform_of::<Signal>(&Signal { strength, errors });
                Verdict::Done
            }
            network::Declared::Operator(Form::Read) => {
                let line = self.operator();
                self.inform(&[line]);
                Verdict::Done
            }
            network::Declared::Operator(Form::Set(wanted)) => self.choose(wanted).into(),
            network::Declared::SetFunctions(Form::Read) => {
                let level = self.radio.level;
                self.inform_of::<Functions>(&Functions { level });
                Verdict::Done
            }
            network::Declared::SetFunctions(Form::Set(wanted)) => self.switch_radio(*wanted),
            _ => self.parameter(call, Kept::InProfile),
        }
    }

    /// The operator that serves the module; how it is chosen and no more where none does (27.007 7.3).
    fn operator(&self) -> Vec<u8> {
        let Radio {
            selection, format, ..
        } = self.radio;
        let name = self.settings.operator.name(format).as_bytes();
        let name = Printable::new(name)
            .ok()
            .filter(|_| self.network.is_registered());
        self.line_of::<CurrentOperator<'static>>(&CurrentOperator {
            selection,
            format: name.map(|_| format),
            operator: name.map(Quoted),
            technology: None,
        })
    }

    fn choose(&mut self, wanted: &Operator<'_>) -> Result<(), Refused> {
        self.card.ready()?;
        let is_here = wanted.operator.is_some_and(|Quoted(name)| {
            let format = wanted.format.unwrap_or(OperatorFormat::Long);
            name.as_str() == self.settings.operator.name(format)
        });
        self.radio.selection = match wanted.selection {
            Selection::FormatOnly => {
                self.radio.format = wanted.format.ok_or(Refused::NOT_ALLOWED)?;
                return Ok(());
            }
            Selection::Manual | Selection::ManualThenAutomatic if wanted.operator.is_none() => {
                return Err(Refused::NOT_ALLOWED);
            }
            Selection::ManualThenAutomatic if is_here => Selection::Manual,
            Selection::ManualThenAutomatic => Selection::Automatic,
            selection => selection,
        };
        match self.radio.selection {
            Selection::Deregister => self.leave_network(),
            // No other operator is taken then (27.007 7.3).
            Selection::Manual if !is_here => {
                self.leave_network();
                return Err(Refused::NO_SERVICE);
            }
            _ if !self.radio.is_on() => return Err(Refused::NO_SERVICE),
            _ if !self.network.is_registered() => self.search(),
            _ => {}
        }
        Ok(())
    }

    fn switch_radio(&mut self, wanted: SetFunctions) -> Verdict {
        if !LEVELS.iter().any(|(level, _)| *level == wanted.level) {
            return Verdict::Refused(Refused::NOT_SUPPORTED);
        }
        if wanted.restart == Some(Switch::On) {
            self.end_line(Ok(()));
            self.restart();
            self.radio.level = wanted.level;
            return Verdict::Over;
        }
        self.radio.level = wanted.level;
        if !self.radio.is_on() {
            self.leave_network();
        } else if !self.network.is_registered() {
            self.search();
        }
        Verdict::Done
    }
}
