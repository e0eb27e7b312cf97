//! The columns `among 6` and `among 60`: what a line is, by the names that a dialect declares.
//!
//! In: lines. Out: workloads. The questions are those of the engine: is it a result code, is it the pending answer, is
//! it an unsolicited code. Not here: what the state makes of it.

use std::hint::black_box;

use at_parse::{ResultCode, ResultCodes};
use at_spec::{Name, Names, SortedNames};

use crate::Workload;
use crate::declared::put;

pub fn lines(all: &mut Vec<Workload>) {
    for (row, few, many) in [
        (
            "classify an unsolicited code",
            (|room| measured(room, black_box(&AMONG_6), black_box(b"SSLSRING: 1,5")))
                as fn(&mut [u8]) -> usize,
            (|room| measured(room, black_box(&AMONG_60), black_box(b"SSLSRING: 1,5")))
                as fn(&mut [u8]) -> usize,
        ),
        (
            "classify the pending answer",
            |room| measured(room, black_box(&AMONG_6), black_box(b"#SSLS: 1,2,3")),
            |room| measured(room, black_box(&AMONG_60), black_box(b"#SSLS: 1,2,3")),
        ),
        (
            "classify a line that nobody declared",
            |room| measured(room, black_box(&AMONG_6), black_box(b"+CUSATEND: 3")),
            |room| measured(room, black_box(&AMONG_60), black_box(b"+CUSATEND: 3")),
        ),
    ] {
        for (column, run) in [("among 6", few), ("among 60", many)] {
            all.push(Workload { row, column, run });
        }
    }
}

const ANSWER: Name = Name::new("#SSLS");

#[inline(never)]
fn measured(room: &mut [u8], names: &Names, line: &[u8]) -> usize {
    let meaning = if ResultCode::read(line, ResultCodes::Verbose).is_some() {
        1
    } else if black_box(&ANSWER).strip(line).is_some() {
        2
    } else if names.begin(line) {
        3
    } else {
        4
    };
    put(room, &[meaning])
}

static AMONG_6: Names = Names::of(&FEW_SORTED);
static FEW_SORTED: SortedNames<{ SortedNames::count(&FEW) }> = SortedNames::sorted(&FEW);
static AMONG_60: Names = Names::of(&MANY_SORTED);
static MANY_SORTED: SortedNames<{ SortedNames::count(&MANY) }> = SortedNames::sorted(&MANY);

const FEW: [&[Name]; 3] = [
    &[Name::new("+CREG"), Name::new("+CGREG")],
    &[Name::new("#QSS"), Name::new("RING")],
    &[Name::new("SSLSRING"), Name::new("SRING")],
];

macro_rules! names {
    ($($name:literal)*) => { &[$(Name::new($name)),*] };
}

/// Names that modules have, most of them of this length.
const MANY: [&[Name]; 6] = [
    names!("+CREG" "+CGREG" "+CEREG" "+CPIN" "+CUSD" "+CMTI" "+CMT" "+CBM" "+CDS" "+CLIP"),
    names!("+CCWA" "+CSSI" "+CSSU" "+CRING" "+CGEV" "+CIEV" "+CPSMS" "+CEDRXP" "+CTZV" "+CTZE"),
    names!("#QSS" "#CODECINFO" "#NITZ" "#STN" "#ECAM" "#MWI" "#OTAEV" "#PSMURC" "#MTEMP" "#ADC"),
    names!("#HTTPRING" "#FTPRECV" "#MQRING" "#NAWS" "#GPIO" "#JDR" "#TEMPMON" "#WAKE" "#PSNT" "#RFSTS"),
    names!("#CEER" "#CREG" "#SIMPR" "#SCI" "#SKIPESC" "#EVMONI" "#EMAILD" "#SMSGR" "#VBAT" "#UNIQ"),
    names!("RING" "SRING" "BUSY." "SSLSURC" "FTPRING" "SECRING" "MONI" "CTS" "SSLSRING" "DATARING"),
];
