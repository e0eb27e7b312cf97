//! Every declared command, answer and unsolicited code, in both directions: by the rows, so that none can be forgotten.
//!
//! In: bytes that the optimiser cannot know. Out: nothing.

use core::hint::black_box;

use at_parse::{Asked, CommandLine};
use at_spec::{
    Asker, Codec, Command, Dialect, Examiner, Family, InlineData, SubparameterSpec, TestAnswer,
    Visitor, Writer,
};
use telit_ssl::Profile;
use telit_ssl::command::{Telit, interface, session};

use crate::texts::shown;

pub fn rows(input: &[u8]) {
    for profile in Profile::ALL {
        let id = profile.id;
        for spec in Telit::COMMANDS.iter().copied().flatten() {
            codec(&spec.codec, input, profile);
            black_box((spec.within_of(black_box(Asked::Test)), spec.name.of(id)));
            let mut room = [0; 80];
            let mut writer = Writer::new(&mut room, id);
            black_box(spec.write_ranges(&mut writer).is_ok());
            spec.subparameters
                .iter()
                .for_each(|one| subparameter(one, profile));
        }
        let lines = [Telit::ANSWERS, Telit::UNSOLICITED];
        for spec in lines.into_iter().flatten().copied().flatten() {
            codec(&spec.codec, input, profile);
            spec.subparameters
                .iter()
                .for_each(|one| subparameter(one, profile));
        }
        for invocation in CommandLine::find(input).into_iter().flatten() {
            if let Some(Ok(command)) = Telit::decode(&invocation, id) {
                black_box(command.ask(Anybody(profile)));
            }
            if let Some(Ok(command)) = interface::Declared::decode(&invocation, id) {
                black_box(command.ask(Anybody(profile)));
            }
        }
    }
    black_box((Telit::inline(input), session::Declared::inline(input)));
    for data in session::Declared::UNSOLICITED_DATA {
        black_box(InlineData::find(data, input));
    }
    let names = Telit::UNSOLICITED_SORTED;
    black_box((names.begin(input), names.has(input)));
}

fn codec(codec: &Codec, input: &[u8], profile: &Profile) {
    let mut examiner = Examiner::new(TestAnswer { text: input });
    if let Err(malformed) = (codec.render)(input, profile.id, &mut examiner) {
        shown(&malformed);
    }
    if let Err(refused) = examiner.verdict() {
        shown(&refused);
        excerpt(&refused.given);
    }
    let mut nobody = Nobody;
    black_box((codec.render)(input, profile.id, &mut nobody).is_ok());
    for masked in [false, true] {
        let mut room = [0; 80];
        let mut writer = if masked {
            Writer::masked(&mut room, profile.id)
        } else {
            Writer::new(&mut room, profile.id)
        };
        black_box((codec.recode)(input, &mut writer).is_ok());
    }
    black_box((codec.exchange)(input, profile.id).is_ok());
    black_box((codec.blocks)(input, profile.id).is_ok());
}

fn excerpt(given: &at_spec::Given) {
    if let at_spec::Given::Text(text) = given {
        black_box((text.start(), text.length()));
    }
}

fn subparameter(spec: &SubparameterSpec, profile: &Profile) {
    black_box((spec.bounds(profile.id), spec.limits.range_of(profile.id)));
    black_box((spec.argument.element(), spec.argument.takes_rest()));
}

/// Is given a command with its type.
pub struct Anybody<'p>(pub &'p Profile);

impl Asker for Anybody<'_> {
    type Output = bool;

    fn ask<C: Command>(self, command: &C) -> bool {
        let mut room = [0; 80];
        let mut writer = Writer::new(&mut room, self.0.id);
        black_box(command.outline());
        if let Err(refused) = command.check(self.0.id) {
            shown(&refused);
        }
        let full = command.encode(&mut writer);
        full.inspect_err(|full| shown(full)).is_ok()
    }
}

/// Looks at nothing that it is shown, and asks for the least.
pub struct Nobody;

impl Visitor for Nobody {
    fn begin(&mut self, item: &str) {
        black_box(item);
    }
    fn field(&mut self, name: &'static str) {
        black_box(name);
    }
    fn end(&mut self) {}
    fn number(&mut self, number: i64) {
        black_box(number);
    }
    fn text(&mut self, text: &[u8]) {
        black_box(text);
    }
    fn case(&mut self, name: &str) {
        black_box(name);
    }
    fn list(&mut self) {}
    fn end_list(&mut self) {}
    fn hidden(&mut self) {}
}
