//! General errors, and what the vendor adds to them.
//!
//! In: nothing. Out: tables. Not here: which profile has which.
//! Read first: 3GPP 27.007 9.2; protocol notes 7.5.

use at_spec::Provenance;

use crate::cause::row::table;
use crate::cause::{Cause, Dispute, ErrorCode, ErrorRow, ErrorTable};

/// Those of the standard.
pub(super) const STANDARD: ErrorTable = table! {
    "general", Recollected, "3GPP 27.007 9.2; protocol notes 7.5":
    0 Generic "phone failure" { advice: RESTART }
    1 Generic "no connection to phone" { advice: RESTART }
    2 NotAllowed "phone-adaptor link reserved" { advice: "Wait until whoever uses the link has ended, and try again." }
    3 NotAllowed "operation not allowed"
    4 NotAllowed "operation not supported" {
        advice: "Check that this firmware has the command, and ask a receive for at most 1000 bytes.",
    }
    5 PinNeeded "PH-SIM PIN required" { advice: "Give the code that binds the module to its SIM." }
    6 PinNeeded "PH-FSIM PIN required" { advice: "Give the code that binds the module to its first SIM." }
    7 PukNeeded "PH-FSIM PUK required" { advice: UNBLOCK }
    10 NoSim "SIM not inserted"
    11 PinNeeded "SIM PIN required"
    12 PukNeeded "SIM PUK required"
    13 Sim "SIM failure"
    14 Sim "SIM busy"
    15 Sim "SIM wrong"
    16 WrongPassword "incorrect password"
    17 PinNeeded "SIM PIN2 required" { advice: "Give the SIM its second PIN." }
    18 PukNeeded "SIM PUK2 required" { advice: "Unblock the second PIN of the SIM with its PUK2." }
    20 Memory "memory full"
    21 Parameter "invalid index"
    22 Parameter "not found" { advice: "Check that what is asked for is there." }
    23 Memory "memory failure" { advice: RESTART }
    24 Parameter "text string too long" { advice: SHORTER }
    25 Parameter "invalid characters in text string" { advice: CHARACTERS }
    26 Parameter "dial string too long" { advice: SHORTER }
    27 Parameter "invalid characters in dial string" { advice: CHARACTERS }
    30 NoService "no network service"
    31 NoService "network time-out" { advice: "Try again, and check the signal." }
    32 NoService "network not allowed, emergency calls only"
    40 PinNeeded "network personalization PIN required" { advice: UNLOCK }
    41 PukNeeded "network personalization PUK required" { advice: UNBLOCK }
    42 PinNeeded "network subset personalization PIN required" { advice: UNLOCK }
    43 PukNeeded "network subset personalization PUK required" { advice: UNBLOCK }
    44 PinNeeded "service provider personalization PIN required" { advice: UNLOCK }
    45 PukNeeded "service provider personalization PUK required" { advice: UNBLOCK }
    46 PinNeeded "corporate personalization PIN required" { advice: UNLOCK }
    47 PukNeeded "corporate personalization PUK required" { advice: UNBLOCK }
    48 NotAllowed "hidden key required" { advice: "Give the key that this operation asks for." }
    49 NotAllowed "EAP method not supported" { disputes: OTHER_VENDORS }
    50 Parameter "incorrect parameters" { disputes: OTHER_VENDORS }
    100 Generic "unknown"
    103 NoService "illegal MS"
    106 NoService "illegal ME"
    107 NoService "GPRS services not allowed"
    111 NoService "PLMN not allowed"
    112 NoService "location area not allowed"
    113 NoService "roaming not allowed in this location area"
    132 NoService "service option not supported"
    133 NoService "requested service option not subscribed" { advice: "Have the packet service added to the subscription." }
    134 NoService "service option temporarily out of order" { advice: "Try again later." }
    148 Network "unspecified GPRS error"
    149 ActivationFailed "PDP authentication failure" { advice: "Check the user name and the password of the access point." }
    150 NoService "invalid mobile class"
};

/// What Telit adds.
pub(super) const VENDOR: ErrorTable = table! {
    "general, Telit", Cited, "protocol notes 7.5":
    34 Parameter "numeric instead of text" { advice: "Give a text and not a number." }
    35 Parameter "text instead of numeric" { advice: "Give a number and not a text." }
    36 Parameter "numeric out of bounds"
    37 Parameter "string too short" { advice: "Give a longer text." }
    277 Parameter "invalid number of parameters" { advice: "Give as many values as the command's test form shows." }
    278 Parameter "invalid parameter"
};

const OTHER_VENDORS: &[Dispute] = &[Dispute {
    claim: "something else on modules of some other vendors",
    by: "a phone library's table (protocol notes 7.5)",
}];
const RESTART: &str = "Try again; if it stays, restart the module.";
const SHORTER: &str = "Shorten the text.";
const CHARACTERS: &str = "Leave out the characters that this text cannot have.";
const UNLOCK: &str = "Give the code that unlocks the module for this SIM.";
const UNBLOCK: &str = "Ask whoever locked the module for the code that unblocks it.";
