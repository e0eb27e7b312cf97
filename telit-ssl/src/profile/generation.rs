//! The four generations, written out.
//!
//! In: nothing. Out: constants. Not here: where a value is from; the fields of [`Profile`] and the rows say that.
//! Read first: protocol notes 0.1.

use super::{Profile, id};
use crate::time::Span;

impl Profile {
    /// The modules of the guide: GC864, GE864, GE865, GL865, GL868 (guide, applicability table); by one driver's word the
    /// GE910 too.
    pub const G2: Self = Self {
        id: id::G2,
        name: "2G",
        respelt: None,
        line_length: 80,
        gap: Span::from_millis(20),
        guard: Span::from_millis(1000),
        prompt_hold: Span::from_millis(100),
        tail_partial: Span::from_millis(200),
        tail_whole: Span::from_millis(1000),
        dial_outcome: Span::from_secs(150),
        send_most: 1000,
        receive_most: 1000,
        security_data_most: 2047,
        counted_send: false,
        interface_choice: true,
        line_ends_vary: false,
    };

    /// HE910, UE910, DE910, GL865 V3: certificates with their size, DER beside PEM, counted sends.
    pub const G3: Self = Self {
        id: id::G3,
        name: "3G",
        counted_send: true,
        ..Self::G2
    };

    /// LE910, LE910 V2, LE866: one socket, and no session that outlives its connection.
    pub const LTE_A: Self = Self {
        id: id::LTE_A,
        name: "LTE-A",
        line_length: 400,
        interface_choice: false,
        line_ends_vary: true,
        ..Self::G3
    };

    /// ME910C1, ME310G1, ME910G1, `LE910Cx`, LE910R1: several sockets, newer security options, error numbers of their
    /// own.
    pub const LTE_M: Self = Self {
        id: id::LTE_M,
        name: "LTE-M",
        ..Self::LTE_A
    };
}
