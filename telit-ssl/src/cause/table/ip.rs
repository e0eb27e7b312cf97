//! Errors of the IP stack and of packet contexts.
//!
//! In: nothing. Out: tables. Not here: which profile has which.
//! Read first: protocol notes 7.3.

use at_spec::Provenance;

use crate::cause::row::table;
use crate::cause::{Cause, Dispute, ErrorCode, ErrorRow, ErrorTable};

/// The list on which sources agree.
pub(super) const USUAL: ErrorTable = table! {
    "IP", Cited, "protocol notes 7.3":
    550 Network "generic undocumented error"
    551 WrongState "wrong state"
    552 WrongState "wrong mode"
    553 ContextActive "context already activated"
    554 ContextActive "stack already active"
    555 ActivationFailed "activation failed"
    556 ContextInactive "context not opened"
    557 Socket "cannot setup socket" { commands: &[], advice: SET_UP }
    558 Name "cannot resolve DN"
    559 Socket "time-out in opening socket" { commands: &[], advice: TIME_OUT }
    560 Socket "cannot open socket" { commands: &[] }
    561 Disconnected "remote disconnected or time-out" { commands: &[], advice: ENDED }
    562 Network "connection failed"
    563 Network "tx error" { advice: ENDED }
    564 NotAllowed "already listening" { advice: LISTENING }
    565 Disconnected "socket disconnection" { commands: &[], advice: ENDED }
    566 Network "can not resume socket" { advice: ENDED }
};

/// The same texts in the same order, as lists of the GM862 and GC864 age number them.
pub(super) const OLDEST: ErrorTable = table! {
    "IP, oldest numbers", Cited, "protocol notes 7.3":
    400 Network "generic undocumented error"
    401 WrongState "wrong state"
    402 WrongState "wrong mode"
    403 ContextActive "context already activated"
    404 ContextActive "stack already active"
    405 ActivationFailed "activation failed"
    406 ContextInactive "context not opened"
    407 Socket "cannot setup socket" { commands: &[], advice: SET_UP }
    408 Name "cannot resolve DN"
    409 Socket "time-out in opening socket" { commands: &[], advice: TIME_OUT }
    410 Socket "cannot open socket" { commands: &[] }
    411 Disconnected "remote disconnected or time-out" { commands: &[], advice: ENDED }
    412 Network "connection failed"
    413 Network "tx error" { advice: ENDED }
    414 NotAllowed "already listening" { advice: LISTENING }
};

/// What sources differ on, as the older of them have it.
pub(super) const DISPUTED_OLDER: ErrorTable = table! {
    "IP, disputed, older word", Cited, "protocol notes 7.3":
    567 ActivationFailed "wrong APN" {
        provenance: Provenance::Recollected,
        advice: WHICH_567,
        disputes: &[Dispute { claim: "ip version type incompatible", by: NEWER_LIST }],
    }
    568 ActivationFailed "wrong PDP" {
        advice: WHICH_568,
        disputes: &[Dispute { claim: "ipv6 not enabled", by: NEWER_LIST }],
    }
};

/// A number that one source alone has: notes on 2G modules.
pub(super) const LONE: ErrorTable = table! {
    "IP, one source", Cited, "protocol notes 7.3":
    569 NoService "service not supported" {
        advice: WHICH_569,
        disputes: &[Dispute { claim: "no such error", by: NEWER_LIST }],
    }
};

/// What sources differ on, as the newer of them have it.
pub(super) const DISPUTED_NEWER: ErrorTable = table! {
    "IP, disputed, newer word", Cited, "protocol notes 7.3":
    567 ActivationFailed "ip version type incompatible" {
        advice: WHICH_567,
        disputes: &[Dispute { claim: "wrong APN", by: "older documents, recollected (protocol notes 7.3)" }],
    }
    568 ActivationFailed "ipv6 not enabled" {
        advice: WHICH_568,
        disputes: &[Dispute { claim: "wrong PDP", by: "a driver of the LE910 (protocol notes 7.3)" }],
    }
};

/// What older lists add.
pub(super) const MORE: ErrorTable = table! {
    "IP, more", Recollected, "protocol notes 7.3":
    570 ActivationFailed "QOS not accepted" { advice: "Define the context without a quality of service, and try again." }
    571 ActivationFailed "NSAPI already used" { advice: "Deactivate the other contexts, and try again." }
    572 Network "LLC or SNDCP failure"
    573 NoService "network reject"
};

const NEWER_LIST: &str = "the list of the ME310G1 (protocol notes 7.3)";
const SET_UP: &str = "Check the settings of the socket, and that it is closed.";
const TIME_OUT: &str =
    "Check host and port, and that nothing on the way blocks them, then try again.";
const ENDED: &str = "Close the socket, then open it again.";
const LISTENING: &str =
    "Nothing needs to be done; close the socket before it is to listen elsewhere.";
const WHICH_567: &str = "Sources differ on this number: check the APN, and that network and context agree on IPv4 or IPv6.";
const WHICH_568: &str =
    "Sources differ on this number: check the definition of the context, and define it for IPv4.";
const WHICH_569: &str =
    "Sources differ on this number: check that the subscription has the packet service.";
