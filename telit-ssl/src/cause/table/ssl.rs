//! Errors of the SSL commands.
//!
//! In: nothing. Out: tables. Not here: which profile has which. The two orders are unlike, so that neither number follows from the other.

use at_spec::Provenance;

use crate::cause::row::table;
use crate::cause::{Cause, ErrorCode, ErrorRow, ErrorTable};

/// Those of the guide, which modules give with `#SELINT=2` only.
pub(super) const OLDER: ErrorTable = table! {
    "SSL", Cited, "guide 5; protocol notes 7.1":
    830 Generic "SSL generic error"
    831 CannotActivate "SSL cannot activate"
    832 Socket "SSL socket error"
    833 NotConnected "SSL not connected"
    834 AlreadyConnected "SSL already connected"
    835 AlreadyActivated "SSL already activated"
    836 NotActivated "SSL not activated"
    837 SecurityData "SSL certs and keys wrong or not stored"
    838 Record "SSL error enc/dec data"
    839 Handshake "SSL error during handshake"
    840 Disconnected "SSL disconnected"
};

/// Those of the ME310G1 and its like.
pub(super) const NEWER: ErrorTable = table! {
    "SSL, newer", Cited, "protocol notes 7.2":
    1000 NotActivated "SSL not activated"
    1001 SecurityData "SSL certs and keys wrong or not stored"
    1002 Generic "SSL generic error"
    1003 AlreadyActivated "SSL already activated"
    1004 Handshake "SSL error during handshake"
    1005 Socket "SSL socket error"
    1006 WrongState "SSL invalid state"
    1007 CannotActivate "SSL cannot activate"
    1008 NotConnected "SSL not connected"
    1009 AlreadyConnected "SSL already connected"
    1010 Record "SSL error enc/dec data"
    1011 Disconnected "SSL disconnected"
};

/// Those that a driver of the LE910 lists: one of the older table, the others of the newer.
pub(super) const MIXED: ErrorTable = table! {
    "SSL, mixed", Cited, "protocol notes 7.2":
    839 Handshake "SSL error during handshake"
    1000 NotActivated "SSL not activated"
    1001 SecurityData "SSL certs and keys wrong or not stored"
    1003 AlreadyActivated "SSL already activated"
    1005 Socket "SSL socket error"
    1008 NotConnected "SSL not connected"
};
