//! The column `by hand`: what somebody writes who needs these commands and no others, with the same checks.
//!
//! In: inputs. Out: workloads. No panic is reachable here either: a room that is too small is an answer, and so is a
//! value out of range. Ranges and verbs that differ between generations of modules differ here too.

use std::hint::black_box;

use at_spec::ProfileId;
use telit_ssl::profile::id::{G2, G3, LTE_A};

use crate::declared::put;
use crate::{Workload, inputs};

const COLUMN: &str = "by hand";

pub fn lines(all: &mut Vec<Workload>) {
    let mut add = |row, run| {
        all.push(Workload {
            row,
            column: COLUMN,
            run,
        });
    };
    add(inputs::FORMAT_ECHO, |room| {
        measured_echo(room, black_box(0)).unwrap_or(0)
    });
    add(inputs::FORMAT_REPORTS, |room| {
        measured_reports(room, black_box(1)).unwrap_or(0)
    });
    add(inputs::FORMAT_REGISTER, |room| {
        measured_register(room, black_box(50)).unwrap_or(0)
    });
    add(inputs::FORMAT_CONTEXT, |room| {
        measured_context(room, black_box(1), black_box(inputs::APN)).unwrap_or(0)
    });
    add(inputs::FORMAT_SOCKET, |room| {
        measured_socket(room, black_box([1, 1]), black_box([300, 90, 600, 50])).unwrap_or(0)
    });
    add(inputs::FORMAT_ACTIVATE, |room| {
        measured_activate(room, black_box(1), black_box(1)).unwrap_or(0)
    });
    add(inputs::FORMAT_ENABLE, |room| {
        measured_enable(room, black_box(1), black_box(1)).unwrap_or(0)
    });
    add(inputs::FORMAT_SECURITY, |room| {
        measured_security(room, black_box(1), black_box(0), black_box(1)).unwrap_or(0)
    });
    add(inputs::FORMAT_CONFIGURATION, |room| {
        measured_configuration(room, black_box([1, 1]), black_box([300, 90, 100, 50])).unwrap_or(0)
    });
    add(inputs::FORMAT_STORE, |room| {
        measured_store(room, black_box(1), black_box(1), black_box(1)).unwrap_or(0)
    });
    add(inputs::FORMAT_DIAL, |room| {
        measured_dial(
            room,
            black_box([1, 443]),
            black_box(inputs::HOST),
            black_box(0),
            black_box(0),
        )
        .unwrap_or(0)
    });
    add(inputs::FORMAT_RECEIVE, |room| {
        measured_receive_line(room, black_box(1), black_box(1000)).unwrap_or(0)
    });
    add(inputs::FORMAT_CLOSE, |room| {
        measured_close(room, black_box(1)).unwrap_or(0)
    });
    add(inputs::READ_CONTEXT, |room| {
        measured_read_context(room, black_box(inputs::CONTEXT)).unwrap_or(0)
    });
}

/// A line that is being written.
struct Line<'r> {
    room: &'r mut [u8],
    used: usize,
}

impl<'r> Line<'r> {
    fn new(room: &'r mut [u8]) -> Self {
        Self { room, used: 0 }
    }

    fn bytes(&mut self, bytes: &[u8]) -> Option<()> {
        let end = self.used.checked_add(bytes.len())?;
        self.room.get_mut(self.used..end)?.copy_from_slice(bytes);
        self.used = end;
        Some(())
    }

    fn byte(&mut self, byte: u8) -> Option<()> {
        *self.room.get_mut(self.used)? = byte;
        self.used += 1;
        Some(())
    }

    fn number(&mut self, number: u16) -> Option<()> {
        let mut digits = [0; 5];
        let (mut left, mut first) = (number, 5);
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' + (left % 10) as u8;
            left /= 10;
            first = place;
            if left == 0 {
                break;
            }
        }
        self.bytes(digits.get(first..)?)
    }

    /// A number of one digit.
    fn digit(&mut self, number: u16) -> Option<()> {
        self.byte(b'0' + number as u8)
    }

    fn quoted(&mut self, text: &[u8]) -> Option<()> {
        self.byte(b'"')?;
        self.bytes(text)?;
        self.byte(b'"')
    }

    fn end(mut self) -> Option<usize> {
        self.byte(b'\r')?;
        Some(self.used)
    }
}

