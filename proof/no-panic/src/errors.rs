//! Errors and generations of modules: every table, from number and from text.
//!
//! In: bytes and a number that the optimiser cannot know. Out: nothing.

use core::hint::black_box;

use at_parse::{ResultCode, ResultCodes};
use telit_ssl::cause::{self, ErrorCode, ErrorRow, number_of};
use telit_ssl::profile::{self, ModelRow, Recognition};
use telit_ssl::{Cause, Failure, Profile};

use crate::texts::shown;

pub fn errors(input: &[u8], number: u32) {
    for profile in Profile::ALL {
        let read = ResultCode::read(input, ResultCodes::Verbose)
            .map(|code| Failure::read(code, profile.id));
        for failure in [
            Failure::numbered(number, profile.id),
            Failure::worded(input, profile.id),
            Failure::of(Cause::Silence),
            read.flatten().unwrap_or(Failure::of(Cause::Silence)),
        ] {
            black_box((
                Failure::meaning(&failure),
                Failure::advice(&failure),
                Failure::text(&failure),
            ));
            shown(&failure);
            black_box((
                failure.elsewhere(),
                Failure::commands(&failure).count(),
                failure.row(),
            ));
            black_box((
                Cause::meaning(failure.cause),
                Cause::advice(failure.cause),
                Cause::commands(failure.cause),
            ));
        }
        for listed in cause::tables(profile.id) {
            black_box(
                listed
                    .table
                    .codes
                    .iter()
                    .any(|code| ErrorCode::has(code, number)),
            );
            black_box(
                listed
                    .table
                    .rows
                    .iter()
                    .any(|row| ErrorRow::has(row, number)),
            );
        }
        black_box((
            cause::rows(profile.id).count(),
            cause::row_of(profile.id, number),
        ));
        black_box((
            cause::text_of(profile.id, number),
            number_of(profile.id, Cause::Handshake),
        ));
        black_box((profile.tail_digit(), Profile::of(profile.id)));
    }
    black_box(Profile::named(str::from_utf8(input).unwrap_or_default()));
    if let Err(unknown) = str::from_utf8(input).unwrap_or_default().parse::<Profile>() {
        shown(&unknown);
    }
    match profile::recognise(input, input) {
        Recognition::Known(row) => {
            black_box((ModelRow::profile(row), row.evidence.source()));
        }
        Recognition::Unknown(why) => shown(&why),
    }
}
