//! at-parse: the framer in every framing, the grammar, command lines, test answers.
//!
//! In: bytes and a number that the optimiser cannot know. Out: how many frames there were.

use core::hint::black_box;

use at_parse::grammar::{self, Expected};
use at_parse::{
    Allowed, CommandLine, Elements, Fault, Frame, Framer, Framing, Group, Invocations, Line,
    ResultCode, ResultCodes, Tail, Tokens, is_repeat,
};
use at_spec::Dialect;
use telit_ssl::command::Telit;

use crate::texts::shown;

pub fn bytes(input: &[u8], number: u32) -> usize {
    productions(input);
    lines(input, number);
    frames(input, number)
}

fn productions(input: &[u8]) {
    black_box((
        grammar::number(input).is_ok(),
        grammar::signed(input).is_ok(),
        grammar::hexadecimal(input).is_ok(),
        grammar::range(input).is_ok(),
        grammar::spaces(input).is_ok(),
        grammar::quoted(input).is_ok(),
    ));
    black_box((
        grammar::bare(input).is_ok(),
        grammar::word(input).is_ok(),
        grammar::address(input).is_ok(),
        grammar::rest(input).is_ok(),
    ));
    black_box(Expected::failure(Fault::Missing, input));
}

fn lines(input: &[u8], number: u32) {
    for token in Tokens::new(input) {
        black_box(token);
    }
    for allowed in Elements::new(input) {
        black_box((
            allowed.allows(i64::from(number)),
            allowed.allows_text(input),
            allowed.longest(),
        ));
        shown(&allowed);
        if let Allowed::Group(group) = allowed {
            black_box((Group::text(&group), group.into_iter().count()));
        }
    }
    black_box((
        Elements::check(&Elements::new(input)).is_ok(),
        is_repeat(input),
    ));
    for line in [
        CommandLine::find(input),
        Some(CommandLine::behind_prefix(input)),
    ] {
        let Some(line) = line else { continue };
        black_box(CommandLine::body(&line));
        let mut invocations = line.into_iter();
        while let Some(invocation) = invocations.next() {
            black_box((invocation, Invocations::rest(&invocations)));
        }
    }
}

fn frames(input: &[u8], number: u32) -> usize {
    let mut seen = 0_usize;
    for framing in [
        Framing::Lines(ResultCodes::Verbose),
        Framing::Lines(ResultCodes::Numeric),
        Framing::Prompt(ResultCodes::Verbose),
        Framing::Counted(number),
        Framing::Discard(number),
        Framing::BodyEnd,
        Framing::BodyEndExactly(4),
        Framing::Online(Tail::NoCarrier, ResultCodes::Verbose),
        Framing::Online(Tail::NoCarrierOrOk, ResultCodes::Verbose),
        Framing::Online(Tail::NoCarrierOrOk, ResultCodes::Numeric),
    ] {
        let mut framer = black_box(Framer::new(framing).with_inline(Telit::inline));
        let mut room = [0; 16];
        let mut rest = black_box(input);
        while let Some(frame) = framer.next(&mut room, &mut rest) {
            if let Frame::Line(line) = frame {
                for codes in [ResultCodes::Numeric, ResultCodes::Verbose] {
                    black_box(ResultCode::read(Line::bytes(&line, &room), codes));
                }
            }
            black_box(framer.counted_piece(&mut rest));
            seen = seen.wrapping_add(1);
        }
        held(&mut framer, &mut room);
        framer.expect(black_box(framing));
        black_box(framer.framing());
        black_box(framer.next(&mut room, &mut &[][..]).is_some());
    }
    seen
}

/// What a framer may hold, and what time makes of it.
fn held(framer: &mut Framer, room: &mut [u8]) {
    black_box((framer.begun(room), framer.in_line(), framer.is_due()));
    black_box((
        framer.holds(),
        framer.data_held(),
        framer.prompt_held(),
        framer.tail_held(),
    ));
    black_box((framer.tail_code(), framer.tail_text()));
    black_box((framer.take_held_line(room), framer.take_tail()));
    black_box(framer.taken_tail());
    framer.take_held_prompt();
    framer.release_tail();
    framer.give_up_data();
    framer.drop_line();
}