/// The generation of modules; it is known when the program runs.
fn generation() -> ProfileId {
    black_box(G2)
}

/// How many SSL sockets there are.
fn sockets(profile: ProfileId) -> u16 {
    if profile == G2 || profile == LTE_A {
        1
    } else {
        6
    }
}

/// The least and the greatest number of a packet context.
fn contexts(profile: ProfileId) -> (u16, u16) {
    if profile == G2 { (1, 5) } else { (0, 16) }
}

/// A number in its range, or nothing.
fn within(number: u16, least: u16, most: u16) -> Option<u16> {
    (number >= least && number <= most).then_some(number)
}

fn printable(text: &[u8]) -> Option<&[u8]> {
    let holds = |byte: &u8| matches!(byte, b' '..=b'~') && *byte != b'"';
    (text.len() <= 255 && text.iter().all(holds)).then_some(text)
}

pub fn host(text: &[u8]) -> Option<&[u8]> {
    let holds =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    (matches!(text.len(), 1..=255) && text.iter().all(holds)).then_some(text)
}

#[inline(never)]
fn measured_echo(room: &mut [u8], on: u8) -> Option<usize> {
    let mut line = Line::new(room);
    line.bytes(b"ATE")?;
    line.digit(within(on.into(), 0, 1)?)?;
    line.end()
}

#[inline(never)]
fn measured_reports(room: &mut [u8], reports: u8) -> Option<usize> {
    let mut line = Line::new(room);
    line.bytes(b"AT+CMEE=")?;
    line.digit(within(reports.into(), 0, 2)?)?;
    line.end()
}

#[inline(never)]
fn measured_register(room: &mut [u8], time: u8) -> Option<usize> {
    let mut line = Line::new(room);
    line.bytes(b"ATS12=")?;
    line.number(within(time.into(), 20, 255)?)?;
    line.end()
}

#[inline(never)]
fn measured_context(room: &mut [u8], number: u8, apn: &[u8]) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT+CGDCONT=")?;
    let (least, most) = contexts(profile);
    line.number(within(number.into(), least, most)?)?;
    line.bytes(b",\"IP\",")?;
    line.quoted(printable(apn)?)?;
    line.end()
}

#[inline(never)]
fn measured_socket(room: &mut [u8], ids: [u8; 2], times: [u16; 4]) -> Option<usize> {
    let mut line = Line::new(room);
    line.bytes(b"AT#SCFG=")?;
    line.digit(within(ids[0].into(), 1, 6)?)?;
    line.byte(b',')?;
    line.number(within(ids[1].into(), 0, 16)?)?;
    line.byte(b',')?;
    line.number(within(times[0], 0, 1500)?)?;
    line.byte(b',')?;
    line.number(times[1])?;
    line.byte(b',')?;
    line.number(within(times[2], 10, 1200)?)?;
    line.byte(b',')?;
    line.number(within(times[3], 0, 255)?)?;
    line.end()
}

#[inline(never)]
fn measured_activate(room: &mut [u8], number: u8, active: u8) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SGACT=")?;
    let (least, most) = contexts(profile);
    line.number(within(number.into(), least, most)?)?;
    line.byte(b',')?;
    line.digit(within(active.into(), 0, 1)?)?;
    line.end()
}

#[inline(never)]
fn measured_enable(room: &mut [u8], socket: u8, enabled: u8) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SSLEN=")?;
    line.digit(within(socket.into(), 1, sockets(profile))?)?;
    line.byte(b',')?;
    line.digit(within(enabled.into(), 0, 1)?)?;
    line.end()
}

#[inline(never)]
fn measured_security(room: &mut [u8], socket: u8, suite: u8, who: u8) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SSLSECCFG=")?;
    line.digit(within(socket.into(), 1, sockets(profile))?)?;
    line.byte(b',')?;
    line.digit(within(suite.into(), 0, 3)?)?;
    line.byte(b',')?;
    line.digit(within(who.into(), 0, 2)?)?;
    line.end()
}

