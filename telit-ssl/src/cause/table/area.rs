//! Numbers of other subjects, of which sources give the subject and little more.
//!
//! In: nothing. Out: tables. Not here: which profile has which.
//! Read first: protocol notes 7.3, 7.4.

use at_spec::Provenance;

use crate::cause::row::table;
use crate::cause::{Cause, Dispute, ErrorCode, ErrorRow, ErrorTable};

/// The usual numbers.
pub(super) const USUAL: ErrorTable = table! {
    "other subjects", Cited, "protocol notes 7.4":
    600..=644 Ftp ""
    657..=660 Survey ""
    680..=683 Registration ""
    684 Registration "CSG Search processing" {
        disputes: &[Dispute {
            claim: "SSL already activated",
            by: "a driver's header, taken for a mistake (protocol notes 7.2)",
        }],
    }
    770 Sim "SIM invalid"
    900 NoResponse "no response"
    1100..=1114 Files ""
};

/// Those of the GM862 and GC864 age. Where those of FTP end is not known.
pub(super) const OLDEST: ErrorTable = table! {
    "other subjects, oldest numbers", Cited, "protocol notes 7.3":
    257..=260 Survey ""
    420 Ftp ""
};
