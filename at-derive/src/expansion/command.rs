//! What is written above a command.

use quote::quote;

use super::{shown, shown_whole};

#[test]
fn a_command_with_a_borrow_an_exchange_and_limits() {
    let written = quote! {
        /// Opens a secure socket to a peer.
        ///
        /// Source: guide 4.5.3.
        #[derive(Command)]
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
    insta::assert_snapshot!(shown_whole(written));
}

#[test]
fn values_are_read_written_and_shown_from_left_to_right() {
    let written = quote! {
        /// Opens a socket.
        ///
        /// Source: guide 4.5.3.
        #[derive(Command)]
        #[at("#SSLD")]
        pub struct Dial {
            /// Socket to open.
            pub socket: SocketId,
            /// Left out: command mode.
            pub mode: Option<Mode>,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &[
            "Subparameters::read",
            "Subparameters::write",
            "Subparameters::visit"
        ]
    ));
}

#[test]
fn a_command_without_values_reads_and_writes_nothing() {
    let written = quote! {
        /// Asks for nothing.
        ///
        /// Source: V.250 5.2.
        #[derive(Command)]
        #[at("")]
        pub struct Attention;
    };
    let parts = [
        "Subparameters::read",
        "Subparameters::write",
        "Subparameters::check",
        "Declaration::SYNTAX",
    ];
    insta::assert_snapshot!(shown(written, &parts));
}

#[test]
fn a_verb_of_a_profile_is_part_of_the_name() {
    let written = quote! {
        /// Receives payload.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Command)]
        #[at("#SSLRECV", verb(id::G2 => "#SSLRCV"))]
        pub struct Receive;
    };
    insta::assert_snapshot!(shown(written, &["Declaration::NAME"]));
}

#[test]
fn an_exchange_looks_at_the_values() {
    let written = quote! {
        /// Receives payload.
        ///
        /// Source: guide 4.2.2.2.
        #[derive(Command)]
        #[at("#SSLRECV", exchange = Exchange::Counted { room: self.room.0 })]
        pub struct Receive {
            /// At most so many bytes.
            pub room: ByteCount,
        }
    };
    insta::assert_snapshot!(shown(written, &["Declaration::exchange"]));
}

#[test]
fn a_time_is_in_milliseconds() {
    let written = quote! {
        /// Switches the echo.
        ///
        /// Source: V.250 6.2.4.
        #[derive(Command)]
        #[at("E", answer_within = "500 ms")]
        pub struct Echo;
    };
    insta::assert_snapshot!(shown(written, &["Declaration::WITHIN"]));
}

#[test]
fn a_time_for_which_it_may_block_is_one_of_its_values() {
    let written = quote! {
        /// Waits for data.
        ///
        /// Source: an example.
        #[derive(Command)]
        #[at("#WAIT")]
        pub struct Wait {
            /// How long.
            #[at(blocking)]
            pub time: Option<Tenths>,
        }
    };
    insta::assert_snapshot!(shown(written, &["Declaration::blocks"]));
}

#[test]
fn an_answer_is_named_without_its_lifetime() {
    let written = quote! {
        /// Says which model it is.
        ///
        /// Source: 27.007 5.2.
        #[derive(Command)]
        #[at("+CGMM", answer = Model<'_>)]
        pub struct AskModel;
    };
    insta::assert_snapshot!(shown(
        written,
        &["Declaration::Answer", "Declaration::SPEC.set"]
    ));
}

#[test]
fn a_setting_of_its_own_is_an_answer_too() {
    let written = quote! {
        /// Defines a packet context.
        ///
        /// Source: 27.007 10.1.1.
        #[derive(Command)]
        #[at("+CGDCONT", setting = Self)]
        pub struct Context<'a> {
            /// Protocol.
            pub protocol: Quoted<Printable<'a>>,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &["Readable", "Information", "Declaration::SPEC.read"]
    ));
}

#[test]
fn a_setting_of_another_type_is_a_read_form() {
    let written = quote! {
        /// What is reported of registration.
        ///
        /// Source: 27.007 7.2.
        #[derive(Command)]
        #[at("+CREG", setting = Registration<'_>)]
        pub struct ReportRegistration;
    };
    insta::assert_snapshot!(shown(written, &["Readable", "Declaration::SPEC.read"]));
}

#[test]
fn a_register_answers_its_value_alone() {
    let written = quote! {
        /// The pause around the escape sequence.
        ///
        /// Source: D-GM64.
        #[derive(Command)]
        #[at("S12", setting = Self)]
        pub struct EscapeGuard;
    };
    insta::assert_snapshot!(shown(
        written,
        &["Declaration::SYNTAX", "Information::NAME"]
    ));
}

#[test]
fn a_test_form_answers_ranges() {
    let written = quote! {
        /// Switches a socket.
        ///
        /// Source: guide 4.1.
        #[derive(Command)]
        #[at("#SSLEN", test)]
        pub struct Enable;
    };
    insta::assert_snapshot!(shown(written, &["Testable", "Declaration::SPEC.test"]));
}

#[test]
fn profiles_without_the_command_are_listed() {
    let written = quote! {
        /// Sends counted payload.
        ///
        /// Source: protocol notes 5.11.
        #[derive(Command)]
        #[at("#SSLSENDEXT", absent = [id::G2, id::G3])]
        pub struct SendCounted;
    };
    insta::assert_snapshot!(shown(written, &["Declaration::ABSENT"]));
}

#[test]
fn documentation_is_summary_text_and_source() {
    let written = quote! {
        /// Switches a socket
        /// on or off.
        ///
        /// Nothing else works before.
        ///
        /// Source: guide 4.1;
        /// protocol notes 5.1.
        #[derive(Command)]
        #[at("#SSLEN", cited)]
        pub struct Enable;
    };
    insta::assert_snapshot!(shown(written, &["Declaration::SPEC.manual"]));
}

#[test]
fn what_was_recollected_says_so_in_every_form() {
    let written = quote! {
        /// Switches a socket.
        ///
        /// Source: guide 4.1.
        #[derive(Command)]
        #[at("#SSLEN", recollected)]
        pub struct Enable {
            /// Socket.
            pub socket: u8,
        }
    };
    let parts = [
        "Subparameters::SPECS.provenance",
        "Declaration::SPEC.manual+set",
    ];
    insta::assert_snapshot!(shown(written, &parts));
}

#[test]
fn a_form_may_be_known_better_or_worse_than_the_item() {
    let written = quote! {
        /// Switches a socket.
        ///
        /// Source: guide 4.1.
        #[derive(Command)]
        #[at("#SSLEN", setting = Self, test, inferred, provenance(set = cited, test = recollected))]
        pub struct Enable;
    };
    insta::assert_snapshot!(shown(written, &["Declaration::SPEC.set+read+test"]));
}

#[test]
fn a_renamed_crate_is_reached_by_its_new_name() {
    let written = quote! {
        /// Switches a socket.
        ///
        /// Source: guide 4.1.
        #[derive(Command)]
        #[at("#SSLEN", crate = ::words)]
        pub struct Enable {
            /// Socket.
            pub socket: u8,
        }
    };
    insta::assert_snapshot!(shown(
        written,
        &["Subparameters::read", "Declaration::NAME"]
    ));
}
