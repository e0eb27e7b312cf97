//! Every derive where `at-spec` has another name in `Cargo.toml`.
//!
//! In: `words`, which is `at-spec`. Out: declarations that compile and work. Not here: other names that mean
//! something else; `at-spec/tests/hygiene.rs` has those.

#![no_std]
#![forbid(unsafe_code)]

use words::Dialect;

pub use declared::*;

/// Commands, answers and unsolicited result codes.
#[words::family(crate = words)]
mod declared {
    use words::{Argument, Command, Host, Information, ProfileId, Quoted, Seconds, Unsolicited};

    /// A profile without the command that ends.
    pub const OLD: ProfileId = ProfileId::new(0);

    /// Opens something.
    ///
    /// Source: made up.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+OPEN", crate = words, setting = Opened<'_>, test)]
    #[at(exchange = words::Exchange::Prompt(words::Payload::UntilCtrlZ))]
    pub struct Open<'a> {
        /// Its number.
        #[at(key)]
        pub number: Number,
        /// Where it is.
        pub host: Quoted<Host<'a>>,
        /// How long it may be silent.
        #[at(range = 1..=90, absent = [OLD])]
        pub silence: Option<Seconds>,
    }

    /// What is open.
    ///
    /// Source: made up.
    #[derive(Information, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+OPEN", crate = ::words)]
    pub struct Opened<'a> {
        /// Where it is.
        pub host: Quoted<Host<'a>>,
        /// Bytes that wait.
        #[at(count)]
        pub waiting: Option<u16>,
    }

    /// Ends everything.
    ///
    /// Source: made up.
    #[derive(Command, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("+END", crate = words, setting = Self, absent = [OLD])]
    pub struct End {
        /// How.
        pub how: How,
        /// In what order.
        pub order: Option<Order>,
    }

    /// It has ended.
    ///
    /// Source: made up.
    #[derive(Unsolicited, Clone, Copy, Debug, PartialEq, Eq)]
    #[at("ENDED", crate = words)]
    pub struct Ended;

    /// A number.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(range = 1..=6, crate = words)]
    pub struct Number(u8);

    /// How it ends.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(crate = words)]
    pub enum How {
        /// At once.
        #[at(0)]
        Now,
        /// Later.
        #[at(1)]
        Later,
    }

    /// In what order.
    #[derive(Argument, Clone, Copy, Debug, PartialEq, Eq)]
    #[at(quoted, crate = words)]
    pub enum Order {
        /// The first first.
        #[at("FIFO")]
        First,
    }
}

/// Everything that this crate declares.
#[derive(Dialect, Clone, Debug, PartialEq)]
#[at(crate = words)]
pub enum All<'a> {
    /// All of it.
    Declared(Declared<'a>),
}

#[cfg(test)]
mod tests {
    use super::{All, Declared, End, Ended, How, OLD, Open, Opened, Order};
    use words::{Command, Dialect, Form, Information, ProfileId, Writer};

    const NEW: ProfileId = ProfileId::new(1);

    fn decoded(text: &str) -> Option<All<'_>> {
        let line = at_parse::CommandLine::behind_prefix(text.as_bytes());
        All::decode(&line.into_iter().next()?, NEW)?.ok()
    }

    #[test]
    fn a_command_is_read_as_it_was_written() {
        for text in ["+OPEN=1,\"h\",9", "+OPEN?", "+OPEN=?", "+END=1,\"FIFO\""] {
            let command = decoded(text).unwrap();
            let mut room = [0; 40];
            let mut writer = Writer::new(&mut room, NEW);
            command.encode(&mut writer).unwrap();
            assert_eq!(writer.written(), text.as_bytes());
            assert_eq!(command.check(NEW), Ok(()));
        }
    }

    #[test]
    fn a_profile_that_lacks_it_is_refused_by_name() {
        let end = decoded("+END=0").unwrap();
        let expected = End {
            how: How::Now,
            order: None::<Order>,
        };
        assert_eq!(end, All::Declared(Declared::End(Form::Set(expected))));
        assert_eq!(end.check(OLD).unwrap_err().name, "+END");
        let All::Declared(Declared::Open(Form::Set(open))) = decoded("+OPEN=1,\"h\",9").unwrap()
        else {
            panic!("it is another command")
        };
        assert_eq!(Command::check(&open, OLD).unwrap_err().name, "silence");
    }

    #[test]
    fn lines_and_rows_are_there_too() {
        let opened = Opened::read_line(b"+OPEN: \"h\",24", NEW).unwrap();
        assert_eq!(Opened::count(&opened), Some(24));
        assert_eq!(Ended::read_line(b"ENDED", NEW), Ok(Ended));
        let [commands] = All::COMMANDS else {
            panic!("one family")
        };
        assert_eq!(
            commands[0].item,
            <Open<'_> as words::Declaration>::SPEC.item
        );
        assert_eq!(All::UNSOLICITED_NAMES[0][0].usual, "ENDED");
    }
}
