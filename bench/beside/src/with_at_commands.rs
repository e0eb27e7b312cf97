//! The column `at-commands 0.5.8`: builders and parsers chained by hand.
//!
//! In: inputs. Out: workloads. It has neither framing nor classification: a parser is given the whole answer, and
//! there is nothing to count for a receive in pieces. It checks no host and no range: the host check is by hand.

use std::hint::black_box;

use at_commands::builder::CommandBuilder;
use at_commands::parser::CommandParser;

use crate::declared::put;
use crate::{Workload, hand, inputs};

const COLUMN: &str = "at-commands 0.5.8";

pub fn lines(all: &mut Vec<Workload>) {
    let mut add = |row, run| {
        all.push(Workload {
            row,
            column: COLUMN,
            run,
        });
    };
    add(inputs::FORMAT_DIAL, |room| {
        let numbers = black_box([1, 443]);
        measured_dial(room, numbers, black_box(inputs::HOST), black_box([0, 0])).unwrap_or(0)
    });
    add(inputs::FORMAT_ENABLE, |room| {
        measured_enable(room, black_box([1, 1])).unwrap_or(0)
    });
    add(inputs::FORMAT_CONFIGURATION, |room| {
        measured_configuration(room, black_box([1, 1, 300, 90, 100, 50])).unwrap_or(0)
    });
    add(inputs::READ_CONTEXT, |room| {
        measured_read_context(room, black_box(inputs::CONTEXT)).unwrap_or(0)
    });
    add(inputs::READ_STATUS, |room| {
        measured_read_status(room, black_box(inputs::STATUS)).unwrap_or(0)
    });
}

#[inline(never)]
fn measured_dial(room: &mut [u8], numbers: [u16; 2], name: &[u8], ends: [u8; 2]) -> Option<usize> {
    let line = CommandBuilder::create_set(room, true)
        .named("#SSLD")
        .with_int_parameter(numbers[0])
        .with_int_parameter(numbers[1])
        .with_string_parameter(hand::host(name)?)
        .with_int_parameter(ends[0])
        .with_int_parameter(ends[1])
        .finish_with(b"\r");
    Some(line.ok()?.len())
}

#[inline(never)]
fn measured_enable(room: &mut [u8], values: [u8; 2]) -> Option<usize> {
    let line = CommandBuilder::create_set(room, true)
        .named("#SSLEN")
        .with_int_parameter(values[0])
        .with_int_parameter(values[1])
        .finish_with(b"\r");
    Some(line.ok()?.len())
}

#[inline(never)]
fn measured_configuration(room: &mut [u8], values: [u16; 6]) -> Option<usize> {
    let line = CommandBuilder::create_set(room, true)
        .named("#SSLCFG")
        .with_int_parameter(values[0])
        .with_int_parameter(values[1])
        .with_int_parameter(values[2])
        .with_int_parameter(values[3])
        .with_int_parameter(values[4])
        .with_int_parameter(values[5])
        .finish_with(b"\r");
    Some(line.ok()?.len())
}

#[inline(never)]
fn measured_read_context(room: &mut [u8], line: &[u8]) -> Option<usize> {
    let read = CommandParser::parse(line)
        .expect_identifier(b"+CGDCONT:")
        .expect_int_parameter()
        .expect_string_parameter()
        .expect_string_parameter()
        .expect_string_parameter()
        .expect_int_parameter()
        .expect_int_parameter()
        .finish();
    let (_, _, apn, _, _, header) = black_box(read).ok()?;
    Some(put(room, &[apn.len() as u8, header as u8]))
}

#[inline(never)]
fn measured_read_status(room: &mut [u8], answer: &[u8]) -> Option<usize> {
    let read = CommandParser::parse(answer)
        .expect_identifier(b"\r\n#SSLS:")
        .expect_int_parameter()
        .expect_int_parameter()
        .expect_int_parameter()
        .expect_identifier(b"\r\n\r\nOK\r\n")
        .finish();
    let (_, state, suite) = black_box(read).ok()?;
    Some(put(room, &[state as u8, (suite > 0).into()]))
}

/// Of a line of the stream that stands at this place of a turn: what `streams.rs` sums.
pub fn value_of(line: &[u8], place: usize) -> usize {
    let value = match place {
        0 => CommandParser::parse(line)
            .expect_identifier(b"+CGREG:")
            .expect_int_parameter()
            .finish()
            .map(|(state,)| state as usize),
        1 => CommandParser::parse(line)
            .expect_identifier(b"#SSLS:")
            .expect_int_parameter()
            .expect_int_parameter()
            .expect_int_parameter()
            .finish()
            .map(|(_, state, _)| state as usize),
        3 => CommandParser::parse(line)
            .expect_identifier(b"+CREG:")
            .expect_int_parameter()
            .expect_string_parameter()
            .expect_string_parameter()
            .expect_int_parameter()
            .finish()
            .map(|(_, _, _, technology)| technology as usize),
        4 => CommandParser::parse(line)
            .expect_identifier(b"+CGDCONT:")
            .expect_int_parameter()
            .expect_string_parameter()
            .expect_string_parameter()
            .expect_string_parameter()
            .expect_int_parameter()
            .expect_int_parameter()
            .finish()
            .map(|(_, _, apn, ..)| apn.len()),
        _ => CommandParser::parse(line)
            .expect_identifier(b"OK")
            .finish()
            .map(|()| 0),
    };
    value.unwrap_or(0)
}
