//! Numbers with their unit in the type.
//!
//! In: a field. Out: a number that says what it counts. Not here: ranges; a profile has those.

use at_parse::grammar::Production;
use at_parse::{Fault, Malformed, grammar};

use crate::argument::Argument;
use crate::fields::Fields;
use crate::table::ArgumentSpec;
use crate::visit::Visitor;
use crate::writer::{Full, Writer};

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $number:ty, $unit:literal, $width:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);

        impl Argument<'_> for $name {
            const SPEC: ArgumentSpec = ArgumentSpec::Number {
                least: 0,
                most: <$number>::MAX as i64,
                unit: $unit,
                width: $width,
            };

            fn read(fields: &mut Fields<'_>) -> Result<Self, Malformed> {
                let start = fields.malformed(Fault::TooLarge, 0);
                <$number>::try_from(fields.take(grammar::number)?).map(Self).map_err(|_| start)
            }

            fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
                writer.number(i64::from(self.0), $width)
            }

            fn visit(&self, visitor: &mut dyn Visitor) {
                visitor.number(i64::from(self.0));
            }

            fn number(&self) -> Option<i64> {
                Some(i64::from(self.0))
            }
        }
    };
}

unit!(
    /// A time in units of 100 ms.
    Tenths, u16, "100 ms", 0
);
unit!(
    /// A time in seconds.
    Seconds, u16, "s", 0
);
unit!(
    /// A time in units of 1/50 s, as S12 has it.
    Fiftieths, u8, "20 ms", 0
);
unit!(
    /// The value of an S-register as its read form answers it: three digits (protocol notes 1.3).
    Register, u8, "", 3
);
unit!(
    /// A number of bytes, line ends not included.
    ByteCount, u32, "bytes", 0
);

/// A time that a command can be given to block: its answer may take so much longer.
pub trait Lasts {
    /// The time. Unit: milliseconds; what is more than fits is as much as fits.
    fn lasts(&self) -> u32;
}

impl Lasts for Tenths {
    fn lasts(&self) -> u32 {
        u32::from(self.0).saturating_mul(100)
    }
}

impl Lasts for Seconds {
    fn lasts(&self) -> u32 {
        u32::from(self.0).saturating_mul(1_000)
    }
}

/// Left out, it adds nothing to what is declared.
impl<T: Lasts> Lasts for Option<T> {
    fn lasts(&self) -> u32 {
        self.as_ref().map_or(0, T::lasts)
    }
}

/// A location area or a cell: a hexadecimal number in quotes, of four digits, or up to eight where the cells of a
/// newer network need them (27.007 7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(pub u32);

impl Argument<'_> for Cell {
    const SPEC: ArgumentSpec = ArgumentSpec::Hexadecimal { digits: 4 };

    fn read(fields: &mut Fields<'_>) -> Result<Self, Malformed> {
        // Behind the quote.
        let start = fields.malformed(Fault::TooLarge, 1);
        match grammar::hexadecimal.read(fields.take(grammar::quoted)?) {
            Ok((number, [])) => Ok(Self(number)),
            Ok(_) => Err(Malformed {
                fault: Fault::NotANumber,
                ..start
            }),
            Err((fault, before)) => Err(Malformed {
                fault,
                at: start.at.saturating_add(before),
            }),
        }
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Full> {
        writer.byte(b'"')?;
        for shift in [28_u32, 24, 20, 16, 12, 8, 4, 0] {
            let left = self.0.checked_shr(shift).unwrap_or(0);
            if left == 0 && shift > 12 {
                continue;
            }
            let digit = char::from_digit(left & 0xF, 16)
                .map_or(b'0', |digit| digit.to_ascii_uppercase() as u8);
            writer.byte(digit)?;
        }
        writer.byte(b'"')
    }

    fn visit(&self, visitor: &mut dyn Visitor) {
        visitor.number(i64::from(self.0));
    }
}
