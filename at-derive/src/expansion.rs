//! What the macros write, as a person reviews it.
//!
//! In: declarations, one for each kind. Out: snapshots. A decoder is to be seen as a composition: `required` and
//! `optional` hand over to the type asked for, which takes one of the productions of `at-parse`.

use proc_macro2::TokenStream;
use syn::{DeriveInput, parse_quote};

use crate::expand;

fn shown(tokens: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).expect("the expansion is a file"))
}

#[test]
fn a_command_with_a_borrow_an_exchange_and_limits() {
    let input: DeriveInput = parse_quote! {
        /// Opens a secure socket to a peer.
        ///
        /// Source: guide 4.5.3.
        #[at("#SSLD", exchange = Mode::exchange(self.mode), answer_within = "150 s")]
        pub struct Dial<'a> {
            /// Socket to open.
            #[at(ranges(id::G2 => 1..=1))]
            pub socket: SocketId,
            /// Name or address of the peer.
            pub host: Quoted<Host<'a>>,
            /// Left out: command mode.
            pub mode: Option<Mode>,
        }
    };
    insta::assert_snapshot!(shown(expand::command(&input)));
}

#[test]
fn an_answer_that_counts_its_payload() {
    let input: DeriveInput = parse_quote! {
        /// How many bytes follow.
        ///
        /// Source: guide 4.2.2.2.
        #[at("#SSLRECV", verb(id::G2 => "#SSLRCV"))]
        pub struct Received {
            /// Which socket, where it is said.
            #[at(leading)]
            pub socket: Option<SocketId>,
            /// Bytes behind this line.
            #[at(count)]
            pub count: ByteCount,
        }
    };
    insta::assert_snapshot!(shown(expand::information(&input)));
}

#[test]
fn an_unsolicited_code_that_carries_counted_data() {
    let input: DeriveInput = parse_quote! {
        /// Data have come.
        ///
        /// Source: protocol notes 5.16.
        #[at("SSLSRING")]
        pub struct DataWaiting<'a> {
            /// Bytes of them.
            pub bytes: Option<ByteCount>,
            /// The data.
            #[at(counted_by = bytes)]
            pub data: Option<Counted<'a>>,
        }
    };
    insta::assert_snapshot!(shown(expand::unsolicited(&input)));
}

#[test]
fn a_choice_of_numbers() {
    let input: DeriveInput = parse_quote! {
        /// What closing does with the session.
        pub enum Closure {
            /// It is freed.
            #[at(0)]
            Free,
            /// It is kept.
            #[at(1)]
            KeepSession,
        }
    };
    insta::assert_snapshot!(shown(expand::argument(&input)));
}