#[inline(never)]
fn measured_configuration(room: &mut [u8], ids: [u8; 2], times: [u16; 4]) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SSLCFG=")?;
    line.digit(within(ids[0].into(), 1, sockets(profile))?)?;
    line.byte(b',')?;
    let (least, most) = if profile == G2 { (1, 1) } else { (0, 16) };
    line.number(within(ids[1].into(), least, most)?)?;
    line.byte(b',')?;
    line.number(within(times[0], 0, 1500)?)?;
    line.byte(b',')?;
    line.number(times[1])?;
    line.byte(b',')?;
    line.number(within(times[2], 10, 5000)?)?;
    line.byte(b',')?;
    line.number(within(times[3], 0, 255)?)?;
    line.end()
}

#[inline(never)]
fn measured_store(room: &mut [u8], socket: u8, action: u8, data: u8) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SSLSECDATA=")?;
    line.digit(within(socket.into(), 1, sockets(profile))?)?;
    line.byte(b',')?;
    line.digit(within(action.into(), 0, 2)?)?;
    line.byte(b',')?;
    line.digit(within(data.into(), 0, 2)?)?;
    line.end()
}

#[inline(never)]
fn measured_dial(
    room: &mut [u8],
    numbers: [u16; 2],
    name: &[u8],
    closure: u8,
    mode: u8,
) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SSLD=")?;
    line.digit(within(numbers[0], 1, sockets(profile))?)?;
    line.byte(b',')?;
    line.number(within(numbers[1], 1, u16::MAX)?)?;
    line.byte(b',')?;
    line.quoted(host(name)?)?;
    line.byte(b',')?;
    line.digit(within(closure.into(), 0, u16::from(profile != LTE_A))?)?;
    line.byte(b',')?;
    line.digit(within(mode.into(), 0, 1)?)?;
    line.end()
}

#[inline(never)]
fn measured_receive_line(room: &mut [u8], socket: u8, most: u16) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(if profile == G2 {
        &b"AT#SSLRCV="[..]
    } else {
        b"AT#SSLRECV="
    })?;
    line.digit(within(socket.into(), 1, sockets(profile))?)?;
    line.byte(b',')?;
    let longest = if profile == G2 || profile == G3 {
        1000
    } else {
        1500
    };
    line.number(within(most, 1, longest)?)?;
    line.end()
}

#[inline(never)]
fn measured_close(room: &mut [u8], socket: u8) -> Option<usize> {
    let profile = generation();
    let mut line = Line::new(room);
    line.bytes(b"AT#SSLH=")?;
    line.digit(within(socket.into(), 1, sockets(profile))?)?;
    line.end()
}

/// The fields of a line, from left to right.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn comma(&mut self) -> Option<()> {
        self.0 = self.0.strip_prefix(b",")?;
        Some(())
    }

    fn number(&mut self) -> Option<u16> {
        let digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (text, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        let number = text.iter().try_fold(0_u16, |number, digit| {
            number.checked_mul(10)?.checked_add((digit - b'0').into())
        });
        number.filter(|_| digits > 0)
    }

    fn quoted(&mut self) -> Option<&'a [u8]> {
        let text = self.0.strip_prefix(b"\"")?;
        let end = text.iter().position(|byte| *byte == b'"')?;
        self.0 = text.get(end + 1..)?;
        printable(text.get(..end)?)
    }
}

#[inline(never)]
fn measured_read_context(room: &mut [u8], line: &[u8]) -> Option<usize> {
    let mut fields = Fields(line.strip_prefix(b"+CGDCONT: ")?);
    let number = within(fields.number()?, 0, 16)?;
    fields.comma()?;
    let protocol = fields.quoted()?;
    fields.comma()?;
    let apn = fields.quoted()?;
    fields.comma()?;
    let address = fields.quoted()?;
    fields.comma()?;
    let data = within(fields.number()?, 0, 255)?;
    fields.comma()?;
    let header = within(fields.number()?, 0, 255)?;
    black_box((number, protocol, address, data));
    Some(put(room, &[apn.len() as u8, header as u8]))
}
